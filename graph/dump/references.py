"""Whether a contribution holds together: every id that it refers to is its own, and none stands for two records."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from goodoffices.graph.dump.values import event_type
from goodoffices.graph.model import Contribution
from goodoffices.graph.vocabulary.text import with_article

_SHARED = ("status", "verdict", "date", "date_start", "date_end")
"""What an edge has from its event."""


def require_whole(contribution: Contribution) -> None:
    """Raises ValueError if something would be lost or mixed up in the store, and says what."""
    for wrong in not_whole(contribution):
        raise ValueError(wrong)


def not_whole(contribution: Contribution) -> Iterator[str]:
    """What would be lost or mixed up in the store: of each kind the first."""
    is_whole = True
    for what, keys in _keys(contribution):
        if twice := next((key for key, count in Counter(keys).items() if count > 1), None):
            yield f"{what} {twice} is in it twice"
    for what, used, known in _uses(contribution):
        if loose := sorted(set(used) - known):
            is_whole = False
            yield f"{what} {loose[0]} is not in it"
    # Looked at only then: what a record disagrees with is found by ids that must be there.
    if is_whole:
        yield from itertools.islice(_disagreements(contribution), 1)


def _keys(contribution: Contribution) -> Iterator[tuple[str, Iterable[Hashable]]]:
    """What each record is known by."""
    yield "actor", (actor.id for actor in contribution.actors)
    yield "place", (place.id for place in contribution.places)
    # These have no id: they are known by all that they say, an edge by its event and its ends.
    yield "affiliation", contribution.affiliations
    yield "event", (event.id for event in contribution.events)
    yield "role", contribution.roles
    yield "claim", (claim.id for claim in contribution.claims)
    yield "evidence", (quote.id for quote in contribution.evidence)
    yield "edge", ((edge.event_id, edge.source, edge.target) for edge in contribution.edges)


def _uses(contribution: Contribution) -> Iterator[tuple[str, Iterable[str], set[str]]]:
    """Ids that records refer to, and those that are there; places and relations must agree both ways."""
    actors = {actor.id for actor in contribution.actors}
    events = {event.id for event in contribution.events}
    places = {place.id for place in contribution.places}
    taken = {place for event in contribution.events for place in event.places}
    relations = {f"{event.relation} of event {event.id}" for event in contribution.events}
    yield "actor", (end for pair in contribution.affiliations for end in (pair.actor, pair.of)), actors
    yield "actor", (role.actor for role in contribution.roles), actors
    yield "actor", (speaker for claim in contribution.claims for speaker in claim.speakers), actors
    yield "actor", (claim.value_id for claim in contribution.claims if claim.value_id), actors
    yield "actor", (end for edge in contribution.edges for end in (edge.source, edge.target)), actors
    yield "event", (role.event for role in contribution.roles), events
    yield "event", (claim.event for claim in contribution.claims), events
    yield "event", (about for event in contribution.events for about in event.about), events
    yield "evidence", (claim.evidence for claim in contribution.claims), {quote.id for quote in contribution.evidence}
    yield "place", taken, places
    # Both ways: a place or relation that no event has would be in the graph without a fact behind it.
    yield "an event at place", places, taken
    yield "relation", (f"{edge.type} of event {edge.event_id}" for edge in contribution.edges), relations
    yield "document", (event.document for event in contribution.events), {contribution.document.id}
    yield "document", (quote.document for quote in contribution.evidence), {contribution.document.id}


def _disagreements(contribution: Contribution) -> Iterator[str]:
    """Where a record says something else than another that it belongs to."""
    events = {event.id: event for event in contribution.events}
    names = {actor.id: actor.name for actor in contribution.actors}
    for role in contribution.roles:
        known = event_type(events[role.event].type).roles.values()
        if role.role not in {one.role for one in known if one.role}:
            yield f"the role {role.role} does not fit event {role.event}, {with_article(events[role.event].type)}"
    for claim in contribution.claims:
        # Tables show the name and join by the id: they must mean contribution actor.
        if claim.value_id and claim.value != names[claim.value_id]:
            yield f"claim {claim.id} gives actor {claim.value_id} another name"
        if claim.aspect == "status" and claim.value not in event_type(events[claim.event].type).statuses:
            yield f"the status of claim {claim.id} does not fit event {claim.event}"
    for edge in contribution.edges:
        if any(getattr(edge, name) != getattr(events[edge.event_id], name) for name in _SHARED):
            yield f"an edge of event {edge.event_id} has another {', '.join(_SHARED[:-1])} or {_SHARED[-1]}"

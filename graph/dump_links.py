"""Whether a contribution holds together: every id that it refers to is its own, and none stands for two records."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from goodoffices.graph.dump_values import event_type
from goodoffices.graph.model import Contribution

_SHARED = ("status", "verdict", "date", "date_start", "date_end")
"""What an edge has from its event."""


def require_whole(one: Contribution) -> None:
    """Raises ValueError if something would be lost or mixed up in the store, and says what."""
    for wrong in not_whole(one):
        raise ValueError(wrong)


def not_whole(one: Contribution) -> Iterator[str]:
    """What would be lost or mixed up in the store: of each kind the first."""
    is_whole = True
    for what, keys in _keys(one):
        if twice := next((key for key, count in Counter(keys).items() if count > 1), None):
            yield f"{what} {twice} is in it twice"
    for what, used, known in _uses(one):
        if loose := sorted(set(used) - known):
            is_whole = False
            yield f"{what} {loose[0]} is not in it"
    if is_whole:
        yield from itertools.islice(_disagreements(one), 1)


def _keys(one: Contribution) -> Iterator[tuple[str, Iterable[Hashable]]]:
    """What each record is known by."""
    yield "actor", (actor.id for actor in one.actors)
    yield "place", (place.id for place in one.places)
    yield "affiliation", one.affiliations
    yield "event", (event.id for event in one.events)
    yield "role", one.roles
    yield "claim", (claim.id for claim in one.claims)
    yield "evidence", (quote.id for quote in one.evidence)
    yield "edge", ((edge.event_id, edge.source, edge.target) for edge in one.edges)


def _uses(one: Contribution) -> Iterator[tuple[str, Iterable[str], set[str]]]:
    """Ids that records refer to, and those that are there; places and relations must agree both ways."""
    actors = {actor.id for actor in one.actors}
    events = {event.id for event in one.events}
    places = {place.id for place in one.places}
    taken = {place for event in one.events for place in event.places}
    relations = {f"{event.relation} of event {event.id}" for event in one.events}
    yield "actor", (end for pair in one.affiliations for end in (pair.actor, pair.of)), actors
    yield "actor", (role.actor for role in one.roles), actors
    yield "actor", (speaker for claim in one.claims for speaker in claim.speakers), actors
    yield "actor", (claim.value_id for claim in one.claims if claim.value_id), actors
    yield "actor", (end for edge in one.edges for end in (edge.source, edge.target)), actors
    yield "event", (role.event for role in one.roles), events
    yield "event", (claim.event for claim in one.claims), events
    yield "event", (about for event in one.events for about in event.about), events
    yield "evidence", (claim.evidence for claim in one.claims), {quote.id for quote in one.evidence}
    yield "place", taken, places
    yield "an event at place", places, taken
    yield "relation", (f"{edge.type} of event {edge.event_id}" for edge in one.edges), relations
    yield "document", (event.document for event in one.events), {one.document.id}
    yield "document", (quote.document for quote in one.evidence), {one.document.id}


def _disagreements(one: Contribution) -> Iterator[str]:
    """Where a record says something else than another that it belongs to."""
    events = {event.id: event for event in one.events}
    names = {actor.id: actor.name for actor in one.actors}
    for role in one.roles:
        if role.role not in _roles_of(events[role.event].type):
            yield f"the role {role.role} does not fit event {role.event}, a {events[role.event].type}"
    for claim in one.claims:
        if claim.value_id and claim.value != names[claim.value_id]:
            yield f"claim {claim.id} gives actor {claim.value_id} another name"
        if claim.aspect == "status" and claim.value not in event_type(events[claim.event].type).statuses:
            yield f"the status of claim {claim.id} does not fit event {claim.event}"
    for edge in one.edges:
        if any(getattr(edge, name) != getattr(events[edge.event_id], name) for name in _SHARED):
            yield f"an edge of event {edge.event_id} has another {', '.join(_SHARED[:-1])} or {_SHARED[-1]}"


@functools.cache
def _roles_of(type_: str) -> frozenset[str]:
    return frozenset(role.role for role in event_type(type_).roles.values() if role.role)

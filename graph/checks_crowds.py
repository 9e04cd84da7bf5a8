"""Checks of how much one document would make of few lines: collectives of collectives, parties by the hundred.

Each two parties of an event make a relation, each way through the speakers a claim, and a collective stands for all its
members, so that a file of some kilobytes could ask for more than any memory holds.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from networkx.utils import UnionFind

from goodoffices.graph.annotation import EventMention, Relation
from goodoffices.graph.checks_view import CLAIM, Refusal, View
from goodoffices.graph.edges import ROLLS_UP
from goodoffices.graph.ontology import ontology
from goodoffices.graph.resolve import Cast, members_first, own_actors, resolve

MOST_MEMBERS = 500
"""Actors that one collective comes down to."""
MOST_MADE = 250_000
"""Roles, relations or words of speakers, each for itself, that one document may make."""

_JOIN = "split the document, or name a group that has no members here"


def crowded_collectives(view: View) -> Iterator[Refusal]:
    """Member and Of by which collectives come down to more actors than can be."""
    relations = [one for one in view.document.relations if one.type == "Member"]
    if not relations:
        return
    own = own_actors(view.document)
    of_collective: defaultdict[str, list[Relation]] = defaultdict(list)
    for one in relations:
        of_collective[own[one.source]].append(one)
    standing: dict[str, frozenset[str]] = {}
    left = MOST_MADE
    members = {key: [own[one.target] for one in group] for key, group in of_collective.items()}
    for collective in members_first(members):
        actors: set[str] = set()
        for relation in of_collective[collective]:
            more = standing.get(own[relation.target], frozenset((own[relation.target],)))
            if len(actors | more) > min(MOST_MEMBERS, left):
                yield Refusal(relation, _too_many_members(view, relation, left), _JOIN)
            else:
                actors |= more
        standing[collective] = frozenset(actors)
        left -= len(actors)
    yield from _crowded_affiliations(view, own, standing)


def _too_many_members(view: View, relation: Relation, left: int) -> str:
    if left < MOST_MEMBERS:
        return f"the collectives of this document come down to more than {MOST_MADE:,} members"
    return f"{view.named(relation.source)} comes down to more than {MOST_MEMBERS} actors"


def _crowded_affiliations(
    view: View, own: Mapping[str, str], standing: Mapping[str, frozenset[str]]
) -> Iterator[Refusal]:
    left = MOST_MADE
    for relation in view.document.relations:
        if relation.type == "Of":
            left -= len(standing.get(own[relation.target], "1"))
            if left < 0:
                yield Refusal(relation, f"by it the actors of this document act for more than {MOST_MADE:,}", _JOIN)


@dataclass(slots=True)
class _Room:
    """How much the events so far make together, of each kind that may not be too many."""

    made: Counter[str] = field(default_factory=Counter)

    def takes(self, more: Mapping[str, int]) -> str | None:
        """Adds what one event makes; or says of what there would be too much."""
        for what, number in more.items():
            if self.made[what] + number > MOST_MADE:
                return f"with it the document makes more than {MOST_MADE:,} {what}"
        self.made.update(more)
        return None


@dataclass(slots=True)
class _Together:
    """The actors in each role of the reports of one event, and the relations that they make."""

    actors: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    weights: Counter[str] = field(default_factory=Counter)

    def with_(self, joining: Mapping[str, set[str]], cast: Cast, acting_for: Mapping[str, int]) -> Counter[str]:
        """The weight of each role with more actors: those who roll up count with all for whom they act."""
        weights = Counter(self.weights)
        for role, actors in joining.items():
            for one in actors - self.actors[role]:
                weights[role] += 1 + (acting_for[one] if cast.actors[one].kind in ROLLS_UP else 0)
        return weights

    def add(self, joining: Mapping[str, set[str]], weights: Counter[str]) -> None:
        """Keeps them."""
        for role, actors in joining.items():
            self.actors[role] |= actors
        self.weights = weights


def crowded_events(view: View) -> Iterator[Refusal]:
    """Events that make more roles, relations or claims than one document may have."""
    if _is_surely_small(view):
        return
    cast = resolve(view.document)
    acting_for = Counter(one.actor for one in cast.affiliations)
    same = UnionFind(view.events)
    for relation in view.document.relations:
        if relation.type == "SameEvent":
            same.union(relation.source, relation.target)
    classes: defaultdict[str, _Together] = defaultdict(_Together)
    room = _Room()
    for event in view.document.events:
        joining, together = _joining(event, cast), classes[same[event.id]]
        weights = together.with_(joining, cast, acting_for)
        more = {
            "roles": sum(map(len, joining.values())),
            "relations": _relations(event, weights) - _relations(event, together.weights),
            "claims": _claims(event, cast),
        }
        if message := room.takes(more):
            yield Refusal(event, message, _JOIN)
        else:
            together.add(joining, weights)


def _is_surely_small(view: View) -> bool:
    """Whether nothing is joined and the roles alone cannot make too much."""
    joined = any(one.type in ("Member", "SameEvent") for one in view.document.relations)
    most = sum((2 * len(event.arguments)) ** 2 for event in view.document.events)
    return not joined and most <= MOST_MADE


def _joining(event: EventMention, cast: Cast) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    roles = ontology().events[event.type].roles
    for argument in event.arguments:
        if role := roles[argument.role].role:
            found[role].update(cast.stands_for[argument.filler])
    return found


def _relations(event: EventMention, weights: Mapping[str, int]) -> int:
    """How many relations an event gives at most whose roles weigh so much."""
    if not ontology().events[event.type].edges:
        return 0
    party = weights["party"]
    return max(
        party * party // 2,
        weights["requester"] * party,
        weights["mediator"] * party,
        weights["sender"] * weights["target"],
    )


def _claims(event: EventMention, cast: Cast) -> int:
    """How many words of speakers an event's claims hold: one claim for each way through them."""
    links = [len(cast.stands_for[one.filler]) for one in event.arguments if one.role == "Via"]
    sources = _standing(event, "Source", cast)
    ways = math.prod(links) * max(1, len(sources))
    if event.type == CLAIM:
        ways *= max(1, len(_standing(event, "Responsible", cast)))
        ways *= sum(1 for one in event.arguments if one.role == "About")
    return ways * (1 + len(links))


def _standing(event: EventMention, role: str, cast: Cast) -> set[str]:
    fillers: Iterable[str] = (one.filler for one in event.arguments if one.role == role)
    return {actor for filler in fillers for actor in cast.stands_for[filler]}

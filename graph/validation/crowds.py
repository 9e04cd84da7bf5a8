"""Checks of how much one document would make of few lines: collectives of collectives, parties by the hundred.

Each two parties of an event make a relation, each way through the speakers a claim, and a collective stands for all its
members, so that a file of some kilobytes could ask for more than any memory holds.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from networkx.utils import UnionFind

from goodoffices.graph.annotation import EventMention, Relation
from goodoffices.graph.construction.actors import ResolvedActors, members_first, own_actors, resolved_actors
from goodoffices.graph.rules.edges import ROLLS_UP
from goodoffices.graph.validation.context import CLAIM, Refusal, View
from goodoffices.graph.vocabulary.ontology import ontology

MOST_MEMBERS = 500
"""Actors that one collective comes down to."""
MOST_MADE = 250_000
"""Roles, relations or words of speakers, each for itself, that one document may make."""

_JOIN = "split the document, or name a group that has no members here"


def crowded_collectives(view: View) -> Iterator[Refusal]:
    """Member and Of by which collectives come down to more actors than can be."""
    relations = [relation for relation in view.document.relations if relation.type == "Member"]
    if not relations:  # so it is in most documents, whose actors then need not be resolved for this
        return
    own = own_actors(view.document)
    of_collective: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        of_collective[own[relation.source]].append(relation)
    standing: dict[str, frozenset[str]] = {}
    left = MOST_MADE
    members = {key: [own[relation.target] for relation in group] for key, group in of_collective.items()}
    for collective in members_first(members):
        actors: set[str] = set()
        for relation in of_collective[collective]:
            more = standing.get(own[relation.target], frozenset((own[relation.target],)))
            if len(actors | more) > min(MOST_MEMBERS, left):
                message = f"{view.named(relation.source)} comes down to more than {MOST_MEMBERS} actors"
                if left < MOST_MEMBERS:
                    message = f"the collectives of this document come down to more than {MOST_MADE:,} members"
                yield Refusal(relation, message, _JOIN)
            else:
                actors |= more
        standing[collective] = frozenset(actors)
        left -= len(actors)
    yield from _crowded_affiliations(view, own, standing)


def _crowded_affiliations(
    view: View, own: Mapping[str, str], standing: Mapping[str, frozenset[str]]
) -> Iterator[Refusal]:
    """Of by which the actors act for more than can be: who acts for a collective acts for each of its members."""
    left = MOST_MADE
    for relation in view.document.relations:
        if relation.type == "Of":
            left -= len(standing.get(own[relation.target], "1"))
            if left < 0:
                yield Refusal(relation, f"by it the actors of this document act for more than {MOST_MADE:,}", _JOIN)


@dataclass(slots=True)
class _Together:
    """The actors in each role of the reports of one event, and the relations that they make."""

    actors: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    weights: Counter[str] = field(default_factory=Counter)

    def with_(
        self, joining: Mapping[str, set[str]], cast: ResolvedActors, acting_for: Mapping[str, int]
    ) -> Counter[str]:
        """The weight of each role with more actors: those who roll up count with all for whom they act."""
        weights = Counter(self.weights)
        for role, actors in joining.items():
            for actor in actors - self.actors[role]:
                weights[role] += 1 + (acting_for[actor] if cast.actors[actor].kind in ROLLS_UP else 0)
        return weights

    def add(self, joining: Mapping[str, set[str]], weights: Counter[str]) -> None:
        """Keeps them."""
        for role, actors in joining.items():
            self.actors[role] |= actors
        self.weights = weights


def crowded_events(view: View) -> Iterator[Refusal]:
    """Events that make more roles, relations or claims than one document may have."""
    joined = any(relation.type in ("Member", "SameEvent") for relation in view.document.relations)
    most = sum((2 * len(event.arguments)) ** 2 for event in view.document.events)
    # Nothing is joined and the roles alone can't make too much: so it is with nearly every document of real texts.
    if not joined and most <= MOST_MADE:
        return
    cast = resolved_actors(view.document)
    acting_for = Counter(affiliation.actor for affiliation in cast.affiliations)
    same = UnionFind(view.events)
    for relation in view.document.relations:
        if relation.type == "SameEvent":
            same.union(relation.source, relation.target)
    clusters: defaultdict[str, _Together] = defaultdict(_Together)
    made: Counter[str] = Counter()
    for event in view.document.events:
        joining, together = _actors_by_role(event, cast), clusters[same[event.id]]
        weights = together.with_(joining, cast, acting_for)
        more = {
            "roles": sum(map(len, joining.values())),
            "relations": _relations(event, weights) - _relations(event, together.weights),
            "claims": _claims(event, cast),
        }
        if too_many := next((what for what, number in more.items() if made[what] + number > MOST_MADE), None):
            yield Refusal(event, f"with it the document makes more than {MOST_MADE:,} {too_many}", _JOIN)
        else:
            made.update(more)
            together.add(joining, weights)


def _actors_by_role(event: EventMention, cast: ResolvedActors) -> Mapping[str, set[str]]:
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
    # The greatest of what any type's edges may join, since what they weigh must bound and need not be exact.
    party = weights["party"]
    return max(
        party * party // 2,
        weights["requester"] * party,
        weights["mediator"] * party,
        weights["sender"] * weights["target"],
    )


def _claims(event: EventMention, cast: ResolvedActors) -> int:
    """How many words of speakers an event's claims hold: one claim for each way through them."""
    links = [len(cast.stands_for[argument.filler]) for argument in event.arguments if argument.role == "Via"]
    sources = _standing(event, "Source", cast)
    ways = math.prod(links) * max(1, len(sources))
    if event.type == CLAIM:
        ways *= max(1, len(_standing(event, "Responsible", cast)))
        ways *= sum(1 for argument in event.arguments if argument.role == "About")
    return ways * (1 + len(links))


def _standing(event: EventMention, role: str, cast: ResolvedActors) -> set[str]:
    """The actors for whom the fillers of a role stand, collectives replaced by their members."""
    fillers = (argument.filler for argument in event.arguments if argument.role == role)
    return {actor for filler in fillers for actor in cast.stands_for[filler]}

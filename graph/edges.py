"""Derived edges: the short form of an event for people who query plain edges. Never the truth itself."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from goodoffices.graph.model import Actor, Edge, Event, Role
from goodoffices.graph.ontology import EventType, ontology

PROPOSING = frozenset({"PROPOSES_TALKS", "PROPOSES_MEDIATION"})
ROLLS_UP = frozenset({"official", "group"})
"""Kinds whose acts count for the state or organisation that they are OF."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the derivation needs to know of one document beside the event: names, kinds and affiliations."""

    actors: Mapping[str, Actor]
    acts_for: Mapping[str, frozenset[str]]


def relation_of(event_type: str, status: str | None, verdict: str) -> str | None:
    """The edge type that an event of this type, status and verdict may give (table of ONTOLOGY.md), or None."""
    relation = _spec(event_type).edges.get(status or "")
    if verdict == "denied" or (verdict == "unconfirmed" and relation not in PROPOSING):
        return None
    return relation


def _spec(event_type: str) -> EventType:
    return next(spec for spec in ontology().events.values() if spec.type == event_type)


def stated_pairs(relation: str, roles: Iterable[Role], stage: Stage) -> frozenset[Pair]:
    """The pairs of actors that the event itself joins; undirected ones from the smaller id."""
    cast: defaultdict[str, set[str]] = defaultdict(set)
    for role in roles:
        cast[role.role].add(role.actor)
    pairs = _PAIRS[relation](cast, stage)
    return frozenset(pair for pair in pairs if _may_join(pair, stage))


def _talks(cast: Mapping[str, set[str]], stage: Stage) -> Iterator[Pair]:
    """Each unordered pair of parties; two delegates of one side do not negotiate with each other but with the rest."""
    delegations = _Delegations.of(cast["party"], stage)
    pairs = itertools.combinations(sorted(cast["party"]), 2)
    return (pair for pair in pairs if not delegations.hold(pair))


@dataclass(frozen=True, slots=True)
class _Delegations:
    """For whom each party acts, itself included, and for whom all of them do."""

    sides: Mapping[str, frozenset[str]]
    everybodys: frozenset[str]
    known: dict[frozenset[str], bool]
    """What was found of sides before: the same few recur in most pairs."""

    @classmethod
    def of(cls, parties: Iterable[str], stage: Stage) -> _Delegations:
        sides = {party: stage.acts_for.get(party, frozenset()) | {party} for party in parties}
        common = frozenset.intersection(*sides.values()) if sides else frozenset()
        return cls(sides, common, {})

    def hold(self, pair: Pair) -> bool:
        """Whether both act for one state or organisation (or one for the other) while another party does not."""
        side = self.sides[pair[0]] & self.sides[pair[1]]
        if not side or not side.isdisjoint(self.everybodys):
            return False
        if side not in self.known:
            self.known[side] = any(side.isdisjoint(other) for other in self.sides.values())
        return self.known[side]


def _proposed_talks(cast: Mapping[str, set[str]], stage: Stage) -> Iterator[Pair]:
    requesters = cast["requester"]
    if not requesters:
        return _talks(cast, stage)
    speaking = requesters.union(*(stage.acts_for.get(one, frozenset()) for one in requesters))
    return itertools.product(sorted(requesters), sorted(cast["party"] - speaking))


def _mediations(cast: Mapping[str, set[str]], _: Stage) -> Iterator[Pair]:
    return itertools.product(sorted(cast["mediator"]), sorted(cast["party"]))


def _sanctions(cast: Mapping[str, set[str]], _: Stage) -> Iterator[Pair]:
    return itertools.product(sorted(cast["sender"]), sorted(cast["target"]))


_PAIRS = {
    "NEGOTIATES_WITH": _talks,
    "PROPOSES_TALKS": _proposed_talks,
    "MEDIATES": _mediations,
    "PROPOSES_MEDIATION": _mediations,
    "SANCTIONS": _sanctions,
    "THREATENS_SANCTIONS": _sanctions,
}


def _may_join(pair: Pair, stage: Stage) -> bool:
    """No edge joins an actor to itself or to what it acts for."""
    one, other = pair
    acts_for = stage.acts_for
    return one != other and other not in acts_for.get(one, ()) and one not in acts_for.get(other, ())


def rolled_up_pairs(relation: str, stated: frozenset[Pair], stage: Stage) -> dict[Pair, frozenset[str]]:
    """Pairs one step up from the stated ones, with the actors behind them; those equal to a stated one are dropped."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    for pair in stated:
        for ends in itertools.product(*(_one_step_up(end, stage) for end in pair)):
            higher = tuple(sorted(ends)) if relation == "NEGOTIATES_WITH" else ends
            if ends != pair and higher not in stated and _may_join((higher[0], higher[1]), stage):
                found[higher[0], higher[1]] |= set(pair) - set(ends)
    return {pair: frozenset(through) for pair, through in found.items()}


def _one_step_up(actor: str, stage: Stage) -> tuple[str, ...]:
    higher = stage.acts_for.get(actor, frozenset()) if stage.actors[actor].kind in ROLLS_UP else frozenset()
    return (actor, *sorted(higher))


@dataclass(frozen=True, slots=True)
class Voices:
    """Who affirms and who denies the occurrence, by name, each sorted."""

    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


def derived_edges(event: Event, roles: tuple[Role, ...], voices: Voices, stage: Stage) -> tuple[Edge, ...]:
    """All edges of one event, stated ones and those rolled up, sorted."""
    if event.relation is None:
        return ()
    stated = stated_pairs(event.relation, roles, stage)
    blank = _blank(event, roles, voices, stage)
    edges = [replace(blank, source=one, target=other) for one, other in stated]
    if event.formality != "unofficial":
        higher = rolled_up_pairs(event.relation, stated, stage)
        edges += [
            replace(blank, source=one, target=other, level="rolled_up", through=_names(through, stage))
            for (one, other), through in higher.items()
        ]
    return tuple(sorted(edges, key=lambda edge: (edge.level, edge.source, edge.target)))


def _blank(event: Event, roles: Iterable[Role], voices: Voices, stage: Stage) -> Edge:
    """The edge that all edges of this event share, still without its ends."""
    parties = {role.actor for role in roles if role.role == "party"}
    return Edge(
        type=str(event.relation),
        source="",
        target="",
        event_id=event.id,
        level="stated",
        status=str(event.status),
        verdict=event.verdict,
        date=event.date,
        date_start=event.date_start,
        date_end=event.date_end,
        n_assert=len(voices.asserted_by),
        n_deny=len(voices.denied_by),
        asserted_by=voices.asserted_by,
        denied_by=voices.denied_by,
        between=_names(parties, stage) if event.relation == "MEDIATES" else (),
    )


def _names(actors: Iterable[str], stage: Stage) -> tuple[str, ...]:
    return tuple(sorted({stage.actors[actor].name for actor in actors}))

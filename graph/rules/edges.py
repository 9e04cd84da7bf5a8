"""Derived edges: the short form of an event for people who query plain edges. Never the truth itself."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from goodoffices.graph.model import Actor, DerivedEdge, Event, Role
from goodoffices.graph.vocabulary.ontology import ontology

ROLLS_UP = frozenset({"official", "group"})
"""Kinds whose acts count for the state or organisation that they are OF."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the derivation needs to know of one document beside the event: names, kinds and affiliations."""

    actors: Mapping[str, Actor]
    acts_for: Mapping[str, frozenset[str]]


def relation_of(event_type: str, status: str | None, verdict: str) -> str | None:
    """The edge type that an event of this type, status and verdict may give, or None."""
    spec = next(spec for spec in ontology().events.values() if spec.type == event_type)
    relation = spec.edges.get(status or "")
    if relation is None or verdict == "denied":
        return None
    # To what nobody commits, at most an edge that says "proposed" is given: a plain query must stay honest.
    return relation if verdict != "unconfirmed" or ontology().edges[relation].unconfirmed else None


def stated_pairs(relation: str, roles: Iterable[Role], stage: Stage) -> frozenset[Pair]:
    """The pairs of actors that the event itself joins; undirected ones from the smaller id.

    Everybody in the role at the one end with everybody in that at the other, as the vocabulary has the ends.
    """
    cast: defaultdict[str, set[str]] = defaultdict(set)
    for role in roles:
        cast[role.role].add(role.actor)
    edge = ontology().edges[relation]
    source, target = edge.unasked if edge.unasked and not cast[edge.ends[0]] else edge.ends
    pairs: Iterable[Pair]
    if source == target:
        # Two delegates of one side do not negotiate with each other but with the rest.
        sides = {party: stage.acts_for.get(party, frozenset()) | {party} for party in cast[source]}
        common = frozenset.intersection(*sides.values()) if sides else frozenset()
        delegations = _Delegations(sides, common, {})
        pairs = (pair for pair in itertools.combinations(sorted(cast[source]), 2) if not delegations.hold(pair))
    else:
        # Whoever asked for talks, and for whom they did, are not those who were asked, though they are parties as well.
        asking = cast[source].union(*(stage.acts_for.get(actor, ()) for actor in cast[source])) if edge.unasked else ()
        pairs = itertools.product(cast[source], cast[target].difference(asking))
    return frozenset(pair for pair in pairs if _may_join(pair, stage))


@dataclass(frozen=True, slots=True)
class _Delegations:
    """For whom each party acts, itself included, and for whom all of them do."""

    sides: Mapping[str, frozenset[str]]
    everybodys: frozenset[str]
    known: dict[frozenset[str], bool]
    """What was found of sides before: the same few recur in most pairs."""

    def hold(self, pair: Pair) -> bool:
        """Whether both act for one state or organisation (or one for the other) while another party does not."""
        side = self.sides[pair[0]] & self.sides[pair[1]]
        # Talks among organs of one state have no other side: then they do negotiate with each other.
        if not side or not side.isdisjoint(self.everybodys):
            return False
        if side not in self.known:
            self.known[side] = any(side.isdisjoint(other) for other in self.sides.values())
        return self.known[side]


def _may_join(pair: Pair, stage: Stage) -> bool:
    """No edge joins an actor to itself or to what it acts for."""
    source, target = pair
    acts_for = stage.acts_for
    return source != target and target not in acts_for.get(source, ()) and source not in acts_for.get(target, ())


def rolled_up_pairs(relation: str, stated: frozenset[Pair], stage: Stage) -> dict[Pair, frozenset[str]]:
    """Pairs one step up from the stated ones, with the actors behind them; those equal to a stated one are dropped."""
    found: defaultdict[Pair, set[str]] = defaultdict(set)
    is_directed = ontology().edges[relation].is_directed
    above = {
        # One step up, never two and never down: what a ministry does, its state does, but not that state's alliance.
        end: (end, *stage.acts_for.get(end, ())) if stage.actors[end].kind in ROLLS_UP else (end,)
        for pair in stated
        for end in pair
    }
    for pair in stated:
        for ends in itertools.product(*(above[end] for end in pair)):
            higher = ends if is_directed else tuple(sorted(ends))
            if ends != pair and higher not in stated and _may_join((higher[0], higher[1]), stage):
                found[higher[0], higher[1]] |= set(pair) - set(ends)
    return {pair: frozenset(through) for pair, through in found.items()}


@dataclass(frozen=True, slots=True)
class Voices:
    """Who affirms and who denies the occurrence, by name, each sorted."""

    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


def derived_edges(event: Event, roles: tuple[Role, ...], voices: Voices, stage: Stage) -> tuple[DerivedEdge, ...]:
    """All edges of one event, stated ones and those rolled up, sorted."""
    if event.relation is None:
        return ()
    stated = stated_pairs(event.relation, roles, stage)
    template = _edge_without_ends(event, roles, voices, stage)
    edges = [replace(template, source=source, target=target) for source, target in stated]
    # Who speaks for nobody but themselves commits no state.
    if event.formality != "unofficial":
        higher = rolled_up_pairs(event.relation, stated, stage)
        edges += [
            replace(template, source=source, target=target, level="rolled_up", through=_names(through, stage))
            for (source, target), through in higher.items()
        ]
    return tuple(sorted(edges, key=lambda edge: (edge.level, edge.source, edge.target)))


def _edge_without_ends(event: Event, roles: Iterable[Role], voices: Voices, stage: Stage) -> DerivedEdge:
    """What all edges of this event have in common."""
    relation = str(event.relation)
    between = ontology().edges[relation].between
    return DerivedEdge(
        type=relation,
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
        between=_names({role.actor for role in roles if role.role == between}, stage),
    )


def _names(actors: Iterable[str], stage: Stage) -> tuple[str, ...]:
    return tuple(sorted({stage.actors[actor].name for actor in actors}))

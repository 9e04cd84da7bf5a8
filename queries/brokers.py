"""Who brokers between blocs: Gould–Fernandez roles in the network of channels, with events that make them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from goodoffices.graph.brokerage import ROLES, Brokerage, Scores, brokerage
from goodoffices.graph.names import fold
from goodoffices.queries.blocs import REGION, Blocs, blocs
from goodoffices.queries.filters import Filters
from goodoffices.queries.people import People, people
from goodoffices.queries.reheard import Whole, events_told
from goodoffices.queries.rows import Row, actor_row
from goodoffices.queries.selection import Answer, said_by
from goodoffices.queries.ties import AGENTS, Ties, actors_of, left_out, most_telling, row_between, ties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodoffices.graph.store import Ask

_AT_MOST = 20
"""How many brokers an answer has unless it is asked for more."""

_EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class _Network:
    """The channels between actors with a bloc, these actors, and what brokerage says of them."""

    ties: Ties
    actors: Mapping[str, Row]
    bloc: Mapping[str, str]
    neighbours: Mapping[str, tuple[str, ...]]
    found: Brokerage


@dataclass(frozen=True, slots=True)
class _Brokered:
    """Two actors between whom a broker stands, and in which role."""

    role: str
    ends: tuple[str, str]


def brokers(
    ask: Ask, given: Mapping[str, str] | None = None, by: str | None = None, filters: Filters = _EVERYTHING
) -> Answer:
    """Who brokers between blocs, most pairs first: a row for the whole network, then one for each broker.

    ``given`` has the bloc of an actor by its name; ``by`` places other states by their region, which happens anyway if
    nothing is given. The network holds the actors with a bloc and a channel to another such; a channel counts in both
    directions, so that whoever is a gatekeeper is as often a representative. Each role of a row has one example: the
    pair with the most events behind its two channels, and of each channel the most telling event. ``limit`` counts
    brokers.
    """
    known = people(ask)
    placed = blocs(ask, known, given or {}, by if given or by else REGION)
    counted = said_by(ask, filters, known)
    network, without = _network(ask, known, placed, ties(ask, known, filters, counted, _agents(ask, known, placed)))
    order = sorted(_brokers(network), key=lambda one: (-network.found.nodes[one]["total"].count, *_name(network, one)))
    shown = order[: filters.limit or _AT_MOST]
    rows = tuple(_rows(partial(events_told, ask, known, filters), network, shown)) if network.actors else ()
    remarks = (*_said(placed, network, without), *left_out(ask, known, filters, counted))
    cut = (f"The first {len(shown)} of {len(order)} brokers.",) if len(shown) < len(order) else ()
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *cut, *remarks))


def _agents(ask: Ask, known: People, placed: Blocs) -> list[str]:
    """The officials and groups that were put into a bloc themselves."""
    members = actors_of(ask, placed.named, known)
    return [key for one in members.values() if one["kind"] in AGENTS for key in known.everybody([one["id"]])]


def _network(ask: Ask, known: People, placed: Blocs, channels: Ties) -> tuple[_Network, int]:
    """The network of those with a bloc, and how many actors with a channel have none."""
    from networkx import DiGraph

    actors = actors_of(ask, {end for pair in channels.events for end in pair}, known)
    bloc = {key: name for key, one in actors.items() if (name := placed.of(one))}
    kept = sorted(pair for pair in channels.events if pair[0] in bloc and pair[1] in bloc)
    graph: DiGraph[str] = DiGraph()
    graph.add_nodes_from(sorted({end for pair in kept for end in pair}))
    graph.add_edges_from(edge for one, other in kept for edge in ((one, other), (other, one)))
    inside = Ties({pair: channels.events[pair] for pair in kept})
    groups = {node: bloc[node] for node in graph}
    strongest = {node: _strongest(inside, node, graph[node]) for node in graph}
    found = brokerage(graph, groups)
    return _Network(inside, {node: actors[node] for node in graph}, groups, strongest, found), len(actors) - len(bloc)


def _strongest(channels: Ties, node: str, others: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(others, key=lambda other: (-len(channels.between(node, other)), other)))


def _brokers(network: _Network) -> list[str]:
    return [node for node, scores in network.found.nodes.items() if scores["total"].count]


def _name(network: _Network, node: str) -> tuple[str, str]:
    return fold(network.actors[node]["name"]), node


def _rows(whole: Whole, network: _Network, shown: Collection[str]) -> Iterator[Row]:
    examples = {node: list(_examples(network, node)) for node in shown}
    chosen = {
        most_telling(network.ties.between(node, end)) for node in shown for one in examples[node] for end in one.ends
    }
    events = whole(chosen)
    yield {"broker": None, "bloc": None, **_told(network.found.whole), "brokered": []}
    for node in shown:
        row = {"broker": actor_row(network.actors[node]), "bloc": network.bloc[node]}
        brokered = [_example(network, events, node, one) for one in examples[node]]
        yield {**row, **_told(network.found.nodes[node]), "brokered": brokered}


def _told(scores: Scores) -> Row:
    """Counts first, then expectations, deviations and z scores, so that a table reads from left to right."""
    return {
        **{role: scores[role].count for role in ROLES},
        **{f"{role}_{what}": getattr(scores[role], what) for what in ("expected", "sd", "z") for role in ROLES},
    }


def _examples(network: _Network, broker: str) -> Iterator[_Brokered]:
    """For each role that the broker takes the pair with the strongest channels, roles in their order."""
    scores = network.found.nodes[broker]
    wanted = [role for role in ROLES if scores[role].count and role != "total"]
    found: dict[str, _Brokered] = {}
    for pair in _pairs(network, broker):
        role = _role(network.bloc, pair[0], broker, pair[1])
        found.setdefault(role, _Brokered(role, pair))
        if len(found) == len(wanted):
            break
    return (found[role] for role in wanted)


def _pairs(network: _Network, broker: str) -> Iterator[tuple[str, str]]:
    """The pairs that it brokers, those with the strongest channels first, each in both directions."""
    others = network.neighbours[broker]
    for place, one in enumerate(others):
        for other in others[:place]:
            if not network.ties.between(one, other):
                yield other, one
                yield one, other


def _role(bloc: Mapping[str, str], source: str, broker: str, target: str) -> str:
    match bloc[source] == bloc[broker], bloc[broker] == bloc[target], bloc[source] == bloc[target]:
        case True, True, _:
            return "coordinator"
        case True, False, _:
            return "representative"
        case False, True, _:
            return "gatekeeper"
        case _, _, True:
            return "itinerant"
    return "liaison"


def _example(network: _Network, events: Mapping[str, Any], broker: str, one: _Brokered) -> Row:
    told = ((end, events[most_telling(network.ties.between(broker, end))]) for end in one.ends)
    return {
        "role": one.role,
        "ends": [actor_row(network.actors[end]) for end in one.ends],
        "blocs": [network.bloc[end] for end in one.ends],
        "events": [row_between(event, {broker}, {end}) for end, event in told],
    }


def _said(placed: Blocs, network: _Network, without: int) -> Iterator[str]:
    """What must be said beside the rows: who has no bloc, who is not there, and what is disputed."""
    if placed.absent:
        yield f"Actors with a bloc that are in no document of this graph: {placed.absent}."
    yield from placed.remarks
    if without:
        yield f"Left out: actors without a bloc ({without}); --bloc FILE gives them one."
    if disputed := network.ties.disputed():
        yield f"Channels that only disputed events make: {disputed}; --verdict asserted leaves them out."
    if _brokers(network):
        yield "Channels count both ways; each role shows one pair, and one event of each of its two channels."

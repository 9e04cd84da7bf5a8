"""Who brokers between blocs: Gould–Fernandez roles in the network of channels, with events that make them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.errors import UsageError
from goodoffices.graph.measures.brokerage import ROLES, Brokerage, Scores, brokerage
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.queries.engine.channels import (
    AGENTS,
    Ties,
    actors_of,
    left_out_channels,
    most_telling,
    row_between,
    ties,
)
from goodoffices.queries.engine.counterfactual_ties import Whole, events_told
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.rows import ActorRow, EventRow, Row, actor_row
from goodoffices.queries.engine.selection import Answer, said_by
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.brokerage.blocs import REGION, SUBREGION, Blocs, blocs
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given

_AT_MOST = 20
"""How many brokers an answer has unless it is asked for more."""


class BrokeredRow(TypedDict):
    """Two actors between whom a broker stands in a role: ``events`` join the broker to the one and to the other."""

    role: str
    ends: list[ActorRow]
    blocs: list[str]
    events: list[EventRow]


class BrokerRow(TypedDict):
    """A broker, or None for the whole network: how often it takes each role, how often that was to be expected, with
    the standard deviation and the z score, and an example of each role."""

    broker: ActorRow | None
    bloc: str | None
    coordinator: int
    itinerant: int
    gatekeeper: int
    representative: int
    liaison: int
    total: int
    coordinator_expected: float
    itinerant_expected: float
    gatekeeper_expected: float
    representative_expected: float
    liaison_expected: float
    total_expected: float
    coordinator_sd: float
    itinerant_sd: float
    gatekeeper_sd: float
    representative_sd: float
    liaison_sd: float
    total_sd: float
    coordinator_z: float | None
    itinerant_z: float | None
    gatekeeper_z: float | None
    representative_z: float | None
    liaison_z: float | None
    total_z: float | None
    brokered: list[BrokeredRow]


@dataclass(frozen=True, slots=True)
class _Network:
    """The channels between actors with a bloc, these actors, and what brokerage says of them."""

    ties: Ties
    actors: Mapping[str, Row]
    bloc: Mapping[str, str]
    neighbours: Mapping[str, tuple[str, ...]]
    found: Brokerage


def _drawn(row: BrokerRow, terminal: bool) -> Iterable[RenderableType]:
    from goodoffices.queries.output.broker_tables import block

    return block(row, terminal)


@question("brokers", Shape("group", BrokerRow, block=_drawn), "Who stands between blocs")
def brokers(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Who brokers between blocs, most pairs first: a row for the whole network, then one for each broker.

    ``bloc`` has the bloc of an actor by its name; ``by_region`` or ``by_subregion`` places other states, by region
    anyway if nothing is given. The network holds the actors with a bloc and a channel to another such; a channel counts
    in both directions, so that whoever is a gatekeeper is as often a representative. Each role of a row has one
    example: the pair with the most events behind its two channels, and of each channel the most telling event.
    ``limit`` counts brokers. Raises UsageError for both kinds of regions at once.
    """
    known = merged_actors(ask)
    if given["by_region"] and given["by_subregion"]:
        raise UsageError("Blocs are regions or sub-regions, not both.")
    # Without any blocs nobody stands between any, so regions are taken.
    by = SUBREGION if given["by_subregion"] else REGION
    is_placed = given["by_region"] or given["by_subregion"] or not given["bloc"]
    placed = blocs(ask, known, given["bloc"] or {}, by if is_placed else None)
    counted = said_by(ask, filters, known)
    # Officials and groups that were put into a bloc themselves stand there for themselves.
    agents = known.everybody(key for key, one in actors_of(ask, placed.named, known).items() if one["kind"] in AGENTS)
    network, without = _network(ask, known, placed, ties(ask, known, filters, counted, agents))
    actors, scores = network.actors, network.found.nodes
    order = sorted(
        (one for one in scores if scores[one]["total"].count),
        key=lambda one: (-scores[one]["total"].count, fold(actors[one]["name"]), one),
    )
    shown = order[: filters.limit or _AT_MOST]
    rows = tuple(_rows(partial(events_told, ask, known, filters), network, shown)) if network.actors else ()
    remarks = (*_said(placed, network, without, bool(order)), *left_out_channels(ask, known, filters, counted))
    cut = (f"The first {len(shown)} of {len(order)} brokers.",) if len(shown) < len(order) else ()
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *cut, *remarks))


def _network(ask: ReadTransaction, known: MergedActors, placed: Blocs, channels: Ties) -> tuple[_Network, int]:
    """The network of those with a bloc, and how many actors with a channel have none."""
    from networkx import DiGraph

    actors = actors_of(ask, {end for pair in channels.events for end in pair}, known)
    bloc = {key: name for key, one in actors.items() if (name := placed.of(one))}
    # Roles are told by the blocs of all three: who has none can take or give none.
    kept = sorted(pair for pair in channels.events if pair[0] in bloc and pair[1] in bloc)
    graph: DiGraph[str] = DiGraph()
    graph.add_nodes_from(sorted({end for pair in kept for end in pair}))
    # Both ways, since the measure is one of directed ties, and a channel has no direction.
    graph.add_edges_from(edge for one, other in kept for edge in ((one, other), (other, one)))
    inside = Ties({pair: channels.events[pair] for pair in kept})
    groups = {node: bloc[node] for node in graph}
    strongest = {
        node: tuple(sorted(graph[node], key=lambda other: (-len(inside.between(node, other)), other))) for node in graph
    }
    found = brokerage(graph, groups)
    return _Network(inside, {node: actors[node] for node in graph}, groups, strongest, found), len(actors) - len(bloc)


def _rows(whole: Whole, network: _Network, shown: Collection[str]) -> Iterator[Row]:
    examples = {node: _examples(network, node) for node in shown}
    hops = {(node, end) for node in shown for ends in examples[node].values() for end in ends}
    telling = {hop: most_telling(network.ties.between(*hop)) for hop in hops}
    events = whole(set(telling.values()))
    yield {"broker": None, "bloc": None, **_scores(network.found.whole), "brokered": []}
    for node in shown:
        brokered: list[BrokeredRow] = [
            {
                "role": role,
                "ends": [actor_row(network.actors[end]) for end in ends],
                "blocs": [network.bloc[end] for end in ends],
                "events": [row_between(events[telling[node, end]], {node}, {end}) for end in ends],
            }
            for role, ends in examples[node].items()
        ]
        row = {"broker": actor_row(network.actors[node]), "bloc": network.bloc[node]}
        yield {**row, **_scores(network.found.nodes[node]), "brokered": brokered}


def _scores(scores: Scores) -> Row:
    """Counts first, then expectations, deviations and z scores, so that a table reads from left to right."""
    return {
        **{role: scores[role].count for role in ROLES},
        **{f"{role}_{what}": getattr(scores[role], what) for what in ("expected", "sd", "z") for role in ROLES},
    }


def _examples(network: _Network, broker: str) -> dict[str, tuple[str, str]]:
    """For each role that the broker takes the pair with the strongest channels, roles in their order."""
    scores = network.found.nodes[broker]
    wanted = [role for role in ROLES if scores[role].count and role != "total"]
    found: dict[str, tuple[str, str]] = {}
    for source, target in _pairs(network, broker):
        found.setdefault(_role(network.bloc, source, broker, target), (source, target))
        # Whoever talks with everybody brokers a great many pairs; one of each role is all that is shown.
        if len(found) == len(wanted):
            break
    return {role: found[role] for role in wanted}


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


def _said(placed: Blocs, network: _Network, without: int, has_brokers: bool) -> Iterator[str]:
    """What must be said beside the rows: who has no bloc, who is not there, and what is disputed."""
    if placed.absent:
        yield f"Actors with a bloc that are in no document of this graph: {placed.absent}."
    yield from placed.remarks
    if without:
        yield f"Left out: actors without a bloc ({without}); --bloc FILE gives them one."
    # Counted as channels and said to be disputed: whether they were is not ours to say.
    if disputed := network.ties.disputed():
        yield f"Channels that only disputed events make: {disputed}; --verdict asserted leaves them out."
    if has_brokers:
        yield "Channels count both ways; each role shows one pair, and one event of each of its two channels."

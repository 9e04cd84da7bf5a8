"""The edges between two actors: which events give them, as the text names the two or through those who act for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.claims import event_of, kept
from goodoffices.queries.engine.rows import DatedEventRow, Match, StoredEvent
from goodoffices.queries.engine.selection import Answer, answered, match_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given


class EdgeRow(TypedDict):
    """A derived edge between the names of two actors."""

    type: str
    source: str
    target: str
    level: str
    through: list[str]


class JoiningRow(DatedEventRow):
    """An event with the edges that it gives between the two actors asked for."""

    edges: list[EdgeRow]


def _edges(row: JoiningRow) -> Iterator[str]:
    for edge in row["edges"]:
        between = f"{edge['source']} {edge['type']} {edge['target']}"
        yield f"{between}, through {' and '.join(edge['through'])}" if edge["through"] else between


_SHAPE = Shape("edge", JoiningRow, lines=_edges)


@question("edge-evidence", _SHAPE)
def edge_evidence(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The events that give an edge between two actors: a row for each, with its edges between the two.

    Raises UsageError for a relation that is no type of edge.
    """
    if (word := given.get("relation")) is None:
        return _joined(ask, "edge-evidence", given, filters, relation=None)
    from goodoffices.graph.vocabulary.ontology import ontology, unknown_word

    relation = "_".join(word.replace("-", " ").replace("_", " ").upper().split())
    if relation not in ontology().edge_types():
        raise UsageError(unknown_word(word, ontology().edge_types(), "relation"))
    return _joined(ask, "edge-evidence", given, filters, relation=relation)


@question("rolled-up-only", _SHAPE)
def rolled_up_only(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The events between two actors whose edges are all rolled up: a row for each."""
    return _joined(ask, "rolled-up-only", given, filters)


def _joined(ask: ReadTransaction, name: str, given: Given, filters: Filters, **values: object) -> Answer:
    found, whom = match_events(ask, name, {"a": given["a"], "b": given["b"]}, filters, **values)
    # A stored edge may be one that the claims that count no longer give.
    selection = kept(ask, found, whom, filters, gives_edge)
    return answered(ask, selection, filters, lambda event, one: _row(event, one, whom.merged_actors))


def gives_edge(one: Match, _: Collection[str]) -> bool:
    """Whether the claims that count give the event an edge; what is denied by them is counted as left out."""
    return one["relation"] is not None or one["verdict"] == "denied"


def _row(event: StoredEvent, one: Match, known: MergedActors) -> JoiningRow:
    edges: list[EdgeRow] = []
    for edge in one["edges"]:
        ends = ({"id": edge[f"{end}_id"], "name": edge[end]} for end in ("source", "target"))
        source, target = (known.as_shown(end)["name"] for end in ends)
        through = sorted({known.name(name) for name in edge["through"] or ()})
        edges.append(
            {"type": edge["type"], "source": source, "target": target, "level": edge["level"], "through": through}
        )
    edges.sort(
        key=lambda edge: (edge["level"] != "stated", edge["type"], edge["source"], edge["target"], edge["through"])
    )
    # Whoever acted is not told of an edge that the text itself states.
    acting = {name for edge in edges for name in edge["through"] if edge["level"] == "rolled_up"}
    return {**event_of(event, one, sorted(acting)), "edges": edges}

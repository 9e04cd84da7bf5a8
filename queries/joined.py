"""The edges between two actors: which events give them, as the text names the two or through those who act for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import UsageError
from goodoffices.queries.selection import Answer, Chosen, Stored, answered, found_by
from goodoffices.queries.told import event_of, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row


def edge_evidence(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events that give an edge between two actors: a row for each, with its edges between the two.

    Raises UsageError for a relation that is no type of edge.
    """
    word = given.get("relation")
    return _joined(ask, "edge-evidence", given, filters, relation=None if word is None else _edge_type(word))


def rolled_up_only(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events between two actors whose edges are all rolled up: a row for each."""
    return _joined(ask, "rolled-up-only", given, filters)


def _joined(ask: Ask, name: str, given: Mapping[str, Any], filters: Filters, **values: object) -> Answer:
    found, whom = found_by(ask, name, {"a": given["a"], "b": given["b"]}, filters, **values)
    selection = kept(ask, found, whom, filters, gives_edge)
    return answered(ask, selection, filters, lambda event, one: _row(event, one, whom.people))


def gives_edge(one: Chosen, _: Collection[str]) -> bool:
    """Whether the claims that count give the event an edge; what is denied by them is counted as left out."""
    return one["relation"] is not None or one["verdict"] == "denied"


def _edge_type(word: str) -> str:
    from goodoffices.graph.ontology import ontology, unknown_word

    name = "_".join(word.replace("-", " ").replace("_", " ").upper().split())
    if name not in ontology().edge_types():
        raise UsageError(unknown_word(word, ontology().edge_types(), "relation"))
    return name


def _row(event: Stored, one: Chosen, known: People) -> Row:
    edges = sorted((_edge(edge, known) for edge in one["edges"]), key=_place)
    through = {name for edge in edges for name in edge["through"] if edge["level"] == "rolled_up"}
    return {**event_of(event, one, sorted(through)), "edges": edges}


def _edge(edge: Mapping[str, Any], known: People) -> Row:
    ends = {end: known.as_shown({"id": edge[f"{end}_id"], "name": edge[end]})["name"] for end in ("source", "target")}
    through = sorted({known.name(name) for name in edge["through"] or ()})
    return {"type": edge["type"], **ends, "level": edge["level"], "through": through}


def _place(edge: Row) -> tuple[Any, ...]:
    return edge["level"] != "stated", edge["type"], edge["source"], edge["target"], edge["through"]

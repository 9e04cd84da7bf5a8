"""What a network page shows: the whole graph, one actor's part of it, or what concerns two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import Filters, in_time
from goodoffices.queries.rows import Row, actor_row, claims_in_order
from goodoffices.queries.selection import Stored, selected, whole_events
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from goodoffices.graph.store import Ask

_EDGE_FIELDS = ("type", "source", "target", "event_id", "level", "status", "verdict", "date", "date_start", "date_end")


@dataclass(frozen=True, slots=True)
class Network:
    """Actors, derived edges and events as plain rows; ``names`` are those of the actors asked for."""

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    events: tuple[Row, ...]
    names: tuple[str, ...]
    remarks: tuple[str, ...]


def network(ask: Ask, a: str | None = None, b: str | None = None) -> Network:
    """The whole graph; or the events that concern ``a`` (and ``b``) with the edges that touch them.

    Denied and mediator-less events are among the events; they have no edges.
    """
    if a is None:
        ids = [one["event_id"] for one in ask(text_of("page-events"))]
        return _network(ask, ids, ask(text_of("page-edges")), frozenset(), ())
    selection = selected(ask, "timeline", {"a": a, "b": b}, Filters(include_denied=True), in_time)
    ids = [one["event_id"] for one in selection.chosen]
    touching = ask(text_of("page-edges-of"), a=sorted(selection.asked))
    within = frozenset(ids)
    edges = [edge for edge in touching if edge["event_id"] in within]
    return _network(ask, ids, edges, selection.asked, selection.remarks)


def _network(
    ask: Ask, ids: Iterable[str], edges: Iterable[Row], asked: Collection[str], remarks: tuple[str, ...]
) -> Network:
    kept = tuple(sorted(map(_edge, edges), key=lambda edge: tuple(edge[field] for field in _EDGE_FIELDS[:5])))
    ends = {edge[end] for edge in kept for end in ("source", "target")}
    mediators = {edge["source"] for edge in kept if edge["type"] == "MEDIATES"}
    actors = {one["id"]: one for one in ask(text_of("page-nodes"))}
    shown = [one for key, one in actors.items() if key in ends or key in asked or (not asked and one["has_role"])]
    events = whole_events(ask, ids)
    return Network(
        nodes=tuple(_node(one, mediators) for one in sorted(shown, key=lambda one: str(one["id"]))),
        edges=kept,
        events=tuple(_event(events[key]) for key in sorted(events)),
        names=tuple(actors[key]["name"] for key in sorted(asked)),
        remarks=remarks,
    )


def _event(stored: Stored) -> Row:
    """An event as in a timeline, where each claim also says where its trigger is, so that the page can mark it."""
    row = dated_event(stored)
    claims = (
        {**claim, **{field: one["evidence"][field] for field in ("trigger_start", "trigger_end")}}
        for claim, one in zip(row["claims"], claims_in_order(stored), strict=True)
    )
    return {**row, "claims": list(claims)}


def _edge(stored: Row) -> Row:
    return {**{field: stored[field] for field in _EDGE_FIELDS}, "through": tuple(stored["through"] or ())}


def _node(stored: Row, mediators: Collection[str]) -> dict[str, Any]:
    return {**actor_row(stored), "mediator": stored["id"] in mediators}

"""What a network page shows: the whole graph, one actor's part of it, or what concerns two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import Filters, in_time
from goodoffices.queries.people import People, people
from goodoffices.queries.rows import Row, actor_row, claims_in_order
from goodoffices.queries.selection import Selection, Stored, selected, whole_events
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
        return _network(ask, ids, ask(text_of("page-edges")), Selection((), (), frozenset(), people(ask)))
    selection = selected(ask, "timeline", {"a": a, "b": b}, Filters(include_denied=True), in_time)
    ids = [one["event_id"] for one in selection.chosen]
    touching = ask(text_of("page-edges-of"), a=sorted(selection.asked))
    within = frozenset(ids)
    edges = [edge for edge in touching if edge["event_id"] in within]
    return _network(ask, ids, edges, selection)


def _network(ask: Ask, ids: Iterable[str], found: Iterable[Row], selection: Selection) -> Network:
    known = selection.people
    edges = _between_shown(map(_edge, found), known)
    kept = tuple(sorted(edges, key=lambda edge: tuple(edge[field] for field in _EDGE_FIELDS[:5])))
    ends = {edge[end] for edge in kept for end in ("source", "target")}
    mediators = {edge["source"] for edge in kept if edge["type"] == "MEDIATES"}
    stored = ask(text_of("page-nodes"))
    _require(all(one["id"] is not None for one in stored))
    have_role = {known.id(one["id"]) for one in stored if one["has_role"]}
    actors = {one["id"]: one for one in known.each_once(stored)}
    wanted = frozenset(map(known.id, selection.asked))
    shown = [one for key, one in actors.items() if key in ends or key in wanted or (not wanted and key in have_role)]
    events = whole_events(ask, ids, known)
    _require(ends <= actors.keys() and events.keys() >= {edge["event_id"] for edge in kept})
    return Network(
        nodes=tuple(_node(one, mediators) for one in sorted(shown, key=lambda one: str(one["id"]))),
        edges=kept,
        events=tuple(_event(events[key]) for key in sorted(events)),
        names=tuple(actors[key]["name"] for key in sorted(wanted)),
        remarks=selection.remarks,
    )


def _require(fits: bool) -> None:
    """Nobody may have changed the graph in between; then it is drawn again."""
    if not fits:
        raise StoreChangedError("the graph changed while it was drawn; draw it again")


def _event(stored: Stored) -> Row:
    """An event as in a timeline, where each claim also says where its trigger is, what stands around its quote and
    where the document can be read."""
    row = dated_event(stored)
    claims = (
        {
            **claim,
            **{field: one["evidence"][field] for field in ("trigger_start", "trigger_end", "prefix", "suffix")},
            **{field: one["document"][field] for field in ("url", "published")},
        }
        for claim, one in zip(row["claims"], claims_in_order(stored), strict=True)
    )
    return {**row, "claims": list(claims)}


def _edge(stored: Row) -> Row:
    _require(None not in (stored["source"], stored["target"], stored["event_id"]))
    return {**{field: stored[field] for field in _EDGE_FIELDS}, "through": tuple(stored["through"] or ())}


def _between_shown(edges: Iterable[Row], known: People) -> list[Row]:
    """The edges between actors as they are shown: none from one to itself, equal ones once, stated before rolled up."""
    if not known.shown:
        return list(edges)
    found: dict[tuple[str, ...], Row] = {}
    for edge in sorted(edges, key=lambda edge: (edge["level"] != "stated", edge["source"], edge["target"])):
        ends = (known.id(edge["source"]), known.id(edge["target"]))
        source, target = sorted(ends) if edge["type"] == "NEGOTIATES_WITH" else ends
        if source != target:
            key = (edge["type"], edge["event_id"], source, target)
            first = found.setdefault(key, {**edge, "source": source, "target": target, "through": ()})
            through = edge["through"] if edge["level"] == first["level"] else ()
            first["through"] = tuple(sorted({*first["through"], *map(known.name, through)}))
    return list(found.values())


def _node(stored: Row, mediators: Collection[str]) -> dict[str, Any]:
    return {**actor_row(stored), "mediator": stored["id"] in mediators}

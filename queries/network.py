"""What a network page shows: the whole graph, one actor's part of it, what concerns two, or the events of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import Filters, in_time
from goodoffices.queries.people import People, people
from goodoffices.queries.rows import Row, actor_row, claims_in_order
from goodoffices.queries.selection import Selection, Stored, events_of, fitting, heard, selected
from goodoffices.queries.texts import text_of
from goodoffices.queries.ties import actors_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from goodoffices.graph.store import Ask

_EDGE_FIELDS = ("type", "source", "target", "event_id", "level", "status", "verdict", "date", "date_start", "date_end")

_BATCH = 1000
"""How many events' edges one statement looks up: both servers are slow with long lists."""

EVERYTHING = Filters(include_denied=True)
"""A page shows denied and mediator-less events too: they have no edges, and stand apart."""


@dataclass(frozen=True, slots=True)
class Network:
    """Actors, derived edges and events as plain rows; ``asked`` are the ids of those asked for."""

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    events: tuple[Row, ...]
    asked: tuple[str, ...]
    remarks: tuple[str, ...]


def network(ask: Ask, a: str | None = None, b: str | None = None, filters: Filters = EVERYTHING) -> Network:
    """The whole graph; or the events that concern ``a`` (and ``b``) with the edges that touch them.

    Of either, what passes the filters; a limit is for rows and means nothing here.
    """
    if a is None:
        return _network(ask, all_events(ask, filters), ask(text_of("page-edges")), filters, everybody=True)
    return _about(ask, selected(ask, "timeline", {"a": a, "b": b}, filters, in_time), filters)


def all_events(ask: Ask, filters: Filters = EVERYTHING) -> Selection:
    """All events that pass the filters."""
    return selected(ask, "page-events", {}, filters, in_time)


def network_about(ask: Ask, actors: Collection[str], known: People, filters: Filters = EVERYTHING) -> Network:
    """As ``network`` of one actor, which is given by its id and those that were judged to be one with it."""
    whom = Selection((), (), frozenset(actors), known)
    found = ask(text_of("timeline"), a=sorted(actors), b=None)
    return _about(ask, fitting(ask, found, whom, filters, in_time), filters)


def network_of(ask: Ask, ids: Iterable[str], filters: Filters = EVERYTHING) -> Network:
    """The events of these ids with all their edges and everybody who has a role in them.

    The filters only say whose claims count, since what else they keep was decided when the events were found.
    """
    whom = Selection((), (), frozenset(), people(ask))
    selection = heard(ask, [{"event_id": key} for key in dict.fromkeys(ids)], whom, filters)
    return _network(ask, selection, _among(ask, selection), filters, everybody=True)


def _about(ask: Ask, selection: Selection, filters: Filters) -> Network:
    touching = ask(text_of("page-edges-of"), a=sorted(selection.asked))
    return _network(ask, selection, touching, filters, everybody=False)


def _among(ask: Ask, selection: Selection) -> list[Row]:
    ids = [one["event_id"] for one in selection.chosen]
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return [edge for batch in batches for edge in ask(text_of("page-edges-among"), ids=batch)]


def _network(ask: Ask, selection: Selection, found: Iterable[Row], filters: Filters, *, everybody: bool) -> Network:
    """What was selected, with those of the edges that its events give; ``everybody``: those without an edge, too."""
    known = selection.people
    events = events_of(ask, selection, selection.chosen)
    edges = _edges(found, events, selection, filters)
    roles = {role["id"] for event in events.values() for role in event["roles"]} if everybody else set()
    named = {known.id(key) for key in selection.asked}
    actors = actors_of(ask, {edge[end] for edge in edges for end in ("source", "target")} | roles | named, known)
    mediators = {edge["source"] for edge in edges if edge["type"] == "MEDIATES"}
    return Network(
        nodes=tuple(_node(actors[key], mediators) for key in sorted(actors)),
        edges=edges,
        events=tuple(_event(events[key]) for key in sorted(events)),
        asked=tuple(sorted(named)),
        remarks=selection.remarks,
    )


def _edges(
    found: Iterable[Row], events: Mapping[str, Stored], selection: Selection, filters: Filters
) -> tuple[Row, ...]:
    told = (edge for edge in map(_edge, found) if _is_told(edge, events, selection, filters))
    shown = _between_shown(told, selection.people)
    judged = ({**edge, "verdict": events[edge["event_id"]]["event"]["verdict"]} for edge in shown)
    return tuple(sorted(judged, key=lambda edge: tuple(edge[field] for field in _EDGE_FIELDS[:5])))


def _is_told(edge: Row, events: Mapping[str, Stored], selection: Selection, filters: Filters) -> bool:
    """Whether the edge's event is shown and, by the claims that count, still gives it."""
    key = edge["event_id"]
    if key not in events or (filters.stated_only and edge["level"] != "stated"):
        return False
    return key not in selection.unheard or events[key]["event"]["relation"] == edge["type"]


def _edge(stored: Row) -> Row:
    """The edge; raises StoreChangedError where it was deleted meanwhile: then all is to be drawn again."""
    if None in (stored["source"], stored["target"], stored["event_id"]):
        raise StoreChangedError("the graph changed while it was drawn; draw it again")
    return {**{field: stored[field] for field in _EDGE_FIELDS}, "through": tuple(stored["through"] or ())}


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

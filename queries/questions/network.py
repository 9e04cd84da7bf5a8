"""What a network page shows: the whole graph, one actor's part of it, what concerns two, or the events of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.grouping import parted
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.channels import actors_of
from goodoffices.queries.engine.fillers import found_by
from goodoffices.queries.engine.filters import Filters, in_time
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.rows import Row, StoredEvent, actor_row, claims_in_order, dated_event
from goodoffices.queries.engine.selection import (
    Selection,
    apply_all_filters,
    apply_claim_filters,
    events_of,
    selected,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from goodoffices.graph.store.store import ReadTransaction

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


def network(ask: ReadTransaction, a: str | None = None, b: str | None = None, filters: Filters = EVERYTHING) -> Network:
    """The whole graph; or the events that concern ``a`` (and ``b``) with the edges that touch them.

    Of either, what passes the filters; a limit is for rows and means nothing here.
    """
    if a is None:
        return _network(ask, all_events(ask, filters), ask(text_of("page-edges")), filters, everybody=True)
    return _about(ask, selected(ask, "timeline", {"a": a, "b": b}, filters, in_time), filters)


def all_events(ask: ReadTransaction, filters: Filters = EVERYTHING) -> Selection:
    """All events that pass the filters."""
    return selected(ask, "page-events", {}, filters, in_time)


def network_about(
    ask: ReadTransaction, actors: Collection[str], known: MergedActors, filters: Filters = EVERYTHING
) -> Network:
    """As ``network`` of one actor, which is given by its id and those that were judged to be one with it."""
    whom = Selection((), (), frozenset(actors), known)
    # Not by ``selected``, which looks up a name: a site asks for every actor by an id that it has already.
    found = found_by(ask, text_of("timeline"), {"a": sorted(actors), "b": None})
    return _about(ask, apply_all_filters(ask, found, whom, filters, in_time), filters)


def network_of(ask: ReadTransaction, ids: Iterable[str], filters: Filters = EVERYTHING) -> Network:
    """The events of these ids with all their edges and everybody who has a role in them.

    The filters only say whose claims count, since what else they keep was decided when the events were found.
    """
    whom = Selection((), (), frozenset(), merged_actors(ask))
    selection = apply_claim_filters(ask, [{"event_id": key} for key in dict.fromkeys(ids)], whom, filters)
    listed = [one["event_id"] for one in selection.chosen]
    edges = [edge for batch in parted(listed, _BATCH) for edge in ask(text_of("page-edges-among"), ids=batch)]
    return _network(ask, selection, edges, filters, everybody=True)


def _about(ask: ReadTransaction, selection: Selection, filters: Filters) -> Network:
    touching = ask(text_of("page-edges-of"), a=sorted(selection.asked))
    return _network(ask, selection, touching, filters, everybody=False)


def _network(
    ask: ReadTransaction, selection: Selection, found: Iterable[Row], filters: Filters, *, everybody: bool
) -> Network:
    """What was selected, with those of the edges that its events give; ``everybody``: those without an edge, too."""
    known = selection.merged_actors
    events = events_of(ask, selection, selection.chosen)
    # Events first: an edge may only be drawn where its event is shown, with the quotes behind it.
    edges = _edges(found, events, selection, filters)
    roles = {role["id"] for event in events.values() for role in event["roles"]} if everybody else set()
    named = {known.id(key) for key in selection.asked}
    actors = actors_of(ask, {edge[end] for edge in edges for end in ("source", "target")} | roles | named, known)
    mediators = {edge["source"] for edge in edges if edge["type"] == "MEDIATES"}
    return Network(
        nodes=tuple({**actor_row(actors[key]), "mediator": key in mediators} for key in sorted(actors)),
        edges=edges,
        events=tuple(_event(events[key]) for key in sorted(events)),
        asked=tuple(sorted(named)),
        remarks=selection.remarks,
    )


def _edges(
    found: Iterable[Row], events: Mapping[str, StoredEvent], selection: Selection, filters: Filters
) -> tuple[Row, ...]:
    """Those of the edges whose event is shown and, by the claims that count, still gives them, in order.

    Raises StoreChangedError where one was deleted meanwhile: then all is to be drawn again.
    """
    told: list[Row] = []
    for stored in found:
        key = stored["event_id"]
        if None in (stored["source"], stored["target"], key):
            raise StoreChangedError("the graph changed while it was drawn; draw it again")
        if key not in events or (filters.stated_only and stored["level"] != "stated"):
            continue
        event = events[key]["event"]
        if key not in selection.excluded_claims or event["relation"] == stored["type"]:
            edge = {field: stored[field] for field in _EDGE_FIELDS}
            # The event's verdict, not the stored one: some claims may not count here.
            told.append({**edge, "verdict": event["verdict"], "through": tuple(stored["through"] or ())})
    shown = _between_shown(told, selection.merged_actors)
    return tuple(sorted(shown, key=lambda edge: tuple(edge[field] for field in _EDGE_FIELDS[:5])))


def _event(stored: StoredEvent) -> Row:
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


def _between_shown(edges: Iterable[Row], known: MergedActors) -> list[Row]:
    """The edges between actors as they are shown: none from one to itself, equal ones once, stated before rolled up."""
    if not known.shown:
        return list(edges)
    found: dict[tuple[str, ...], Row] = {}
    for edge in sorted(edges, key=lambda edge: (edge["level"] != "stated", edge["source"], edge["target"])):
        ends = (known.id(edge["source"]), known.id(edge["target"]))
        # An edge without a direction starts at the smaller id, which may be another one now.
        source, target = ends if ontology().edges[edge["type"]].is_directed else sorted(ends)
        if source != target:
            key = (edge["type"], edge["event_id"], source, target)
            first = found.setdefault(key, {**edge, "source": source, "target": target, "through": ()})
            # Those behind a rolled-up edge are not told of one that the text states.
            through = edge["through"] if edge["level"] == first["level"] else ()
            first["through"] = tuple(sorted({*first["through"], *map(known.name, through)}))
    return list(found.values())

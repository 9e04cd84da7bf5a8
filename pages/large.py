"""The data of a page that sigma draws: columns for what is looked at from the beginning, packs for what a click opens.

The columns of actors, relations and events refer to each other by row, also where an actor is only named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.pages.columns import column, columns
from goodoffices.pages.evidence import PACKED, packs, voices

if TYPE_CHECKING:
    from goodoffices.pages.network import EvidenceNetwork

_OF_NODE = ("id", "label", "x", "y", "kind", "iso3", "of", "mediator", "page")
_OF_EVENT = ("type", "status", "verdict", "date", "date_start", "date_end", "date_basis")
_SHARED = ("status", "verdict", "date", "date_start", "date_end")
"""What a relation has of its event, and says itself only where it differs."""
_OF_EDGE = ("id", "type", "level", "through", "arrows", "smooth", "selfReference")


@dataclass(frozen=True, slots=True)
class Large:
    """``content`` is JSON's, ``evidence`` the packs of whole events in the order of the events' columns."""

    content: dict[str, Any]
    evidence: list[str]


def large(drawing: EvidenceNetwork, events: Mapping[str, Mapping[str, Any]]) -> Large:
    """The drawing and its events in the form of a large page; neither is changed."""
    named = sorted(events, key=lambda name: (str(events[name].get("date_start") or "9999"), name))
    told = [events[name] for name in named]
    rows = {node["id"]: row for row, node in enumerate(drawing.nodes)}
    edges = _edges(drawing, rows, named, events)
    own = {"id": named, **columns(told, _OF_EVENT), "voices": column([voices(event) for event in told])}
    content = {
        "form": 1,
        "packed": PACKED,
        "options": drawing.options,
        "nodes": columns(drawing.nodes, _OF_NODE),
        "edges": edges,
        "events": own | _people(told, rows, set(edges["event"])),
    }
    return Large(content, packs(told))


def _edges(
    drawing: EvidenceNetwork, nodes: Mapping[str, int], named: list[str], events: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    rows = {name: row for row, name in enumerate(named)}
    ends = {end: [nodes[edge[end]] for edge in drawing.edges] for end in ("from", "to")}
    own = [name for name in _SHARED if any(edge[name] != events[edge["event_id"]].get(name) for edge in drawing.edges)]
    event = [rows[edge["event_id"]] for edge in drawing.edges]
    # Namesakes have one text, so that the row of any will do; it is always the first, for the bytes to repeat.
    rows_of = {node["label"]: row for row, node in reversed(list(enumerate(drawing.nodes)))}
    edges = [{**edge, "through": [rows_of.get(name, name) for name in edge["through"]]} for edge in drawing.edges]
    return {**columns(edges, (*_OF_EDGE, *own)), **ends, "event": event}


def _people(told: list[Mapping[str, Any]], rows: Mapping[str, int], lined: set[int]) -> dict[str, Any]:
    """Who takes part in the events that no line tells, and in mediations, whose sides no line tells; and in which role.

    An actor is its row on the page, or counts on from there among the ``strangers``, who have none.
    """
    shown = [row not in lined or event.get("type") == "mediation" for row, event in enumerate(told)]
    people = [
        list(event.get("participants") or ()) if wanted else [] for event, wanted in zip(told, shown, strict=True)
    ]
    actors: list[int] = []
    strangers: list[Any] = []
    for actor in (one.get("actor") for event in people for one in event):
        row = rows.get(str(actor.get("id"))) if isinstance(actor, Mapping) else None
        if row is None:
            row = len(rows) + len(strangers)
            strangers.append(actor)
        actors.append(row)
    roles = column([one.get("role") for event in people for one in event])
    return {"parts": [len(event) for event in people], "actors": actors, "roles": roles, "strangers": strangers}

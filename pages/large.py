"""The data of a page that sigma draws: columns for what is looked at from the beginning, packs for what a click opens.

The columns of actors, relations and events refer to each other by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.pages.columns import column, columns
from goodoffices.pages.evidence import PACKED, packs, voices

if TYPE_CHECKING:
    from goodoffices.pages.network import EvidenceNetwork

_OF_NODE = ("id", "label", "x", "y", "kind", "iso3", "of", "mediator")
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
    content = {
        "form": 1,
        "packed": PACKED,
        "options": drawing.options,
        "nodes": columns(drawing.nodes, _OF_NODE),
        "edges": _edges(drawing, named, events),
        "events": {"id": named, **columns(told, _OF_EVENT), **_people(told), "voices": column(_voices(told))},
    }
    return Large(content, packs(told))


def _edges(drawing: EvidenceNetwork, named: list[str], events: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    nodes = {node["id"]: row for row, node in enumerate(drawing.nodes)}
    rows = {name: row for row, name in enumerate(named)}
    ends = {end: [nodes[edge[end]] for edge in drawing.edges] for end in ("from", "to")}
    own = [name for name in _SHARED if any(edge[name] != events[edge["event_id"]].get(name) for edge in drawing.edges)]
    event = [rows[edge["event_id"]] for edge in drawing.edges]
    return {**columns(drawing.edges, (*_OF_EDGE, *own)), **ends, "event": event}


def _people(told: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Everybody who takes part, once; for each event who does, and in which role."""
    people = [list(event.get("participants") or ()) for event in told]
    actors = column([one.get("actor") for event in people for one in event])
    roles = column([one.get("role") for event in people for one in event])
    return {"parts": [len(event) for event in people], "actors": actors, "roles": roles}


def _voices(told: list[Mapping[str, Any]]) -> list[dict[str, list[str]] | None]:
    return [voices(event) for event in told]

"""What a network page shows, as frozen values: actors, relations between them, and the events behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goodoffices.graph.errors import UsageError
from goodoffices.graph.model import content_id


@dataclass(frozen=True, slots=True)
class Node:
    """An actor. ``of`` is the name of what it acts for; ``mediator`` says that a MEDIATES edge starts from it."""

    id: str
    name: str
    kind: str
    iso3: str | None = None
    of: str | None = None
    mediator: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A derived edge from actor ``source`` to actor ``target`` (ids), the short form of the event ``event_id``."""

    type: str
    source: str
    target: str
    event_id: str
    level: str
    status: str | None
    verdict: str
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    through: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """One id for one edge: parallel edges differ in relation, event or level."""
        return content_id("edge", self.type, self.source, self.target, self.event_id, self.level)


@dataclass(frozen=True, slots=True)
class PageData:
    """The content of one page. ``events`` maps event ids to the Event rows of the command line, with ``participants``.

    Every edge needs its event there; an event that no edge refers to is listed on the page apart. ``about``: the ids of
    the actors that were asked for, on which a page of many actors opens.
    Raises UsageError where nodes, edges and events do not fit together.
    """

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    events: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Here, and not in the browser, where a line without its event would open nothing, and nobody would be told.
        nodes = _distinct("actor", [node.id for node in self.nodes])
        _distinct("relation", [edge.id for edge in self.edges])
        for edge in self.edges:
            _require("actor", nodes, edge.source)
            _require("actor", nodes, edge.target)
            _require("event", self.events, edge.event_id)
        for actor in self.about:
            _require("actor", nodes, actor)


@dataclass(frozen=True, slots=True)
class Within:
    """Where a page stands in a site: relative addresses of its overview, the libraries' folder and actors' pages."""

    overview: str
    libraries: str
    page_of: Callable[[str], str]
    """The address of the page of the actor with that id."""


def _distinct(what: str, ids: list[str]) -> frozenset[str]:
    """The ids as a set; a page that showed one of two equal ids would hide the other."""
    if len(set(ids)) < len(ids):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        raise UsageError(f"The page was given the same {what} twice: {', '.join(twice)}.")
    return frozenset(ids)


def _require(what: str, known: Mapping[str, Any] | frozenset[str], one: str) -> None:
    if one not in known:
        raise UsageError(f"A relation of the page refers to the {what} {one!r}, which the page was not given.")

"""From answers to the network pages that show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.graph.names import fold
from goodoffices.pages import Edge, Node, PageData
from goodoffices.queries.network import EVERYTHING, Network, network, network_of
from goodoffices.queries.titles import ids_of, narrowed_to
from goodoffices.queries.told_events import told_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page, and what must be said beside it: names that fit several, what was left out."""

    page: PageData
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What an answer's page says of itself: a title, notes below it, and the names of the actors asked for."""

    title: str
    notes: Iterable[str] = ()
    about: Iterable[str] = ()


def page_of_graph(ask: Ask, a: str | None = None, b: str | None = None, filters: Filters = EVERYTHING) -> Drawn:
    """The page of the whole graph, of what concerns ``a``, or of what concerns both, as far as it passes the filters.

    Raises UnknownNameError if nobody bears a name.
    """
    found = network(ask, a, b, filters)
    names = {node["id"]: node["name"] for node in found.nodes}
    title = _named([names[key] for key in found.asked] or filter(None, (a, b)))
    return as_page(found, title, (*narrowed_to(filters), *found.remarks))


def page_of_answer(
    ask: Ask,
    answer: Iterable[Mapping[str, object] | str],
    heading: Heading,
    filters: Filters = EVERYTHING,
) -> Drawn:
    """The page of exactly the events that rows tell, or of these ids; ``filters`` say whose claims count.

    Raises UsageError where there are none, UnknownNameError if nobody bears one of the heading's names.
    """
    found = network_of(ask, told_events(ask, answer), filters)
    about = ids_of(ask, heading.about) & {node["id"] for node in found.nodes}
    return as_page(replace(found, asked=tuple(sorted(about))), heading.title, heading.notes)


def as_page(found: Network, title: str, notes: Iterable[str] = ()) -> Drawn:
    """The page of a network; below its title stand what it holds and the ``notes``."""
    page = PageData(
        title=title,
        subtitle=". ".join([_counted(found), *(note.rstrip(".") for note in notes)]),
        nodes=tuple(Node(**node) for node in found.nodes),
        edges=tuple(Edge(**edge) for edge in found.edges),
        events={event["event_id"]: event for event in found.events},
        about=found.asked,
    )
    return Drawn(page, found.remarks)


def counts(actors: int, relations: int, events: int) -> str:
    """What a page holds, in words."""
    told = ((actors, "actor"), (relations, "relation"), (events, "event"))
    return ", ".join(f"{number} {what}{'' if number == 1 else 's'}" for number, what in told)


def _counted(found: Network) -> str:
    return counts(len(found.nodes), len(found.edges), len(found.events))


def _named(names: Iterable[str]) -> str:
    return " and ".join(sorted(set(names), key=fold)) or "Who mediated between whom"

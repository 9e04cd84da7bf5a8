"""From answers to the network pages that show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.pages import Edge, Node, PageData
from goodoffices.queries.engine.events_in_rows import told_events
from goodoffices.queries.engine.filters import narrowed_to
from goodoffices.queries.questions.network import EVERYTHING, Network, network, network_of
from goodoffices.queries.questions.titles import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters


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


def page_of_graph(
    ask: ReadTransaction, a: str | None = None, b: str | None = None, filters: Filters = EVERYTHING
) -> Drawn:
    """The page of the whole graph, of what concerns ``a``, or of what concerns both, as far as it passes the filters.

    Raises UnknownNameError if nobody bears a name.
    """
    found = network(ask, a, b, filters)
    names = {node["id"]: node["name"] for node in found.nodes}
    about = {names[key] for key in found.asked} or set(filter(None, (a, b)))
    title = " and ".join(sorted(about, key=fold)) or "Who mediated between whom"
    return as_page(found, title, (*narrowed_to(filters), *found.remarks))


def page_of_answer(
    ask: ReadTransaction,
    answer: Iterable[Mapping[str, object] | str],
    heading: Heading,
    filters: Filters = EVERYTHING,
) -> Drawn:
    """The page of exactly the events that rows tell, or of these ids; ``filters`` say whose claims count.

    Raises UsageError where there are none, UnknownNameError if nobody bears one of the heading's names.
    """
    found = network_of(ask, told_events(ask, answer), filters)
    # Who was asked for may have no role in these events, and a page opens only on whom it shows.
    about = ids_of(ask, heading.about) & {node["id"] for node in found.nodes}
    return as_page(replace(found, asked=tuple(sorted(about))), heading.title, heading.notes)


def as_page(found: Network, title: str, notes: Iterable[str] = ()) -> Drawn:
    """The page of a network; below its title stand what it holds and the ``notes``."""
    held = counts(len(found.nodes), len(found.edges), len(found.events))
    page = PageData(
        title=title,
        # Remarks end with a full stop and notes don't; between them stands one.
        subtitle=". ".join([held, *(note.rstrip(".") for note in notes)]),
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

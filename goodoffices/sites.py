"""From the graph to a folder of pages: one for each actor, and an overview that leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.networks import as_page, counts
from goodoffices.pages.page import render
from goodoffices.pages.renderers import chosen, library
from goodoffices.pages.site import OF_ACTORS, OVERVIEW, Entry, Overview, page_of_actor, render_overview
from goodoffices.pages.site_folder import SiteFolder
from goodoffices.queries.cast import Member, cast
from goodoffices.queries.network import EVERYTHING, all_events, network_about
from goodoffices.queries.titles import narrowed_to

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodoffices.graph.store import Store
    from goodoffices.pages import PageData
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: the overview's file, how many actors have a page, and how many files of others went."""

    index: Path
    actors: int
    removed: int


@dataclass(slots=True)
class _Seen:
    """What the pages show, each once: only ids and lines of the overview are kept of a page that is written."""

    entries: list[Entry] = field(default_factory=list)
    relations: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)

    def add(self, actor: Member, page: PageData) -> None:
        self.relations |= {edge.id for edge in page.edges}
        self.events |= set(page.events)
        told = {name: getattr(actor, name) for name in ("id", "name", "aliases", "kind", "iso3", "of")}
        file = page_of_actor(actor.id)
        self.entries.append(Entry(**told, file=file, relations=len(page.edges), events=len(page.events)))


def write_site(
    store: Store,
    folder: Path,
    filters: Filters = EVERYTHING,
    on_page: Callable[[int, int], None] | None = None,
    renderer: str = "auto",
) -> Site:
    """Writes the site of what passes the filters; actors whom no event concerns have no page.

    ``on_page`` hears how many of how many actors are done. Raises UsageError for a folder that holds anything else, and
    for a renderer that there is not.
    """
    out = SiteFolder(folder)
    actors, known = store.answer(cast)
    out.claim(page_of_actor(actor.id) for actor in actors)
    seen = _Seen()
    for done, actor in enumerate(actors, 1):
        page = _page(store, actor, known, filters)
        if page.events:
            out.write(page_of_actor(actor.id), render(page, within=OF_ACTORS, renderer=renderer))
            seen.add(actor, page)
            seen.libraries.update(chosen(renderer, page).libraries)
        if on_page:
            on_page(done, len(actors))
    for name in sorted(seen.libraries):
        out.write(name, library(name))
    out.write(OVERVIEW, render_overview(_overview(store, seen, filters)))
    return Site(folder / OVERVIEW, len(seen.entries), out.finish())


def _page(store: Store, actor: Member, known: People, filters: Filters) -> PageData:
    found = store.answer(lambda ask: network_about(ask, actor.ids, known, filters))
    return as_page(found, actor.name, (*narrowed_to(filters), *found.remarks)).page


def _overview(store: Store, seen: _Seen, filters: Filters) -> Overview:
    """The overview, which also says what is on none of its pages."""
    selection = store.answer(lambda ask: all_events(ask, filters))
    nameless = len({one["event_id"] for one in selection.chosen} - seen.events)
    held = counts(len(seen.entries), len(seen.relations), len(seen.events))
    said = [*narrowed_to(filters), *selection.remarks, *([_left_out(nameless)] if nameless else [])]
    return Overview(
        "Who mediated between whom", ". ".join([held, *(one.rstrip(".") for one in said)]), (*seen.entries,)
    )


def _left_out(nameless: int) -> str:
    return (
        f"{nameless} more event{'' if nameless == 1 else 's'} of which no actor is named: see a page of the whole graph"
    )

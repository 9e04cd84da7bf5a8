"""From the graph to a folder of pages: one for each actor, and an overview that leads to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted
from goodoffices.network_pages import as_page, counts
from goodoffices.pages.page import render
from goodoffices.pages.renderers import library, renderer_for
from goodoffices.pages.site import OF_ACTORS, OVERVIEW, Entry, Overview, page_of_actor, render_overview
from goodoffices.pages.site_folder import SiteFolder
from goodoffices.queries.engine.actor_list import Member, cast
from goodoffices.queries.engine.filters import narrowed_to
from goodoffices.queries.questions.network import EVERYTHING, all_events, network_about

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from goodoffices.graph.store.store import Store
    from goodoffices.pages import PageData
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors


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
            seen.libraries.update(renderer_for(renderer, page).vendored)
        if on_page:
            on_page(done, len(actors))
    # After the pages: by the size of each it shows which libraries are needed.
    for name in sorted(seen.libraries):
        out.write(name, library(name))
    # Last, because it leads only to pages that are there.
    out.write(OVERVIEW, render_overview(_overview(store, seen, filters)))
    return Site(folder / OVERVIEW, len(seen.entries), out.finish())


def _page(store: Store, actor: Member, known: MergedActors, filters: Filters) -> PageData:
    found = store.answer(lambda ask: network_about(ask, actor.ids, known, filters))
    return as_page(found, actor.name, (*narrowed_to(filters), *found.remarks)).page


def _overview(store: Store, seen: _Seen, filters: Filters) -> Overview:
    """The overview, which also says what is on none of its pages."""
    selection = store.answer(lambda ask: all_events(ask, filters))
    # Events that name nobody are on no actor's page, and would be missed without a word.
    nameless = len({one["event_id"] for one in selection.chosen} - seen.events)
    held = counts(len(seen.entries), len(seen.relations), len(seen.events))
    said = [*narrowed_to(filters), *selection.remarks]
    if nameless:
        said.append(f"{counted(nameless, 'more event')} of which no actor is named: see a page of the whole graph")
    return Overview(
        "Who mediated between whom", ". ".join([held, *(one.rstrip(".") for one in said)]), (*seen.entries,)
    )

"""Network pages from the command line: of the graph or a part of it, of the answer to a question, and whole sites.

Annotations are evaluated here, not kept as text, because the command's signature is put together from them.
"""

import inspect
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from goodoffices.graph.errors import UsageError
from goodoffices.queries.cli_common import counted, graph_of, progress, put, remark
from goodoffices.queries.cli_filters import FOR_PAGES, RENDERER, Renderer, Target, option

if TYPE_CHECKING:
    from goodoffices.api import Graph, Rows
    from goodoffices.filter_words import FilterWords
    from goodoffices.pages import PageData

ACTOR = Annotated[str | None, typer.Argument(metavar="A", help="An actor; without one the whole graph.")]
OTHER = Annotated[str | None, typer.Argument(metavar="B", help="Another, for what concerns both.")]
FILE = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page (network.html).")]
SITE = Annotated[
    Path | None, typer.Option("--site", metavar="FOLDER", help="An overview with a page for each actor instead.")
]
SHOW = Annotated[bool, typer.Option("--open", help="Show it in the browser.")]


def page(ctx: typer.Context, a: ACTOR = None, b: OTHER = None, output: FILE = None, **words: Any) -> None:
    """Write the network page, one offline HTML file.

    The whole graph, what concerns A, or what concerns A and B; with the quote behind every line.

    Example: goodoffices page Iran -o iran.html
    """
    site, show, by = (words.pop(name) for name in ("site", "show", "renderer"))
    filters = cast("FilterWords", words)
    with graph_of(ctx) as graph:
        if site is None:
            written = _page(graph, (a, b), Target(output, by), filters)
        elif a or output:
            raise UsageError("A site has a page for each actor, in a folder: leave out A and B, and -o.")
        else:
            written = _site(graph, site, filters, by)
    put(f"{written}\n")
    if show:
        typer.launch(written.resolve().as_uri())


_own = [one for one in inspect.signature(page).parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
_more = (option("site", SITE), option("show", SHOW, False), option("renderer", RENDERER, Renderer.auto))
page.__signature__ = inspect.Signature([*_own, *_more, *FOR_PAGES])  # type: ignore[attr-defined] # typer reads it
page.__annotations__ = {}


def _page(graph: "Graph", of: tuple[str | None, str | None], target: Target, words: "FilterWords") -> Path:
    from goodoffices.filter_words import page_filters_of
    from goodoffices.networks import page_of_graph
    from goodoffices.pages import render, write_page
    from goodoffices.pages.layout import remarks

    filters = page_filters_of(words)
    drawn = graph.store.answer(lambda ask: page_of_graph(ask, *of, filters))
    path = target.path or Path("network.html")
    write_page(path, render(drawn.page, renderer=target.renderer))
    remark(*drawn.remarks, *remarks(drawn.page))
    return path


def _site(graph: "Graph", folder: Path, words: "FilterWords", by: Renderer) -> Path:
    with progress() as begin:
        bar = cache(lambda total: begin("Drawing actors", total))
        site = graph.site(folder, on_page=lambda _, total: bar(total)(""), renderer=by, **words)
    removed = f"; removed {counted(site.removed, 'file')} of actors that are gone" if site.removed else ""
    remark(f"Wrote {counted(site.actors, 'page')} of actors and the overview{removed}.")
    return site.index


def draw(graph: "Graph", target: Target, rows: "Rows", name: str, words: Mapping[str, Any]) -> None:
    """Writes the page of an answer to the question ``name`` and says so, if a path is given."""
    if target.path is None:
        return
    from goodoffices.queries.titles import title

    said = graph.store.answer(lambda ask: title(ask, name, words))
    draw_as(graph, target, rows, said, words)


def draw_as(graph: "Graph", target: Target, rows: "Rows", title: str, words: Mapping[str, Any]) -> None:
    """The same under a title of one's own; of the ``words`` the filters count."""
    if target.path is None:
        return
    from goodoffices.filter_words import FilterWords, filters_of
    from goodoffices.pages.layout import remarks
    from goodoffices.queries.titles import narrowed_to

    given = cast("FilterWords", {key: words[key] for key in FilterWords.__annotations__ if key in words})
    if not rows:  # they say why, and the answer that would say them is not written
        remark(*rows.remarks)
    notes = (*narrowed_to(filters_of(given)), *rows.remarks)
    drawn = graph.page_of(rows, target.path, title=title, notes=notes, renderer=target.renderer, **given)
    remark(f"Wrote {target.path}: {_told(drawn)}.", *remarks(drawn))


def _told(page: "PageData") -> str:
    from goodoffices.networks import counts

    return counts(len(page.nodes), len(page.edges), len(page.events))

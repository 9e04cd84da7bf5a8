"""Network pages from the command line: of the graph or a part of it, of the answer to a question, and whole sites.

Annotations are evaluated here, not kept as text, because the command's signature is put together from them.
"""

import inspect
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from goodoffices.cli.common import graph_of, notice, progress, write_out
from goodoffices.cli.options import (
    FOR_PAGES,
    RENDERER,
    Renderer,
    Target,
    give_signature,
    option,
)
from goodoffices.graph.errors import UsageError
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from goodoffices.api import Graph, Rows
    from goodoffices.filters import FilterWords

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
    # Nothing else on standard output, for programs that take the path from there.
    write_out(f"{written}\n")
    if show:
        from goodoffices.graph.files import real_path

        typer.launch(real_path(written).as_uri())


_own = [one for one in inspect.signature(page).parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
_more = (option("site", SITE), option("show", SHOW, False), option("renderer", RENDERER, Renderer.auto))
give_signature(page, [*_own, *_more, *FOR_PAGES])


def _page(graph: "Graph", of: tuple[str | None, str | None], target: Target, words: "FilterWords") -> Path:
    from goodoffices.filters import page_filters_of
    from goodoffices.network_pages import page_of_graph
    from goodoffices.pages import render, write_page
    from goodoffices.pages.layout import remarks

    filters = page_filters_of(words)
    drawn = graph.store.answer(lambda ask: page_of_graph(ask, *of, filters))
    path = target.path or Path("network.html")
    write_page(path, render(drawn.page, renderer=target.renderer))
    notice(*drawn.remarks, *remarks(drawn.page))
    return path


def _site(graph: "Graph", folder: Path, words: "FilterWords", by: Renderer) -> Path:
    with progress() as begin:
        # How many there are is known with the first page; the count is begun then, and only once.
        bar = cache(lambda total: begin("Drawing actors", total))
        site = graph.site(folder, on_page=lambda _, total: bar(total)(""), renderer=by, **words)
    removed = f"; removed {counted(site.removed, 'file')} of actors that are gone" if site.removed else ""
    notice(f"Wrote {counted(site.actors, 'page')} of actors and the overview{removed}.")
    return site.index


def draw(graph: "Graph", target: Target, rows: "Rows", name: str, words: Mapping[str, Any]) -> None:
    """Writes the page of an answer to the question ``name`` and says so, if a path is given."""
    if target.path is None:
        return
    from goodoffices.queries.questions.titles import title

    said = graph.store.answer(lambda ask: title(ask, name, words))
    draw_as(graph, target, rows, said, words)


def draw_as(graph: "Graph", target: Target, rows: "Rows", title: str, words: Mapping[str, Any]) -> None:
    """The same under a title of one's own; of the ``words`` the filters count."""
    if target.path is None:
        return
    from goodoffices.filters import FilterWords, filters_of
    from goodoffices.network_pages import counts
    from goodoffices.pages.layout import remarks
    from goodoffices.queries.engine.filters import narrowed_to

    given = cast("FilterWords", {key: words[key] for key in FilterWords.__annotations__ if key in words})
    if not rows:  # they say why, and the answer that would say them is not written
        notice(*rows.remarks)
    notes = (*narrowed_to(filters_of(given)), *rows.remarks)
    drawn = graph.page_of(rows, target.path, title=title, notes=notes, renderer=target.renderer, **given)
    held = counts(len(drawn.nodes), len(drawn.edges), len(drawn.events))
    notice(f"Wrote {target.path}: {held}.", *remarks(drawn))

"""Who draws a page: vis-network up to some thousand lines, sigma above; and what each needs in the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from goodoffices.graph.errors import UsageError
from goodoffices.pages.document import text_of
from goodoffices.pages.model import PageData, Within

MOST_NODES = 2000
MOST_EDGES = 8000
"""Up to so many actors and relations vis-network draws a page without being waited for."""

AT_HAND = 64
"""Up to so many events a page has all quotes at hand: packed they would take no less room."""

_PARTS = (
    *("labels.js", "paint.js", "panel.js", "lists.js", "table.js", "search.js", "time.js", "focus.js", "bundles.js"),
    *("paths.js", "mediations.js", "picture.js", "export.js", "link.js"),
)
VIS = "vis-network.min.js"


@dataclass(frozen=True, slots=True)
class Library:
    """A vendored script in a page: its ``text``, or the ``address`` where a site has it.

    ``waits`` is the id under which it lies unread until somebody needs it; by an address it would come too late.
    """

    text: str
    address: str | None = None
    waits: str | None = None


@dataclass(frozen=True, slots=True)
class Renderer:
    """What draws: the vendored scripts, those that wait, and the page's own scripts in their order.

    ``packs``: whether the data are columns with quotes in packs that a click opens, instead of objects at hand.
    """

    name: str
    vendored: tuple[str, ...]
    waiting: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]
    packs: bool = False

    @property
    def libraries(self) -> tuple[str, ...]:
        """All vendored scripts."""
        return (*self.vendored, *(name for name, _ in self.waiting))


RENDERERS = {
    "vis": Renderer(
        "vis",
        (VIS,),
        (),
        ("words.js", "places.js", "drawing.js", "rows.js", "vis.js", *_PARTS, "vis_start.js", "page.js"),
    ),
    "sigma": Renderer(
        "sigma",
        (),
        (("graphology.umd.min.js", "for-sigma"), ("sigma.min.js", "sigma"), (VIS, "vis")),
        (
            *("words.js", "places.js", "drawing.js", "columns.js", "vis.js", "curves.js", "shaders.js", "sigma.js"),
            *("sigma_view.js", *_PARTS, "sigma_start.js", "page.js"),
        ),
        packs=True,
    ),
}
PACKED_VIS = replace(
    RENDERERS["vis"],
    scripts=tuple("columns.js" if one == "rows.js" else one for one in RENDERERS["vis"].scripts),
    packs=True,
)
"""vis-network for pages of which quotes would be the most."""

CHOICES = ("auto", *RENDERERS)
VENDORED = tuple(sorted({name for one in RENDERERS.values() for name in one.libraries}))


def chosen(name: str, page: PageData) -> Renderer:
    """The renderer of that name; ``auto`` goes by the size of the page. Raises UsageError for any other."""
    if name not in CHOICES:
        raise UsageError(f"There is no renderer {name!r}: choose vis, sigma or auto.")
    is_small = len(page.nodes) <= MOST_NODES and len(page.edges) <= MOST_EDGES
    if name == "sigma" or (name == "auto" and not is_small):
        return RENDERERS["sigma"]
    return PACKED_VIS if len(page.events) > AT_HAND else RENDERERS["vis"]


def libraries(renderer: Renderer, within: Within | None) -> list[Library]:
    """The vendored scripts as a page has them: whole, or within a site by their addresses."""
    wanted = [(name, None) for name in renderer.vendored] + list(renderer.waiting)
    if within:
        return [Library("", within.libraries + name) for name, _ in wanted]
    return [Library(library(name), None, waits) for name, waits in wanted]


def library(name: str) -> str:
    """A vendored script without its last comment, where that points tools to a file that is not there."""
    text = text_of(f"vendor/{name}")
    body, comment, _ = text.rpartition("//# sourceMappingURL=")
    return body if comment else text


def script(renderer: Renderer) -> str:
    """The page's own script."""
    parts = "\n".join(text_of(name) for name in renderer.scripts)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'

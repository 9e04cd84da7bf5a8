"""Who draws a page: vis-network up to some thousand lines, sigma above; and the scripts as they stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from goodoffices.graph.errors import UsageError
from goodoffices.pages.document import page_part
from goodoffices.pages.manifest import RENDERERS, PageRenderer
from goodoffices.pages.model import PageData, Within

MOST_NODES = 2000
MOST_EDGES = 8000
"""Up to so many actors and relations vis-network draws a page without being waited for."""

AT_HAND = 64
"""Up to so many events a page has all quotes at hand: packed they would take no less room."""

CHOICES = ("auto", "vis", "sigma")


@dataclass(frozen=True, slots=True)
class Library:
    """A vendored script in a page: its ``text``, or the ``address`` where a site has it.

    ``waits`` is the id under which it lies unread until somebody needs it; by an address it would come too late.
    """

    text: str
    address: str | None = None
    waits: str | None = None


def renderer_for(name: str, page: PageData) -> PageRenderer:
    """The renderer of that name; ``auto`` goes by the size of the page. Raises UsageError for any other."""
    if name not in CHOICES:
        raise UsageError(f"There is no renderer {name!r}: choose vis, sigma or auto.")
    is_small = len(page.nodes) <= MOST_NODES and len(page.edges) <= MOST_EDGES
    if name == "sigma" or (name == "auto" and not is_small):
        return RENDERERS["sigma"]
    return RENDERERS["packed-vis" if len(page.events) > AT_HAND else "vis"]


def libraries(renderer: PageRenderer, within: Within | None) -> list[Library]:
    """The vendored scripts as a page has them: whole, or within a site by their addresses."""
    if within:
        return [Library("", within.libraries + name) for name in renderer.vendored]
    return [Library(library(name), None, waits) for name, waits in renderer.libraries]


def library(name: str) -> str:
    """A vendored script without its last comment, where that points tools to a file that is not there."""
    text = page_part(f"vendor/{name}")
    body, comment, _ = text.rpartition("//# sourceMappingURL=")
    return body if comment else text


def script(renderer: PageRenderer) -> str:
    """The page's own script."""
    parts = "\n".join(page_part(name) for name in renderer.scripts)
    # In a function, so that its names stay apart from those of the vendored scripts.
    return f'(() => {{\n"use strict";\n{parts}\n}})();'

"""What each renderer needs in a page: its own scripts in their order, and vendored ones, as `manifest.json` says."""

from __future__ import annotations

import json
from dataclasses import dataclass

from goodoffices.pages.document import page_part


@dataclass(frozen=True, slots=True)
class PageRenderer:
    """What draws: the page's ``scripts`` in their order, and its ``libraries``.

    A library is a vendored script with the id under which it lies unread until somebody needs it, or None where the
    page runs it at once. ``packs``: whether the data are columns with quotes in packs that a click opens, instead of
    objects at hand.
    """

    name: str
    scripts: tuple[str, ...]
    libraries: tuple[tuple[str, str | None], ...]
    packs: bool

    @property
    def vendored(self) -> tuple[str, ...]:
        """The names of its vendored scripts."""
        return tuple(name for name, _ in self.libraries)


# JSON, because the type checks of the page's scripts, which are no Python, read it as well.
_MANIFEST = json.loads(page_part("manifest.json"))
_BUNDLES = _MANIFEST["bundles"]

RENDERERS = {
    name: PageRenderer(
        name,
        # A bundle stands for its files.
        tuple(file for script in wanted["scripts"] for file in _BUNDLES.get(script, [script])),
        tuple(wanted["libraries"].items()),
        wanted["packs"],
    )
    for name, wanted in _MANIFEST["renderers"].items()
}
OVERVIEW_SCRIPTS: tuple[str, ...] = tuple(_MANIFEST["overview"])
VENDORED = tuple(sorted({name for renderer in RENDERERS.values() for name in renderer.vendored}))
"""Every vendored script that some page has."""

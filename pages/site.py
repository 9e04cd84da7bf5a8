"""The overview of a site: how much there is, and all actors with a search, each with a link to its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.graph.model import content_id
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.pages.document import nonce_of, page_part, policy, template
from goodoffices.pages.manifest import OVERVIEW_SCRIPTS, VENDORED
from goodoffices.pages.model import Within

OVERVIEW = "index.html"
LIBRARIES = VENDORED
"""The drawing libraries stand once in a site: in each page they would be most of it."""

ACTORS = "actors"
"""The folder of the actors' pages."""

# No capitals, because some file systems take them for small letters, and nothing that leads elsewhere.
_PLAIN = re.compile(r"[0-9a-z]{1,64}")


def _file_of(actor: str) -> str:
    return f"{actor if _PLAIN.fullmatch(actor) else content_id('page', actor)}.html"


def page_of_actor(actor: str) -> str:
    """The file of an actor's page, the same in every run; an id that is no file's name anywhere is hashed."""
    return f"{ACTORS}/{_file_of(actor)}"


OF_ACTORS = Within(overview=f"../{OVERVIEW}", libraries="../", page_of=_file_of)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor's line: ``file`` is the relative address of its page, the numbers are those that the page shows."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    iso3: str | None
    of: str | None
    file: str
    relations: int
    events: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page of a site shows."""

    title: str
    subtitle: str
    entries: tuple[Entry, ...]


def render_overview(overview: Overview) -> str:
    """The overview as HTML, actors with the most relations first."""
    style, script = page_part("templates/site.css"), "\n".join(page_part(name) for name in OVERVIEW_SCRIPTS)
    entries = sorted(overview.entries, key=lambda one: (-one.relations, -one.events, fold(one.name), one.id))
    nonce = nonce_of(style, script, overview.title, overview.subtitle, *map(repr, entries))
    return template("templates/site.html").render(
        title=overview.title,
        subtitle=overview.subtitle,
        policy=policy(nonce),
        nonce=nonce,
        style=style,
        entries=entries,
        script=script,
    )

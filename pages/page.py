"""Turns a PageData into one offline HTML file, byte for byte the same for the same input and seed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodoffices.graph.errors import UsageError
from goodoffices.graph.files import whole_file
from goodoffices.pages.document import nonce_of, page_part, policy, template
from goodoffices.pages.manifest import PageRenderer
from goodoffices.pages.model import PageData, Within
from goodoffices.pages.renderers import libraries, library, renderer_for, script


def render(page: PageData, *, seed: int = 1, within: Within | None = None, renderer: str = "auto") -> str:
    """The page as HTML, whole in itself or ``within`` a site, drawn by ``vis`` or ``sigma``, or by ``auto`` as it fits.

    Raises UsageError for a value that JSON does not know, and for another renderer.
    """
    by = renderer_for(renderer, page)
    data, evidence = _data(page, seed, by, within)
    own, style, vendored = script(by), page_part("templates/page.css"), [library(name) for name in by.vendored]
    nonce = nonce_of(data, *evidence, own, *vendored, style)
    subtitle = page.subtitle
    if within:
        from markupsafe import Markup

        # What is put in is escaped by this format: a subtitle may hold anybody's words.
        subtitle = Markup('<a href="{}">All actors</a> · {}').format(within.overview, subtitle)
    return template("templates/page.html").render(
        title=page.title,
        subtitle=subtitle,
        policy=policy(nonce),
        nonce=nonce,
        style=style,
        data=data,
        evidence=evidence,
        libraries=libraries(by, within),
        script=own,
    )


def write_page(path: str | os.PathLike[str], html: str) -> None:
    """Write ``html`` in UTF-8, whole or not at all.

    Raises UsageError if the folder is missing, or if ``path`` is one, a link, a device or a pipe.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent} to write {target.name} to; make it first.")
    if target.is_dir():
        raise UsageError(f"{target} is a folder; name a file to write the page to.")
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise UsageError(f"{target} is no plain file, and the page would take its place; name another.")
    with whole_file(target) as file:
        file.write(html.encode())


def _data(page: PageData, seed: int, by: PageRenderer, within: Within | None) -> tuple[str, list[str]]:
    """The page's data in the form that its renderer reads, and packs of evidence where that form has them."""
    # Only here: a question that draws nothing does without pyvis, and all that this imports.
    from goodoffices.pages.large import large
    from goodoffices.pages.network import evidence_network

    drawing, events = evidence_network(page, seed=seed), {name: _lean(event) for name, event in page.events.items()}
    if within:
        # In a site every actor has a page of its own, to which the others lead.
        drawing.nodes = [{**node, "page": within.page_of(node["id"])} for node in drawing.nodes]
    about = {"about": page.about} if page.about else {}
    try:
        if by.packs:
            made = large(drawing, events)
            return _block(made.content | about), made.evidence
        rows = {"nodes": [_lean(node) for node in drawing.nodes], "edges": [_lean(edge) for edge in drawing.edges]}
        return _block({**rows, "options": drawing.options, "events": events} | about), []
    except (TypeError, ValueError) as error:
        raise UsageError(f"An event of the page holds a value that JSON does not know: {error}.") from error


def _block(content: Mapping[str, Any]) -> str:
    """JSON that no HTML parser can leave: the escapes stand for <, >, & and the line separators."""
    # Sorted keys, for the bytes to repeat; no NaN, on which the browser would refuse all of it.
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _lean(value: Any) -> Any:
    """``value`` without fields that are None or an empty list: most are, and the page takes both alike."""
    if isinstance(value, Mapping):
        return {key: _lean(one) for key, one in value.items() if one not in (None, [], ())}
    return [_lean(one) for one in value] if isinstance(value, (list, tuple)) else value

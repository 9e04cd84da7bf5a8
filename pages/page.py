"""Turns a PageData into one offline HTML file, byte for byte the same for the same input and seed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goodoffices.graph.errors import UsageError
from goodoffices.graph.whole_file import whole_file
from goodoffices.pages.document import nonce_of, policy, template, text_of
from goodoffices.pages.model import PageData, Within

SCRIPTS = (
    *("words.js", "places.js", "drawing.js", "labels.js", "paint.js", "panel.js", "lists.js", "table.js", "search.js"),
    *("time.js", "focus.js", "bundles.js", "paths.js", "mediations.js", "picture.js", "export.js"),
    *("link.js", "page.js"),
)
VENDORED = "vis-network.min.js"


def render(page: PageData, *, seed: int = 1, within: Within | None = None) -> str:
    """The page as HTML, whole in itself or ``within`` a site. Raises UsageError for a value that JSON does not know."""
    data, script, vendored, style = _data_block(page, seed, within), _script(), library(), text_of("page.css")
    nonce = nonce_of(data, script, vendored, style)
    return template("page.html", linked=within is not None).render(
        title=page.title,
        subtitle=_below_a_way_back(page.subtitle, within) if within else page.subtitle,
        policy=policy(nonce),
        nonce=nonce,
        style=style,
        data=data,
        vendored=within.library if within else vendored,
        script=script,
    )


def _below_a_way_back(subtitle: str, within: Within) -> str:
    from markupsafe import Markup

    return Markup('<a href="{}">All actors</a> · {}').format(within.overview, subtitle)


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


def _data_block(page: PageData, seed: int, within: Within | None) -> str:
    """The page's data as JSON that no HTML parser can leave: the escapes stand for <, >, & and the line separators."""
    from goodoffices.pages.network import network

    drawing = network(page, seed=seed)
    content = {
        "nodes": [_lean(_with_address(node, within)) for node in drawing.nodes],
        "edges": [_lean(edge) for edge in drawing.edges],
        "options": drawing.options,
        "events": {name: _lean(event) for name, event in page.events.items()},
    }
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise UsageError(f"An event of the page holds a value that JSON does not know: {error}.") from error
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _with_address(node: dict[str, Any], within: Within | None) -> dict[str, Any]:
    """In a site every actor has a page of its own, to which the others lead."""
    return {**node, "page": within.page_of(node["id"])} if within else node


def _lean(value: Any) -> Any:
    """``value`` without fields that are None or an empty list: most are, and the page takes both alike."""
    if isinstance(value, Mapping):
        return {key: _lean(one) for key, one in value.items() if one not in (None, [], ())}
    return [_lean(one) for one in value] if isinstance(value, (list, tuple)) else value


def _script() -> str:
    parts = "\n".join(text_of(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def library() -> str:
    """The drawing library without its last comment, which points tools to a file that is not there."""
    body, _, _ = text_of(f"vendor/{VENDORED}").rpartition("//# sourceMappingURL=")
    return body

"""Turns a PageData into one offline HTML file, byte for byte the same for the same input and seed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import UsageError
from goodoffices.graph.whole_file import whole_file
from goodoffices.pages.model import PageData

if TYPE_CHECKING:
    from jinja2 import Template

SCRIPTS = (
    *("words.js", "places.js", "drawing.js", "labels.js", "paint.js", "panel.js", "lists.js", "table.js", "search.js"),
    *("time.js", "focus.js", "bundles.js", "paths.js", "mediations.js", "picture.js", "export.js"),
    *("link.js", "page.js"),
)
VENDORED = "vis-network.min.js"


def render(page: PageData, *, seed: int = 1) -> str:
    """The page as HTML. Raises UsageError for a value that JSON does not know."""
    data, script, vendored, style = _data_block(page, seed), _script(), _vendored(), _text("page.css")
    nonce = _nonce(data, script, vendored, style)
    return _template().render(
        title=page.title,
        subtitle=page.subtitle,
        policy=_policy(nonce),
        nonce=nonce,
        style=style,
        data=data,
        vendored=vendored,
        script=script,
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


def _data_block(page: PageData, seed: int) -> str:
    """The page's data as JSON that no HTML parser can leave: the escapes stand for <, >, & and the line separators."""
    from goodoffices.pages.network import network

    drawing = network(page, seed=seed)
    content = {
        "nodes": [_lean(node) for node in drawing.nodes],
        "edges": [_lean(edge) for edge in drawing.edges],
        "options": drawing.options,
        "events": {name: _lean(event) for name, event in page.events.items()},
    }
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise UsageError(f"An event of the page holds a value that JSON does not know: {error}.") from error
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _lean(value: Any) -> Any:
    """``value`` without fields that are None or an empty list: most are, and the page takes both alike."""
    if isinstance(value, Mapping):
        return {key: _lean(one) for key, one in value.items() if one not in (None, [], ())}
    return [_lean(one) for one in value] if isinstance(value, (list, tuple)) else value


def _script() -> str:
    parts = "\n".join(_text(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _vendored() -> str:
    """The drawing library without its last comment, which points tools to a file that is not there."""
    body, _, _ = _text(f"vendor/{VENDORED}").rpartition("//# sourceMappingURL=")
    return body


def _nonce(*parts: str) -> str:
    """A nonce that repeats with the content: injected data cannot hold the hash of a file that contains it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _policy(nonce: str) -> str:
    """No request, no script and no style but the page's own; ``data:`` is the empty icon that keeps browsers quiet."""
    sources = {"default-src": "'none'", "script-src": f"'nonce-{nonce}'", "style-src": f"'nonce-{nonce}'"}
    sources |= {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {source}" for name, source in sources.items())


@cache
def _text(name: str) -> str:
    return files("goodoffices.pages").joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_text("page.html"))

"""What every page is made with: its parts as text, a template that escapes, and a policy that lets nothing else in."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def nonce_of(*parts: str) -> str:
    """A nonce that repeats with the content: injected data cannot hold the hash of a file that contains it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def policy(nonce: str) -> str:
    """No request, no script and no style but the page's own; ``data:`` is the empty icon that keeps browsers quiet."""
    sources = {"default-src": "'none'", "script-src": f"'nonce-{nonce}'", "style-src": f"'nonce-{nonce}'"}
    sources |= {"img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    return "; ".join(f"{name} {source}" for name, source in sources.items())


@cache
def page_part(name: str) -> str:
    """The text of a file below this folder."""
    # UTF-8 by name, because systems differ in what they take where none is named.
    return files("goodoffices.pages").joinpath(name).read_text(encoding="utf-8")


@cache
def template(name: str) -> Template:
    """A template below this folder."""
    from jinja2 import Environment, StrictUndefined

    # Strict, or a misspelt name would be an empty place in every page, and no error.
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(page_part(name))

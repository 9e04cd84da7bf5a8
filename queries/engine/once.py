"""Asking whom names mean once in a transaction, however many parts of it want to know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, LiteralString

from goodoffices.queries.engine.catalogue import text_of

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.rows import Row

_OF_NAMES = ("find-actor", "find-document", "same-actors")
"""The statements that say whom or what a name means; their rows are few."""


class Once:
    """Asks as ``ask`` does, and remembers what the statements of names found; their rows must not be changed."""

    def __init__(self, ask: ReadTransaction) -> None:
        self._ask = ask
        self._found: dict[str, list[Row]] = {}

    def __call__(self, text: LiteralString, /, **parameters: object) -> list[Row]:
        """The rows of the answer."""
        if text not in _texts():
            return self._ask(text, **parameters)
        # Parameters may be lists, which are no keys.
        key = repr((text, sorted(parameters.items())))
        if key not in self._found:
            self._found[key] = self._ask(text, **parameters)
        return self._found[key]


@cache
def _texts() -> frozenset[str]:
    return frozenset(map(text_of, _OF_NAMES))

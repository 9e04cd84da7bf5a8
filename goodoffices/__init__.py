"""An actor-relationship knowledge graph of diplomacy, with the quote behind every line.

Names are imported when they are first used, so that ``import goodoffices`` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import version

    from goodoffices.api import Graph, Rows, check
    from goodoffices.api import open_graph as open  # noqa: A004 - goodoffices.open, as there is sqlite3.connect
    from goodoffices.graph.errors import (
        AmbiguousNameError,
        AnnotationError,
        DateError,
        Fault,
        GoodofficesError,
        InputError,
        QuestionLimitError,
        StoreBusyError,
        StoreDamagedError,
        StoreError,
        StoreFullError,
        StoreReadOnlyError,
        StoreSchemaError,
        StoreUnavailableError,
        UnknownNameError,
        UsageError,
        WriteRefusedError,
    )

    __version__: str = version("goodoffices")

__all__ = [
    "AmbiguousNameError",
    "AnnotationError",
    "DateError",
    "Fault",
    "GoodofficesError",
    "Graph",
    "InputError",
    "QuestionLimitError",
    "Rows",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreFullError",
    "StoreReadOnlyError",
    "StoreSchemaError",
    "StoreUnavailableError",
    "UnknownNameError",
    "UsageError",
    "WriteRefusedError",
    "__version__",
    "check",
    "open",
]

_PLACES = {"open": ("goodoffices.api", "open_graph")} | {
    name: ("goodoffices.api", name) for name in ("Graph", "Rows", "check")
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("goodoffices")
    if name not in __all__:
        raise AttributeError(f"module 'goodoffices' has no attribute {name!r}")
    # All other names are of errors, which stand in one module.
    module, attribute = _PLACES.get(name, ("goodoffices.graph.errors", name))
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    # Completion would else offer none of the names that are imported only when they are used.
    return sorted({*globals(), *__all__})

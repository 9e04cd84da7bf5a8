"""What is said where a graph holds values that goodoffices never stores: damage, or another program's nodes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from goodoffices.graph.errors import GoodofficesError, StoreDamagedError

ODD = (LookupError, TypeError, ValueError, AttributeError)
"""What values raise that are missing, or of another type than they were stored with."""


@contextlib.contextmanager
def said_of_odd_values() -> Iterator[None]:
    """Says in a sentence what such values raise; what was raised on purpose passes, and so does a text that is none."""
    try:
        yield
    except (GoodofficesError, UnicodeError):
        raise
    except ODD as error:
        said = " ".join(str(error).split())
        raise StoreDamagedError(
            "the graph lacks a value, or holds one of another kind than goodoffices stores "
            f"({type(error).__name__}: {said}): run goodoffices verify, which says where"
        ) from error

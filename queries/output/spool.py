"""Rows of an answer that wait on the disk until all have come."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from goodoffices.graph.spool import Spool

_AT_ONCE = 1000
"""Rows that are made into text together."""


def keep(spool: Spool[tuple[Any, ...]], rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Keeps these rows in place of any others, because a question that was asked anew is answered anew."""
    spool.clear()
    for row in rows:
        spool.add(row)
    return []


def by_column(spool: Spool[tuple[Any, ...]], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows, each as a dict by column."""
    return (dict(zip(columns, row, strict=True)) for row in spool)


def in_pieces(lines: Iterator[str]) -> Iterator[str]:
    """The lines, many of them together."""
    while piece := "".join(itertools.islice(lines, _AT_ONCE)):
        yield piece

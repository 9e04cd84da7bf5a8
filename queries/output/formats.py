"""The formats in which answers are written, each in the module of its name, as ``write_csv`` is in ``csv``."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.odd_values import said_of_odd_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TextIO

    from goodoffices.queries.engine.rows import Found, Kind
    from goodoffices.queries.output.shapes import Rows, Shape


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


_ONLY: Mapping[Format, Kind] = {Format.markdown: "evidence"}
"""Formats that rows of one kind alone have."""


def formats_of(kind: Kind | None = None) -> tuple[Format, ...]:
    """The formats that rows of a kind have; without one, those that all rows have."""
    return tuple(one for one in Format if _ONLY.get(one, kind) == kind)


IN_LINES = (Format.jsonl, Format.csv)
"""Formats of which each row is a line of its own, so that none needs to wait for the others."""


def lines_in(form: Format, rows: Iterable[Found], shape: Shape) -> Iterator[str] | None:
    """The lines of rows in one of IN_LINES, as they are taken; None where all rows must be known before the first."""
    if form == Format.jsonl:
        from goodoffices.queries.output.jsonl import lines

        return lines(rows)
    if shape.row is None:
        return None
    from goodoffices.queries.output.csv import typed_lines

    return typed_lines(rows, shape.row)


@said_of_odd_values()
def written(rows: Rows, form: Format, out: TextIO) -> str:
    """The rows as text for ``out``. Raises UsageError for a format that these rows don't have."""
    if form in _ONLY and _ONLY[form] != rows.kind:
        raise UsageError(f"Only {_ONLY[form]} is written as {form}; choose one of {', '.join(formats_of())}.")
    # Only the module of the format is imported: json must not wait for what draws tables.
    found: str = getattr(import_module(f"{__package__}.{form}"), f"write_{form}")(rows, out)
    return found

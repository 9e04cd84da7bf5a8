"""Answers as tables of cells with commas between, which a spreadsheet reads and never runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_type_hints

from goodoffices.queries.output.cells import cell, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from goodoffices.queries.engine.rows import Found
    from goodoffices.queries.output.shapes import Rows

_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""How a cell begins that a spreadsheet takes for a formula, in wide letters too, with any apostrophes before it."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_QUOTED = re.compile(r'[",;\t\r\n]')
_SPECIAL = re.compile(rf"{_QUOTED.pattern}|\A(?:{_FORMULA.pattern})")
"""What a cell holds that can't stand as it is; most hold nothing such."""


def write_csv(rows: Rows, _: TextIO) -> str:
    """A table with a head line, also without rows if the columns are known.

    Actors stand by name, lists with semicolons, claims as who says so and their quotes, events in a row by their ids
    and quotes, one of two events in columns of its own. A cell, also of the head, that a spreadsheet would run as a
    formula begins with an apostrophe, and so does one that would look like that; a number stays as it is.
    """
    if rows.shape.row is None:
        return "".join(lines_of(lambda: rows, rows.columns))
    return "".join(typed_lines(rows, rows.shape.row))


def typed_lines(rows: Iterable[Found], type_: type) -> Iterator[str]:
    """The lines of rows of a TypedDict, the head first."""
    columns = [(column, columns_of(column, hint)) for column, hint in get_type_hints(type_).items()]
    # By the types and not the rows, so that an answer without any has the same head.
    yield f"{_line([name for _, told in columns for name in told.names])}\n"
    for row in rows:
        yield f"{_line([text for column, told in columns for text in told.texts(row[column])])}\n"


def lines_of(rows: Callable[[], Iterable[Found]], columns: Sequence[str]) -> Iterator[str]:
    """The lines of rows whose columns have no types; these are given twice, since their columns may be told late."""
    head = list(dict.fromkeys((*columns, *(key for row in rows() for key in row))))
    if head:
        yield f"{_line(head)}\n"
        yield from (f"{_line([cell(row.get(key)) for key in head])}\n" for row in rows())


def _line(cells: Iterable[str]) -> str:
    """One line; a single empty cell is quoted, for a line without anything would be no row."""
    return ",".join([_safe(text) if _SPECIAL.search(text) else text for text in cells]) or '""'


def _safe(text: str) -> str:
    # Texts are anybody's: a quote that begins with "=" would be run by whoever opens the file.
    safe = f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
    # In quotes if any program might see its end within it: some divide at semicolons and tabs as well.
    return '"{}"'.format(safe.replace('"', '""')) if _QUOTED.search(safe) else safe

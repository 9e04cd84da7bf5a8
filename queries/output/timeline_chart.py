"""A timeline as a picture of letters: a line for each event on one axis of time, uncertain dates as ranges.

● lies within one column; ├──┤ runs from the first to the last day that the date allows; ├──► and ◄──┤ have no end or no
beginning. ○ and ├┄┄┤ were only proposed or threatened, or are not asserted by all. What nobody dates stands below.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table

from goodoffices.queries.engine.filters import took_place
from goodoffices.queries.output.grid import STYLES, said
from goodoffices.queries.output.wording import date_of, status_of, with_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import Found, Row

_PIPED = 60
"""How many columns the axis takes where no terminal gives a width."""

_LEGEND = "├──┤ within this time   ◄ ► open   ○ ┄ proposed, threatened, disputed, denied or unconfirmed"

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""How many years may lie between two labels."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns from ``first`` to ``last``, days as ordinals."""

    first: int
    last: int
    columns: int

    def column(self, day: str) -> int:
        """The column of an ISO day."""
        return self.place(date.fromisoformat(day).toordinal())

    def place(self, ordinal: int) -> int:
        """The column of a day; the first of all where the axis is a single day."""
        return (ordinal - self.first) * (self.columns - 1) // max(1, self.last - self.first)


def picture_of(rows: Sequence[Row], width: int | None = None) -> RenderableType:
    """The rows of a timeline on an axis, for a terminal of that ``width``, or None for a pipe, where nothing wraps."""
    # Words need more than half of the width: who and what matter more than the exact column.
    columns = _PIPED if width is None else max(16, min(_PIPED, width * 2 // 5))
    dated = [row for row in rows if row["date_start"] or row["date_end"]]
    drawn: list[RenderableType] = []
    if axis := axis_of(dated, columns):
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
        table.add_column(said(axis_head(axis)), width=axis.columns, no_wrap=True)
        table.add_column("When and what", ratio=1, overflow="fold")
        for row in dated:
            style = STYLES.get(row["verdict"], "")
            # What was offered, or what somebody denies, must not look like what happened.
            is_fact = row["verdict"] == "asserted" and took_place(row["type"], row["status"])
            picture = line(axis, row["date_start"], row["date_end"], is_fact=is_fact)
            table.add_row(said(picture, style), said(_label(row), style))
        drawn = [table, said(_LEGEND, "dim")]
    undated = [row for row in rows if not (row["date_start"] or row["date_end"])]
    told = (said(f"  {_label(row)}", STYLES.get(row["verdict"], "")) for row in undated)
    return Group(*drawn, *([said("No date", "bold"), *told] if undated else []))


def axis_of(rows: Iterable[Found], columns: int) -> Axis | None:
    """The axis on which all known bounds of these rows lie; None where there are none."""
    days = [day for row in rows for day in (row["date_start"], row["date_end"]) if day]
    first, last = (date.fromisoformat(day).toordinal() for day in (min(days), max(days))) if days else (0, 0)
    return Axis(first, last, columns) if days else None


def line(axis: Axis, start: str | None, end: str | None, *, is_fact: bool = True) -> str:
    """One event on the axis, by the bounds of its date (None is an open end); hollow where it is not known to be."""
    point, stroke = ("●", "─") if is_fact else ("○", "┄")
    # An open end goes to the edge of the picture: where it lies nobody knows.
    first = axis.column(start) if start else 0
    last = axis.column(end) if end else axis.columns - 1
    if start and end and first == last:
        return " " * first + point
    left, right = "├" if start else "◄", "┤" if end else "►"
    if first == last:
        return " " * first + (right if start else left)
    return " " * first + left + stroke * (last - first - 1) + right


def axis_head(axis: Axis) -> str:
    """Years above their first days, as many as fit; else the first and the last day."""
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    for step in _STEPS:
        # From the second on: the first of January of the first year lies before the axis, or at its edge.
        years = [year for year in range(first.year + 1, last.year + 1) if year % step == 0]
        places = [axis.place(date(year, 1, 1).toordinal()) for year in years]
        if places and all(b - a > 5 for a, b in pairwise(places)):
            head = ""
            for place, year in zip(places, map(str, years), strict=True):
                # The last label may not stick out of the column, or the table would cut it.
                head = head.ljust(min(place, axis.columns - len(year))) + year
            return head
    return f"{first}" if first == last else f"{first} … {last}"


def _label(row: Found) -> str:
    """When, what and who; the quotes are under the id."""
    names = dict.fromkeys(with_state(one["actor"]) for one in row["participants"])
    who = f": {', '.join(names)}" if names else ""
    return f"{date_of(row)}  {row['type']}, {status_of(row)}{who}  [{row['event_id']}]"

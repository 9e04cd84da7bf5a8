"""A timeline drawn with letters: where on the axis an event stands, and what is not drawn as fact."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.queries.output.grid import drawn
from goodoffices.queries.output.timeline_chart import Axis, axis_head, axis_of, line, picture_of

NORWAY = {"id": "1", "name": "Norway", "kind": "state", "iso3": "NOR", "of": None}


def row(date: str | None, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    told = {"event_id": "0123456789abcdef0123", "type": "mediation", "status": "held", "verdict": "asserted"}
    dated = {"date": date, "date_start": start, "date_end": end}
    return {**told, **dated, "participants": [{"role": "mediator", "actor": NORWAY}], **more}


ROWS = [
    row("2001", "2001-01-01", "2001-12-31"),
    row("../2003", None, "2003-12-31"),
    row("2005-06-01", "2005-06-01", "2005-06-01"),
    row("2006/..", "2006-01-01", None),
    row("2010", "2010-01-01", "2010-12-31", status="offered"),
    row(None, None, None, verdict="disputed"),
]
AXIS = axis_of(ROWS, 10)


def text(rows: list[dict[str, Any]], width: int | None = None) -> str:
    return drawn(picture_of(rows, width), io.StringIO())


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2001-01-01", "2001-12-31", "●"),
        ("2001-01-01", "2010-12-31", "├────────┤"),
        ("2010-12-31", "2010-12-31", "         ●"),
        ("2005-06-01", None, "   ├─────►"),
        (None, "2005-06-01", "◄──┤"),
        ("2010-12-31", None, "         ►"),
        (None, "2001-01-01", "◄"),
    ],
)
def test_an_event_stands_where_its_dates_are(start: str | None, end: str | None, found: str) -> None:
    assert AXIS is not None
    assert line(AXIS, start, end) == found


def test_what_is_no_plain_fact_is_hollow() -> None:
    assert AXIS is not None
    assert line(AXIS, "2001-01-01", "2001-12-31", is_fact=False) == "○"
    assert line(AXIS, "2001-01-01", None, is_fact=False) == "├┄┄┄┄┄┄┄┄►"


@given(st.tuples(st.dates(), st.dates()), st.tuples(st.dates(), st.dates()), st.integers(min_value=16, max_value=60))
def test_no_line_leaves_the_axis_and_earlier_is_farther_left(
    one: tuple[Any, Any], other: tuple[Any, Any], columns: int
) -> None:
    spans = [tuple(day.isoformat() for day in sorted(span)) for span in (one, other)]
    axis = axis_of([row(None, *span) for span in spans], columns)
    assert axis is not None
    lines = [line(axis, *span) for span in sorted(spans)]
    assert all(0 < len(found) <= columns for found in lines)
    places = [len(found) - len(found.lstrip()) for found in lines]
    assert places == sorted(places)
    assert len(axis_head(axis)) <= max(columns, 23)


def test_years_stand_above_their_first_days() -> None:
    assert AXIS is not None
    wide = Axis(AXIS.first, AXIS.last, 60)
    found = axis_head(wide)
    assert found.split() == [str(year) for year in range(2002, 2011)]
    for year in found.split():
        assert found.index(year) == wide.column(f"{year}-01-01")


def test_a_short_time_has_its_days_as_a_head() -> None:
    axis = axis_of([row("2005-06", "2005-06-01", "2005-06-30")], 30)
    assert axis is not None
    assert axis_head(axis) == "2005-06-01 … 2005-06-30"
    day = axis_of([row("2005-06-01", "2005-06-01", "2005-06-01")], 30)
    assert day is not None
    assert (axis_head(day), line(day, "2005-06-01", "2005-06-01")) == ("2005-06-01", "●")


def test_what_nobody_dates_is_on_no_axis() -> None:
    lines = text(ROWS).splitlines()
    assert lines[-2:] == [
        "No date",
        "  no date  mediation, held; disputed: affirmed and denied: Norway  [0123456789abcdef0123]",
    ]
    assert [found[:61].strip() for found in lines[1:6]][3:] == ["├" + "─" * 29 + "►", "├┄┄┄┄┄┤"]
    alone = text(ROWS[5:])
    assert alone.startswith("No date")
    assert "●" not in alone


def test_a_pipe_gets_every_line_whole() -> None:
    many = [{"role": "party", "actor": {**NORWAY, "name": f"Actor number {n}"}} for n in range(40)]
    lines = text([row("2001", "2001-01-01", "2001-12-31", participants=many)]).splitlines()
    assert len(lines) == 3
    assert "Actor number 39" in lines[1]


def test_nothing_that_a_terminal_obeys_is_drawn() -> None:
    actor = {**NORWAY, "name": "\x1b[2J[bold]"}
    found = text([row("2001", "2001-01-01", "2001-12-31", participants=[{"role": "party", "actor": actor}])])
    assert "\x1b" not in found
    assert "[bold]" in found

"""How talks were held year by year: directly, or through others."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.selection import Answer, affirmed, closing, events_of, found_by, heard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Stored


def directness(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row per year: how many talks of ``a`` and ``b`` were direct, indirect or untold, and the events."""
    found, whom = found_by(ask, "directness", {side: given[side] for side in ("a", "b")}, filters)
    selection, unaffirmed = affirmed(ask, heard(ask, found, whom, filters), filters, in_time)
    years = [(year, list(some)) for year, some in groupby(sorted(selection.chosen, key=_order), key=year_of)]
    shown = years[: filters.limit]
    events = events_of(ask, selection, (one for _, some in shown for one in some))
    rows = tuple(_row(year, some, events) for year, some in shown)
    return Answer(rows, (*closing(selection, filters, len(years)), *_left_out(unaffirmed)))


def year_of(one: Mapping[str, Any]) -> str:
    """The year that surely holds an event, ``spanning`` if none does, ``no date`` where nobody dates it."""
    start, end = one["date_start"], one["date_end"]
    if start is None and end is None:
        return "no date"
    return str(start[:4]) if start and end and start[:4] == end[:4] else "spanning"


def _order(one: Mapping[str, Any]) -> tuple[str, ...]:
    """Years in order, then what spans several, then what nobody dates."""
    return {"spanning": "~", "no date": "~~"}.get(year_of(one), year_of(one)), *in_time(one)


def _row(year: str, some: Sequence[Chosen], events: Mapping[str, Stored]) -> Row:
    manners = Counter(one["directness"] or "unknown" for one in some)
    return {
        "year": year,
        **{manner: manners[manner] for manner in ("direct", "indirect", "unknown")},
        "disputed": sum(one["verdict"] == "disputed" for one in some),
        "events": [dated_event(events[one["event_id"]], one) for one in some],
    }


def _left_out(unaffirmed: int) -> list[str]:
    return [f"Left out: {unaffirmed} event{'s' if unaffirmed > 1 else ''} that nobody affirms."] if unaffirmed else []

"""How talks were held year by year: directly, or through others."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import DatedEventRow, Found, dated_event
from goodoffices.queries.engine.selection import Answer, affirmed, apply_claim_filters, closing, events_of, match_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class YearRow(TypedDict):
    """A year, or what its events are instead of in one, how many of them were held in which way, and these."""

    year: str
    direct: int
    indirect: int
    unknown: int
    disputed: int
    events: list[DatedEventRow]


@question("directness", Shape("group", YearRow))
def directness(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row per year: how many talks of ``a`` and ``b`` were direct, indirect or untold, and the events."""
    found, whom = match_events(ask, "directness", {side: given[side] for side in ("a", "b")}, filters)
    selection, unaffirmed = affirmed(ask, apply_claim_filters(ask, found, whom, filters), filters, in_time)
    # Years in order, then what spans several, then what nobody dates.
    after_all = {"spanning": "~", "no date": "~~"}
    ordered = sorted(selection.chosen, key=lambda one: (after_all.get(year_of(one), year_of(one)), *in_time(one)))
    years = [(year, list(some)) for year, some in groupby(ordered, key=year_of)]
    shown = years[: filters.limit]
    events = events_of(ask, selection, (one for _, some in shown for one in some))
    rows = tuple(_row(year, some, events) for year, some in shown)
    left_out = f"Left out: {counted(unaffirmed, 'event')} that nobody affirms."
    return Answer(rows, (*closing(selection, filters, len(years)), *([left_out] if unaffirmed else [])))


def year_of(one: Found) -> str:
    """The year that surely holds an event, ``spanning`` if none does, ``no date`` where nobody dates it."""
    start, end = one["date_start"], one["date_end"]
    if start is None and end is None:
        return "no date"
    # Never split or put into the first of its years: a count would tell what no text does.
    return str(start[:4]) if start and end and start[:4] == end[:4] else "spanning"


def _row(year: str, some: Sequence[Match], events: Mapping[str, StoredEvent]) -> YearRow:
    # That a text is silent on it is a count of its own, and does not mean direct.
    manners = Counter(one["directness"] or "unknown" for one in some)
    return {
        "year": year,
        "direct": manners["direct"],
        "indirect": manners["indirect"],
        "unknown": manners["unknown"],
        "disputed": sum(one["verdict"] == "disputed" for one in some),
        "events": [dated_event(events[one["event_id"]], one) for one in some],
    }

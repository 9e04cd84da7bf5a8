"""What followed offers and talks between two: the events of both kinds are found once, and paired here.

Pairs made by a statement would be too many to send where two have dealt with each other for long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.remarks import counted
from goodoffices.queries.selection import Answer, closing, events_of, found_by, heard, passing
from goodoffices.queries.sequences import pair_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Selection

    Pair = tuple[Chosen, Chosen]


def following(name: str) -> Callable[[Ask, Mapping[str, Any], Filters], Answer]:
    """The view of the question ``name``: a row for each pair, as ``sequences`` makes them, in time.

    The filters narrow the first events; what is denied or rests on claims that do not count is left out of both.
    """

    def view(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
        sides = {side: given[side] for side in ("a", "b")}
        found, whom = found_by(ask, name, sides, filters, days=given["days"])
        later = replace(filters, from_=None, to=None, surely=False, status=(), verdict=(), said_by=None, limit=None)
        first = heard(ask, [one for one in found if one["is_first"]], whom, filters)
        then = heard(ask, [one for one in found if one["is_then"]], replace(whom, remarks=()), later)
        every = list(_pairs(_with_denied(ask, first, filters), _with_denied(ask, then, later), given["days"]))
        firsts = _making(ask, first, filters, (one for one, _ in every))
        seconds = _making(ask, then, later, (other for _, other in every))
        open_ = _without(ask, first, filters, "date_end") | _without(ask, then, later, "date_start")
        remarks = tuple(dict.fromkeys((*firsts.remarks, *seconds.remarks, *_undated(open_))))
        pairs = _passing_pairs(every, firsts, seconds)
        rows = _rows(ask, firsts, seconds, pairs[: filters.limit])
        return Answer(rows, closing(replace(firsts, remarks=remarks), filters, len(pairs)))

    return view


def _with_denied(ask: Ask, told: Selection, filters: Filters) -> tuple[Chosen, ...]:
    return passing(ask, told, replace(filters, include_denied=True), in_time).chosen


def _making(ask: Ask, told: Selection, filters: Filters, paired: Iterable[Chosen]) -> Selection:
    """Of the events that make a pair those that pass: what makes none is not counted as what --include-denied shows."""
    ids = {one["event_id"] for one in paired}
    return passing(ask, replace(told, chosen=tuple(one for one in told.chosen if one["event_id"] in ids)), filters)


def _without(ask: Ask, told: Selection, filters: Filters, day: str) -> set[str]:
    """The ids of the events that pass but make no pair for want of this day."""
    open_ = tuple(one for one in told.chosen if one[day] is None)
    return {one["event_id"] for one in passing(ask, replace(told, chosen=open_), filters).chosen}


def _passing_pairs(every: Iterable[Pair], *sides: Selection) -> list[Pair]:
    first, then = ({one["event_id"] for one in side.chosen} for side in sides)
    return [(one, other) for one, other in every if one["event_id"] in first and other["event_id"] in then]


def _undated(ids: Collection[str]) -> list[str]:
    what = counted(len(ids), "event")
    return [f"Left out: {what} whose days are too little known to say what followed what."] if ids else []


def _rows(ask: Ask, firsts: Selection, seconds: Selection, pairs: Sequence[Pair]) -> tuple[Row, ...]:
    first, then = (_told(ask, side, (pair[n] for pair in pairs)) for n, side in enumerate((firsts, seconds)))
    return tuple(pair_row(first[one["event_id"]], then[other["event_id"]]) for one, other in pairs)


def _told(ask: Ask, selection: Selection, chosen: Iterable[Chosen]) -> dict[str, Row]:
    each = {one["event_id"]: one for one in chosen}
    events = events_of(ask, selection, each.values())
    return {key: dated_event(events[key], one) for key, one in each.items()}


def _pairs(firsts: Iterable[Chosen], seconds: Iterable[Chosen], days: int | None) -> Iterator[Pair]:
    """Each of the first with those of the second, which are in time, that surely came after it."""
    dated = [one for one in seconds if one["date_start"]]
    starts = [one["date_start"] for one in dated]
    for first in firsts:
        if over := first["date_end"]:
            last = last_day(over, days)
            near = dated[bisect_left(starts, over) : bisect_right(starts, last)]
            yield from ((first, one) for one in near if one["event_id"] != first["event_id"])


def last_day(over: str, days: int | None) -> str:
    """The day so many days after another, as ISO dates; the last that there is without a number or beyond it."""
    try:
        return date.max.isoformat() if days is None else (date.fromisoformat(over) + timedelta(days)).isoformat()
    except OverflowError:
        return date.max.isoformat()

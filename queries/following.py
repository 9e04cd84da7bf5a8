"""What followed offers and talks between two: the events of both kinds are found once, and paired here.

Pairs made by a statement would be too many to send where two have dealt with each other for long.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by
from goodoffices.queries.sequences import pair_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Selection


def following(name: str) -> Callable[[Ask, Mapping[str, Any], Filters], Answer]:
    """The view of the question ``name``: a row for each pair, as ``sequences`` makes them, in time.

    The filters narrow the first events; what is denied or rests on claims that do not count is left out of both.
    """

    def view(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
        sides = {side: given[side] for side in ("a", "b")}
        found, whom = found_by(ask, name, sides, filters, days=given["days"])
        firsts = fitting(ask, [one for one in found if one["is_first"]], whom, filters, in_time)
        later = replace(filters, from_=None, to=None, surely=False, status=(), verdict=(), said_by=None, limit=None)
        seconds = fitting(ask, [one for one in found if one["is_then"]], replace(whom, remarks=()), later, in_time)
        pairs = list(_pairs(firsts.chosen, seconds.chosen, given["days"]))
        shown = pairs[: filters.limit]
        first, then = (_rows(ask, side, (pair[n] for pair in shown)) for n, side in enumerate((firsts, seconds)))
        rows = tuple(pair_row(first[a["event_id"]], then[b["event_id"]]) for a, b in shown)
        remarks = tuple(dict.fromkeys((*firsts.remarks, *seconds.remarks)))
        return Answer(rows, closing(replace(firsts, remarks=remarks), filters, len(pairs)))

    return view


def _rows(ask: Ask, selection: Selection, chosen: Iterable[Chosen]) -> dict[str, Row]:
    each = {one["event_id"]: one for one in chosen}
    events = events_of(ask, selection, each.values())
    return {key: dated_event(events[key], one) for key, one in each.items()}


def _pairs(firsts: Iterable[Chosen], seconds: Iterable[Chosen], days: int | None) -> Iterator[tuple[Chosen, Chosen]]:
    dated = [one for one in seconds if one["date_start"]]
    for first in firsts:
        if over := first["date_end"]:
            last = last_day(over, days)
            near = (one for one in dated if over <= one["date_start"] <= last)
            yield from ((first, one) for one in near if one["event_id"] != first["event_id"])


def last_day(over: str, days: int | None) -> str:
    """The day so many days after another, as ISO dates; the last that there is without a number or beyond it."""
    try:
        return date.max.isoformat() if days is None else (date.fromisoformat(over) + timedelta(days)).isoformat()
    except OverflowError:
        return date.max.isoformat()

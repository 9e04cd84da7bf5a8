"""What followed offers and talks between two: the events of both kinds are found once, and paired here.

Pairs made by a statement would be too many to send where two have dealt with each other for long.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import PairRow
from goodoffices.queries.engine.selection import (
    Answer,
    apply_claim_filters,
    apply_filters,
    closing,
    match_events,
)
from goodoffices.queries.engine.sequences import of_whatever_time, rows_of_pairs
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match
    from goodoffices.queries.engine.selection import Selection

    Pair = tuple[Match, Match]


@question("after-offers", Shape("pair", PairRow))
def after_offers(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each offer or request and what came after it."""
    return _following(ask, "after-offers", given, filters)


@question("after-talks", Shape("pair", PairRow))
def after_talks(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each talks that took place and what came after them."""
    return _following(ask, "after-talks", given, filters)


def _following(ask: ReadTransaction, name: str, given: Given, filters: Filters) -> Answer:
    """A row for each pair, as ``sequences`` makes them, in time.

    The filters narrow the first events; what is denied or rests on claims that do not count is left out of both.
    """
    sides = {side: given[side] for side in ("a", "b")}
    found, whom = match_events(ask, name, sides, filters, days=given["days"])
    # The filters of time and speaker ask which offer is meant, not what may have come of it.
    later = of_whatever_time(filters)
    first = apply_claim_filters(ask, [one for one in found if one["is_first"]], whom, filters)
    then = apply_claim_filters(ask, [one for one in found if one["is_then"]], replace(whom, remarks=()), later)
    # With the denied, to know which of them would have made a pair: only those are said to be left out.
    one, other = (
        apply_filters(ask, told, replace(narrowing, include_denied=True), in_time).chosen
        for told, narrowing in ((first, filters), (then, later))
    )
    every = list(_pairs(one, other, given["days"]))
    firsts = _making(ask, first, filters, (one for one, _ in every))
    seconds = _making(ask, then, later, (other for _, other in every))
    # What has no day makes no pair, and would be missed by nobody if it were not counted.
    open_ = _without(ask, first, filters, "date_end") | _without(ask, then, later, "date_start")
    remarks = [*firsts.remarks, *seconds.remarks]
    if open_:
        what = counted(len(open_), "event")
        remarks.append(f"Left out: {what} whose days are too little known to say what followed what.")
    before, after = ({event["event_id"] for event in side.chosen} for side in (firsts, seconds))
    pairs = [pair for pair in every if pair[0]["event_id"] in before and pair[1]["event_id"] in after]
    rows = rows_of_pairs(ask, (firsts, seconds), pairs[: filters.limit])
    return Answer(rows, closing(replace(firsts, remarks=tuple(dict.fromkeys(remarks))), filters, len(pairs)))


def _making(ask: ReadTransaction, told: Selection, filters: Filters, paired: Iterable[Match]) -> Selection:
    """Of the events that make a pair those that pass: what makes none is not counted as what --include-denied shows."""
    ids = {one["event_id"] for one in paired}
    return apply_filters(
        ask, replace(told, chosen=tuple(one for one in told.chosen if one["event_id"] in ids)), filters
    )


def _without(ask: ReadTransaction, told: Selection, filters: Filters, day: str) -> set[str]:
    """The ids of the events that pass but make no pair for want of this day."""
    open_ = tuple(one for one in told.chosen if one[day] is None)
    return {one["event_id"] for one in apply_filters(ask, replace(told, chosen=open_), filters).chosen}


def _pairs(firsts: Iterable[Match], seconds: Iterable[Match], days: int | None) -> Iterator[Pair]:
    """Each of the first with those of the second, which are in time, that surely came after it."""
    dated = [one for one in seconds if one["date_start"]]
    starts = [one["date_start"] for one in dated]
    for first in firsts:
        if over := first["date_end"]:
            last = last_day_within(over, days)
            # By halving: two who have dealt with each other for long have very many of both.
            near = dated[bisect_left(starts, over) : bisect_right(starts, last)]
            # A failed negotiation is talks and what became of talks, but not of itself.
            yield from ((first, one) for one in near if one["event_id"] != first["event_id"])


def last_day_within(over: str, days: int | None) -> str:
    """The day so many days after another, as ISO dates; the last that there is without a number or beyond it."""
    try:
        return date.max.isoformat() if days is None else (date.fromisoformat(over) + timedelta(days)).isoformat()
    except OverflowError:
        return date.max.isoformat()

"""The times in which two had surely no channel that a document tells of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time, is_dated
from goodoffices.queries.selection import Answer, closing, events_of, found_by, heard, parted, passing
from goodoffices.queries.sequences import days, pair_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Selection

_SHORTEST = 2
"""Days apart; between one day and the next there is no day without a channel."""


def gaps(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each time between two events without a channel, longest first, shaped as a sequence of the two."""
    found, whom = found_by(ask, "gaps", {"a": given["a"], "b": given["b"]}, filters)
    told = heard(ask, found, whom, filters)
    selection, undated = parted(ask, told, filters, is_dated, in_time)
    everything, _ = parted(ask, told, replace(filters, include_denied=True), is_dated, in_time)
    if _bounding(everything) == _bounding(selection):
        # What is left out would change no gap, and is not counted as what --include-denied shows.
        selection = passing(ask, replace(selection, remarks=told.remarks), filters, in_time)
    longest = _rows(ask, selection)
    said = replace(selection, remarks=(*selection.remarks, *_left_out(undated)))
    return Answer(tuple(longest[: filters.limit]), closing(said, filters, len(longest)))


def _bounding(selection: Selection) -> list[tuple[str, str]]:
    return [(one["event_id"], other["event_id"]) for one, other in _long(between(selection.chosen))]


def _long(pairs: Iterable[tuple[Chosen, Chosen]]) -> list[tuple[Chosen, Chosen]]:
    return [(one, other) for one, other in pairs if days(one["date_end"], other["date_start"]) >= _SHORTEST]


def _rows(ask: Ask, selection: Selection) -> list[Row]:
    bounding = _long(between(selection.chosen))
    events = events_of(ask, selection, (one for pair in bounding for one in pair))
    whole = ([dated_event(events[one["event_id"]], one) for one in pair] for pair in bounding)
    return sorted((pair_row(first, then) for first, then in whole), key=_longest)


def _longest(row: Mapping[str, Any]) -> tuple[int, str]:
    return -row["days_least"], row["first"]["date_end"]


def _left_out(count: int) -> list[str]:
    what = "1 event" if count == 1 else f"{count} events"
    return [f"Left out: {what} without a date, which may lie in a gap."] if count else []


def between(found: Iterable[Chosen]) -> Iterator[tuple[Chosen, Chosen]]:
    """Each two events between which surely none of the others took place: the last to be over, and the next to begin.

    An event without a first day may have begun at any time before its last, one without a last day may go on for ever.
    """
    last: Chosen | None = None
    for one in sorted(found, key=lambda one: (one["date_start"] or "", one["event_id"])):
        if last and one["date_start"] and last["date_end"] and one["date_start"] > last["date_end"]:
            yield last, one
        if last is None or (one["date_end"] or "~") > (last["date_end"] or "~"):
            last = one

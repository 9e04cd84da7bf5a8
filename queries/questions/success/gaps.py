"""The times in which two had surely no channel that a document tells of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.filters import in_time, is_dated
from goodoffices.queries.engine.rows import PairRow, dated_event
from goodoffices.queries.engine.selection import (
    Answer,
    apply_claim_filters,
    apply_filters,
    closing,
    events_of,
    match_events,
    partition,
)
from goodoffices.queries.engine.sequences import days, pair_row
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match
    from goodoffices.queries.engine.selection import Selection

_SHORTEST = 2
"""Days apart; between one day and the next there is no day without a channel."""


@question("gaps", Shape("pair", PairRow))
def gaps(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each time between two events without a channel, longest first, shaped as a sequence of the two."""
    found, whom = match_events(ask, "gaps", {"a": given["a"], "b": given["b"]}, filters)
    told = apply_claim_filters(ask, found, whom, filters)
    # One without a date may lie in any gap, so that it can end none.
    selection, undated = partition(ask, told, filters, is_dated, in_time)
    everything, _ = partition(ask, told, replace(filters, include_denied=True), is_dated, in_time)
    if _bounding(everything) == _bounding(selection):
        # What is left out would change no gap, and is not counted as what --include-denied shows.
        selection = apply_filters(ask, replace(selection, remarks=told.remarks), filters, in_time)
    bounding = _bounding(selection)
    events = events_of(ask, selection, (one for pair in bounding for one in pair))
    whole = ([dated_event(events[one["event_id"]], one) for one in pair] for pair in bounding)
    longest = sorted(
        (pair_row(first, then) for first, then in whole),
        key=lambda row: (-(row["days_least"] or 0), row["first"]["date_end"] or ""),
    )
    if undated:
        left_out = f"Left out: {counted(undated, 'event')} without a date, which may lie in a gap."
        selection = replace(selection, remarks=(*selection.remarks, left_out))
    return Answer(tuple(longest[: filters.limit]), closing(selection, filters, len(longest)))


def _bounding(selection: Selection) -> list[tuple[Match, Match]]:
    pairs = adjacent(selection.chosen)
    return [(one, other) for one, other in pairs if days(one["date_end"], other["date_start"]) >= _SHORTEST]


def adjacent(found: Iterable[Match]) -> Iterator[tuple[Match, Match]]:
    """Each two events between which surely none of the others took place: the last to be over, and the next to begin.

    An event without a first day may have begun at any time before its last, one without a last day may go on for ever.
    """
    last: Match | None = None
    # What has no first day may have begun before all others, so that it comes first.
    for one in sorted(found, key=lambda one: (one["date_start"] or "", one["event_id"])):
        if last and one["date_start"] and last["date_end"] and one["date_start"] > last["date_end"]:
            yield last, one
        # The one that may last longest bounds the gap, or a gap would be told in the midst of it.
        if last is None or (one["date_end"] or "~") > (last["date_end"] or "~"):
            last = one

"""What had happened by a day against what was known of it then: when each event was first affirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.graph.rules.verdicts import AFFIRMING
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.filters import in_order
from goodoffices.queries.engine.first_rows import Search, number, remarks_on
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import (
    AFFIRMED_VERDICTS,
    Answer,
    Selection,
    affirmed,
    answered,
    apply_claim_filters,
)
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class KnownRow(DatedEventRow):
    """An event, whether it was known by the day, and the date on which it was surely first told."""

    known: str
    first_said: str | None


@question("known-by", Shape("event", KnownRow, beside=("known", "first_said")))
def known_by(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The events that had surely happened by ``day`` and that somebody affirms, and whether that was said by then."""
    day = given["day"]
    search = Search.of(ask, "could-fall", {side: given[side] for side in ("a", "b")}, filters, start="", end=day)
    told, unaffirmed, open_ = (_first if search.is_told_by_classes(filters) else _all)(ask, search, filters, day)
    why_not = (
        (open_, "that may have happened later, or whose date nobody tells"),
        (unaffirmed, "that nobody affirms"),
    )
    left_out = (f"Left out: {counted(n, 'event')} {why}." for n, why in why_not if n)
    selection = replace(told, remarks=(*told.remarks, *left_out))
    return answered(ask, selection, filters, lambda event, one: _row(event, one, day))


def _all(ask: ReadTransaction, search: Search, filters: Filters, day: str) -> tuple[Selection, int, int]:
    """What had surely happened by the day and is affirmed, how much nobody affirms, and how much may be later."""
    every = apply_claim_filters(ask, search.found(ask), search.whom, filters)
    # That it may have happened by then is not that it had.
    over = tuple(one for one in every.chosen if one["date_end"] and one["date_end"] <= day)
    selection, unaffirmed = affirmed(ask, replace(every, chosen=over), filters)
    return selection, unaffirmed, len(affirmed(ask, every, filters)[0].chosen) - len(selection.chosen)


def _first(ask: ReadTransaction, search: Search, filters: Filters, day: str) -> tuple[Selection, int, int]:
    """As ``_all``, of the first rows."""
    every = search.classes(ask, filters, dated=True)
    over = [one.only(lambda days: bool(days.end and days.end <= day)) for one in every]
    sure = [one for one in over if one.verdict in AFFIRMED_VERDICTS]
    shown = [one for one in sure if not one.is_left_out(filters)]
    possible = [one for one in every if one.verdict in AFFIRMED_VERDICTS and not one.is_left_out(filters)]
    selection = search.first(ask, shown, filters, in_order)
    unaffirmed = number(one for one in over if one.verdict not in AFFIRMED_VERDICTS)
    told = replace(selection, remarks=(*selection.remarks, *remarks_on(sure, filters)))
    return told, unaffirmed, number(possible) - number(shown)


def _row(event: StoredEvent, one: Match, day: str) -> KnownRow:
    # Denials told of it, too, but nobody knew by them that it had happened.
    affirming = (c for c in event["claims"] if c["aspect"] == "occurrence" and c["factuality"] in AFFIRMING)
    # The date of a claim, else of its document; an undated one may be of any day.
    said = [claim["said_on"] or claim["document"]["published"] for claim in affirming]
    # The first is that whose last day is the first; one without a last day is never sure to be.
    ends = [(end, text) for text in said if text and (end := bounds(text).end)]
    return {**dated_event(event, one), "known": when_known(said, day), "first_said": min(ends)[1] if ends else None}


def when_known(said: Iterable[str | None], day: str) -> str:
    """``by then`` if a claim of these dates was surely said so early, ``later`` if all surely were said after.

    Else ``unknown``: None is a claim that nobody dates.
    """
    spans = [bounds(text) if text else Bounds(None, None) for text in said]
    if any(span.end and span.end <= day for span in spans):
        return "by then"
    return "later" if all(span.start and span.start > day for span in spans) else "unknown"

"""What had happened by a day against what was known of it then: when each event was first affirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.graph.rules.verdicts import AFFIRMING
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, affirmed, answered, apply_claim_filters, match_events
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
    sides = {side: given[side] for side in ("a", "b")}
    found, whom = match_events(ask, "could-fall", sides, filters, start="", end=day)
    every = apply_claim_filters(ask, found, whom, filters)
    # That it may have happened by then is not that it had.
    over = tuple(one for one in every.chosen if one["date_end"] and one["date_end"] <= day)
    selection, unaffirmed = affirmed(ask, replace(every, chosen=over), filters)
    open_ = len(affirmed(ask, every, filters)[0].chosen) - len(selection.chosen)
    why_not = (
        (open_, "that may have happened later, or whose date nobody tells"),
        (unaffirmed, "that nobody affirms"),
    )
    left_out = (f"Left out: {counted(n, 'event')} {why}." for n, why in why_not if n)
    told = replace(selection, remarks=(*selection.remarks, *left_out))
    return answered(ask, told, filters, lambda event, one: _row(event, one, day))


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

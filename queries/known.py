"""What had happened by a day against what was known of it then: when each event was first affirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dates import Bounds, bounds
from goodoffices.graph.verdicts import AFFIRMING
from goodoffices.queries.ask import dated_event
from goodoffices.queries.selection import Answer, affirmed, answered, found_by, heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Stored


def known_by(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events that had surely happened by ``day`` and that somebody affirms, and whether that was said by then."""
    day = given["day"]
    found, whom = found_by(ask, "known-by", {side: given[side] for side in ("a", "b")}, filters, day=day)
    every = heard(ask, found, whom, filters)
    over = tuple(one for one in every.chosen if one["date_end"] and one["date_end"] <= day)
    selection, unaffirmed = affirmed(ask, replace(every, chosen=over), filters)
    open_ = len(affirmed(ask, every, filters)[0].chosen) - len(selection.chosen)
    told = replace(selection, remarks=(*selection.remarks, *_left_out(open_, unaffirmed)))
    return answered(ask, told, filters, lambda event, one: _row(event, one, day))


def _left_out(open_: int, unaffirmed: int) -> list[str]:
    counted = (
        (open_, "that may have happened later, or whose date nobody tells"),
        (unaffirmed, "that nobody affirms"),
    )
    return [f"Left out: {n} event{'s' if n > 1 else ''} {why}." for n, why in counted if n]


def _row(event: Stored, one: Chosen, day: str) -> Row:
    said = [_said(claim) for claim in event["claims"] if _affirms(claim)]
    return {**dated_event(event, one), "known": when_known(said, day), "first_said": _first(said)}


def _affirms(claim: Mapping[str, Any]) -> bool:
    return claim["aspect"] == "occurrence" and claim["factuality"] in AFFIRMING


def _said(claim: Mapping[str, Any]) -> str | None:
    """The date of a claim, else of its document; an undated one may be of any day."""
    date: str | None = claim["said_on"] or claim["document"]["published"]
    return date


def when_known(said: Iterable[str | None], day: str) -> str:
    """``by then`` if a claim of these dates was surely said so early, ``later`` if all surely were said after.

    Else ``unknown``: None is a claim that nobody dates.
    """
    spans = [bounds(text) if text else Bounds(None, None) for text in said]
    if any(span.end and span.end <= day for span in spans):
        return "by then"
    return "later" if all(span.start and span.start > day for span in spans) else "unknown"


def _first(said: Iterable[str | None]) -> str | None:
    """The date whose last day is the first; one without a last day is never sure to be."""
    ends = [(end, text) for text in said if text and (end := bounds(text).end)]
    return min(ends)[1] if ends else None

"""What took place around an event, between any two of the sides that take part in it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.event_ids import event_id
from goodoffices.queries.engine.fillers import with_names
from goodoffices.queries.engine.filters import in_time, is_dated
from goodoffices.queries.engine.merged_actors import merged_actors
from goodoffices.queries.engine.rows import DatedEventRow, Found, dated_event, matched
from goodoffices.queries.engine.selection import (
    Answer,
    Selection,
    answered,
    apply_claim_filters,
    partition,
)
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, Row

_LAST_YEAR = 9999


class AroundRow(DatedEventRow):
    """An event, and whether it was surely before or after another, or may overlap it."""

    side: str


Sides = dict[str, set[str]]


@question("around", Shape("event", AroundRow, beside=("side",)))
def around(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The other events between an event's sides, ``months`` before its first day and after its last.

    Raises UnknownNameError when no event's id begins so, AmbiguousNameError when several do.
    """
    key = event_id(ask, given["event"])
    (centre,) = ask(text_of("around"), event=key, months=given["months"])
    known = merged_actors(ask)
    sides = _sides(centre["participants"], known)
    if not is_dated(centre):
        return Answer((), ("Nothing found.", f"The event {centre['event_id']} has no date."))
    if len(sides) < 2:
        return Answer((), ("Nothing found.", f"The event {centre['event_id']} names fewer than two sides."))
    whom = Selection((), (), frozenset().union(*sides.values()), known)
    found = apply_claim_filters(ask, list(_found(ask, centre, sides, known)), whom, filters)
    # Without a date it lies before, after and within alike.
    selection, undated = partition(ask, found, filters, is_dated, in_time)
    if undated:
        left_out = f"Left out: {counted(undated, 'event')} without a date."
        selection = replace(selection, remarks=(*selection.remarks, left_out))

    return answered(ask, selection, filters, lambda event, one: {**dated_event(event, one), "side": side(one, centre)})


def side(one: Found, centre: Found) -> str:
    """Whether an event was surely before another, surely after it, or may overlap it."""
    if one["date_end"] and centre["date_start"] and one["date_end"] < centre["date_start"]:
        return "before"
    after = one["date_start"] and centre["date_end"] and one["date_start"] > centre["date_end"]
    return "after" if after else "overlapping"


def months_from(day: str | None, months: int) -> str | None:
    """The ISO day so many months later, or earlier, or that month's last if it is shorter; None beyond the calendar."""
    if day is None:
        return None
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= _LAST_YEAR:
        return None
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def _sides(participants: Iterable[Found], known: MergedActors) -> Sides:
    """For each that is acted for, or acts for nobody, the ids of all who stand for it."""
    sides: Sides = {}
    for one in participants:
        # Delegates of one state are one side: talks among them are not what is asked for.
        for of in one["of"] or [one["id"]]:
            sides.setdefault(known.id(of), set()).update(known.everybody((of, one["id"])))
    return sides


def _found(ask: ReadTransaction, centre: Found, sides: Sides, known: MergedActors) -> Iterator[Match]:
    number = centre["months"]
    start, end = months_from(centre["date_start"], -number), months_from(centre["date_end"], number)
    ids = sorted(set().union(*sides.values()))
    for row in with_names(ask, ask(text_of("shared-events"), ids=ids, start=start, end=end)):
        if row["event_id"] != centre["event_id"] and (fitted := _two_sides(row.pop("held"), sides, known)):
            yield {**row, **fitted}


def _two_sides(held: Sequence[Found], sides: Sides, known: MergedActors) -> Row | None:
    """One side, and who takes part for the others, so that as much as can be is stated by the text itself."""
    fillers = {
        key: [
            {"id": one["id"], "name": one["name"], "stated": one["id"] in ids}
            for one in held
            if one["id"] in ids or not ids.isdisjoint(one["of"])
        ]
        for key, ids in sides.items()
    }
    pairs = [
        {"one": one, "other": others}
        for key, one in sorted(fillers.items())
        if one
        and (others := [each for other, some in fillers.items() if other != key for each in some])
        and any(x["id"] != y["id"] for x in one for y in others)
    ]
    return min(pairs, key=lambda pair: matched(pair["one"], pair["other"])[0] != "stated", default=None)

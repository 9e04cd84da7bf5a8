"""What took place around an event, between any two of the sides that take part in it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event, event_id
from goodoffices.queries.filters import in_time, is_dated
from goodoffices.queries.people import people
from goodoffices.queries.rows import matched
from goodoffices.queries.selection import Answer, Selection, answered, heard, parted
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen

_LAST_YEAR = 9999

Sides = dict[str, set[str]]


def around(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The other events between an event's sides, ``months`` before its first day and after its last.

    Raises UnknownNameError when no event's id begins so, AmbiguousNameError when several do.
    """
    key = event_id(ask, given["event"])
    (centre,) = ask(text_of("around"), event=key, months=given["months"])
    known = people(ask)
    sides = _sides(centre["participants"], known)
    if nothing := _unanswerable(centre, sides):
        return Answer((), ("Nothing found.", nothing))
    found = heard(ask, list(_found(ask, centre, sides, known)), _whom(sides, known), filters)
    selection, undated = parted(ask, found, filters, is_dated, in_time)
    told = replace(selection, remarks=(*selection.remarks, *_undated(undated)))
    return answered(ask, told, filters, lambda event, one: {**dated_event(event, one), "side": side(one, centre)})


def side(one: Mapping[str, Any], centre: Mapping[str, Any]) -> str:
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


def _sides(participants: Iterable[Mapping[str, Any]], known: People) -> Sides:
    """For each that is acted for, or acts for nobody, the ids of all who stand for it."""
    sides: Sides = {}
    for one in participants:
        for of in one["of"] or [one["id"]]:
            sides.setdefault(known.id(of), set()).update(known.everybody((of, one["id"])))
    return sides


def _unanswerable(centre: Mapping[str, Any], sides: Sides) -> str | None:
    if centre["date_start"] is None and centre["date_end"] is None:
        return f"The event {centre['event_id']} has no date."
    return f"The event {centre['event_id']} names fewer than two sides." if len(sides) < 2 else None


def _whom(sides: Sides, known: People) -> Selection:
    return Selection((), (), frozenset().union(*sides.values()), known)


def _found(ask: Ask, centre: Mapping[str, Any], sides: Sides, known: People) -> Iterator[dict[str, Any]]:
    number = centre["months"]
    start, end = months_from(centre["date_start"], -number), months_from(centre["date_end"], number)
    ids = sorted(set().union(*sides.values()))
    for row in ask(text_of("shared-events"), ids=ids, start=start, end=end):
        if row["event_id"] != centre["event_id"] and (fitted := _two_sides(row.pop("held"), sides, known)):
            yield {**row, **fitted}


def _two_sides(held: Sequence[Mapping[str, Any]], sides: Sides, known: People) -> Row | None:
    """One side, and who takes part for the others, so that as much as can be is stated by the text itself."""
    fillers = {key: [_filler(one, ids) for one in held if _fills(one, ids)] for key, ids in sides.items()}
    pairs = [
        {"one": one, "other": others}
        for key, one in sorted(fillers.items())
        if one
        and (others := [each for other, some in fillers.items() if other != key for each in some])
        and any(x["id"] != y["id"] for x in one for y in others)
    ]
    return min(pairs, key=lambda pair: matched(pair["one"], pair["other"])[0] != "stated", default=None)


def _fills(one: Mapping[str, Any], ids: set[str]) -> bool:
    return one["id"] in ids or not ids.isdisjoint(one["of"])


def _filler(one: Mapping[str, Any], ids: set[str]) -> Chosen:
    return {"id": one["id"], "name": one["name"], "stated": one["id"] in ids}


def _undated(n: int) -> list[str]:
    return [f"Left out: {n} event{'s' if n > 1 else ''} without a date."] if n else []

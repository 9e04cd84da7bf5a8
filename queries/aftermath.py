"""What became of something: the events about it, in time, and the last that is told of it, also as of a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dates import bounds
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.rows import Row, actor_rows
from goodoffices.queries.selection import Answer, answered, events_of, fitting, found_by, heard, parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Chosen, Selection

_OUTCOMES = frozenset({"accepted", "failed", "halted", "rejected"})
"""Statuses of a negotiation or mediation that it has only from some day of its time on."""
_AFFIRMED = frozenset({"asserted", "disputed"})


@dataclass(frozen=True, slots=True)
class _Told:
    """The selected events, those about each by its id, and the selection that these came from."""

    selection: Selection
    later: Mapping[str, Sequence[Chosen]]
    about: Selection


def _told(ask: Ask, name: str, given: Mapping[str, Any], filters: Filters, **values: object) -> _Told:
    """The filters narrow what was asked for; of the events about it only those that nobody affirms are left out.

    What had not surely begun by the day ``as_of``, if there is one, is only counted.
    """
    found, whom = found_by(ask, name, {side: given[side] for side in ("a", "b")}, filters, **values)
    heard_of, day = heard(ask, [_without_later(one) for one in found], whom, filters), given.get("as_of")
    selection, open_ = parted(ask, heard_of, filters, lambda one: has_begun(one, day), in_time)
    every = replace(filters, from_=None, to=None, surely=False, status=(), verdict=(), said_by=None, stated_only=False)
    pairs = [(one["event_id"], later) for one in found for later in one["later"]]
    about = fitting(ask, [later for _, later in pairs], replace(whom, remarks=()), every, in_time)
    shown = {one["event_id"]: one for one in about.chosen}
    later: dict[str, dict[str, Chosen]] = {one["event_id"]: {} for one in selection.chosen}
    for key, one in pairs:
        if key in later and one["event_id"] in shown:
            later[key][one["event_id"]] = shown[one["event_id"]]
    remarks = tuple(dict.fromkeys((*selection.remarks, *about.remarks, *_left_out(open_, day))))
    ordered = {key: sorted(each.values(), key=in_time) for key, each in later.items()}
    return _Told(replace(selection, remarks=remarks), ordered, about)


def _without_later(one: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "later"}


def _later_rows(ask: Ask, told: _Told, chosen: Iterable[Chosen]) -> dict[str, list[Row]]:
    """The whole events about each of what was chosen, as rows."""
    wanted = {one["event_id"]: told.later[one["event_id"]] for one in chosen}
    events = events_of(ask, told.about, (one for later in wanted.values() for one in later))
    return {key: [dated_event(events[one["event_id"]], one) for one in later] for key, later in wanted.items()}


def agreements(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each agreement with who signed it and the events about it, in time."""
    told = _told(ask, "agreements", given, filters)
    later = _later_rows(ask, told, told.selection.chosen[: filters.limit])
    return answered(
        ask,
        told.selection,
        filters,
        lambda event, one: {
            **dated_event(event, one),
            "signatories": actor_rows(event, "signatory"),
            "later": later[one["event_id"]],
        },
    )


def efforts(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each effort between two that had surely begun by a date, with the events about it and the latest."""
    as_of = given["as_of"]
    told = _told(ask, "efforts", given, filters, as_of=as_of)
    begun = told.selection.chosen
    by_then = {key: [one for one in later if has_begun(one, as_of)] for key, later in told.later.items()}
    told = replace(told, later=by_then)
    later = _later_rows(ask, told, begun[: filters.limit])
    return answered(
        ask,
        told.selection,
        filters,
        lambda event, one: {
            **dated_event(event, one),
            "as_of": as_of,
            "latest": latest(one, by_then[one["event_id"]], as_of),
            "later": later[one["event_id"]],
        },
    )


def _left_out(count: int, as_of: str | None) -> list[str]:
    what = "1 effort" if count == 1 else f"{count} efforts"
    return [f"Left out: {what} that may have begun after {as_of}, or whose date nobody tells."] if count else []


def has_begun(one: Mapping[str, Any], as_of: str | None) -> bool:
    """Whether an event had surely begun by the day ``as_of``: always, where none is asked for.

    What lasts from one date to another begins within the first of them.
    """
    if as_of is None:
        return True
    first, slash, _ = (one["date"] or "").partition("/")
    start = bounds(first).end if slash and first.strip(". ") else one["date_end"]
    return start is not None and start <= as_of


def latest(effort: Mapping[str, Any], later: Sequence[Mapping[str, Any]], as_of: str | None) -> Row | None:
    """The last of an effort and the events about it that somebody affirms; None if nobody affirms any.

    Those without a date come before dated ones. ``status`` is None where the outcome may lie after the day ``as_of``.
    """
    told = (effort, *sorted(later, key=lambda one: one["date_start"] or ""))
    affirmed = [one for one in told if one["verdict"] in _AFFIRMED]
    if not affirmed:
        return None
    last = affirmed[-1]
    over = as_of is None or (last["date_end"] is not None and last["date_end"] <= as_of)
    known = over or last["status"] not in _OUTCOMES
    return {
        **{field: last[field] for field in ("event_id", "type", "date")},
        "status": last["status"] if known else None,
    }

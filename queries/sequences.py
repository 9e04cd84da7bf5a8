"""What followed what: pairs of events, the second surely after the first. A sequence in time, never called a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.rows import Row
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Chosen


def sequences(
    ask: Ask, name: str, actors: Mapping[str, str | None], filters: Filters, values: Mapping[str, object]
) -> Answer:
    """A row for each pair: ``first``, ``then``, and after how many days at least and at most, None where open.

    The filters narrow the first events; what is denied or rests on claims that do not count is left out of both.
    """
    found, whom = found_by(ask, name, actors, filters, **values)
    firsts = fitting(ask, _once(found), whom, filters, in_time)
    later = _once(one["then"] for one in found)
    seconds = fitting(ask, later, replace(whom, remarks=()), of_whatever_time(filters), in_time)
    pairs = _fitting_pairs(found, firsts.chosen, seconds.chosen)
    shown = pairs[: filters.limit]
    first, then = (events_of(ask, side, (pair[n] for pair in shown)) for n, side in enumerate((firsts, seconds)))
    rows = tuple(pair_row(dated_event(first[a["event_id"]], a), dated_event(then[b["event_id"]], b)) for a, b in shown)
    remarks = tuple(dict.fromkeys((*firsts.remarks, *seconds.remarks)))
    return Answer(rows, closing(replace(firsts, remarks=remarks), filters, len(pairs)))


def of_whatever_time(filters: Filters) -> Filters:
    """The filters that hold for what followed as well: which claims count, and what is stated."""
    heard = filters.hears_surely()
    whenever = replace(filters, from_=None, to=None, surely=False, surely_heard=heard)
    return replace(whenever, status=(), verdict=(), said_by=None, limit=None)


def _once(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return list({one["event_id"]: {key: told for key, told in one.items() if key != "then"} for one in found}.values())


def _fitting_pairs(
    found: Iterable[Mapping[str, Any]], firsts: Iterable[Chosen], seconds: Iterable[Chosen]
) -> list[tuple[Chosen, Chosen]]:
    """The pairs both of whose events pass, by the first and then the second in time."""
    one, other = ({chosen["event_id"]: chosen for chosen in side} for side in (firsts, seconds))
    ids = {(row["event_id"], row["then"]["event_id"]) for row in found}
    pairs = [(one[a], other[b]) for a, b in ids if a in one and b in other]
    return sorted(pairs, key=lambda pair: (in_time(pair[0]), in_time(pair[1])))


def pair_row(first: Row, then: Row) -> Row:
    """Two events, and after how many days the second came."""
    return {
        "first": first,
        "then": then,
        "days_least": _known_days(first["date_end"], then["date_start"]),
        "days_most": _known_days(first["date_start"], then["date_end"]),
    }


def _known_days(start: str | None, end: str | None) -> int | None:
    return days(start, end) if start and end else None


def days(start: str, end: str) -> int:
    """How many days after one ISO day another is."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days

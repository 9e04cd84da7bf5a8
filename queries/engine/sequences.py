"""What followed what: pairs of events, the second surely after the first. A sequence in time, never called a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import DatedEventRow, PairRow, dated_event
from goodoffices.queries.engine.selection import Answer, apply_all_filters, closing, events_of, match_events
from goodoffices.queries.engine.whole_events import in_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.rows import Found, Match
    from goodoffices.queries.engine.selection import Selection

_HELD = 8000
"""How many events on either side of pairs are held: one is in many pairs, which lie near to each other."""


def sequences(
    ask: ReadTransaction, name: str, actors: Mapping[str, str | None], filters: Filters, values: Mapping[str, object]
) -> Answer:
    """A row for each pair: ``first``, ``then``, and after how many days at least and at most, None where open.

    The filters narrow the first events; what is denied or rests on claims that do not count is left out of both.
    """
    found, whom = match_events(ask, name, actors, filters, **values)
    firsts = apply_all_filters(ask, _once(found), whom, filters, in_time)
    # Each once, however many pairs it is in: filters count what they leave out.
    later = _once(one["then"] for one in found)
    # Without the remarks on names, which would else be said for either side.
    seconds = apply_all_filters(ask, later, replace(whom, remarks=()), of_whatever_time(filters), in_time)
    one, other = ({event["event_id"]: event for event in side.chosen} for side in (firsts, seconds))
    ids = {(row["event_id"], row["then"]["event_id"]) for row in found}
    pairs = [(one[a], other[b]) for a, b in ids if a in one and b in other]
    pairs.sort(key=lambda pair: (in_time(pair[0]), in_time(pair[1])))
    rows = rows_of_pairs(ask, (firsts, seconds), pairs[: filters.limit])
    remarks = tuple(dict.fromkeys((*firsts.remarks, *seconds.remarks)))
    return Answer(rows, closing(replace(firsts, remarks=remarks), filters, len(pairs)))


def rows_of_pairs(
    ask: ReadTransaction, sides: tuple[Selection, Selection], pairs: Sequence[tuple[Match, Match]]
) -> Iterator[PairRow]:
    """The rows of pairs, of which the first comes from one selection and the second from the other.

    Whole events are fetched some at a time, and of those fetched before _HELD stay for pairs to come.
    """
    held: tuple[dict[str, DatedEventRow], dict[str, DatedEventRow]] = ({}, {})
    for some in in_batches(pairs):
        for n, side in enumerate(sides):
            _hold(ask, side, {pair[n]["event_id"]: pair[n] for pair in some}, held[n])
        first, then = held
        yield from (pair_row(first[one["event_id"]], then[other["event_id"]]) for one, other in some)


def _hold(ask: ReadTransaction, side: Selection, wanted: Mapping[str, Match], held: dict[str, DatedEventRow]) -> None:
    """Adds the rows of the events that are wanted to those held, which are given up where they are too many."""
    missing = [one for key, one in wanted.items() if key not in held]
    if len(held) + len(missing) > _HELD:
        for key in held.keys() - wanted.keys():
            del held[key]
    events = events_of(ask, side, missing)
    held |= {one["event_id"]: dated_event(events[one["event_id"]], one) for one in missing}


def of_whatever_time(filters: Filters) -> Filters:
    """The filters that hold for what followed as well: which claims count, and what is stated."""
    # Times are not narrowed here; that claims of unknown date don't count still holds.
    surely = filters.hears_surely()
    whenever = replace(filters, from_=None, to=None, surely=False, surely_heard=surely)
    return replace(whenever, status=(), verdict=(), said_by=None, limit=None)


def _once(found: Iterable[Found]) -> list[Match]:
    return list({one["event_id"]: {key: told for key, told in one.items() if key != "then"} for one in found}.values())


def pair_row(first: DatedEventRow, then: DatedEventRow) -> PairRow:
    """Two events, and after how many days the second came."""
    return {
        "first": first,
        "then": then,
        "days_least": _known_days(first["date_end"], then["date_start"]),
        "days_most": _known_days(first["date_start"], then["date_end"]),
    }


def _known_days(start: str | None, end: str | None) -> int | None:
    # A missing date is no distance: null, and never 0.
    return days(start, end) if start and end else None


def days(start: str, end: str) -> int:
    """How many days after one ISO day another is."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days

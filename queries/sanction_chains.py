"""What has become of sanctions: the events of each sender, target and type in time, and the status that is the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.names import fold
from goodoffices.graph.verdicts import disputes
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.remarks import counted
from goodoffices.queries.rows import actor_row
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by
from goodoffices.queries.sequences import of_whatever_time
from goodoffices.queries.testimony import statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Selection, Stored


_GENERAL = ("other", None)


@dataclass(frozen=True, slots=True)
class _Chain:
    """The events of one sender, target and type of sanction in time, with those that may be about every type."""

    sender: Row
    target: Row
    type: str | None
    events: tuple[Chosen, ...]


def sanctions_today(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each sender, target and type of sanction: what the last event surely made of it by ``as_of``."""
    sides = {side: given[side] for side in ("a", "b")}
    found, whom = found_by(ask, "sanctions-today", sides, filters, as_of=given["as_of"])
    every = fitting(ask, found, whom, of_whatever_time(replace(filters, include_denied=False)), in_time)
    day = given["as_of"] or _last_day(every.chosen)
    passing = {one["event_id"] for one in fitting(ask, found, whom, replace(filters, status=())).chosen}
    kept = [chain for chain in _chains(every) if any(one["event_id"] in passing for one in chain.events)]
    told = [(chain, last(chain.events, day)) for chain in kept if day]
    wanted = [(chain, ends) for chain, ends in told if not filters.status or status(ends) in filters.status]
    shown = wanted[: filters.limit]
    events = events_of(ask, every, (one for chain, _ in shown for one in chain.events))
    rows = tuple(_row(chain, ends, day, events) for chain, ends in shown)
    unnamed = [one for one in every.chosen if one["event_id"] in passing and not (one["senders"] and one["targets"])]
    remarks = (*_said(given["as_of"], day, every.chosen), *_left_out(len(unnamed)))
    return Answer(rows, (*closing(every, filters, len(wanted)), *remarks))


def last(events: Iterable[Chosen], day: str | None) -> list[Chosen]:
    """The events that may be the last by ``day``: no asserted one is surely after them."""
    every = list(events)
    sure = [one for one in every if one["verdict"] == "asserted" and _surely_by(one, day)]
    return [
        one for one in every if not any(one["date_end"] and later["date_start"] > one["date_end"] for later in sure)
    ]


def status(ends: Iterable[Chosen]) -> str:
    """The status on which all events that may be the last agree, else ``unknown``."""
    found = {one["status"] for one in ends}
    return str(found.pop()) if len(found) == 1 else "unknown"


def _surely_by(one: Chosen, day: str | None) -> bool:
    return bool(one["date_start"] and one["date_end"] and day and one["date_end"] <= day)


def _last_day(events: Iterable[Chosen]) -> str | None:
    return max((day for one in events if (day := one["date_end"] or one["date_start"])), default=None)


def _chains(selection: Selection) -> list[_Chain]:
    pairs: dict[tuple[str, str], list[Chosen]] = {}
    actors: dict[str, Row] = {}
    for one in selection.chosen:
        for sender in _principals(one["senders"], selection.people):
            for target in _principals(one["targets"], selection.people):
                actors |= {sender["id"]: sender, target["id"]: target}
                pairs.setdefault((sender["id"], target["id"]), []).append(one)
    chains = [chain for (by, on), some in pairs.items() for chain in _by_type(actors[by], actors[on], some)]
    return sorted(chains, key=_place)


def _principals(actors: Iterable[Mapping[str, Any]], known: People) -> list[Row]:
    """Whom these actors are OF, or they themselves, each once and as shown."""
    found = (known.as_shown(side) for one in actors for side in (one["of"] or [one]))
    return list({side["id"]: actor_row({**side, "of": ()}) for side in found}.values())


def _by_type(sender: Row, target: Row, some: Sequence[Chosen]) -> Iterator[_Chain]:
    """What is of no single type is about every type between the same two, and makes a chain of its own as well."""
    types = {one["sanction_type"] for one in some}
    for type_ in types - {None} if "other" in types else types:
        yield _Chain(sender, target, type_, tuple(one for one in some if one["sanction_type"] in (type_, *_GENERAL)))


def _place(chain: _Chain) -> tuple[str, ...]:
    return *(word for one in (chain.sender, chain.target) for word in (fold(one["name"]), one["id"])), chain.type or ""


def _row(chain: _Chain, ends: Sequence[Chosen], day: str | None, events: Mapping[str, Stored]) -> Row:
    told = [(one, events[one["event_id"]]) for one in chain.events]
    return {
        "sender": chain.sender,
        "target": chain.target,
        "sanction_type": chain.type,
        "status": status(ends),
        "as_of": day,
        "disputed": any(_is_disputed(events[one["event_id"]]) for one in ends),
        "last": [one["event_id"] for one in ends],
        "events": [dated_event(event, one) for one, event in told],
    }


def _is_disputed(event: Stored) -> bool:
    found = disputes([statement(claim) for claim in event["claims"]])
    return any(one.aspect in ("occurrence", "status") for one in found)


def _left_out(unnamed: int) -> list[str]:
    what = counted(unnamed, "sanction")
    return [f"Left out: {what} by or on nobody named; goodoffices sanctions shows such."] if unnamed else []


def _said(asked: str | None, day: str | None, events: Sequence[Chosen]) -> list[str]:
    if not events or asked:
        return []
    if day is None:
        return ["None of these sanctions has a date."]
    return [f"As of {day}, the last day on which any of these sanctions is dated; as_of asks for another."]

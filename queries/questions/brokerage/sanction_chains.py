"""What has become of sanctions: the events of each sender, target and type in time, and the status that is the last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.rules.verdicts import disputes
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.counterfactual import statement
from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import ActorRow, DatedEventRow, actor_row, dated_event
from goodoffices.queries.engine.selection import Answer, apply_all_filters, closing, events_of, match_events
from goodoffices.queries.engine.sequences import of_whatever_time
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found, Match, Row, StoredEvent
    from goodoffices.queries.engine.selection import Selection


class ChainRow(TypedDict):
    """What has become of one type of sanction between two: the status of the last event by a day, and all events."""

    sender: ActorRow
    target: ActorRow
    sanction_type: str | None
    status: str
    as_of: str | None
    disputed: bool
    last: list[str]
    events: list[DatedEventRow]


_GENERAL = ("other", None)


@dataclass(frozen=True, slots=True)
class _Chain:
    """The events of one sender, target and type of sanction in time, with those that may be about every type."""

    sender: ActorRow
    target: ActorRow
    type: str | None
    events: tuple[Match, ...]


@question("sanctions-today", Shape("group", ChainRow))
def sanctions_today(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each sender, target and type of sanction: what the last event surely made of it by ``as_of``."""
    sides = {side: given[side] for side in ("a", "b")}
    found, whom = match_events(ask, "sanctions", sides, filters)
    found = _with_ends(ask, found, given["as_of"])
    # A chain needs all its events: by the last of those in a window of time, a lifted sanction would still hold.
    every = apply_all_filters(ask, found, whom, of_whatever_time(replace(filters, include_denied=False)), in_time)
    # The last day that documents tell of, never today's: the same question shall get the same answer.
    days = (day for one in every.chosen if (day := one["date_end"] or one["date_start"]))
    day = given["as_of"] or max(days, default=None)
    # The status asked for is that of the chain, not of one of its events.
    passed = {one["event_id"] for one in apply_all_filters(ask, found, whom, replace(filters, status=())).chosen}
    kept = [chain for chain in _chains(every) if any(one["event_id"] in passed for one in chain.events)]
    told = [(chain, last(chain.events, day)) for chain in kept if day]
    wanted = [(chain, ends) for chain, ends in told if not filters.status or agreed_status(ends) in filters.status]
    shown = wanted[: filters.limit]
    events = events_of(ask, every, (one for chain, _ in shown for one in chain.events))
    rows = tuple(_row(chain, ends, day, events) for chain, ends in shown)
    unnamed = [one for one in every.chosen if one["event_id"] in passed and not (one["senders"] and one["targets"])]
    remarks = _said(day, len(unnamed), is_told=bool(every.chosen) and not given["as_of"])
    return Answer(rows, (*closing(every, filters, len(wanted)), *remarks))


def _with_ends(ask: ReadTransaction, found: Sequence[Row], day: object) -> list[Row]:
    """Of the sanctions that were found, those that came into being by the day, with their type and their ends."""
    ids = [one["event_id"] for one in found]
    ends = {row["event_id"]: row for row in ask(text_of("sanction-ends"), ids=ids, as_of=day)}
    return [
        {
            **one,
            "sanction_type": its["sanction_type"],
            "senders": [end for end in its["ends"] if end["role"] == "sender"],
            "targets": [end for end in its["ends"] if end["role"] == "target"],
        }
        for one in found
        if (its := ends.get(one["event_id"]))
    ]


def last(events: Iterable[Match], day: str | None) -> list[Match]:
    """The events that may be the last by ``day``: no asserted one is surely after them."""
    every = list(events)
    # Only what nobody denies, with both its days known, may end what was before it.
    known = (one for one in every if one["verdict"] == "asserted" and one["date_start"] and one["date_end"])
    sure = [one for one in known if day and one["date_end"] <= day]
    # What has no last day may go on for ever, so that nothing is surely after it.
    return [
        one for one in every if not any(one["date_end"] and later["date_start"] > one["date_end"] for later in sure)
    ]


def agreed_status(ends: Iterable[Match]) -> str:
    """The status on which all events that may be the last agree, else ``unknown``."""
    found = {one["status"] for one in ends}
    return str(found.pop()) if len(found) == 1 else "unknown"


def _chains(selection: Selection) -> list[_Chain]:
    pairs: dict[tuple[str, str], list[Match]] = {}
    actors: dict[str, ActorRow] = {}
    for one in selection.chosen:
        for sender in _principals(one["senders"], selection.merged_actors):
            for target in _principals(one["targets"], selection.merged_actors):
                actors |= {sender["id"]: sender, target["id"]: target}
                pairs.setdefault((sender["id"], target["id"]), []).append(one)
    chains = []
    for (by, on), some in pairs.items():
        types = {one["sanction_type"] for one in some}
        # What is of no single type is about every type between the same two, and makes a chain of its own as well; a
        # chain of "other" and one of the untold would hold the same events.
        for type_ in types - {None} if "other" in types else types:
            about = tuple(one for one in some if one["sanction_type"] in (type_, *_GENERAL))
            chains.append(_Chain(actors[by], actors[on], type_, about))
    return sorted(
        chains,
        key=lambda one: (
            *(word for end in (one.sender, one.target) for word in (fold(end["name"]), end["id"])),
            one.type or "",
        ),
    )


def _principals(actors: Iterable[Found], known: MergedActors) -> list[ActorRow]:
    """Whom these actors are OF, or they themselves, each once and as shown."""
    found = (known.as_shown(side) for one in actors for side in (one["of"] or [one]))
    # One step up only, as edges are rolled up.
    return list({side["id"]: actor_row({**side, "of": ()}) for side in found}.values())


def _row(chain: _Chain, ends: Sequence[Match], day: str | None, events: Mapping[str, StoredEvent]) -> ChainRow:
    claims = ([statement(claim) for claim in events[one["event_id"]]["claims"]] for one in ends)
    # Who disputes the date or who is to blame doubts neither that it was nor what became of it.
    doubted = {dispute.aspect for some in claims for dispute in disputes(some)} & {"occurrence", "status"}
    return {
        "sender": chain.sender,
        "target": chain.target,
        "sanction_type": chain.type,
        "status": agreed_status(ends),
        "as_of": day,
        "disputed": bool(doubted),
        "last": [one["event_id"] for one in ends],
        "events": [dated_event(events[one["event_id"]], one) for one in chain.events],
    }


def _said(day: str | None, unnamed: int, *, is_told: bool) -> Iterator[str]:
    """What must be said beside the rows; ``is_told``: as of which day they are, since nobody asked for one."""
    if is_told and day is None:
        yield "None of these sanctions has a date."
    elif is_told:
        yield f"As of {day}, the last day on which any of these sanctions is dated; as_of asks for another."
    if unnamed:
        what = counted(unnamed, "sanction")
        yield f"Left out: {what} by or on nobody named; goodoffices sanctions shows such."

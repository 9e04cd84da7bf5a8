"""What became of something: the events about it, in time, and the last that is told of it, also as of a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.vocabulary.dates import bounds
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import ActorRow, DatedEventRow, Found, actor_rows, dated_event
from goodoffices.queries.engine.selection import (
    AFFIRMED_VERDICTS,
    Answer,
    answered,
    apply_all_filters,
    apply_claim_filters,
    events_of,
    match_events,
    partition,
)
from goodoffices.queries.engine.sequences import of_whatever_time
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import enumerated
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent
    from goodoffices.queries.engine.selection import Selection


class LatestRow(TypedDict):
    """The last that is told of an effort; ``status`` is None where its outcome may lie after the day asked for."""

    event_id: str
    type: str
    date: str | None
    status: str | None


class LatestEffortRow(DatedEventRow):
    """An effort as of a day: the latest of it, and the events about it."""

    as_of: str | None
    latest: LatestRow | None
    later: list[DatedEventRow]


class AgreementRow(DatedEventRow):
    """An agreement with who signed it and the events about it."""

    signatories: list[ActorRow]
    later: list[DatedEventRow]


@dataclass(frozen=True, slots=True)
class _Told:
    """The selected events, those about each by its id, and the selection that these came from."""

    selection: Selection
    later: Mapping[str, Sequence[Match]]
    about: Selection


def _told(ask: ReadTransaction, name: str, given: Given, filters: Filters, **values: object) -> _Told:
    """The filters narrow what was asked for; of the events about it only those that nobody affirms are left out.

    What had not surely begun by the day ``as_of``, if there is one, is only counted.
    """
    found, whom = match_events(ask, name, {side: given[side] for side in ("a", "b")}, filters, **values)
    alone = [{key: value for key, value in one.items() if key != "later"} for one in found]
    heard_of, day = apply_claim_filters(ask, alone, whom, filters), given.get("as_of")
    selection, open_ = partition(ask, heard_of, filters, lambda one: has_begun(one, day), in_time)
    # What became of an effort may lie outside the time, and have another status, than the effort asked for.
    every = replace(of_whatever_time(filters), stated_only=False)
    pairs = [(one["event_id"], later) for one in found for later in one["later"]]
    about = apply_all_filters(ask, [later for _, later in pairs], replace(whom, remarks=()), every, in_time)
    shown = {one["event_id"]: one for one in about.chosen}
    later: dict[str, dict[str, Match]] = {one["event_id"]: {} for one in selection.chosen}
    for key, one in pairs:
        if key in later and one["event_id"] in shown:
            later[key][one["event_id"]] = shown[one["event_id"]]
    remarks = [*selection.remarks, *about.remarks]
    if open_:
        what = counted(open_, "effort")
        remarks.append(f"Left out: {what} that may have begun after {day}, or whose date nobody tells.")
    ordered = {key: sorted(each.values(), key=in_time) for key, each in later.items()}
    return _Told(replace(selection, remarks=tuple(dict.fromkeys(remarks))), ordered, about)


def _later_rows(ask: ReadTransaction, told: _Told, chosen: Iterable[Match]) -> dict[str, list[DatedEventRow]]:
    """The whole events about each of what was chosen, as rows."""
    wanted = {one["event_id"]: told.later[one["event_id"]] for one in chosen}
    events = events_of(ask, told.about, (one for later in wanted.values() for one in later))
    return {key: [dated_event(events[one["event_id"]], one) for one in later] for key, later in wanted.items()}


@question(
    "agreements",
    Shape(
        "event",
        AgreementRow,
        lambda row: f"Agreement of {enumerated(row['signatories'], 'signatories not named')}",
        later="later",
    ),
)
def agreements(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each agreement with who signed it and the events about it, in time."""
    told = _told(ask, "agreements", given, filters)
    later = _later_rows(ask, told, told.selection.chosen[: filters.limit])

    def row(event: StoredEvent, one: Match) -> AgreementRow:
        signatories = actor_rows(event, "signatory")
        return {**dated_event(event, one), "signatories": signatories, "later": later[one["event_id"]]}

    return answered(ask, told.selection, filters, row)


def _latest(row: LatestEffortRow) -> Iterator[str]:
    if latest := row["latest"]:
        when, unknown = ("Latest", "status unknown")
        if row["as_of"]:
            when, unknown = f"As of {row['as_of']}", "begun, with what outcome by then is not sure"
        yield f"{when}: {latest['type']}, {latest['status'] or unknown}"


@question("efforts", Shape("event", LatestEffortRow, lines=_latest, later="later"))
def efforts(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each effort between two that had surely begun by a date, with the events about it and the latest."""
    as_of = given["as_of"]
    told = _told(ask, "efforts", given, filters, as_of=as_of)
    begun = told.selection.chosen
    by_then = {key: [one for one in later if has_begun(one, as_of)] for key, later in told.later.items()}
    told = replace(told, later=by_then)
    later = _later_rows(ask, told, begun[: filters.limit])

    def row(event: StoredEvent, one: Match) -> LatestEffortRow:
        last = latest(one, by_then[one["event_id"]], as_of)
        return {**dated_event(event, one), "as_of": as_of, "latest": last, "later": later[one["event_id"]]}

    return answered(ask, told.selection, filters, row)


def has_begun(one: Found, as_of: str | None) -> bool:
    """Whether an event had surely begun by the day ``as_of``: always, where none is asked for.

    What lasts from one date to another begins within the first of them.
    """
    if as_of is None:
        return True
    first, slash, _ = (one["date"] or "").partition("/")
    # Of "2013/2015" all of 2013 may pass before it begins; of "../2015" only its end says that it had begun.
    start = bounds(first).end if slash and first.strip(". ") else one["date_end"]
    return start is not None and start <= as_of


def latest(effort: Found, later: Sequence[Found], as_of: str | None) -> LatestRow | None:
    """The last of an effort and the events about it that somebody affirms; None if nobody affirms any.

    Those without a date come before dated ones. ``status`` is None where the outcome may lie after the day ``as_of``.
    """
    # The effort itself first, and undated ones before dated: what is known to be later must have the last word.
    told = (effort, *sorted(later, key=lambda one: one["date_start"] or ""))
    affirmed = [one for one in told if one["verdict"] in AFFIRMED_VERDICTS]
    if not affirmed:
        return None
    last = affirmed[-1]
    over = as_of is None or (last["date_end"] is not None and last["date_end"] <= as_of)
    # Within its time an effort is held; that it failed is known only once it is over. Accepted belongs to what is only
    # proposed, and yet has its day: until then it was no more than offered.
    stage = ontology().stage_of.get(last["status"] or "")
    known = over or not (last["status"] == "accepted" or stage in ("ended", "refused"))
    return {
        "event_id": last["event_id"],
        "type": last["type"],
        "date": last["date"],
        "status": last["status"] if known else None,
    }

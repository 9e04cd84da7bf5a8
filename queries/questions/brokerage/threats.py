"""Threats that were not carried out, as far as the graph knows: nothing that was threatened surely came after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, apply_all_filters, closing, events_of, match_events
from goodoffices.queries.engine.sequences import of_whatever_time
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import date_of, status_of
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match

    _Key = tuple[str, str]


class ThreatRow(DatedEventRow):
    """A threat after which nothing surely came, and what may have."""

    possibly_after: list[DatedEventRow]


@dataclass(frozen=True, slots=True)
class _Act:
    """A threat, or what may be one carried out: by whom and on whom, those that they act for too.

    A withdrawal is on what it is from: the events that it is about.
    """

    told: Match
    by: frozenset[str]
    on: frozenset[str]


def _what_may_have(row: ThreatRow) -> Iterator[str]:
    told = [f"{date_of(one)}, {status_of(one)} (event {one['event_id']})" for one in row["possibly_after"]]
    if told:
        yield f"possibly after: {' and '.join(told)}"


@question("empty-threats", Shape("event", ThreatRow, lines=_what_may_have))
def empty_threats(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each threat after which nothing surely came; the filters narrow the threats."""
    found, whom = match_events(ask, "empty-threats", {side: given[side] for side in ("a", "b")}, filters)
    threats = apply_all_filters(ask, [one for one in found if one["status"] == "threatened"], whom, filters)
    deeds = [one for one in found if one["status"] != "threatened"]
    later = apply_all_filters(ask, deeds, replace(whom, remarks=()), of_whatever_time(filters))
    acts, done = _acts(threats.chosen, whom.merged_actors), _acts(later.chosen, whom.merged_actors)
    # Whether something was carried out can't be told of a threat by or against nobody; such are counted instead.
    named = [act for act in acts if act.by and act.on]
    by_whom = _by_whom(done)
    empty = [(act, after) for act in named if (after := _possibly_after(act, by_whom)) is not None]
    shown = empty[: filters.limit]
    events = events_of(ask, threats, (act.told for act, _ in shown))
    follow = events_of(ask, later, (one for _, after in shown for one in after))
    rows: tuple[ThreatRow, ...] = tuple(
        {
            **dated_event(events[act.told["event_id"]], act.told),
            "possibly_after": [dated_event(follow[one["event_id"]], one) for one in after],
        }
        for act, after in shown
    )
    remarks = list(closing(threats, filters, len(empty)))
    if unnamed := len(acts) - len(named):
        what = counted(unnamed, "threat")
        remarks.append(f"Left out: {what} of which nobody names by whom, on whom or from what.")
    return Answer(rows, tuple(remarks))


def _acts(chosen: Iterable[Match], known: MergedActors) -> list[_Act]:
    acts = []
    for one in chosen:
        # What a congress threatened its state may have done: both stand for the same.
        by, on = (frozenset(map(known.id, one[side])) for side in ("senders", "targets"))
        acts.append(_Act(one, by, frozenset(one["about"]) if one["type"] == "withdrawal" else on))
    return acts


def _by_whom(done: Iterable[_Act]) -> Mapping[_Key, Mapping[int, _Act]]:
    """What was done by whom on whom, or from what, each with its place in the whole."""
    found: dict[_Key, dict[int, _Act]] = {}
    # By both ends at once: to hold every threat against every deed grows with the square of the graph.
    for place, act in enumerate(done):
        for key in product(act.by, act.on):
            found.setdefault(key, {})[place] = act
    return found


def _possibly_after(threat: _Act, done: Mapping[_Key, Mapping[int, _Act]]) -> list[Match] | None:
    """What may have come after a threat, in the order of the whole; None if something surely did."""
    threatened, first, last = (threat.told[name] for name in ("type", "date_start", "date_end"))
    near = {place: act.told for key in product(threat.by, threat.on) for place, act in done.get(key, {}).items()}
    found = []
    for _, one in sorted(near.items(), key=lambda one: one[0]):
        # A sanction carries out a threatened coercion as well, but no other coercion a threatened sanction, and what
        # was to be withdrawn from is only withdrawn from.
        fits = one["type"] == threatened or (one["type"] == "sanction" and threatened != "withdrawal")
        if not fits or (one["date_end"] and first and one["date_end"] < first):
            continue
        # The same day counts: a threat is told before what it led to. What somebody denies may not have been, so that
        # the threat may still be an empty one.
        if one["date_start"] and last and one["date_start"] >= last and one["verdict"] == "asserted":
            return None
        found.append(one)
    return found

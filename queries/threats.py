"""Threats that were not carried out, as far as the graph knows: nothing that was threatened surely came after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by
from goodoffices.queries.sequences import of_whatever_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Stored


@dataclass(frozen=True, slots=True)
class _Act:
    """A threat, or what may be one carried out: by whom, on whom, and what it is about, those that they act for too."""

    told: Chosen
    by: frozenset[str]
    on: frozenset[str]
    about: frozenset[str]


def empty_threats(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each threat after which nothing surely came; the filters narrow the threats."""
    found, whom = found_by(ask, "empty-threats", {side: given[side] for side in ("a", "b")}, filters)
    threats = fitting(ask, [one for one in found if one["status"] == "threatened"], whom, filters)
    deeds = [one for one in found if one["status"] != "threatened"]
    later = fitting(ask, deeds, replace(whom, remarks=()), of_whatever_time(filters))
    acts, done = _acts(threats.chosen, whom.people), _acts(later.chosen, whom.people)
    named = [act for act in acts if act.by and (act.about if act.told["type"] == "withdrawal" else act.on)]
    empty = [(act, after) for act in named if (after := _possibly_after(act, done)) is not None]
    shown = empty[: filters.limit]
    events = events_of(ask, threats, (act.told for act, _ in shown))
    follow = events_of(ask, later, (one for _, after in shown for one in after))
    rows = tuple(_row(act, after, events, follow) for act, after in shown)
    return Answer(rows, (*closing(threats, filters, len(empty)), *_left_out(len(acts) - len(named))))


def _acts(chosen: Iterable[Chosen], known: People) -> list[_Act]:
    return [
        _Act(one, _ids(one["senders"], known), _ids(one["targets"], known), frozenset(one["about"])) for one in chosen
    ]


def _ids(actors: Iterable[Mapping[str, Any]], known: People) -> frozenset[str]:
    return frozenset(known.id(key) for one in actors for key in (one["id"], *one["of"]))


def _possibly_after(threat: _Act, done: Iterable[_Act]) -> list[Chosen] | None:
    """What may have come after a threat; None if something surely did."""
    found = [act.told for act in done if _carries_out(threat, act) and not _before(act.told, threat.told)]
    return None if any(_surely_after(one, threat.told) for one in found) else found


def _carries_out(threat: _Act, act: _Act) -> bool:
    if threat.told["type"] == "withdrawal" or act.told["type"] == "withdrawal":
        same = act.told["type"] == threat.told["type"] and not threat.about.isdisjoint(act.about)
    else:
        same = act.told["type"] in ("sanction", threat.told["type"]) and not threat.on.isdisjoint(act.on)
    return same and not threat.by.isdisjoint(act.by)


def _before(one: Chosen, threat: Chosen) -> bool:
    return bool(one["date_end"] and threat["date_start"] and one["date_end"] < threat["date_start"])


def _surely_after(one: Chosen, threat: Chosen) -> bool:
    dated = one["date_start"] and threat["date_end"] and one["date_start"] >= threat["date_end"]
    return bool(dated) and one["verdict"] == "asserted"


def _row(act: _Act, after: Iterable[Chosen], events: Mapping[str, Stored], follow: Mapping[str, Stored]) -> Row:
    return {
        **dated_event(events[act.told["event_id"]], act.told),
        "possibly_after": [dated_event(follow[one["event_id"]], one) for one in after],
    }


def _left_out(unnamed: int) -> list[str]:
    return [f"Left out: {unnamed} threat{'s' if unnamed > 1 else ''} by or on nobody named."] if unnamed else []

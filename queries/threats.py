"""Threats that were not carried out, as far as the graph knows: nothing that was threatened surely came after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.remarks import counted
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by
from goodoffices.queries.sequences import of_whatever_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Stored

    _Key = tuple[str, str]


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
    by_whom = _by_whom(done)
    empty = [(act, after) for act in named if (after := _possibly_after(act, by_whom)) is not None]
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


def _by_whom(done: Iterable[_Act]) -> Mapping[_Key, Mapping[int, _Act]]:
    """What was done by whom on whom, or from what, each with its place in the whole."""
    found: dict[_Key, dict[int, _Act]] = {}
    for place, act in enumerate(done):
        for key in _keys(act):
            found.setdefault(key, {})[place] = act
    return found


def _keys(act: _Act) -> Iterator[_Key]:
    return ((by, on) for by in act.by for on in (act.about if act.told["type"] == "withdrawal" else act.on))


def _possibly_after(threat: _Act, done: Mapping[_Key, Mapping[int, _Act]]) -> list[Chosen] | None:
    """What may have come after a threat, in the order of the whole; None if something surely did."""
    near = {place: act for key in _keys(threat) for place, act in done.get(key, {}).items()}
    acts = (act for _, act in sorted(near.items(), key=lambda one: one[0]))
    found = [act.told for act in acts if _carries_out(threat, act) and not _before(act.told, threat.told)]
    return None if any(_surely_after(one, threat.told) for one in found) else found


def _carries_out(threat: _Act, act: _Act) -> bool:
    """Whether something by the same on the same, or from the same, is of a kind that carries the threat out."""
    if threat.told["type"] == "withdrawal" or act.told["type"] == "withdrawal":
        return bool(act.told["type"] == threat.told["type"])
    return act.told["type"] in ("sanction", threat.told["type"])


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
    what = counted(unnamed, "threat")
    return [f"Left out: {what} of which nobody names by whom, on whom or from what."] if unnamed else []

"""Who met whom, and who spoke for whom, by the roles that an event itself names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.rows import Row, actor_row, actor_rows, by_name, names
from goodoffices.queries.selection import Answer, answered, found_by, heard, passing, selected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Chosen, Stored

_BETWEEN = frozenset({"mediator", "envoy"})
_SIDES = frozenset({"party", "addressee"})


def representatives(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """Who represented ``a`` in talks with ``b``: a row for each representative and event, in time."""
    selection = selected(ask, "representatives", {"a": given["a"], "b": given["b"]}, filters, in_time)
    each = tuple(found for one in selection.chosen for found in _representing(one))
    return answered(ask, replace(selection, chosen=each), filters, _representative)


def _representing(one: Chosen) -> Iterator[Chosen]:
    for side in by_name(side for side in one["one"] if not side["stated"]):
        if any(other["id"] != side["id"] for other in one["other"]):
            yield {**one, "representative": side["id"]}


def _representative(event: Stored, one: Chosen) -> Row:
    found = next(role for role in event["roles"] if role["id"] == one["representative"])
    others = {side["id"] for side in one["other"]} - {found["id"]}
    opposite = [row for row in actor_rows(event, "party") if row["id"] in others]
    return {**dated_event(event, one), "representative": actor_row(found), "opposite": opposite}


def met(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """Everyone who met an actor: a row for each event with the names of those in it, in time."""
    found, whom = found_by(ask, "met", {"a": given["a"]}, filters)
    told = heard(ask, found, whom, filters)
    each = ({**one, "roles": told.people.each_once(one["roles"], "role")} for one in told.chosen)
    meeting = tuple({**one, "with": seen} for one in each if (seen := _with(one)))
    selection = passing(ask, replace(told, chosen=meeting), filters, in_time)
    return answered(ask, selection, filters, lambda event, one: {**dated_event(event, one), "with": one["with"]})


def _with(one: Chosen) -> list[str]:
    """The names of those whom the asked-for actor, or who acts for it, met in this event."""
    own = {side["id"] for side in one["one"]}
    seen = {role["role"] for role in one["roles"] if role["id"] in own}
    faced = frozenset[str]().union(*(_faced(one, role) for role in seen))
    return names(role for role in one["roles"] if role["role"] in faced and role["id"] not in own)


def _faced(event: Mapping[str, Any], role: str) -> frozenset[str]:
    """The roles of those whom the holder of a role met."""
    if event["type"] == "negotiation":
        return frozenset() if event["directness"] == "indirect" else _SIDES
    if role in _BETWEEN:
        return _SIDES
    return _BETWEEN | _SIDES if event["directness"] == "direct" else _BETWEEN

"""Who met whom, and who spoke for whom, by the roles that an event itself names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.first_rows import Search
from goodoffices.queries.engine.rows import (
    ActorRow,
    DatedEventRow,
    actor_row,
    actor_rows,
    by_name,
    dated_event,
    names,
)
from goodoffices.queries.engine.selection import (
    Answer,
    answered,
    apply_claim_filters,
    apply_filters,
    selected,
)
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import enumerated, type_of, with_state
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class RepresentedRow(DatedEventRow):
    """Talks with one who spoke for the actor asked for, and who was on the other side."""

    representative: ActorRow
    opposite: list[ActorRow]


MetRow = TypedDict("MetRow", {"with": list[str]})
"""The names of those who met the actor asked for; the columns of the event stand before it."""


class MeetingRow(DatedEventRow, MetRow):
    """An event with the names of those who met the actor asked for."""


_BETWEEN = frozenset({"mediator", "envoy"})
_SIDES = frozenset({"party", "addressee"})


@question(
    "representatives",
    Shape(
        "event",
        RepresentedRow,
        lambda row: (
            f"{with_state(row['representative'])} in {row['type']} with {enumerated(row['opposite'], 'nobody named')}"
        ),
    ),
)
def representatives(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Who represented ``a`` in talks with ``b``: a row for each representative and event, in time."""
    selection = selected(ask, "representatives", {"a": given["a"], "b": given["b"]}, filters, in_time)
    each = tuple(
        {**one, "representative": side["id"]}
        for one in selection.chosen
        for side in by_name(side for side in one["one"] if not side["stated"])
        # One and the same on both sides has nobody opposite.
        if any(other["id"] != side["id"] for other in one["other"])
    )
    return answered(ask, replace(selection, chosen=each), filters, _representative)


def _representative(event: StoredEvent, one: Match) -> RepresentedRow:
    found = next(role for role in event["roles"] if role["id"] == one["representative"])
    others = {side["id"] for side in one["other"]} - {found["id"]}
    opposite = [row for row in actor_rows(event, "party") if row["id"] in others]
    return {**dated_event(event, one), "representative": actor_row(found), "opposite": opposite}


@question("met", Shape("event", MeetingRow, lambda row: f"{type_of(row)} with {', '.join(row['with'])}"))
def met(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Everyone who met an actor: a row for each event with the names of those in it, in time."""
    search = Search.of(ask, "met", {"a": given["a"]}, filters)
    if search.is_told_by_classes(filters):
        return answered(ask, search.selected(ask, filters, in_time), filters, _meeting)
    told = apply_claim_filters(ask, search.found(ask), search.whom, filters)
    each = ({**one, "roles": told.merged_actors.each_once(one["roles"], "role")} for one in told.chosen)
    # Before the filters, so that what nobody met in is not counted as left out.
    meeting = tuple(one for one in each if _with(one))
    return answered(ask, apply_filters(ask, replace(told, chosen=meeting), filters, in_time), filters, _meeting)


def _meeting(event: StoredEvent, one: Match) -> MeetingRow:
    return {**dated_event(event, one), "with": _with(one)}


def _with(one: Match) -> list[str]:
    """The names of those whom the asked-for actor, or who acts for it, met in this event."""
    own = {side["id"] for side in one["one"]}
    seen = {role["role"] for role in one["roles"] if role["id"] in own}
    faced: set[str] = set()
    # By every role that it held. A host is in none of these: to lend the house is not to meet, nor to mediate.
    for role in seen:
        # Indirect talks are talks all the same, but nobody saw the other.
        if one["type"] == "negotiation":
            faced |= set() if one["directness"] == "indirect" else _SIDES
        elif role in _BETWEEN:
            faced |= _SIDES
        else:
            # In a mediation the parties see the mediator; that they saw each other must be told.
            faced |= _BETWEEN | _SIDES if one["directness"] == "direct" else _BETWEEN
    return names(role for role in one["roles"] if role["role"] in faced and role["id"] not in own)

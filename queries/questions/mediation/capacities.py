"""Who mediated as what: at whose request, refused by whom, alone or jointly, for itself or for others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import (
    ActorRow,
    DatedEventRow,
    Found,
    actor_row,
    actor_rows,
    by_name,
    dated_event,
    holders,
    standing_for,
)
from goodoffices.queries.engine.selection import Answer, answered, selected
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import enumerated, with_state
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class MediatorRow(DatedEventRow):
    """A mediation with one mediator, for whom it acts, and its capacity in words; None where the text names none."""

    mediator: ActorRow | None
    acts_for: list[ActorRow]
    capacity: str | None
    between: list[ActorRow]


class EffortRow(DatedEventRow):
    """A mediation with all its mediators and parties."""

    mediators: list[ActorRow]
    between: list[ActorRow]


class RequestedRow(EffortRow):
    """The same, and who asked for it."""

    requesters: list[ActorRow]


class RefusedRow(EffortRow):
    """The same, who was sent, and who refused."""

    envoys: list[ActorRow]
    refused_by: list[ActorRow]


_KINDS = {
    "igo": "international organization",
    "armed_group": "armed group",
    "group": "unnamed group",
}
"""Kinds whose names alone would not be plain English."""


def _in_capacity(row: MediatorRow) -> str:
    mediator = f"{with_state(row['mediator'])}, {row['capacity']}," if row["mediator"] else "Nobody named"
    return f"{mediator} between {enumerated(row['between'], 'parties not named')}"


def _joint(row: EffortRow) -> str:
    between = enumerated(row["between"], "parties not named")
    return f"{enumerated(row['mediators'], 'Nobody named')} between {between}"


@question("mediators", Shape("event", MediatorRow, _in_capacity))
def mediators(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each mediator, as the text names it, and event: its capacity, and for whom it acts."""
    selection = first_selected(ask, "mediators", {side: given[side] for side in ("a", "b")}, filters)

    def row(event: StoredEvent, one: Match) -> MediatorRow:
        mediator = next((role for role in event["roles"] if role["id"] == one["mediator_id"]), None)
        return {
            **dated_event(event, one),
            "mediator": mediator and actor_row(mediator),
            "acts_for": [actor_row(side) for side in by_name(mediator["of"])] if mediator else [],
            "capacity": mediator and capacity(mediator, holders(event, "party")),
            "between": standing_for(event, "party", selection.asked),
        }

    return answered(ask, selection, filters, row)


def capacity(mediator: Found, parties: Collection[Found]) -> str:
    """As what a mediator acted, in words: its kind, and of whom, such as "official of a third state".

    A state is third if parties are named, and it is none of them nor what one of them acts for.
    """
    concerned = {side["id"] for party in parties for side in (party, *party["of"])}
    if mediator["id"] in concerned:
        return "a party itself"
    kinds = {**_KINDS, "state": "third state" if parties else "state"}
    kind = kinds.get(mediator["kind"], mediator["kind"])
    for_whom = []
    for side in by_name(mediator["of"]):
        its_kind = kinds.get(side["kind"], str(side["kind"]))
        told = f"{'an' if its_kind[0] in 'aeiou' else 'a'} {its_kind}"
        for_whom.append("a party" if side["id"] in concerned else told)
    if for_whom:
        return f"{kind} of {' and of '.join(dict.fromkeys(for_whom))}"
    return f"{kind}, of whom is not told" if kind == "official" else str(kind)


@question(
    "requested-mediations",
    Shape("event", RequestedRow, lambda row: f"{enumerated(row['requesters'], 'Nobody named')} asked: {_joint(row)}"),
)
def requested_mediations(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each mediation that somebody requested: who, of whom, between whom."""
    selection = first_selected(ask, "requested-mediations", {side: given[side] for side in ("a", "b")}, filters)
    return answered(
        ask, selection, filters, lambda event, one: {**_row(event, one), "requesters": actor_rows(event, "requester")}
    )


@question(
    "refused-offers",
    Shape(
        "event",
        RefusedRow,
        lambda row: f"{_joint(row)}, refused by {enumerated(row['refused_by'], 'whom is not told')}",
    ),
)
def refused_offers(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each mediation that was refused: who would have mediated or was sent, and who refused."""
    sides = {side: given[side] for side in ("a", "b", "mediator", "rejecter")}
    selection = first_selected(ask, "refused-offers", sides, filters)
    return answered(
        ask,
        selection,
        filters,
        lambda event, one: {
            **_row(event, one),
            "envoys": actor_rows(event, "envoy"),
            "refused_by": actor_rows(event, "rejecter"),
        },
    )


@question("joint-mediations", Shape("event", EffortRow, _joint))
def joint_mediations(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each effort with two mediators or more, none of whom acts for another."""
    selection = selected(ask, "joint-mediations", {side: given[side] for side in ("a", "b")}, filters)
    known = selection.merged_actors
    # Before the limit, since rows are counted when it is known who acts for whom.
    joint = tuple(one for one in selection.chosen if _mediators_apart(one, known) > 1)
    return answered(ask, replace(selection, chosen=joint), filters, _row)


def _mediators_apart(one: Match, known: MergedActors) -> int:
    """How many mediate of whom none acts for another: a sultan and his country are one mediator."""
    acting = {(known.id(of), known.id(filler)) for of, filler in one["mediating"]}
    mediators = {filler for _, filler in acting}
    return sum(not any(of in mediators and of != filler for of, by in acting if by == filler) for filler in mediators)


def _row(event: StoredEvent, one: Match) -> EffortRow:
    return {
        **dated_event(event, one),
        "mediators": actor_rows(event, "mediator"),
        "between": actor_rows(event, "party"),
    }

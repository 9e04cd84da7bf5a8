"""Who mediated as what: at whose request, refused by whom, alone or jointly, for itself or for others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.ask import dated_event
from goodoffices.queries.rows import Row, actor_row, actor_rows, by_name, holders, standing_for
from goodoffices.queries.selection import Answer, answered, events_of, selected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Chosen, Stored

_KINDS = {
    "igo": "international organization",
    "armed_group": "armed group",
    "group": "unnamed group",
}
"""Kinds whose names alone would not be plain English."""


def mediators(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each mediator, as the text names it, and event: its capacity, and for whom it acts."""
    selection = selected(ask, "mediators", {side: given[side] for side in ("a", "b")}, filters)

    def row(event: Stored, one: Chosen) -> Row:
        mediator = next((role for role in event["roles"] if role["id"] == one["mediator_id"]), None)
        return {
            **dated_event(event, one),
            "mediator": mediator and actor_row(mediator),
            "acts_for": [actor_row(side) for side in by_name(mediator["of"])] if mediator else [],
            "capacity": mediator and capacity(mediator, holders(event, "party")),
            "between": standing_for(event, "party", selection.asked),
        }

    return answered(ask, selection, filters, row)


def capacity(mediator: Mapping[str, Any], parties: Collection[Mapping[str, Any]]) -> str:
    """As what a mediator acted, in words: its kind, and of whom, such as "official of a third state".

    A state is third if parties are named, and it is none of them nor what one of them acts for.
    """
    concerned = {side["id"] for party in parties for side in (party, *party["of"])}
    if mediator["id"] in concerned:
        return "a party itself"
    third = "third state" if parties else "state"
    kind = third if mediator["kind"] == "state" else _KINDS.get(mediator["kind"], mediator["kind"])
    for_whom = [_for_whom(side, concerned, third) for side in by_name(mediator["of"])]
    if for_whom:
        return f"{kind} of {' and of '.join(dict.fromkeys(for_whom))}"
    return f"{kind}, of whom is not told" if kind == "official" else str(kind)


def _for_whom(side: Mapping[str, Any], concerned: Collection[str], third: str) -> str:
    if side["id"] in concerned:
        return "a party"
    kind = third if side["kind"] == "state" else _KINDS.get(side["kind"], str(side["kind"]))
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def requested_mediations(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each mediation that somebody requested: who, of whom, between whom."""
    selection = selected(ask, "requested-mediations", {side: given[side] for side in ("a", "b")}, filters)
    return answered(
        ask, selection, filters, lambda event, one: {**_row(event, one), "requesters": actor_rows(event, "requester")}
    )


def refused_offers(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each mediation that was refused: who would have mediated or was sent, and who refused."""
    sides = {side: given[side] for side in ("a", "b", "mediator", "rejecter")}
    selection = selected(ask, "refused-offers", sides, filters)

    def row(event: Stored, one: Chosen) -> Row:
        refused = {"envoys": actor_rows(event, "envoy"), "refused_by": actor_rows(event, "rejecter")}
        return {**_row(event, one), **refused}

    return answered(ask, selection, filters, row)


def joint_mediations(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each effort with two mediators or more, none of whom acts for another."""
    selection = selected(ask, "joint-mediations", {side: given[side] for side in ("a", "b")}, filters)
    events = events_of(ask, selection, selection.chosen)
    joint = tuple(one for one in selection.chosen if _is_joint(events[one["event_id"]]))
    return answered(ask, replace(selection, chosen=joint), filters, _row)


def _is_joint(event: Stored) -> bool:
    found = holders(event, "mediator")
    ids = {one["id"] for one in found}
    return sum(not any(side["id"] in ids for side in one["of"]) for one in found) > 1


def _row(event: Stored, one: Chosen) -> Row:
    sides = {"mediators": actor_rows(event, "mediator"), "between": actor_rows(event, "party")}
    return {**dated_event(event, one), **sides}

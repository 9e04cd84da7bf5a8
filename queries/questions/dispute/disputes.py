"""Claims against denials, side by side: what is disputed about which event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.rules.verdicts import disputes
from goodoffices.queries.engine import claims as told
from goodoffices.queries.engine.first_rows import Search
from goodoffices.queries.engine.rows import ClaimRow, ParticipantRow, claim_row, claims_in_order, participants
from goodoffices.queries.engine.selection import Answer
from goodoffices.queries.output.shapes import Shape, Sides
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class SideRow(TypedDict):
    """One of several values, and the claims for it."""

    value: str
    claims: list[ClaimRow]


class DisputeRow(TypedDict):
    """A dispute on an event: claims that affirm against those that deny, or claims for several values."""

    event_id: str
    type: str
    aspect: str
    value: str | None
    affirm: list[ClaimRow]
    deny: list[ClaimRow]
    sides: list[SideRow]
    date: str | None
    date_start: str | None
    date_end: str | None
    participants: list[ParticipantRow]


def _sides(row: DisputeRow) -> Sides:
    opposed: Sides = (("Affirmed", row["affirm"]), ("Denied", row["deny"])) if row["affirm"] else ()
    # Both sides in full, never a balance of them: a dispute is shown and not settled.
    return *opposed, *((side["value"].replace("_", " "), side["claims"]) for side in row["sides"])


_TITLES = ("What is disputed about {a}", "What is disputed")


@question("disputed", Shape("dispute", DisputeRow, sides=_sides), *_TITLES)
def disputed(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Every dispute, or those that concern an actor: a row for each event, aspect and value.

    An actor is concerned by an event's roles, by speaking a claim on it, or by being held responsible for it.
    """
    # A denied event may be disputed in another aspect, and denial is what this question is about.
    everything = replace(filters, include_denied=True)
    search = replace(Search.of(ask, "disputed", {"a": given["a"]}, everything), each="disputes")
    if search.whom.counts_as_stored(filters):
        selection = search.selected(ask, everything)
    else:
        selection = told.found_among(
            ask, search.found(ask), search.whom, everything, lambda _, claims: disputes(told.statements(claims))
        )
    return told.answered_each(ask, selection, filters, _rows)


def _rows(event: StoredEvent, _: Match) -> Iterator[DisputeRow]:
    stored, claims = event["event"], claims_in_order(event)
    for dispute in disputes(told.statements(claims)):
        yield {
            "event_id": stored["id"],
            "type": stored["type"],
            "aspect": dispute.aspect,
            # The claim has the name where the dispute has an actor's id.
            "value": claims[dispute.affirm[0]]["value"] if dispute.affirm else dispute.value,
            "affirm": [claim_row(claims[n]) for n in dispute.affirm],
            "deny": [claim_row(claims[n]) for n in dispute.deny],
            "sides": [
                {"value": value, "claims": [claim_row(claims[n]) for n in places]} for value, places in dispute.sides
            ],
            "date": stored["date"],
            "date_start": stored["date_start"],
            "date_end": stored["date_end"],
            "participants": participants(event),
        }

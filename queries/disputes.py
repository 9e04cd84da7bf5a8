"""Claims against denials, side by side: what is disputed about which event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.verdicts import Dispute, disputes
from goodoffices.queries import told
from goodoffices.queries.filters import Filters
from goodoffices.queries.rows import Row, claim_row, claims_in_order, participants

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.selection import Answer, Chosen, Stored
    from goodoffices.queries.told import Told

_ALL = Filters()


def disputed(ask: Ask, actor: str | None = None, filters: Filters = _ALL) -> Answer:
    """Every dispute, or those that concern an actor: a row for each event, aspect and value.

    An actor is concerned by an event's roles, by speaking a claim on it, or by being held responsible for it.
    """
    # A denied event may be disputed in another aspect, and denial is what this question is about.
    everything = replace(filters, include_denied=True)
    selection = told.found_in(ask, "disputed", {"a": actor}, everything, _disputes)
    return told.answered_each(ask, selection, filters, lambda event, _: list(_rows(event)))


def _disputes(_: Chosen, claims: Sequence[Told]) -> tuple[Dispute, ...]:
    return disputes(told.statements(claims))


def _rows(event: Stored) -> Iterator[Row]:
    claims = claims_in_order(event)
    for dispute in disputes(told.statements(claims)):
        yield {**_row(event["event"], dispute, claims), "participants": participants(event)}


def _row(stored: Mapping[str, Any], dispute: Dispute, claims: Sequence[Mapping[str, Any]]) -> Row:
    def of(positions: Sequence[int]) -> list[Row]:
        return [claim_row(claims[position]) for position in positions]

    return {
        "event_id": stored["id"],
        "type": stored["type"],
        "aspect": dispute.aspect,
        "value": claims[dispute.affirm[0]]["value"] if dispute.affirm else dispute.value,
        "affirm": of(dispute.affirm),
        "deny": of(dispute.deny),
        "sides": [{"value": value, "claims": of(positions)} for value, positions in dispute.sides],
        **{field: stored[field] for field in ("date", "date_start", "date_end")},
    }

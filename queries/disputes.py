"""Claims against denials, side by side: what is disputed about which event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.verdicts import Dispute, disputes
from goodoffices.queries.filters import Filters
from goodoffices.queries.rows import Row, claim_row, claims_in_order, participants
from goodoffices.queries.selection import Answer, Stored, closing, events_of, selected
from goodoffices.queries.testimony import statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask

_ALL = Filters()


def disputed(ask: Ask, actor: str | None = None, filters: Filters = _ALL) -> Answer:
    """Every dispute, or those that concern an actor: a row for each event, aspect and value.

    An actor is concerned by an event's roles, by speaking a claim on it, or by being held responsible for it.
    """
    # A denied event may be disputed in another aspect, and denial is what this question is about.
    selection = selected(ask, "disputed", {"a": actor}, replace(filters, include_denied=True))
    events = events_of(ask, selection, selection.chosen)
    rows = tuple(row for one in selection.chosen for row in _rows(events[one["event_id"]]))
    return Answer(rows[: filters.limit], closing(selection, filters, len(rows)))


def _rows(event: Stored) -> Iterator[Row]:
    claims = claims_in_order(event)
    for dispute in disputes([statement(claim) for claim in claims]):
        yield {**_row(event["event"], dispute, claims), "participants": participants(event)}


def _row(stored: Mapping[str, Any], dispute: Dispute, claims: Sequence[Mapping[str, Any]]) -> Row:
    def told(positions: Sequence[int]) -> list[Row]:
        return [claim_row(claims[position]) for position in positions]

    return {
        "event_id": stored["id"],
        "type": stored["type"],
        "aspect": dispute.aspect,
        "value": claims[dispute.affirm[0]]["value"] if dispute.affirm else dispute.value,
        "affirm": told(dispute.affirm),
        "deny": told(dispute.deny),
        "sides": [{"value": value, "claims": told(positions)} for value, positions in dispute.sides],
        **{field: stored[field] for field in ("date", "date_start", "date_end")},
    }

"""Who mediated between whom: a row for each mediator, as the text names it, and event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import (
    ActorRow,
    EventRow,
    Match,
    StoredEvent,
    actor_row,
    matched_event,
    standing_for,
)
from goodoffices.queries.engine.selection import Answer, answered
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import listed, with_state
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


class MediationRow(EventRow):
    """A mediation with one mediator, None where the text names none, and the parties.

    An actor that was asked for stands in ``between`` for those who act for it.
    """

    mediator: ActorRow | None
    between: list[ActorRow]


def mediation_head(row: MediationRow) -> str:
    """Who mediated between whom."""
    mediator = with_state(row["mediator"]) if row["mediator"] else "Nobody named"
    return f"{mediator} between {listed(row['between'], 'parties not named')}"


_SHAPE = Shape("event", MediationRow, mediation_head)


@question("who-mediated", _SHAPE, "Who mediated between {a} and {b}")
def who_mediated(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """Mediators between two actors."""
    return _mediations(ask, "who-mediated", {"a": given["a"], "b": given["b"]}, filters)


@question("mediations", _SHAPE, "What {a} mediated")
def mediations(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """What an actor mediated and between whom."""
    return _mediations(ask, "mediations", {"a": given["a"]}, filters)


def _mediations(ask: ReadTransaction, name: str, actors: Mapping[str, str | None], filters: Filters) -> Answer:
    selection = first_selected(ask, name, actors, filters)
    return answered(ask, selection, filters, lambda event, one: _row(event, one, selection.asked))


def _row(event: StoredEvent, one: Match, asked: Collection[str]) -> MediationRow:
    # None stays None: a passive sentence names no mediator, and nobody is guessed.
    mediator = next((role for role in event["roles"] if role["id"] == one["mediator_id"]), None)
    return {
        **matched_event(event, one),
        "mediator": mediator and actor_row(mediator),
        "between": standing_for(event, "party", asked),
    }

"""Negotiations of an actor, or between two, also those only proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import ActorRow, EventRow, actor_rows, matched_event
from goodoffices.queries.engine.selection import Answer, answered
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import listed
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


class TalksRow(EventRow):
    """A negotiation with its parties, as the text names them."""

    actors: list[ActorRow]


def talks_head(row: TalksRow) -> str:
    """The parties."""
    return listed(row["actors"], "parties not named")


@question("talks", Shape("event", TalksRow, talks_head), "Talks between {a} and {b}", "Talks of {a}")
def talks(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each negotiation."""
    selection = first_selected(ask, "talks", {"a": given["a"], "b": given["b"]}, filters)
    return answered(
        ask,
        selection,
        filters,
        lambda event, one: {**matched_event(event, one), "actors": actor_rows(event, "party")},
    )

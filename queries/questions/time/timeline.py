"""The events that concern an actor, or both of two, by their first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, answered
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


@question("timeline", Shape("event", DatedEventRow), "What concerned {a} and {b}", "What concerned {a}")
def timeline(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each event in order."""
    selection = first_selected(ask, "timeline", {"a": given["a"], "b": given["b"]}, filters, in_time)
    return answered(ask, selection, filters, dated_event)

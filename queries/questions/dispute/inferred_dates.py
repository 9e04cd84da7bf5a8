"""Events whose date rests on inference only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.claims import pair
from goodoffices.queries.engine.filters import in_time
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, answered, selected
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


@question("inferred-dates", Shape("event", DatedEventRow))
def inferred_dates(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each such event, by its first day."""
    return answered(ask, selected(ask, "inferred-dates", pair(given), filters, in_time), filters, dated_event)

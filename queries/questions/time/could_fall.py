"""Events that could fall in a time, and which of them surely do."""

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


class CouldFallRow(DatedEventRow):
    """An event, and whether it surely falls in the time."""

    surely: bool


@question("could-fall", Shape("event", CouldFallRow, beside=("surely",)))
def could_fall(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each event that could fall in a time."""
    actors, time = ({name: given[name] for name in names} for names in (("a", "b"), ("start", "end")))
    selection = first_selected(ask, "could-fall", actors, filters, in_time, **time)
    return answered(ask, selection, filters, lambda event, one: {**dated_event(event, one), "surely": one["surely"]})

"""Every claim and quote of one event, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.event_ids import event_id
from goodoffices.queries.engine.merged_actors import merged_actors
from goodoffices.queries.engine.rows import EvidenceRow, claims_in_order, evidence_row
from goodoffices.queries.engine.selection import Answer
from goodoffices.queries.engine.whole_events import whole_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


@question("evidence", Shape("evidence", EvidenceRow))
def evidence(ask: ReadTransaction, given: Given, _: Filters) -> Answer:
    """A row for each claim on one event.

    Raises UnknownNameError when no id begins as what is given, AmbiguousNameError when several do.
    """
    key = event_id(ask, given["event"])
    stored = whole_events(ask, [key], merged_actors(ask))[key]
    return Answer(tuple(evidence_row(key, claim) for claim in claims_in_order(stored)))

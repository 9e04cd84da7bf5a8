"""Sanctions by or on an actor, with their life cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import ActorRow, EventRow, Match, StoredEvent, actor_rows, matched_event
from goodoffices.queries.engine.selection import Answer, answered
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import listed
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given


class SanctionRow(EventRow):
    """A sanction with who imposes it and on whom."""

    sender: list[ActorRow]
    target: list[ActorRow]


def sanction_head(row: SanctionRow) -> str:
    """Who imposed it on whom."""
    return f"{listed(row['sender'], 'Nobody named')} on {listed(row['target'], 'nobody named')}"


_TITLES = ("Sanctions by {a} on {b}", "Sanctions by {a}", "Sanctions on {b}", "Sanctions")


@question("sanctions", Shape("event", SanctionRow, sanction_head), *_TITLES)
def sanctions(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each event in the life of a sanction."""
    return answered(ask, first_selected(ask, "sanctions", {"a": given["a"], "b": given["b"]}, filters), filters, _row)


def _row(event: StoredEvent, one: Match) -> SanctionRow:
    return {
        **matched_event(event, one),
        "sender": actor_rows(event, "sender"),
        "target": actor_rows(event, "target"),
    }

"""Questions that a statement answers without a function of its own: by whole events, by pairs of them, or as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.catalogue import returned_columns
from goodoffices.queries.engine.filters import Filters, in_order, in_time
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.rows import dated_event
from goodoffices.queries.engine.selection import Answer, answered, selected
from goodoffices.queries.engine.sequences import sequences

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.catalogue import Question
    from goodoffices.queries.engine.parameters import Given


OF_AN_EVENT = ("event_id", "type", "status", "verdict", "date_start", "date_end")
"""The columns of a statement by which events are filtered and put in order."""


def event_rows(asked: Question, ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each event that the statement selects. Raises UsageError where it returns too little of them."""
    _require(asked, OF_AN_EVENT)
    actors, values = _parted(asked, given)
    order = in_time if asked.order == "time" else in_order
    return answered(ask, selected(ask, asked.name, actors, filters, order, **values), filters, dated_event)


def pair_rows(asked: Question, ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each two events that the statement finds one after the other; raises UsageError as ``event_rows``."""
    _require(asked, (*OF_AN_EVENT, "then"))
    actors, values = _parted(asked, given)
    return sequences(ask, asked.name, actors, filters, values)


def _require(asked: Question, columns: tuple[str, ...]) -> None:
    # Else the first filter would miss them in a row, which looks like a graph that lacks a value.
    if missing := [name for name in columns if name not in returned_columns(asked.text)]:
        raise UsageError(f'The statement of the question "{asked.name}" does not return {", ".join(missing)}.')


def plain_rows(asked: Question, ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The rows as the statement gives them. Raises UsageError for filters, which such rows can't pass."""
    # Plain rows need have no event, date or verdict: a filter that silently did nothing would be worse than none.
    if filters != Filters(limit=filters.limit):
        raise UsageError(f'The question "{asked.name}" gives plain rows and takes no filter but --limit.')
    actors, values = _parted(asked, given)
    found = {name: None if word is None else resolve(ask, word) for name, word in actors.items()}
    answer = ask(asked.text, **values, **{name: one and one.ids for name, one in found.items()})
    remarks = [remark for one in found.values() if one for remark in one.remarks]
    return Answer(
        tuple(answer)[: filters.limit],
        (*(() if answer else ("Nothing found.",)), *remarks),
        returned_columns(asked.text),
    )


def _parted(asked: Question, given: Given) -> tuple[dict[str, str | None], dict[str, object]]:
    """The words for actors, and the values of the other parameters."""
    actors = {one.name for one in asked.parameters if one.kind == "actor"}
    return {name: given[name] for name in given if name in actors}, {
        name: given[name] for name in given if name not in actors
    }

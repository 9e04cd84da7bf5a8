"""Running a shipped question with parameters given as words: rows of whole events, of pairs of them, or plain ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.actors import resolve
from goodoffices.queries.ask import EVERYTHING, dated_event
from goodoffices.queries.filters import Filters, in_order, in_time
from goodoffices.queries.parameters import value
from goodoffices.queries.selection import Answer, answered, selected
from goodoffices.queries.sequences import sequences
from goodoffices.queries.texts import Question, question
from goodoffices.queries.views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Stored

_CHOOSING = frozenset(
    {
        *("type", "status", "verdict", "relation", "date", "date_start", "date_end", "event_id", "mediator_id"),
        *("has_mediator", "one", "other", "stated", "level", "through"),
    }
)
"""What a question of events returns for choosing among them; all else is told in the rows."""


def run(ask: Ask, name: str, given: Mapping[str, object], filters: Filters = EVERYTHING) -> Answer:
    """The rows of the question ``name``; actors among the parameters are found by their names.

    Raises UnknownNameError for an unknown question, UsageError for a parameter that is missing or not known, or for
    filters where rows are plain.
    """
    asked = question(name)
    _check(asked, given)
    if asked.rows == "plain":
        return _plain(ask, asked, given, filters)
    actors = {one.name: _word(given.get(one.name)) for one in asked.parameters if one.kind == "actor"}
    values = {one.name: value(one, given.get(one.name)) for one in asked.parameters if one.kind != "actor"}
    if asked.rows == "view":
        return VIEWS[name](ask, {**actors, **values}, filters)
    if asked.rows == "pairs":
        return sequences(ask, name, actors, filters, values)
    selection = selected(ask, name, actors, filters, in_time if asked.order == "time" else in_order, **values)
    return answered(ask, selection, filters, _row)


def _row(event: Stored, one: Chosen) -> Row:
    return {**dated_event(event, one), **{key: told for key, told in one.items() if key not in _CHOOSING}}


def _word(given: object) -> str | None:
    return None if given is None else str(given)


def _check(asked: Question, given: Mapping[str, object]) -> None:
    known = {parameter.name for parameter in asked.parameters}
    missing = [one.name for one in asked.parameters if not one.optional and one.name not in given]
    if missing or set(given) - known:
        wrong = f"needs {', '.join(missing)}" if missing else f"knows no {', '.join(sorted(set(given) - known))}"
        raise UsageError(f'The question "{asked.name}" {wrong}. Its parameters: {_described(asked)}.')


def _described(asked: Question) -> str:
    told = (f"{one.name} ({one.meaning}{', optional' if one.optional else ''})" for one in asked.parameters)
    return "; ".join(told) or "none"


def _plain(ask: Ask, asked: Question, given: Mapping[str, object], filters: Filters) -> Answer:
    if filters != Filters(limit=filters.limit):
        raise UsageError(f'The question "{asked.name}" gives plain rows and takes no filter but --limit.')
    remarks: list[str] = []
    values: dict[str, object] = {}
    for one in asked.parameters:
        word = given.get(one.name)
        if one.kind == "actor" and word is not None:
            found = resolve(ask, str(word))
            values[one.name], remarks = found.ids, [*remarks, *found.remarks]
        else:
            values[one.name] = value(one, word)
    rows = tuple(ask(asked.text, **values))[: filters.limit]
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *remarks))


def pairs(words: list[str], *, as_text: bool = False) -> dict[str, object]:
    """``key=value`` words as parameters: a value is JSON if it is any, else text.

    ``as_text`` takes what looks like a number or a truth as the text that it is: the beginning of an id may look so.
    Raises UsageError for a word without a sign.
    """
    found: dict[str, object] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if not sign or not key:
            raise UsageError(f'A parameter is written key=value, not "{word}".')
        read = _read(text)
        found[key] = text if as_text and isinstance(read, int | float) else read
    return found


def _read(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found

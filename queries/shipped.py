"""Running a shipped question as it stands, with parameters given as words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.actors import resolve
from goodoffices.queries.selection import Answer
from goodoffices.queries.texts import Parameter, Question, question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.graph.store import Ask


def run(ask: Ask, name: str, given: Mapping[str, object]) -> Answer:
    """The rows of the question ``name`` as the store has them; actors among the parameters are found by their names.

    Raises UnknownNameError for an unknown question, UsageError for a parameter that is missing or not known.
    """
    asked = question(name)
    _check(asked, given)
    remarks: list[str] = []
    values: dict[str, object] = {}
    for parameter in asked.parameters:
        values[parameter.name], said = _value(ask, parameter, given.get(parameter.name))
        remarks += said
    rows = tuple(ask(asked.text, **values))
    return Answer(rows, (*(() if rows else ("Nothing found.",)), *remarks))


def _check(asked: Question, given: Mapping[str, object]) -> None:
    known = {parameter.name for parameter in asked.parameters}
    missing = [one.name for one in asked.parameters if not one.optional and one.name not in given]
    if missing or set(given) - known:
        wrong = f"needs {', '.join(missing)}" if missing else f"knows no {', '.join(sorted(set(given) - known))}"
        raise UsageError(f'The question "{asked.name}" {wrong}. Its parameters: {_described(asked)}.')


def _described(asked: Question) -> str:
    told = (f"{one.name} ({one.meaning}{', optional' if one.optional else ''})" for one in asked.parameters)
    return "; ".join(told) or "none"


def _value(ask: Ask, parameter: Parameter, given: object) -> tuple[object, tuple[str, ...]]:
    if given is None:
        return None, ()
    if parameter.kind == "actor":
        asked = resolve(ask, str(given))
        return asked.ids, asked.remarks
    if parameter.kind in ("texts", "events") and not isinstance(given, list):
        return [str(given)], ()
    return (str(given) if parameter.kind == "text" else given), ()


def pairs(words: list[str]) -> dict[str, object]:
    """``key=value`` words as parameters: a value is JSON if it is any, else text. Raises UsageError without a sign."""
    found: dict[str, object] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if not sign or not key:
            raise UsageError(f'A parameter is written key=value, not "{word}".')
        found[key] = _read(text)
    return found


def _read(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value

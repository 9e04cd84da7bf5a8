"""Running a question with parameters given as words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.parameters import value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.queries.engine.catalogue import Question
    from goodoffices.queries.engine.parameters import Given


def values_of(asked: Question, given: Mapping[str, object]) -> Given:
    """The words for the actors that a question asks about, and the values of its other parameters; None if not given.

    Raises UsageError for a parameter that is missing, not known, or can't be what is given.
    """
    known = {parameter.name for parameter in asked.parameters}
    missing = [one.name for one in asked.parameters if not one.optional and given.get(one.name) is None]
    if missing or set(given) - known:
        wrong = f"needs {', '.join(missing)}" if missing else f"knows no {', '.join(sorted(set(given) - known))}"
        told = (f"{one.name} ({one.meaning}{', optional' if one.optional else ''})" for one in asked.parameters)
        raise UsageError(f'The question "{asked.name}" {wrong}. Its parameters: {"; ".join(told) or "none"}.')
    return {one.name: value(one, given.get(one.name)) for one in asked.parameters}


def about(asked: Question, given: Given) -> tuple[str, ...]:
    """The words for the actors that a question asks about."""
    return tuple(given[one.name] for one in asked.parameters if one.kind == "actor" and given[one.name] is not None)


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
        try:
            read: object = json.loads(text)
        except (ValueError, RecursionError):
            read = text
        found[key] = text if as_text and isinstance(read, int | float) else read
    return found

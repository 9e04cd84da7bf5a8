"""Parameters of shipped questions: from what somebody writes to what the statement takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import DateError, UsageError

if TYPE_CHECKING:
    from goodoffices.graph.vocabulary.dates import Bounds
    from goodoffices.queries.engine.catalogue import Parameter

Given = Mapping[str, Any]
"""The words for a question's actors and the values of its other parameters, None where not given."""


def value(parameter: Parameter, given: object) -> object:
    """The value of a parameter, of an actor the words for it; None where none is given.

    A date becomes its last day, so that "by 2018" holds all of the year, and a "day" its first, as in "from 2018".
    Raises UsageError for what it can't be.
    """
    if given is None:
        return None
    if parameter.kind in ("texts", "events"):
        return given if isinstance(given, list) else [str(given)]
    if parameter.kind == "time":
        return _time(given)
    if parameter.kind in ("date", "day"):
        return last_day(given) if parameter.kind == "date" else first_day(given)
    if parameter.kind in ("flag", "blocs"):
        return _flag(given) if parameter.kind == "flag" else given
    return _number(given) if parameter.kind == "number" else str(given)


def _time(given: object) -> str:
    """A date, or a time in ISO."""
    from goodoffices.graph.vocabulary.dates import date_text

    try:
        return given.isoformat() if isinstance(given, datetime) else date_text(given)
    except DateError as error:
        raise UsageError(str(error)) from None


def last_day(given: object) -> str:
    """The last day of a date in EDTF; raises UsageError if it is none, or has none."""
    if last := _bounds(given).end:
        return last
    raise UsageError(f'The date "{given}" has no last day.')


def first_day(given: object) -> str:
    """The first day of a date in EDTF; raises UsageError if it is none, or has none."""
    if first := _bounds(given).start:
        return first
    raise UsageError(f'The date "{given}" has no first day.')


def _bounds(given: object) -> Bounds:
    from goodoffices.graph.vocabulary.dates import bounds, date_text

    try:
        return bounds(date_text(given))
    except DateError as error:
        raise UsageError(str(error)) from None


def _flag(given: object) -> bool:
    if isinstance(given, bool) or given in ("true", "false"):
        return given in (True, "true")
    raise UsageError(f'Either true or false is wanted, not "{given}".')


def _number(given: object) -> int:
    text = str(given)
    # Python takes True for 1; and "²" is a digit to isdigit, but no number to int.
    if isinstance(given, bool | float) or not (text.isascii() and text.isdigit()):
        raise UsageError(f'A whole number, 0 or more, is wanted, not "{given}".')
    return int(text)

"""Parameters of shipped questions: from what somebody writes to what the statement takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.graph.errors import DateError, UsageError

if TYPE_CHECKING:
    from goodoffices.graph.dates import Bounds
    from goodoffices.queries.texts import Parameter


def value(parameter: Parameter, given: object) -> object:
    """The value of a parameter that is no actor, None where none is given.

    A date becomes its last day, so that "by 2018" holds all of the year, and a "day" its first, as in "from 2018".
    Raises UsageError for what it can't be.
    """
    if given is None:
        return None
    if parameter.kind in ("texts", "events"):
        return given if isinstance(given, list) else [str(given)]
    if parameter.kind in ("date", "day"):
        return _last(given) if parameter.kind == "date" else first_day(given)
    return _number(given) if parameter.kind == "number" else str(given)


def _last(given: object) -> str:
    if last := _bounds(given).end:
        return last
    raise UsageError(f'The date "{given}" has no last day.')


def first_day(given: object) -> str:
    """The first day of a date in EDTF; raises UsageError if it is none, or has none."""
    if first := _bounds(given).start:
        return first
    raise UsageError(f'The date "{given}" has no first day.')


def _bounds(given: object) -> Bounds:
    from goodoffices.graph.dates import bounds

    try:
        return bounds(str(given))
    except DateError as error:
        raise UsageError(str(error)) from None


def _number(given: object) -> int:
    text = str(given)
    if isinstance(given, bool | float) or not (text.isascii() and text.isdigit()):
        raise UsageError(f'A whole number, 0 or more, is wanted, not "{given}".')
    return int(text)

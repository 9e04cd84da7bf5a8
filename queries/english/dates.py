"""Everyday dates in English as EDTF, and the days before and after them. Nothing here needs the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.graph.vocabulary.dates import bounds
from goodoffices.queries.engine.parameters import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PARTS = ("early", "mid", "late")
# EDTF leaves open whose 21 to 24 are; here they are the northern ones, and a remark says so.
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = ("first", "second", "third", "fourth")
_THIRDS = (("01", "10"), ("11", "20"))
_YEARS_OF_A_DECADE = ((0, 3), (4, 6), (7, 9))


@dataclass(frozen=True, slots=True)
class Time:
    """A date as EDTF; ``remark`` says how everyday words were taken that others might take otherwise."""

    text: str
    remark: str = ""


def edtf(text: str) -> Time:
    """A date that is EDTF already, in capitals. Raises DateError if it is none."""
    bounds(text.upper())
    return Time(text.upper())


def everyday(words: Sequence[str]) -> Time:
    """The date that words such as "mid", "May", "2018" mean, without "the" and "of".

    Early, mid and late are the thirds of a year (EDTF's quadrimesters: four months each), the days 1 to 10, 11 to 20
    and those from 21 on of a month, the years 0 to 3, 4 to 6 and 7 to 9 of a decade. Seasons are the northern ones.
    Raises DateError for a day that doesn't exist, UsageError for a fifth quarter.
    """
    plain = " ".join(words).lower().replace("-", " ").split()
    text = _text(plain)
    days = bounds(text)
    vague = text[5:] in ("37", "38", "39") or "/" in text or _season(plain) is not None
    said = f'"{" ".join(words)}" is taken as {text} in EDTF: {days.start} to {days.end}.' if vague else ""
    return Time(text, said)


def _text(words: Sequence[str]) -> str:
    # The grammar lets nothing in without a year: today's is never filled in, as the answer would change with the day.
    year = next((word for word in words if re.fullmatch("[0-9]{4}s?", word)), "")
    part = next((_PARTS.index(word) for word in words if word in _PARTS), None)
    month = next((_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS), None)
    day = next((word for word in words if re.fullmatch("[0-9]{1,2}(st|nd|rd|th)?", word)), None)
    if year.endswith("s"):
        return f"{year[:3]}X" if part is None else "/".join(f"{year[:3]}{n}" for n in _YEARS_OF_A_DECADE[part])
    if day is not None:
        return f"{year}-{month:02}-{int(re.sub('[^0-9]', '', day)):02}"
    if month is not None:
        whole = f"{year}-{month:02}"
        thirds = (*_THIRDS, ("21", (bounds(whole).end or "")[-2:]))
        return whole if part is None else "/".join(f"{whole}-{n}" for n in thirds[part])
    # In EDTF 37 to 39 are the thirds of a year, 33 to 36 its quarters, 40 and 41 its halves.
    number = 37 + part if part is not None else _season(words) or _share(words)
    return f"{year}-{number}"


def _season(words: Sequence[str]) -> int | None:
    return next((_SEASONS[word] for word in words if word in _SEASONS), None)


def _share(words: Sequence[str]) -> int:
    """A quarter or half of a year, as EDTF numbers them."""
    number = next((_ORDINALS.index(word) for word in words if word in _ORDINALS), None)
    if number is None:
        number = next(int(word[1]) - 1 for word in words if re.fullmatch("q[1-4]", word))
    if "half" not in words:
        return 33 + number
    if number > 1:
        raise UsageError("A year has two halves.")
    return 40 + number


def day_before(text: str) -> str:
    """The day before a date begins. Raises UsageError if there is none."""
    return _moved(first_day(text), -1)


def day_after(text: str) -> str:
    """The day after a date ends. Raises UsageError if there is none."""
    return _moved(last_day(text), 1)


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat()
    # EDTF has a year 0, which Python's calendar lacks, and nothing comes after 9999.
    except (ValueError, OverflowError):
        raise UsageError(f"The calendar has no day {'before' if by < 0 else 'after'} {day}.") from None

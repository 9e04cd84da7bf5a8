"""Dates for generated documents: words as a text has them, and what they mean in EDTF, in all its precisions."""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1990, 2024

_SEASONS = {"spring": "21", "summer": "22", "autumn": "23"}


@dataclass(frozen=True, slots=True)
class Dating:
    """``before`` stands before the words that are annotated, ``edtf`` is what they mean."""

    before: str
    words: str
    edtf: str


def some_date(rng: random.Random) -> Dating:
    """A date, most often to the day or the month."""
    form = rng.choices(_FORMS, _SHARES)[0]
    return form(rng, rng.randint(FIRST_YEAR, LAST_YEAR), rng.randint(1, 9))


def published(rng: random.Random) -> str:
    """The day of a publication as EDTF."""
    return f"{rng.randint(FIRST_YEAR, LAST_YEAR)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _day(rng: random.Random, year: int, month: int) -> Dating:
    day = rng.randint(1, 28)
    return Dating("on", f"{day} {_month(month)} {year}", f"{year}-{month:02}-{day:02}")


def _in_month(_: random.Random, year: int, month: int) -> Dating:
    return Dating("in", f"{_month(month)} {year}", f"{year}-{month:02}")


def _in_year(_: random.Random, year: int, __: int) -> Dating:
    return Dating("in", str(year), str(year))


def _about(_: random.Random, year: int, month: int) -> Dating:
    return Dating("in", f"about {_month(month)} {year}", f"{year}-{month:02}~")


def _perhaps(_: random.Random, year: int, __: int) -> Dating:
    return Dating("in", f"{year} or so", f"{year}?")


def _season(rng: random.Random, year: int, _: int) -> Dating:
    season = rng.choice(tuple(_SEASONS))
    return Dating("in", f"the {season} of {year}", f"{year}-{_SEASONS[season]}")


def _decade(_: random.Random, year: int, __: int) -> Dating:
    return Dating("in", f"the {year // 10}0s", f"{year // 10}X")


def _lasting(_: random.Random, year: int, month: int) -> Dating:
    words = f"{_month(month)} to {_month(month + 2)} {year}"
    return Dating("from", words, f"{year}-{month:02}/{year}-{month + 2:02}")


def _some_day(rng: random.Random, year: int, month: int) -> Dating:
    first = rng.randint(1, 20)
    words = f"between {first} and {first + 7} {_month(month)} {year}"
    return Dating("some day", words, f"[{year}-{month:02}-{first:02}..{year}-{month:02}-{first + 7:02}]")


def _open(_: random.Random, year: int, month: int) -> Dating:
    return Dating("since", f"{_month(month)} {year}", f"{year}-{month:02}/..")


def _unspecified_day(_: random.Random, year: int, month: int) -> Dating:
    return Dating("on", f"a day in {_month(month)} {year}", f"{year}-{month:02}-XX")


def _month(number: int) -> str:
    return calendar.month_name[number]


_FORMS: tuple[Callable[[random.Random, int, int], Dating], ...] = (
    *(_day, _in_month, _in_year, _about, _perhaps, _season, _decade, _lasting, _some_day, _open, _unspecified_day),
)
_SHARES = (40, 20, 10, 5, 2, 5, 2, 6, 3, 4, 3)

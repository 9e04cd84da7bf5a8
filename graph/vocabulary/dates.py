"""Dates as the text gives them (EDTF, ISO 8601-2, levels 0 to 2) and the days that surely bound them.

The bounds are strict: the earliest and the latest day that the expression could denote or include. ``~``, ``?``
and ``%`` say how sure a date is and never move its bounds. An open end (``..``) or unknown end (nothing before or
after the slash) has no bound. Years run from 0000 to 9999, so that ISO dates sort as
text: longer, negative and significant-digit years (Y17000, -0044, 1950S2) are refused.

Read here and not by the ``edtf`` library (5.0), which takes 2019-02-29 for a day, fails on ``2019-1X`` and on
``2019-XX/2020`` (printing to stdout), calls an unknown end ten years, ends each winter in December, and needs 4 to
25 ms a text. The tests hold the two to the same answers elsewhere.
"""

from __future__ import annotations

import itertools
import operator
import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from goodoffices.graph.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST = 1000
"""Characters of the longest date."""

_EXAMPLES = "2019, 2019-06, 2019-06-13, 201X, 2012-07~, 2012-07/2012-09, 2018/.. or [2012-07..2012-09]"
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    f"{_QUALIFIER}(?P<year>[0-9X]{{4}}){_QUALIFIER}"
    f"(?:-{_QUALIFIER}(?P<month>[0-9X]{{2}}){_QUALIFIER}(?:-{_QUALIFIER}(?P<day>[0-9X]{{2}}){_QUALIFIER})?)?"
)
_YEAR_IN_WORDS = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")

# First and last month; beyond 12 is the year after. 21 to 24 are read as in the north; winter begins in its year.
_SEASONS = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14),
    "25": (3, 5), "26": (6, 8), "27": (9, 11), "28": (12, 14),
    "29": (9, 11), "30": (12, 14), "31": (3, 5), "32": (6, 8),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest day as ISO dates (``YYYY-MM-DD``); None where that side is open or unknown."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class _Span:
    """A date or a range of dates: the texts of its two ends and their outermost days."""

    first: str
    last: str
    start: str | None
    end: str | None


class _NoDateError(ValueError):
    """Why a part of a text is no date; the whole text is added where it is known."""


DateLike = str | int | date
"""What may be given for a date: EDTF, a year, a day; a date-time counts as its day, where it is."""

_BY_TEXT = frozenset({"datetime64", "Period"})
"""Types of numpy and pandas that are no ``date``: their text is a date as exact as they are."""


def date_text(given: object) -> str:
    """The EDTF text that a year, a day, a time or a text means: that of pandas' and numpy's, too.

    Raises DateError for what is no date; whether a text is one, only ``bounds`` tells.
    """
    if isinstance(given, str):
        return given
    if isinstance(given, date):  # a datetime and a Timestamp are; NaT is one that has no day
        if str(given) == "NaT":
            raise DateError("NaT is no date")
        return date(given.year, given.month, given.day).isoformat()
    if type(given).__name__ in _BY_TEXT:
        return re.sub(r"(?<=[0-9])T.*", "", str(given))
    if isinstance(given, bool) or not hasattr(given, "__index__"):
        raise DateError(f"{given!r:.200} is no date: write a text, a year or a day, for example {_EXAMPLES}")
    return str(operator.index(given))


def bounds(text: str) -> Bounds:
    """The strict bounds of an EDTF text; a date-time counts as its date.

    Raises DateError when it can't be read, runs backwards or names a day that doesn't exist.
    """
    spans = _spans(text)
    starts = [span.start for span in spans if span.start is not None]
    ends = [span.end for span in spans if span.end is not None]
    whole = len(spans)
    # One member that is open on a side opens the whole set there: a bound that might be wrong is none.
    return Bounds(min(starts) if len(starts) == whole else None, max(ends) if len(ends) == whole else None)


def hull(texts: Sequence[str]) -> str | None:
    """The shortest EDTF text that holds all of these, ``earliest/latest``; one that holds the others stands for all.

    None for no text. Raises DateError like ``bounds``.
    """
    if not texts:
        return None
    spans = [span for text in texts for span in _spans(text)]
    # "" sorts before every ISO date and "~" after: an open end reaches farthest.
    first = min(spans, key=lambda span: span.start or "")
    last = max(spans, key=lambda span: span.end or "~")
    whole = Bounds(first.start, last.end)
    covering = (text for text in texts if bounds(text) == whole)
    return next(covering, f"{first.first}/{last.last}" if first.first or last.last else "../..")


def has_year(words: str) -> bool:
    """Whether the words of a date mention hold a four-digit year."""
    return _YEAR_IN_WORDS.search(words) is not None


def overlaps(bounds: Bounds, start: str | None, end: str | None) -> bool:
    """Whether something so dated may lie in the window (ISO dates, both inclusive; None: no limit).

    Open ends reach as far as it takes, and an unknown date may lie anywhere.
    """
    ends_in_time = start is None or bounds.end is None or bounds.end >= start
    starts_in_time = end is None or bounds.start is None or bounds.start <= end
    return ends_in_time and starts_in_time


def within(bounds: Bounds, start: str | None, end: str | None) -> bool:
    """Whether something so dated surely lies in the window; an open or unknown end is never sure."""
    if bounds.start is None or bounds.end is None:
        return False
    return (start is None or bounds.start >= start) and (end is None or bounds.end <= end)


@lru_cache(maxsize=16384)
def _spans(text: str) -> tuple[_Span, ...]:
    bare = text.strip()
    if len(bare) > LONGEST:
        raise DateError(f"a date of {len(bare):,} characters is too long: it may have {LONGEST:,}")
    try:
        if "/" in bare:
            return (_range(bare, "/"),)
        if bare[:1] + bare[-1:] in ("[]", "{}"):
            members = (member.strip() for member in bare[1:-1].split(","))
            return tuple(_range(member, "..") if ".." in member else _date(member) for member in members)
        return (_date(bare),)
    except _NoDateError as fault:
        message = f"{text!r} is not a date in EDTF (ISO 8601-2): {fault}; write for example {_EXAMPLES}"
        raise DateError(message) from None


def _range(text: str, mark: str) -> _Span:
    """The span of two dates with a mark between: "/" in an interval, ".." in a member of a set."""
    ends = text.split(mark)
    if len(ends) != 2 or not any(ends):
        slash = "an interval is two dates with one slash between"
        raise _NoDateError(slash if mark == "/" else "a range in a set is two dates with two dots between")
    # EDTF writes an open end of an interval as "..", which is the mark itself in a set: there it is what is missing.
    first, last = ends if mark == "/" else [end.strip() or ".." for end in ends]
    start = None if first in ("", "..") else _date(first).start
    end = None if last in ("", "..") else _date(last).end
    if start is not None and end is not None and start > end:
        raise _NoDateError(f"it runs backwards from {first} to {last}")
    return _Span(first, last, start, end)


@lru_cache(maxsize=65536)
def _date(text: str) -> _Span:
    """A single date, season or time; remembered, since dates recur within a corpus and from question to question."""
    if "T" in text:
        try:
            day = datetime.fromisoformat(text).date().isoformat()
        except ValueError:
            raise _NoDateError(f"{text!r} is no date with a time") from None
        return _Span(text, text, day, day)
    match = _DATE.fullmatch(text)
    if match is None:
        raise _NoDateError(f"{text!r} is none" if text else "it is empty")
    year, month, day_of_month = match["year"], match["month"] or "", match["day"] or ""
    if month in _SEASONS and not day_of_month:
        start, end = _season(year, month)
    else:
        # The first and the last day of the calendar that fit three fields with unspecified digits.
        mask = (year, month or "XX", day_of_month or "XX")
        first, last = (next(_fitting(*mask, step=step), None) for step in (1, -1))
        if first is None or last is None:
            raise _NoDateError(f"the calendar has no {text}")
        start, end = first, last
    return _Span(text, text, start, end)


def _season(year: str, season: str) -> tuple[str, str]:
    if "X" in year:
        raise _NoDateError(f"a season needs a whole year, not {year}")
    first, last = _SEASONS[season]
    # A winter ends in the February of the next year.
    last_year = int(year) + last // 13
    last_month = last - 12 if last > 12 else last
    if last_year > 9999:
        raise _NoDateError("its last day lies beyond the year 9999")
    return f"{year}-{first:02}-01", f"{last_year:04}-{last_month:02}-{_days(last_year, last_month):02}"


def _fitting(year: str, month: str, day: str, step: int) -> Iterator[str]:
    months, days = _values(month, 12)[::step], _values(day, 31)[::step]
    # The first and the last of the years that have one of these days: those between say nothing of the bounds.
    if any(d <= _LAST_DAY[m - 1] for m in months for d in days):
        years: Sequence[int] = sorted({int(year.replace("X", "0")), int(year.replace("X", "9"))})
    else:
        # Only 29 February is left, and "19XX" neither begins nor ends with a leap year.
        leap = _leap_years(year) if 2 in months and 29 in days else ()
        years = leap[:1] if len(leap) < 2 else (leap[0], leap[-1])
    for y in years[::step]:
        for m in months:
            yield from (f"{y:04}-{m:02}-{d:02}" for d in days if d <= _days(y, m))


@lru_cache(maxsize=16384)
def _leap_years(mask: str) -> Sequence[int]:
    digits = ("0123456789" if digit == "X" else digit for digit in mask)
    return [year for parts in itertools.product(*digits) if isleap(year := int("".join(parts)))]


def _values(mask: str, greatest: int) -> Sequence[int]:
    pattern = re.compile(mask.replace("X", "[0-9]"))
    return [number for number in range(1, greatest + 1) if pattern.fullmatch(f"{number:02}")]


def _days(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _LAST_DAY[month - 1]

"""EDTF texts, their strict bounds, hulls and windows."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.errors import DateError, InputError
from goodoffices.graph.vocabulary.dates import Bounds, bounds, has_year, hull, overlaps, within

if TYPE_CHECKING:
    from time import struct_time

BOUNDS = {
    "2019": ("2019-01-01", "2019-12-31"),
    "2019-06": ("2019-06-01", "2019-06-30"),
    "2020-02": ("2020-02-01", "2020-02-29"),
    "2019-06-13": ("2019-06-13", "2019-06-13"),
    " 2019 ": ("2019-01-01", "2019-12-31"),
    "0000": ("0000-01-01", "0000-12-31"),
    "2019-06-13T10:00:00": ("2019-06-13", "2019-06-13"),
    "2019-06-13T23:30:00-05:00": ("2019-06-13", "2019-06-13"),
    "2019-06-13T10:00:00.000Z": ("2019-06-13", "2019-06-13"),
    "2019-21": ("2019-03-01", "2019-05-31"),
    "2019-23?": ("2019-09-01", "2019-11-30"),
    "2019-24": ("2019-12-01", "2020-02-29"),
    "2019-32": ("2019-06-01", "2019-08-31"),
    "2019-34": ("2019-04-01", "2019-06-30"),
    "2019-41": ("2019-07-01", "2019-12-31"),
    "201X": ("2010-01-01", "2019-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "1X79": ("1079-01-01", "1979-12-31"),
    "2019-XX": ("2019-01-01", "2019-12-31"),
    "2019-1X": ("2019-10-01", "2019-12-31"),
    "2019-XX-XX": ("2019-01-01", "2019-12-31"),
    "2019-02-XX": ("2019-02-01", "2019-02-28"),
    "2019-06-1X": ("2019-06-10", "2019-06-19"),
    "2019-06-X3~": ("2019-06-03", "2019-06-23"),
    "2019-XX-31": ("2019-01-31", "2019-12-31"),
    "201X-02-29": ("2012-02-29", "2016-02-29"),
    "XXXX-02-29": ("0000-02-29", "9996-02-29"),
    "2012-07/2012-09": ("2012-07-01", "2012-09-30"),
    "2019-06-11~/2019-06-20~": ("2019-06-11", "2019-06-20"),
    "2019-XX/2020-02": ("2019-01-01", "2020-02-29"),
    "2019-21/2019-22": ("2019-03-01", "2019-08-31"),
    "../2019-06-22": (None, "2019-06-22"),
    "2018-05-08/..": ("2018-05-08", None),
    "/2019": (None, "2019-12-31"),
    "2019/": ("2019-01-01", None),
    "../..": (None, None),
    "[2012-07..2012-09]": ("2012-07-01", "2012-09-30"),
    "[2012,2015-03]": ("2012-01-01", "2015-03-31"),
    "{2015-03, 2012}": ("2012-01-01", "2015-03-31"),
    "{1960,1961-12}": ("1960-01-01", "1961-12-31"),
    "[2012-07-01..2012-07-03,2012-08]": ("2012-07-01", "2012-08-31"),
    "[..2012]": (None, "2012-12-31"),
    "[2012,2015..]": ("2012-01-01", None),
}

NO_DATES = [
    "", " ", "June 2019", "201", "2019-6", "2019-13", "2019-00", "2019-02-29", "2019-02-30", "2019-04-31", "20XX-02-30",
    "2019-02-3X", "201x", "19XX-21", "9999-24", "2019~~~", "2019-06-13T25:00:00", "T10:00:00", "2019/2020/2021", "/",
    "2020/2019", "2019-06/2019-05", "[2020..2019]", "[..]", "[]", "[2019", "[2012,2013]/2014", "2019/June",
    "٢٠١٩", "Y12345", "-0044", "2019–2020",
]  # fmt: skip


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds_are_the_outermost_days(text: str) -> None:
    assert bounds(text) == Bounds(*BOUNDS[text])


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused_by_name_and_with_an_example(text: str) -> None:
    with pytest.raises(DateError) as caught:
        bounds(text)
    assert isinstance(caught.value, InputError)
    assert repr(text) in str(caught.value)
    assert "2012-07/2012-09" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2019-02-30/2019-03", "the calendar has no 2019-02-30"),
        ("2020-01/2019", "it runs backwards from 2020-01 to 2019"),
        ("2019/June", "'June' is none"),
        ("1/2/3", "one slash"),
    ],
)
def test_the_error_says_which_part_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        bounds(text)


# ---------------------------------------------------------------------------------------------- generated dates

QUALIFIERS = st.sampled_from(["", "~", "?", "%"])
YEARS = st.integers(0, 9998).map("{:04}".format)
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 41))


@st.composite
def masked(draw: st.DrawFn) -> str:
    """A real date with some of its digits replaced by X, so that at least that one day fits."""
    text = draw(st.one_of(YEARS, MONTHS, DAYS))
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    hidden = draw(st.sets(st.sampled_from(digits), min_size=1))
    return "".join("X" if at in hidden else character for at, character in enumerate(text))


DATES = st.one_of(YEARS, MONTHS, DAYS, SEASONS, masked())
QUALIFIED = st.builds("{}{}".format, DATES, QUALIFIERS)


@st.composite
def ordered_pair(draw: st.DrawFn) -> tuple[str, str]:
    first, last = draw(QUALIFIED), draw(QUALIFIED)
    return (first, last) if (bounds(first).start or "") <= (bounds(last).end or "") else (last, first)


INTERVALS = ordered_pair().map("/".join)
OPEN = st.one_of(*(QUALIFIED.map(form.format) for form in ("{}/..", "../{}", "{}/", "/{}", "[{}..]", "{{..{}}}")))
RANGES = ordered_pair().map("..".join)
ELEMENTS = st.lists(st.one_of(QUALIFIED, RANGES), min_size=1, max_size=4).map(",".join)
SETS = st.one_of(ELEMENTS.map("[{}]".format), ELEMENTS.map("{{{}}}".format))
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9998, 1, 1)).map(lambda t: t.isoformat(timespec="seconds"))
EDTF = st.one_of(QUALIFIED, INTERVALS, OPEN, SETS, TIMES)
WINDOW_ENDS = st.none() | DAYS


def no_later(first: str | None, last: str | None) -> bool:
    return first is None or last is None or first <= last


@given(EDTF)
def test_bounds_are_ordered_days_of_the_calendar(text: str) -> None:
    found = bounds(text)
    assert no_later(found.start, found.end)
    for day in filter(None, (found.start, found.end)):
        year, month, number = map(int, day.split("-"))
        assert 1 <= number <= monthrange(year, month)[1]


@given(DATES, QUALIFIERS)
def test_qualifiers_never_move_the_bounds(text: str, qualifier: str) -> None:
    assert bounds(text + qualifier) == bounds(text)
    assert bounds(qualifier + text) == bounds(text)
    assert bounds(text.replace("-", f"{qualifier}-", 1)) == bounds(text)


@given(DAYS, st.data())
def test_hiding_digits_never_loses_the_day(day: str, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from([0, 1, 2, 3, 5, 6, 8, 9])))
    found = bounds("".join("X" if at in hidden else character for at, character in enumerate(day)))
    assert no_later(found.start, day)
    assert no_later(day, found.end)


def union(texts: list[str]) -> Bounds:
    parts = [bounds(text) for text in texts]
    starts, ends = [part.start for part in parts], [part.end for part in parts]
    return Bounds(
        None if None in starts else min(start for start in starts if start),
        None if None in ends else max(end for end in ends if end),
    )


@given(st.lists(EDTF, min_size=1, max_size=5))
def test_a_hull_is_a_date_with_the_bounds_of_all(texts: list[str]) -> None:
    whole = hull(texts)
    assert whole is not None
    assert bounds(whole) == union(texts)


@given(st.lists(EDTF, min_size=1, max_size=5))
def test_a_hull_does_not_depend_on_the_order_for_its_bounds(texts: list[str]) -> None:
    assert bounds(hull(texts) or "") == bounds(hull(texts[::-1]) or "")


@given(EDTF, WINDOW_ENDS, WINDOW_ENDS)
def test_what_is_within_a_window_overlaps_it(text: str, start: str | None, end: str | None) -> None:
    found = bounds(text)
    if within(found, start, end) and no_later(start, end):
        assert overlaps(found, start, end)


@given(EDTF)
def test_every_date_overlaps_itself_and_lies_within_when_closed(text: str) -> None:
    found = bounds(text)
    assert overlaps(found, found.start, found.end)
    assert within(found, found.start, found.end) == (found.start is not None and found.end is not None)


SHARED_DATES = st.one_of(
    YEARS,
    MONTHS,
    DAYS,
    st.builds("{}-{}".format, YEARS, st.sampled_from([21, 22, 23, 25, 26, 27, 29, 31, *range(32, 42)])),
    st.integers(0, 999).map("{:03}X".format),
    st.integers(0, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    MONTHS.map("{}-XX".format),
)
SHARED_PAIRS = st.lists(DAYS | YEARS, min_size=2, max_size=2).map(sorted)
SHARED_FORMS = st.one_of(
    SHARED_DATES,
    st.builds("{}{}".format, YEARS | MONTHS | DAYS, QUALIFIERS),
    SHARED_PAIRS.map("/".join),
    SHARED_PAIRS.map(lambda pair: "[{}]".format(",".join(pair))),
    DAYS.map("{}/..".format),
    MONTHS.map("../{}".format),
)


# edtf 5.0 calls its parser by names that pyparsing has deprecated
@pytest.mark.filterwarnings("ignore:.*setting results name.*")
@settings(deadline=None)
@given(SHARED_FORMS)
def test_the_edtf_library_gives_the_same_bounds(text: str) -> None:
    from edtf import parse_edtf

    parsed = parse_edtf(text)
    days = (parsed.lower_strict(), parsed.upper_strict())
    assert bounds(text) == Bounds(*(None if isinstance(day, float) else iso(day) for day in days))


def iso(day: struct_time) -> str:
    return f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}"


# ---------------------------------------------------------------------------------------------- hulls by hand


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], None),
        (["2012-07~"], "2012-07~"),
        (["2012-07", "2013"], "2012-07/2013"),
        (["2013", "2012-07"], "2012-07/2013"),
        (["2013", "2013"], "2013"),
        (["2019", "2019-06"], "2019"),
        (["2012-07/2012-09", "2012-08/2013-01?"], "2012-07/2013-01?"),
        (["2018/..", "2017-05"], "2017-05/.."),
        (["2018/..", "../2017"], "../.."),
        (["2019/", "2018"], "2018/"),
        (["/2017", "2019/"], "../.."),
        (["[2012..2014]", "2013"], "[2012..2014]"),
        (["{2012,2014}", "2016"], "2012/2016"),
    ],
)
def test_hulls(texts: list[str], expected: str | None) -> None:
    assert hull(texts) == expected


def test_a_hull_of_something_else_than_dates_is_refused() -> None:
    with pytest.raises(DateError, match="'June'"):
        hull(["2019", "June"])


# ---------------------------------------------------------------------------------------------- windows and words


@pytest.mark.parametrize(
    ("text", "start", "end", "may", "surely"),
    [
        ("2019-06", "2019-06-15", "2019-07-15", True, False),
        ("2019-06", "2019-06-01", "2019-06-30", True, True),
        ("2019-06", "2019-07-01", None, False, False),
        ("2019-06", None, "2019-05-31", False, False),
        ("2019-06", None, None, True, True),
        ("2019-06/..", "2030-01-01", "2030-12-31", True, False),
        ("2019-06/..", "2018-01-01", None, True, False),
        ("../2019-06", "2019-07-01", None, False, False),
        ("../..", "2019-01-01", "2019-12-31", True, False),
    ],
)
def test_windows(text: str, start: str | None, end: str | None, may: bool, surely: bool) -> None:
    assert overlaps(bounds(text), start, end) is may
    assert within(bounds(text), start, end) is surely


def test_an_unknown_date_may_lie_anywhere_and_surely_nowhere() -> None:
    unknown = Bounds(None, None)
    assert overlaps(unknown, "2019-01-01", "2019-12-31")
    assert not within(unknown, None, None)


@pytest.mark.parametrize("words", ["July 2012", "2015", "the 1990s", "1648.", "2019-06-13", "summer of 2019–20"])
def test_words_with_a_year(words: str) -> None:
    assert has_year(words)


@pytest.mark.parametrize(
    "words", ["last month", "Friday", "mid-June", "June 21", "'79", "12345 days", "0800 hours", ""]
)
def test_words_without_a_year(words: str) -> None:
    assert not has_year(words)


@pytest.mark.parametrize("text", ["{" + "2012," * 400 + "2013}", "2012" * 300])
def test_a_date_is_no_longer_than_a_date_can_be(text: str) -> None:
    with pytest.raises(DateError, match="is too long: it may have 1,000"):
        bounds(text)


def test_days_that_only_leap_years_have_bound_a_year_with_unknown_digits() -> None:
    assert bounds("19XX-02-29") == Bounds("1904-02-29", "1996-02-29")
    assert bounds("XXXX-02-29") == Bounds("0000-02-29", "9996-02-29")
    for text in ("XXX1-02-29", "XXXX-02-30", "1900-02-29"):
        with pytest.raises(DateError, match="the calendar has no"):
            bounds(text)

"""The filters as a table: what Python, the command line, sentences and pages make of it, and what a value may be."""

from __future__ import annotations

import datetime
import inspect
import pydoc
import re
from dataclasses import fields
from typing import Any

import pytest

from goodoffices.api import Graph
from goodoffices.filters import FilterWords, filters_of
from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.filters import FILTERS, Filters, narrowed_to
from goodoffices.queries.english.commands import command
from tests.goodoffices.cli.test_cli import text_of_help

NAMES = [one.name for one in FILTERS]
TAKING = [name for name, one in vars(Graph).items() if "filters" in getattr(one, "__annotations__", {})]


class Timestamp(datetime.datetime):
    """A time as pandas has it: a datetime that knows nanoseconds, too, and says so."""

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        return f"{super().isoformat(sep, timespec)}.000000001"


class NaT(datetime.datetime):
    """A time that is missing, as pandas has it: a datetime without a day."""

    def __str__(self) -> str:
        return "NaT"


class datetime64:  # noqa: N801 as numpy calls it
    """A date of numpy, which is no date of Python's."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"datetime64({self.text})"  # the test's name has it, which must be the same in every process


class Int64:
    """A whole number of numpy, which is no int."""

    def __index__(self) -> int:
        return 2019

    def __repr__(self) -> str:
        return "Int64(2019)"


EAST = datetime.timezone(datetime.timedelta(hours=9))
DATES = [
    *((2019, "2019"), ("2019-06", "2019-06"), (Int64(), "2019"), (datetime.date(2019, 6, 13), "2019-06-13")),
    *((datetime.datetime(2019, 6, 13, 1, tzinfo=EAST), "2019-06-13"), (Timestamp(2019, 6, 13, 23, 59), "2019-06-13")),
    *((datetime64("2019-06"), "2019-06"), (datetime64("2019-06-13T00:00:00.000000000"), "2019-06-13")),
]
NO_DATES = [
    *(True, 2019.0, float("nan"), [2019], b"2019", {}, "never", 44, -5, 20190613),
    *(NaT(2019, 1, 1), datetime.time(1)),
]


def test_every_filter_stands_in_the_table_once() -> None:
    assert list(FilterWords.__annotations__) == NAMES
    assert [one.name for one in fields(Filters)] == [*NAMES, "surely_heard"]


@pytest.mark.parametrize("name", TAKING)
def test_help_names_each_filter_and_says_what_it_does(name: str) -> None:
    method = getattr(Graph, name)
    shown = pydoc.plain(pydoc.render_doc(method))
    for one in FILTERS:
        assert re.search(rf"^ +{one.name} +{one.help[:20]}", shown, re.MULTILINE), one.name
    assert set(NAMES) <= set(inspect.signature(method).parameters) or name == "question"


def test_the_methods_that_take_filters_are_found() -> None:
    assert {"who_mediated", "brokers", "page_data", "page", "page_of", "site"} <= set(TAKING)


def test_the_command_line_takes_each_and_sentences_become_them() -> None:
    shown = text_of_help("talks")
    told = {one.name: True if one.metavar is None else "x" for one in FILTERS}
    asked = command("talks", {"a": "Iran"}, told)
    assert re.findall(r"--[a-z-]+", asked) == [one.option for one in FILTERS]
    assert all(f"  {one.option}" in shown for one in FILTERS)


def test_a_page_says_each_but_two() -> None:
    silent = [one.name for one in FILTERS if not one.said]
    assert silent == ["include_denied", "limit"]
    (told,) = narrowed_to(Filters(status=("in_force", "held"), without=("A_b", "C"), said_by="D_e"))
    assert told == "Narrowed: status in force or held; said by D_e; as if A_b and C had said nothing"


@pytest.mark.parametrize(("given", "text"), DATES, ids=repr)
@pytest.mark.parametrize("name", ["from_", "to", "known_by"])
def test_a_date_is_a_text_a_year_a_day_or_a_time(name: str, given: Any, text: str) -> None:
    words: Any = {name: given}
    assert getattr(filters_of(words), name) == text


@pytest.mark.parametrize("given", NO_DATES, ids=repr)
@pytest.mark.parametrize("name", ["from_", "to", "known_by"])
def test_what_is_no_date_is_refused(name: str, given: Any) -> None:
    words: Any = {name: given}
    with pytest.raises(UsageError, match=r"date|EDTF"):
        filters_of(words)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("efforts", {"a": "Iran", "b": "Saudi Arabia", "as_of": "2019"}),
        ("sanctions-today", {"b": "Iran", "as_of": "2019"}),
        ("known-by", {"day": "2019"}),
        ("new-since", {"day": "2019"}),
        ("could-fall", {"start": "2019", "end": "2019"}),
    ],
)
def test_so_is_a_parameter(sample: Graph, name: str, parameters: dict[str, Any]) -> None:
    rows = sample.question(name, **parameters)
    for year in (2019, Int64()):
        given: dict[str, Any] = {key: year if word == "2019" else word for key, word in parameters.items()}
        assert sample.question(name, **given) == rows
        assert sample.explain(name, **given).parameters == sample.explain(name, **parameters).parameters
    (day,) = {key for key, word in parameters.items() if word == "2019"} - {"end"}
    told = [sample.question(name, **{**parameters, day: one}) for one in ("2018-12-31", Timestamp(2018, 12, 31))]
    assert told[0] == told[1]
    with pytest.raises(UsageError, match="no date"):
        sample.question(name, **{**parameters, day: [2019]})


def test_rows_are_the_same_by_text_and_by_day(sample: Graph) -> None:
    by_text = sample.timeline("Iran", from_="2018", to="2019-05-08", known_by="2030")
    by_day = sample.timeline("Iran", from_=2018, to=datetime.date(2019, 5, 8), known_by=Timestamp(2030, 12, 31))
    assert by_text == by_day
    assert 0 < len(by_day) < len(sample.timeline("Iran"))


WRONG: dict[str, list[Any]] = {
    "limit": [True, 2.0, "5", [1]],
    "surely": ["no", 2, []],
    "status": [5, ["held", 3], b"held"],
    "said_by": [3, ["Iran"]],
    "without": [3, b"Iran", [None]],
}


@pytest.mark.parametrize(("name", "given"), [(name, one) for name, some in WRONG.items() for one in some], ids=repr)
def test_another_value_of_the_wrong_kind_is_refused_in_a_sentence(name: str, given: Any) -> None:
    words: Any = {name: given}
    with pytest.raises(UsageError, match=rf"^{name} is .*, not "):
        filters_of(words)


def test_none_narrows_nothing_and_no_filter_is_guessed() -> None:
    words: Any = dict.fromkeys(NAMES)
    assert filters_of(words) == Filters()
    other: Any = {"frm": "2019"}
    with pytest.raises(TypeError, match='no filter "frm"; the filters are from_'):
        filters_of(other)

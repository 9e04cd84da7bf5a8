"""docs/tested.md keeps its word: every question, a command that runs, files and tests that exist, quotes that hold."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from typer.testing import CliRunner

from goodoffices.api import Graph
from goodoffices.cli.app import app
from goodoffices.graph.construction.pipeline import build
from goodoffices.queries.engine.catalogue import GROUPS, all_questions, question_named
from tests.support.dispute_texts import BAGHDAD
from tests.support.servers import load
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
PAGE = (ROOT / "docs" / "tested.md").read_text(encoding="utf-8")
WITHOUT_ROWS = {"reversed-denials", "judgements", "same-actors"}
"""Of which the sample has none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the page: which question, how it is asked, and all that is said of it."""

    group: str
    name: str
    command: str
    file: str
    tests: str
    facts: str
    quotes: str

    @property
    def paths(self) -> set[str]:
        """Where the quotes are in a row; an empty path is the row itself."""
        return {""} if self.quotes == "the row itself" else set(re.findall(r"`([^`]+)`", self.quotes))

    @property
    def leads(self) -> str | None:
        """The field whose ids lead to the quotes, where a row has none of its own."""
        found = re.fullmatch(r"by the id in `(\w+)`", self.quotes)
        return found and found[1]

    def __str__(self) -> str:
        return self.name


def lines() -> Iterator[Line]:
    for heading, *table in (part.splitlines() for part in PAGE.split("\n## ")[1:]):
        for line in table[3:]:
            yield Line(heading, *(cell.strip().removeprefix("`").removesuffix("`") for cell in cells(line)))


def cells(line: str) -> list[str]:
    """What stands between the bars; code is kept in its marks where a cell has several pieces of it."""
    found = [cell.strip() for cell in line.strip("|").split("|")]
    return [*found[:3], *(f"`{cell}`" for cell in found[3:])]


LINES = tuple(lines())


def test_every_question_is_on_the_page_once_and_in_its_group() -> None:
    expected = {(GROUPS[one.group], one.name) for one in all_questions()}
    assert sorted((line.group, line.name) for line in LINES) == sorted(expected)
    assert list(dict.fromkeys(line.group for line in LINES)) == list(GROUPS.values())
    assert all(one.name < two.name for one, two in pairwise(LINES) if one.group == two.group)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_what_is_named_is_there(line: Line) -> None:
    assert line.file == f"queries/questions/{question_named(line.name).group}/{line.name}.cypher"
    assert (ROOT / line.file).is_file()
    named = re.findall(r"`(\w+\.py)::(\w+)`", line.tests)
    assert named
    assert line.tests == "<br>".join(f"`{file}::{test}`" for file, test in named)
    assert all(test in functions_of(file) for file, test in named)
    assert line.facts


@cache
def functions_of(file: str) -> frozenset[str]:
    found = ast.parse(next((ROOT / "tests").rglob(file)).read_text(encoding="utf-8")).body
    return frozenset(one.name for one in found if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


@pytest.fixture(scope="module")
def texts() -> Mapping[str, str]:
    """Each document as it stands in its file, by its id."""
    return {path.stem: path.read_text(encoding="utf-8") for path in SAMPLE.glob("*.txt")} | {"baghdad": BAGHDAD.text}


def ran(graph: Graph, command: str) -> list[dict[str, Any]]:
    """The rows that the command prints, asked of the graph as any client may."""
    program, *words = shlex.split(command)
    assert program == "goodoffices"
    login = graph.store.reader
    told = {"NEO4J_USERNAME": login.user, "NEO4J_PASSWORD": login.password, "NEO4J_DATABASE": login.database}
    done = CliRunner().invoke(app, ["--store", login.url, *words, "-f", "json"], env=told)
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert isinstance(rows, list)
    return rows


Quote = tuple[str, str, int, int, str]
"""Where it is in the row, its document, where it begins and ends there, and its words."""


def quotes(told: Any, path: str = "", document: str = "") -> Iterator[Quote]:
    """All quotes in a row or a part of one; a whole event's are beside their documents."""
    if isinstance(told, list):
        for one in told:
            yield from quotes(one, f"{path}[]", document)
    elif isinstance(told, dict):
        document = document_of(told) or document
        if "exact" in told:
            yield path, document, told["start"], told["end"], told["exact"]
        for key, value in told.items():
            yield from quotes(value, f"{path}.{key}".removeprefix("."), document)


def document_of(told: Mapping[str, Any]) -> str:
    found = told.get("document", "")
    return str(found["id"] if isinstance(found, dict) else found)


def held(rows: list[dict[str, Any]], texts: Mapping[str, str]) -> set[str]:
    """Where the quotes are, after each was held against its text; every row has one."""
    found = [list(quotes(row)) for row in rows]
    assert all(found)
    for _, document, start, end, exact in (quote for row in found for quote in row):
        assert exact
        assert texts[document][start:end] == exact
    return {quote[0] for row in found for quote in row}


@pytest.mark.parametrize("line", [line for line in LINES if line.name not in WITHOUT_ROWS], ids=str)
def test_every_row_leads_to_quotes_that_stand_in_their_documents(
    sample: Graph, texts: Mapping[str, str], line: Line
) -> None:
    rows = ran(sample, line.command)
    assert rows
    if line.quotes.startswith("none: "):
        assert not [quote for row in rows for quote in quotes(row)]
    elif line.leads:
        ids = [[value.split()[-1] for value in as_list(row[line.leads])] for row in rows]
        assert all(ids) or line.name == "left-out"  # whose rows are two, one for each reason
        whole = sample.question("events", ids=sorted({one for row in ids for one in row}))
        assert {row["event"]["id"] for row in whole} == {one for row in ids for one in row}
        assert held(list(whole), texts)
    else:
        assert held(rows[1:] if line.name == "brokers" else rows, texts) == line.paths


def as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


@pytest.fixture
def taken_back(sample: Graph) -> Iterator[Graph]:
    """The sample and a text in which a denial is taken back, which is gone afterwards."""
    load(sample.store, build(BAGHDAD))
    yield sample
    sample.forget("baghdad")


def test_a_denial_that_was_taken_back_is_quoted_from_both_days(taken_back: Graph, texts: Mapping[str, str]) -> None:
    (line,) = (one for one in LINES if one.name == "reversed-denials")
    assert held(ran(taken_back, line.command), texts) == line.paths


@pytest.mark.parametrize("name", sorted(WITHOUT_ROWS))
def test_what_the_sample_has_no_rows_for_is_so(sample: Graph, name: str) -> None:
    (line,) = (one for one in LINES if one.name == name)
    assert (line.command, ran(sample, line.command)) == (question_named(name).example, [])


def test_a_quote_that_is_not_in_its_document_is_found() -> None:
    claim = {"document": "a", "start": 0, "end": 3, "exact": "met"}
    assert held([{"claims": [claim]}], {"a": "met twice"}) == {"claims[]"}
    for wrong in ({"start": 1}, {"exact": "net"}, {"end": 4}):
        with pytest.raises(AssertionError):
            held([{"claims": [{**claim, **wrong}]}], {"a": "met twice"})
    with pytest.raises(AssertionError):
        held([{"claims": [claim]}, {"claims": []}], {"a": "met twice"})

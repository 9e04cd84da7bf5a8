"""Everything that can be asked, by both doors and in every format: no traceback, no JSON in a cell, always a head."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from typer.testing import CliRunner

from goodoffices.api import Graph
from goodoffices.cli.app import app
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine.catalogue import Question, all_questions, question_named, returned_columns
from goodoffices.queries.output.formats import formats_of
from goodoffices.queries.questions.registry import definition
from goodoffices.queries.questions.run import pairs
from tests.support.damage import shared
from tests.support.servers import wipe
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
NARROWED = {"brokers": ["--from", "2022"]}
"""What is asked of a part only, since all of it takes long."""
RAW_JSON = {"table": re.compile(r'[\[{]\s*["{\[]'), "csv": re.compile(r'^\s*[\[{]\s*["{\[]|\{"')}
"""What is JSON and no text; an example in a cell may quote some."""
PAGE = (ROOT / "docs" / "tested.md").read_text("utf-8")
TESTED = re.findall(r"^\| ([a-z-]+) \| `goodoffices ([^`]+)`", PAGE, re.MULTILINE)
LINES: Mapping[str, list[str]] = {name: shlex.split(line.replace("\\|", "|")) for name, line in TESTED}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A graph in an engine that runs, which every command joins; ``own`` has its events and actors, or nothing."""

    graph: Graph
    own: Mapping[str, object]

    def run(self, words: list[str], form: str) -> str:
        """What a command prints; it must end well."""
        login = self.graph.store.reader
        told = {"NEO4J_USERNAME": login.user, "NEO4J_PASSWORD": login.password, "NEO4J_DATABASE": login.database}
        done = CliRunner().invoke(app, ["--store", login.url, *words, "-f", form], env=told)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, (words, done.stderr)
        return done.stdout


@pytest.fixture(scope="module", params=["sample", "seeds"])
def corpus(request: pytest.FixtureRequest, embedded_session: Store) -> Corpus:
    folder = SAMPLE if request.param == "sample" else shared("corpus", "seeds")
    if not folder.is_dir():
        pytest.skip("the two seed articles are not here: GOODOFFICES_SHARED names the folder that has them")
    wipe(embedded_session)
    graph = Graph(embedded_session)
    graph.load(folder)
    rows = graph.timeline("Iran")
    ids = [str(row["event_id"]) for row in rows]
    own = {"a": "Iran", "b": "USA", "event": ids[0], "ids": ids[:2], "source": rows[0]["claims"][0]["document"]}
    return Corpus(graph, {} if folder == SAMPLE else own)


def given_in(asked: Question, words: list[str]) -> dict[str, object]:
    """The parameters that a line of the page gives, by either door."""
    if words[0] == "questions":
        return pairs([word for word in words[2:] if word != "-p"])
    found: dict[str, object] = {}
    rest = words[1:]
    for word in asked.command or ():
        flag, _, name = word.rpartition("=")
        if flag in rest:
            flagged = {one.name: one.kind == "flag" for one in asked.parameters}[name]
            found[name] = True if flagged else rest[rest.index(flag) + 1]
        elif not flag and rest and not rest[0].startswith("-"):
            found[name] = rest.pop(0)
    return found


def doors(name: str, own: Mapping[str, object]) -> Iterator[list[str]]:
    """The command of a question, if it is one, and the question by its name, with what is ``own`` to a corpus."""
    asked = question_named(name)
    ids = {one.name: own["ids"] for one in asked.parameters if one.kind == "events" and own}
    given = {key: own.get(key, value) for key, value in given_in(asked, LINES[name]).items()} | ids
    yield ["questions", name, *(word for key, value in given.items() for word in ("-p", f"{key}={as_word(value)}"))]
    if asked.command is not None:
        yield [name, *(word for part in asked.command for word in command_words(part, given))]


def as_word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def command_words(part: str, given: Mapping[str, object]) -> Iterator[str]:
    flag, _, name = part.rpartition("=")
    if name in given:
        yield from ([flag] if flag else [])
        yield from ([] if given[name] is True else [str(given[name])])


def faults(form: str, text: str) -> list[str]:
    """What no answer may hold in that format."""
    if form == "table":
        return RAW_JSON[form].findall(text)
    if form == "csv":
        if not text.strip():
            return ["no head"]
        head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        uneven = [str(line) for line in lines if len(line) != len(head)]
        return [*uneven, *(cell for line in (head, *lines) for cell in line if RAW_JSON[form].search(cell))]
    return []


@pytest.mark.parametrize("name", LINES)
def test_every_question_is_answered_by_both_doors_in_every_format(corpus: Corpus, name: str) -> None:
    asked = question_named(name)
    shape = definition(asked).shape
    columns = shape.columns or returned_columns(asked.text)
    for words in (words + NARROWED.get(name, []) for words in doors(name, corpus.own)):
        told = {str(form): corpus.run(words, form) for form in formats_of(shape.kind)}
        assert {form: found for form, text in told.items() if (found := faults(form, text))} == {}
        rows = json.loads(told["json"])
        assert rows == [json.loads(line) for line in told["jsonl"].splitlines()]
        assert bool(told["table"]) == bool(rows)
        assert len(list(csv.reader(io.StringIO(told["csv"], newline="")))) == len(rows) + 1
        assert {tuple(row) for row in rows} <= {columns}


@pytest.mark.parametrize("words", ["status", "same", "questions"])
def test_what_is_no_question_has_every_format_too(corpus: Corpus, words: str) -> None:
    assert {form: found for form in formats_of() if (found := faults(form, corpus.run([words], form)))} == {}


def test_what_would_be_a_fault_is_found() -> None:
    assert all(faults("table", text) for text in ('x {"a": 1}', '[["a"]]'))
    assert all(faults("csv", text) for text in ("", 'a,b\nx,"{""c"": 1}"\n', "a,b\n1\n"))
    assert faults("csv", "a\nx (y; z)\n") == faults("table", "“so [he] said”") == []


def test_no_question_is_left_out() -> None:
    assert set(LINES) == {one.name for one in all_questions()}


def test_what_is_only_a_part_of_answers_is_not_listed(corpus: Corpus) -> None:
    listed = {row["name"] for row in json.loads(corpus.run(["questions"], "json"))}
    assert listed == {one.name for one in all_questions() if one.group != "helper"}


def test_markdown_is_for_evidence_alone(corpus: Corpus) -> None:
    login = corpus.graph.store.reader
    told = {"NEO4J_USERNAME": login.user, "NEO4J_PASSWORD": login.password, "NEO4J_DATABASE": login.database}
    for words in (["questions", "judgements"], ["talks", "Iran"]):
        done = CliRunner().invoke(app, ["--store", login.url, *words, "-f", "markdown"], env=told)
        assert done.exit_code != 0
        assert not done.stdout

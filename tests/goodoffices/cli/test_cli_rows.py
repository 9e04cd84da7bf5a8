"""Rows of own Cypher for other programs, and what is told of damaged documents as they go, as people run it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from goodoffices.api import Rows
from goodoffices.queries.engine.rows import DatedEventRow
from goodoffices.queries.output.formats import Format, written
from goodoffices.queries.output.shapes import Shape
from tests.goodoffices.cli.test_cli import SAMPLE, Desk, desk_in


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample corpus, loaded; these tests only read."""
    return desk_in(tmp_path_factory.mktemp("desk"))


def test_what_a_forgotten_or_replaced_document_lacked_is_told(tmp_path: Path) -> None:
    desk, damage = desk_in(tmp_path), "MATCH (c:Claim)-[:SAID_BY]->(d:Document {id: 'oslo-1993'}) DETACH DELETE c"
    assert desk.run("cypher", damage, "--write").returncode == 0
    desk.run("repair")
    again = desk.run("load", str(SAMPLE))
    assert again.stderr == "oslo-1993 was damaged before it was replaced: it was found damaged before.\n"
    desk.run("cypher", damage, "--write")
    done = desk.run("forget", "oslo-1993", "beijing-2023", "-f", "json")
    assert done.stderr.startswith(
        "oslo-1993 was damaged before it was forgotten: what it holds is not what was loaded;"
    )
    assert len(done.stderr.splitlines()) == 1
    (damaged,) = json.loads(done.stdout)[0]["damaged"]
    assert (damaged["id"], damaged["faults"][0]) == ("oslo-1993", "what it holds is not what was loaded")


def test_own_columns_may_be_called_as_those_of_questions_are(desk: Desk) -> None:
    statement = "RETURN {name: 5} AS a, {name: 'x', id: 1} AS b, 1 AS claims, [{claims: [1]}] AS left, ['x'] AS earlier"
    done = desk.run("cypher", statement, "-f", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "a,b,claims,left,earlier"


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_rows_that_do_not_stay_in_memory_are_those_that_do(desk: Desk, form: str) -> None:
    statement = "UNWIND range(0, 2500) AS i RETURN i, CASE WHEN i = 2400 THEN {name: 'x', id: i} END AS a"
    done = desk.run("cypher", statement, "-f", form)
    rows = json.loads(desk.run("cypher", statement, "-f", "json").stdout)
    assert len(rows) == 2501
    assert done.stdout == written(Rows(rows), Format(form), io.StringIO())
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_question_that_fails_after_many_rows_says_one_sentence(desk: Desk, form: str) -> None:
    done = desk.run("cypher", "UNWIND range(0, 5000) AS i RETURN 1 / (4000 - i)", "-f", form)
    assert done.returncode in (1, 2)
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_answer_in_lines_has_all_rows_and_its_remarks(desk: Desk, form: str) -> None:
    done, plain = (desk.run("timeline", "Iran", "-f", one) for one in (form, "json"))
    rows = Rows(json.loads(plain.stdout), shape=Shape("event", DatedEventRow))
    assert done.stdout == written(rows, Format(form), io.StringIO())
    assert (done.returncode, done.stderr) == (0, plain.stderr)
    assert "Left out" in done.stderr


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_answer_that_fails_at_its_last_event_writes_nothing(tmp_path: Path, form: str) -> None:
    desk = desk_in(tmp_path)
    *_, last = json.loads(desk.run("timeline", "Iran", "-f", "json").stdout)
    odd = "MATCH (:Event {id: $id})<-[:ABOUT]-(:Claim)-[:QUOTED_FROM]->(q:Evidence) SET q.start = 'x'"
    desk.run("cypher", odd, "-p", f"id={last['event_id']}", "--write")
    done = desk.run("timeline", "Iran", "-f", form)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)

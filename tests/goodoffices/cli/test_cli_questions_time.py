"""The questions about time and sanctions as commands, on the sample corpus."""

from __future__ import annotations

import csv
import io
import json
import shlex

import pytest

from goodoffices.queries.engine.catalogue import question_named
from tests.goodoffices.cli.test_cli import Desk
from tests.goodoffices.cli.test_cli import served_desk as desk

__all__ = ["desk"]

NAMES = (
    *("known-by", "could-fall", "around", "directness", "new-since"),
    *("sanctions-before-talks", "empty-threats", "sanctions-today"),
)
NOTHING_IN_THE_SAMPLE = {"sanctions-before-talks"}


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_a_question_works_on_the_sample(desk: Desk, name: str) -> None:
    done = desk.run(*shlex.split(question_named(name).example)[1:])
    assert done.returncode == 0, done.stderr
    assert (done.stdout == "") == (name in NOTHING_IN_THE_SAMPLE)
    assert done.stdout or "Nothing found." in done.stderr


def test_a_table_tells_what_was_known_under_each_event(desk: Desk) -> None:
    """The Associated Press told of the meetings of 2013 in November; the sample's documents are of November 2026."""
    done = desk.run("questions", "known-by", "-p", "day=2019", "-p", "a=Iran", "-p", "b=USA")
    assert done.stdout.count("known: later; first said: 2026-11") > 10
    assert done.stdout.count("known: by then") == 1
    before, after = done.stdout.split("known: by then; first said: 2013-11\n")
    assert before.rindex("\n2013 ") > before.rindex("known: later")
    assert "reported the secret meetings" in after.splitlines()[0]


def test_talks_by_year_stand_above_their_events(desk: Desk) -> None:
    words = ("questions", "directness", "-p", "a=Iran", "-p", "b=Saudi Arabia")
    table = desk.run(*words).stdout
    assert table.startswith("year: 2021; direct: 0; indirect: 0; unknown: 1; disputed: 1\n")
    rows = json.loads(desk.run(*words, "-f", "json").stdout)
    assert [row["year"] for row in rows] == ["2021", "2023", "spanning"]
    cells = list(csv.DictReader(io.StringIO(desk.run(*words, "-f", "csv").stdout)))
    assert [row["events"] for row in cells] == ["; ".join(one["event_id"] for one in row["events"]) for row in rows]
    assert all(row["events_quotes"] for row in cells)


def test_sanctions_are_told_by_sender_target_and_type(desk: Desk) -> None:
    done = desk.run("questions", "sanctions-today", "-p", "b=Libya", "-p", "as_of=2000-06", "-f", "json")
    rows = json.loads(done.stdout)
    assert {(row["sender"]["name"], row["sanction_type"]): row["status"] for row in rows} == {
        ("Security Council", "arms"): "waived",
        ("Security Council", "financial"): "waived",
        ("Security Council", "other"): "waived",
        ("Security Council", "travel"): "waived",
    }
    assert "lifted" in desk.run("questions", "sanctions-today", "-p", "b=Libya").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("questions around -p event=zz", 1, "begins with"),
        ("questions known-by -p day=soon", 2, "EDTF"),
        ("questions known-by -p a=Iran", 2, "needs day"),
        ("questions could-fall -p start=2019 -p end=2019/..", 2, "no last day"),
        ("questions sanctions-before-talks -p a=Iran -p b=USA -p days=-1", 2, "0 or more"),
        ("questions empty-threats -p c=Iran", 2, "knows no c"),
        ("questions new-since -p day=2026-01-02T99", 2, "no ISO time"),
        ("questions sanctions-today -p b=Irann", 1, "Iran"),
        ("timeline Iran --picture -f json", 2, "leave out --picture or -f"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, words: str, code: int, said: str) -> None:
    done = desk.run(*words.split())
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr


def test_a_picture_that_is_piped_is_plain_and_whole(desk: Desk) -> None:
    done = desk.run("timeline", "Iran", "USA", "--picture")
    ids = {row["event_id"] for row in json.loads(desk.run("timeline", "Iran", "USA", "-f", "json").stdout)}
    assert "\x1b" not in done.stdout
    assert all(f"[{key}]" in done.stdout for key in ids)
    assert sum("[" in line for line in done.stdout.splitlines()) == len(ids)

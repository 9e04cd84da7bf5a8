"""The questions on who mediated and what came of it, as people ask them: on the command line, of real articles."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import goodoffices
from goodoffices.api import Graph
from goodoffices.queries.engine.catalogue import Question, all_questions
from tests.support.damage import shared
from tests.support.tree import ROOT

TOLD = [one for one in all_questions() if one.group in ("mediation", "success")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus in a store."""
    folder = tmp_path_factory.mktemp("told") / "graph"
    with goodoffices.open(folder) as graph:
        graph.load(ROOT / "loaders" / "sample")
    return folder


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two whole articles that are no part of the project."""
    if not (corpus := shared("corpus", "seeds")).is_dir():
        pytest.skip("the shared seeds are not there")
    with goodoffices.open(tmp_path_factory.mktemp("seeds") / "graph") as graph:
        graph.load(corpus)
        yield graph


def ran(sample: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "goodoffices", "--store", str(sample), *words],
        env={**os.environ, "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def events_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The events that a row rests on."""
    own = [row[side] for side in ("first", "then") if side in row] or [row]
    return [*own, *row.get("later", ())]


def name_of(question: Question) -> str:
    return question.name


@pytest.mark.parametrize("question", TOLD, ids=name_of)
def test_the_example_of_a_question_has_rows_with_quotes_on_the_sample(sample: Path, question: Question) -> None:
    program, *words = shlex.split(question.example)
    assert program == "goodoffices"
    table, rows = ran(sample, *words), ran(sample, *words, "-f", "json")
    assert (table.returncode, rows.returncode) == (0, 0), table.stderr
    events = [event for row in json.loads(rows.stdout) for event in events_of(row)]
    assert events
    for event in events:
        assert event["claims"]
        assert event["event_id"] in table.stdout
        assert all(" ".join(claim["exact"].split()) in " ".join(table.stdout.split()) for claim in event["claims"])


ASKED: dict[str, dict[str, Any]] = {
    "mediators": {"a": "Iran"},
    "requested-mediations": {},
    "refused-offers": {"a": "Iran", "b": "USA"},
    "joint-mediations": {},
    "shared-venues": {"a": "Iran", "b": "USA"},
    "representatives": {"a": "Iran", "b": "USA"},
    "met": {"a": "Iran"},
    "efforts": {"a": "Iran", "b": "USA"},
    "agreements": {},
    "failed-efforts": {},
    "after-talks": {"a": "Iran", "b": "USA"},
}


@pytest.mark.parametrize("name", ASKED)
def test_real_articles_give_rows_with_quotes(seeds: Graph, name: str) -> None:
    rows = seeds.question(name, **ASKED[name])
    events = [event for row in rows for event in events_of(row)]
    assert events
    assert all(claim["exact"] for event in events for claim in event["claims"])
    assert all(event["verdict"] != "denied" for event in events)

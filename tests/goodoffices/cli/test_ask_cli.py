"""Asking in plain English on the command line: what is said where, and that the command it names gives the same."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.api import open_graph
from goodoffices.queries.english.grammar import forms
from tests.goodoffices.cli.test_cli import RUN, environment
from tests.support.tree import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with the sample corpus as its graph; these tests only read."""
    found = tmp_path_factory.mktemp("desk")
    with open_graph(found / ".goodoffices") as graph:
        graph.load(ROOT / "loaders" / "sample")
    return found


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *words], cwd=folder, env=environment(), capture_output=True, encoding="utf-8", timeout=120, check=False
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Which sanctions did the USA impose on Iran, including denied ones?",
        "What is disputed about Iran?",
        'Talks of "the United Kingdom" since 1980',
    ],
)
def test_the_command_that_is_named_gives_the_same(folder: Path, sentence: str) -> None:
    asked = run(folder, "ask", sentence, "-f", "json")
    first = asked.stderr.splitlines()[0]
    words = shlex.split(first.removeprefix("This is: goodoffices "))
    assert first.startswith("This is: goodoffices ")
    assert asked.stdout == run(folder, *words, "-f", "json").stdout
    assert json.loads(asked.stdout)


def test_a_question_needs_no_quotes_of_the_shell(folder: Path) -> None:
    sentence = "what is disputed about Iran"
    quoted, bare = run(folder, "ask", sentence), run(folder, "ask", *sentence.split())
    assert quoted.stdout == bare.stdout == run(folder, "disputed", "Iran").stdout
    assert quoted.stdout


def test_the_forms_are_listed_without_a_graph(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "--forms")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(forms())


def test_no_network_is_used_to_understand() -> None:
    script = (
        "import socket; socket.socket = None; from goodoffices.queries.english import parse_ask; "
        "parse_ask.read_sentence('talks of Iran')"
    )
    subprocess.run([sys.executable, "-c", script], check=True)

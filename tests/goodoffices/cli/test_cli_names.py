"""Names on the command line: of questions that there are not, and of the store, on either side of the command."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from goodoffices.cli.app import app
from tests.goodoffices.cli.test_cli import NAMES, Desk, desk, empty, text_of_help

__all__ = ["desk", "empty"]


@pytest.mark.parametrize("name", ["nosuch", "actor", "Übersicht", "x" * 500])
def test_three_questions_are_named_that_are_spelt_like_one_that_there_is_not(desk: Desk, name: str) -> None:
    done = desk.run("questions", name)
    (close,) = re.findall(
        r'There is no question ".*"\.(?: Nearest: (.*)\.)? "goodoffices questions" lists', done.stderr
    )
    assert len(close.split(", ")) == (3 if len(name) < 100 else 1)
    assert "actor-names" not in close


@pytest.mark.parametrize("name", NAMES)
def test_the_store_and_the_version_may_stand_behind_the_command(empty: Desk, name: str) -> None:
    runner = CliRunner()
    assert runner.invoke(app, [name, "-V"]).output == runner.invoke(app, ["--version"]).output
    shown = text_of_help(name)
    assert "--store FOLDER|URL" in shown
    assert "-V, --version" in shown


def test_the_store_is_the_one_that_is_named_last(desk: Desk, empty: Desk) -> None:
    store = str(desk.folder / ".goodoffices")
    before = empty.run("--store", store, "talks", "Iran", "-f", "json")
    assert (before.returncode, before.stdout == "[]\n") == (0, False)
    for words in (["talks", "--store", store, "Iran"], ["--store", "nowhere", "talks", "Iran", f"--store={store}"]):
        behind = empty.run(*words, "-f", "json", GOODOFFICES_STORE="elsewhere")
        assert (behind.returncode, behind.stdout, behind.stderr) == (0, before.stdout, before.stderr)

"""Arguments that nobody means: each ends in a sentence of bounded length, never in a traceback."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import goodoffices
from goodoffices.cli.app import run_app
from tests.support.tree import ROOT

LONG = "x" * 1_000_000
ODD = (
    *((0, ("between", "Iran", "USA", "--limit", "9" * 26)),),
    *((0, ("cypher", "RETURN $a AS a", "-p", f"a={'[' * 50_000}", "-f", "json")),),
    *((0, ("questions", "contacts", "-p", "a=IRN", "-p", "agents=[]")),),
    *((2, ("questions", "around", "-p", "event=null")),),
    *((2, ("talks", "Iran", "--limit", limit)) for limit in ("-1", "0", "1.5", "x")),
    *((2, ("talks", "Iran", "--from", date)) for date in ("", "9999999-01", "2019-13", "2019/2018", LONG)),
    *((2, ("questions", "talks", "-p", word)) for word in ("", "=", "a", "=1")),
    *((1, ("talks", name)) for name in (LONG, "a\nb", "%s")),
    *((2, ("talks", name)) for name in ("", "\n", "-0")),
    *((1, ("--store", place, "status")) for place in ("none", "/dev/full", "/dev/null/x")),
    (2, ("--store", LONG, "status")),
    *((1, (command, path)) for command in ("load", "restore", "check") for path in ("", LONG, "none/\udcff")),
    *((2, ("dump", path)) for path in ("none/a", "none/\udcff/a")),
    *((2, ("page", "Iran", "-o", path)) for path in (".", "/dev/full")),
)


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("odd")
    with goodoffices.open(folder / "graph") as graph:
        graph.load(ROOT / "loaders" / "sample")
        yield folder


@pytest.mark.parametrize(("code", "words"), ODD, ids=lambda one: ascii(one)[:60])
def test_it_ends_in_a_sentence(place: Path, code: int, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    monkeypatch.setenv("GOODOFFICES_STORE", "graph")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "argv", ["goodoffices", *words])
    monkeypatch.setattr(sys, "stdout", Terminal())
    told = Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    with pytest.raises(SystemExit) as ended:
        run_app()
    assert (int(ended.value.code or 0), len(told.getvalue()) < 20_000) == (code, True), told.getvalue()[:2000]

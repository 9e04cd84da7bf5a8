"""What a person at a terminal sees: answers that fit it, quotes cut around the words that matter, progress."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.progress import Progress

import goodoffices
from goodoffices.cli.pace import PaceColumn
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
IDS = sorted(path.stem for path in SAMPLE.glob("*.ann"))
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal")
    with goodoffices.open(folder / "graph") as graph:
        graph.load(SAMPLE)
    return folder


def in_terminal(folder: Path, *words: str, columns: int = 80, **more: str) -> str:
    """All that the command shows in a terminal so wide."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    own = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "goodoffices", "--store", "graph", *words]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**own, "TERM": "xterm-256color", **more},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    ) as process:
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(screen), b""))
    os.close(screen)
    assert process.returncode == 0, shown
    return shown.decode().replace("\r\n", "\n")


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:
        # Linux answers so when nobody holds the terminal's other end any more.
        return b""


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "words", ["who-mediated Iran USA", "disputed", "timeline USA", "timeline USA --picture", "evidence f8e6037a"]
)
def test_an_answer_fits_the_terminal(folder: Path, words: str, columns: int) -> None:
    lines = ESCAPE.sub("", in_terminal(folder, *words.split(), columns=columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) > 4


def test_a_long_quote_is_cut_at_spaces_around_its_trigger(folder: Path) -> None:
    text = " ".join(ESCAPE.sub("", in_terminal(folder, "timeline", "USA", columns=300)).split())
    quotes = re.findall(r"“(… )?([^”]+?)( …)?”", text)
    cut = [words for before, words, after in quotes if before or after]
    assert cut
    assert max(map(len, cut)) <= 260
    with goodoffices.open(folder / "graph") as graph:
        whole = " ".join(claim["exact"] for row in graph.timeline("USA") for claim in row["claims"])
    assert all(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", " ".join(whole.split())) for words in cut)


def test_two_sides_stand_beside_each_other(folder: Path) -> None:
    text = ESCAPE.sub("", in_terminal(folder, "disputed", "Iran", columns=120))
    assert re.search(r"Affirmed +Denied *$", text, re.MULTILINE)


def test_colour_is_shown_and_kept_away(folder: Path) -> None:
    assert "\x1b[1m" in in_terminal(folder, "disputed")
    assert "\x1b[33m" in in_terminal(folder, "timeline", "Iran", "--verdict", "disputed")
    assert "\x1b[33m" not in in_terminal(folder, "timeline", "Iran", "--verdict", "disputed", NO_COLOR="1")


def test_progress_shows_on_a_terminal_alone(folder: Path) -> None:
    shown = ESCAPE.sub("", in_terminal(folder, "load", str(SAMPLE)))
    of = f"{len(IDS)}/{len(IDS)}"
    assert re.search(rf"read and checked {of} [\d,.]+/s", shown)
    assert re.search(rf"stored +{of}", shown)


def test_the_pace_and_the_time_that_is_left_are_told() -> None:
    seconds = iter(range(100))
    pace = PaceColumn()
    with Progress(pace, get_time=lambda: float(next(seconds)), disable=True) as bar:
        task = bar.add_task("stored", total=1000)
        assert str(pace.render(bar.tasks[0])) == ""
        for _ in range(10):
            bar.advance(task, 50)
        assert re.fullmatch(r"\d\d\.\d/s, 0:00:\d\d left", str(pace.render(bar.tasks[0])))


def test_a_timeline_is_drawn_on_an_axis(folder: Path) -> None:
    lines = ESCAPE.sub("", in_terminal(folder, "timeline", "Iran", "USA", "--picture", columns=100)).splitlines()
    head, axis = lines[0], [line[:40] for line in lines if "──" in line or "●" in line or "○" in line]
    assert re.fullmatch(r"1980 +1990 +2000 +2010 +When and what *", head)
    assert all(re.fullmatch(r" *(●|○|├[─┄]*┤|├[─┄]*►|◄[─┄]*┤|├──┤ within.*) *", line) for line in axis)
    assert lines.index("No date") > next(n for n, line in enumerate(lines) if "within this time" in line)
    assert "no date  negotiation, offered" in lines[lines.index("No date") + 1]


def test_the_picture_has_colour_only_where_it_is_wanted(folder: Path) -> None:
    words = ("timeline", "Iran", "--picture", "--verdict", "disputed")
    assert "\x1b[33m" in in_terminal(folder, *words)
    assert "\x1b[33m" not in in_terminal(folder, *words, NO_COLOR="1")

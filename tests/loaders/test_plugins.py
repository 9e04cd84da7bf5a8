"""Readers that another package brings: a real one, installed beside ours, whose code runs only when it is wanted."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.goodoffices.cli.test_cli import SAMPLE, Desk

READER = '''
"""A format of its own: a line `ID<tab>TEXT` a document, which tells of no event, or `!<tab>LINE` for one refused."""
from pathlib import Path
Path(__file__).with_name("was-run").touch()
from goodoffices.graph.annotation import AnnotatedDocument, Argument, EventMention, Mention, Reading, RefusedLine
from goodoffices.graph.errors import Fault
from goodoffices.loaders import Reader

def documents(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        name, text = line.split("\\t")
        spans = (("m", "State", 0, 4), ("t", "Negotiation", 5, 8))
        mentions = tuple(Mention(*one, (one[2:],), number) for one in spans)
        events = (EventMention("e", "Negotiation", "t", (Argument("Party", 1, "m"),), number),)
        document = AnnotatedDocument(name, text, f"{path}:{number}", mentions=mentions, events=events)
        if name.startswith("!"):
            refused = (RefusedLine(number, "attribute", ("Factuality",), (("", "e"),)),)
            fault = Fault(document.path, number, "a", "is no attribute")
            yield Reading(document.path, document, (fault,), refused=refused)
        else:
            yield Reading(document.path, document)

READER = Reader("lines", "a .lines file", lambda path: path.suffix == ".lines", documents)
NOTHING = "no reader"
'''


@dataclass(frozen=True, slots=True)
class Installed:
    """A working directory beside which packages of others are installed."""

    desk: Desk
    site: Path

    def bring(self, entries: str, package: str = "texts-by-line") -> None:
        """Installs a package that registers these entry points, as an installer lays it down."""
        told = self.site / f"{package.replace('-', '_')}-1.0.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", encoding="utf-8")
        (told / "entry_points.txt").write_text(f"[goodoffices.readers]\n{entries}\n", encoding="utf-8")
        (self.site / "by_line.py").write_text(READER, encoding="utf-8")

    def run(self, *words: str) -> tuple[int, str, str]:
        path = os.pathsep.join(filter(None, (str(self.site), os.environ.get("PYTHONPATH"))))
        done = self.desk.run(*words, PYTHONPATH=path)
        return done.returncode, done.stdout, done.stderr

    @property
    def was_run(self) -> bool:
        return (self.site / "was-run").exists()


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    (tmp_path / "site").mkdir()
    (tmp_path / "a.lines").write_text("one\tOman met Iran.\n", encoding="utf-8")
    return Installed(Desk(tmp_path), tmp_path / "site")


@pytest.mark.parametrize("named", [(), ("--reader", "lines")], ids=["found", "named"])
def test_a_file_is_read_by_the_reader_of_another_package(installed: Installed, named: tuple[str, ...]) -> None:
    installed.bring("lines = by_line:READER")
    code, out, err = installed.run("check", "a.lines", *named)
    assert (code, out.startswith("1 document read"), err) == (0, True, "")
    assert installed.was_run


def test_what_its_refused_lines_leave_unsure_is_judged_as_for_ours(installed: Installed) -> None:
    installed.bring("lines = by_line:READER")
    (installed.desk.folder / "b.lines").write_text("!two\tOman met Iran.\n", encoding="utf-8")
    code, out, err = installed.run("check", "b.lines")
    assert code != 0
    assert "e: would say something else without line 1, which was refused" in out + err


def test_no_other_package_is_asked_where_ours_will_do(installed: Installed) -> None:
    installed.bring("lines = by_line:READER\nbrat = by_line:READER")
    brief = str(SAMPLE / "cuba-2014.ann")
    for words in (("--help",), ("load", "--help"), ("check", brief), ("check", brief, "--reader", "brat")):
        assert installed.run(*words)[0] == 0
    assert installed.run("check", "nowhere")[0] == 1
    assert not installed.was_run


@pytest.mark.parametrize(
    ("entries", "words", "said"),
    [
        ("lines = by_line:READER", "check a.lines --reader line", 'unknown reader "line", did you mean "lines"'),
        (
            "lines = by_line:MISSING",
            "check a.lines",
            '"lines" of the package texts-by-line (by_line:MISSING) can\'t be',
        ),
        ("lines = by_line:NOTHING", "check a.lines --reader lines", "is no Reader, but of type str"),
        ("lines = nowhere:READER", "check a.lines --reader lines", "ModuleNotFoundError: No module named 'nowhere'"),
        ("lines = by_line:READER", "check a.pdf", "expected brat: a .ann file with its .txt beside it"),
        ("lines = by_line:READER", "check a.pdf", "; lines: a .lines file"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(installed: Installed, entries: str, words: str, said: str) -> None:
    installed.bring(entries)
    (installed.desk.folder / "a.pdf").write_bytes(b"%PDF")
    code, out, err = installed.run(*words.split())
    assert code in {1, 2}
    assert said in " ".join(err.split())
    assert "Traceback" not in out + err


def test_two_packages_with_one_name_are_told_apart_by_nobody(installed: Installed) -> None:
    installed.bring("lines = by_line:READER")
    installed.bring("lines = by_line:READER", "lines-again")
    code, _, err = installed.run("check", "a.lines", "--reader", "lines")
    assert code == 2
    assert 'a reader "lines" is brought by several packages: lines-again, texts-by-line' in " ".join(err.split())

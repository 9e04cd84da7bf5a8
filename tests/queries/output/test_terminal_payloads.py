"""Nobody's text commands a terminal, and programs get it as it is; the campaign of terminals tries every command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import goodoffices
from goodoffices.graph.errors import Fault
from goodoffices.graph.one_line import one_line, strip_control
from goodoffices.queries.output.formats import Format, written
from goodoffices.queries.output.terminal import Screen, escaped
from tests.campaigns.terminals import Shown, on_terminal
from tests.support.terminal_payloads import KEPT, MARKUP, PAYLOADS, PLANT, is_obeyed, obeyed, write_corpus

ASKED = ("who-mediated", "Iran", "Iraq", "--include-denied")


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder with the payloads as files and as an open store."""

    folder: Path
    graph: goodoffices.Graph

    def piped(self, *words: str | bytes) -> tuple[int, bytes, bytes]:
        """How a command ended whose streams are pipes, and what it wrote."""
        own = {key: value for key, value in os.environ.items() if not key.startswith(("GOODOFFICES_", "NEO4J_"))}
        command = [sys.executable, "-W", "error", "-m", "goodoffices", "--store", "graph", *words]
        done = subprocess.run(command, cwd=self.folder, env=own, capture_output=True, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("terminals")
    write_corpus(folder / "corpus", PAYLOADS)
    with goodoffices.open(folder / "graph") as graph:
        graph.load(folder / "corpus")
        yield Corpus(folder, graph)


def test_what_unicode_calls_a_control_is_replaced_and_nothing_else_that_is_a_letter() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    assert [ascii(letter) for letter in letters if is_obeyed(letter) and strip_control(letter) == letter] == []
    replaced = (letter for letter in letters if strip_control(letter) != letter and not is_obeyed(letter))
    assert {unicodedata.category(letter) for letter in replaced} <= {"Cn"}


@pytest.mark.parametrize("text", [*KEPT, *MARKUP, "a\tb\nc"])
def test_what_scripts_need_stays(text: str) -> None:
    assert strip_control(text) == text


def test_a_line_stays_one() -> None:
    assert one_line("a\r\nb\nc\td\re\u2028f") == "a�b�c�d�e�f"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_fault_is_harmless_for_whoever_shows_it(payload: str) -> None:
    assert obeyed(str(Fault(f"a{payload}.ann", 1, payload, payload, payload))) == []


def test_escaped_json_says_the_same() -> None:
    said = {payload: [payload, "\udcff"] for payload in PAYLOADS}
    written = json.dumps(said, ensure_ascii=False, indent=2)
    assert json.loads(escaped(written, terminal=True)) == said
    assert obeyed(escaped(written, terminal=True)) == []
    assert escaped(written, terminal=False) == written.replace("\udcff", "\\udcff")


def test_no_way_leads_past_a_screen() -> None:
    terminal = io.TextIOWrapper(io.BytesIO(), "utf-8")
    screen = Screen(terminal)
    screen.write("\x1b[31m")
    screen.writelines(["\u202e", "\x9b"])
    screen.flush()
    assert terminal.buffer.getvalue().decode() == "�[31m��"
    assert not hasattr(screen, "buffer")


def test_programs_get_csv_and_json_as_they_are(corpus: Corpus) -> None:
    rows = corpus.graph.who_mediated("Iran", "Iraq", include_denied=True)
    wanted = {form: written(rows, Format(form), io.StringIO()) for form in ("csv", "json", "jsonl")}
    for form, text in wanted.items():
        assert corpus.piped(*ASKED, "-f", form)[:2] == (0, text.encode())
    assert len(obeyed(wanted["csv"])) > len(PAYLOADS)


def test_a_terminal_gets_the_same_harmless(corpus: Corpus) -> None:
    rows = corpus.graph.who_mediated("Iran", "Iraq", include_denied=True)
    forms = ("json", "jsonl", "csv", "table")
    shown = on_terminal(corpus.folder, [(*ASKED, "-f", form) for form in forms])
    assert [fault for one in shown for fault in one.faults()] == []
    whole, lines, table, drawn = (one.text for one in shown)
    assert json.loads(whole) == list(rows)
    assert [json.loads(line) for line in lines.splitlines()] == list(rows)
    names = [row["mediator"] for row in csv.DictReader(io.StringIO(table))]
    assert names == [strip_control(row["mediator"]["name"]) for row in rows]
    assert all(f"{payload} envoy" in " ".join(drawn.split()) for payload in MARKUP)


def test_tables_are_harmless_through_a_pipe_too(corpus: Corpus) -> None:
    event = corpus.graph.who_mediated("Iran", "Iraq", include_denied=True)[0]["event_id"]
    for words in (ASKED, ("evidence", event, "-f", "markdown")):
        assert obeyed(corpus.piped(*words)[1].decode()) == []


def test_the_names_of_files_forge_no_lines(corpus: Corpus) -> None:
    folder = corpus.folder / "forged"
    folder.mkdir()
    (folder / "a\n0 documents read, 0 faults found.\r\x1b[8m\tb.ann").write_text(
        "T1\tState 0 4\tIran\n", encoding="utf-8"
    )
    code, told, _ = corpus.piped("check", "forged")
    assert (code, obeyed(told.decode())) == (1, [])
    *faults, last = told.decode().splitlines()
    assert {line[:8] for line in faults} == {"forged/a"}
    assert last.startswith("0 documents read, ")
    assert not last.startswith("0 documents read, 0")
    *faults, last = corpus.piped("load", "forged")[2].decode().splitlines()
    assert ({line[:8] for line in faults}, last[:12]) == ({"forged/a"}, "goodoffices:")


def test_a_file_whose_name_is_no_utf_8_is_told_of(corpus: Corpus) -> None:
    for command in ("load", "check", "restore"):
        code, _, told = corpus.piped(command, b"none-\xff")
        assert (code, len(told.splitlines())) == (1, 1)
    assert corpus.piped("page", "Iran", "-o", b"a-\xff.html")[:2] == (0, b"a-\xff.html\n")


def test_a_strangers_store_tells_its_counts_harmless(corpus: Corpus, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", PAYLOADS[:1])
    with goodoffices.open(tmp_path / "graph") as graph:
        graph.load(tmp_path / "corpus")
        graph.cypher(PLANT, {"all": list(PAYLOADS)}, write=True)
        place = Corpus(tmp_path, graph)
        told = place.piped("status")[1].decode()
    assert obeyed(told) == []
    assert len(told.splitlines()) == len(PAYLOADS) + 12
    assert "�]0;another title� 1" in told


def test_the_campaign_sees_what_it_should(tmp_path: Path) -> None:
    assert [*Shown(("a",), "red\x1b[31m", 0).faults()] == ["'a' sent ['\\x1b']"]
    assert [*Shown(("a",), "red\x1b[31m\u202e", 0, colours=True).faults()] == ["'a' sent ['\\u202e']"]
    assert len([*Shown(("a",), "Traceback (most recent call last):", 1).faults()]) == 1
    (help_, unknown) = on_terminal(tmp_path, [("--help",), ("\x1b[31m",)])
    assert (help_.code, unknown.code, [*help_.faults(), *unknown.faults()]) == (0, 2, [])

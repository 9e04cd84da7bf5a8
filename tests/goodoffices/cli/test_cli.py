"""The command as people run it: streams, exit codes, formats, pipes, help, and what it costs to start."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.cli.app import COMMANDS, app
from goodoffices.cli.questions import command_names
from goodoffices.graph.store.store import open_store
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
RUN = [sys.executable, "-W", "error", "-m", "goodoffices"]
HEADINGS = {
    heading: [
        *(name for group, name, _ in command_names() if group == heading),
        *(str(function.__name__).replace("_", "-") for function in functions),
    ]
    for heading, functions in COMMANDS.items()
}
NAMES = [name for names in HEADINGS.values() for name in names]


def environment(**more: str) -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GOODOFFICES_", "NEO4J_"))}
    return {**own, "COLUMNS": "100", **more}


@dataclass(frozen=True, slots=True)
class Desk:
    """A working directory with a graph in the default folder."""

    folder: Path

    def run(self, *words: str, stdin: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*RUN, *words],
            cwd=self.folder,
            env=environment(**more),
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample corpus, loaded; these tests only read."""
    return desk_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def served_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same while this process has the graph open, as an analyst at work has: every command joins it."""
    desk = desk_in(tmp_path_factory.mktemp("desk"))
    with open_store(desk.folder / ".goodoffices"):
        yield desk


def desk_in(folder: Path) -> Desk:
    desk = Desk(folder)
    shutil.copytree(SAMPLE, desk.folder / "corpus")
    done = desk.run("load", "corpus")
    assert (done.returncode, done.stderr) == (0, "Made a new graph in the folder .goodoffices.\n")
    assert re.match(r"Documents: \d+ added\.\nAdded \d+ nodes and [\d,]+ relationships\.\n\Z", done.stdout)
    return desk


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def text_of_help(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="goodoffices")
    assert result.exit_code == 0
    return result.output


def example_of(name: str) -> str:
    (example,) = re.findall(r"Example: goodoffices (.*)", text_of_help(name))
    return str(example)


def test_help_shows_every_command_in_its_group_uncut() -> None:
    text = text_of_help()
    groups = re.findall(r"^(\w+):\n((?:  .*\n)+)", text, re.MULTILINE)
    shown = {group: re.findall(r"^  ([\w-]+) ", lines, re.MULTILINE) for group, lines in groups}
    assert {group: shown[group] for group in COMMANDS} == HEADINGS
    assert "..." not in text.partition("Load:")[2]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_has_help_and_is_documented(name: str) -> None:
    assert example_of(name).startswith(name)
    assert f"`{name}" in written_by_hand("cli.md")


def written_by_hand(page: str) -> str:
    """A page of the documentation without the parts that are made of what the commands say themselves."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.sub(r"<!-- (.+): made by make docs -->.*?<!-- end of \1 -->", "", text, flags=re.DOTALL)


UNTRIED = ("demo", "connect", "forget", "restore", "same")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNTRIED])
def test_the_example_of_a_command_works_on_the_sample(desk: Desk, name: str) -> None:
    done = desk.run(*shlex.split(example_of(name)))
    assert (done.returncode, done.stdout != "") == (0, True), done.stderr


def test_every_option_of_a_question_is_documented() -> None:
    documented = written_by_hand("cli.md")
    options = {option for name in NAMES for option in re.findall(r"--[a-z][a-z-]+", text_of_help(name))}
    assert (
        sorted(
            option for option in options - {"--help", "--parameter", "--format", "--output"} if option not in documented
        )
        == []
    )


def test_the_version() -> None:
    done = subprocess.run([*RUN, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"goodoffices \d+\.\d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("talks Norway Libya", 0, "Nothing found."),
        ("talks Fiji", 0, "Fiji is in no document"),
        ("talks Nowhereland", 1, 'No actor is called "Nowhereland"'),
        ("talks Irann", 1, "Iran"),
        ("evidence zz", 1, "begins with"),
        ("forget nothing", 1, "nothing"),
        ("questions who-mediatd", 1, "who-mediated"),
        ("who-mediated Iran Tehran", 2, "one and the same actor"),
        ("page Iran IRN", 2, "one and the same actor"),
        ("cypher CREATE(n:X)", 1, "--write"),
        ("load nowhere", 1, "nowhere"),
        ("--store nowhere status", 1, "nowhere"),
        ("talks", 2, "A"),
        ("tlaks Iran", 2, "tlaks"),
        ("talks Iran --from never", 2, "EDTF"),
        ("talks Iran --status helt", 2, 'did you mean "held"'),
        ("talks Iran --limit 0", 2, "1 or more"),
        ("talks Iran -f xml", 2, "xml"),
        ("questions who-mediated -p Iran", 2, "key=value"),
        ("questions evidence -p event=12e4", 1, '"12e4"'),
        ("questions evidence -p event=true", 1, '"true"'),
        ("talks \udcff", 2, "UTF-8"),
        ("ask who mediatd between Iran and Iraq", 2, "who mediated between A and B"),
        ("ask talks of Wakanda", 1, "Rwanda"),
        ("ask", 2, "empty"),
        ("page -o nowhere/page.html", 2, "no folder"),
        ("--store http://localhost status", 2, "bolt"),
    ],
)
def test_a_run_ends_with_its_code_and_says_why(desk: Desk, words: str, code: int, said: str) -> None:
    done = desk.run(*words.split())
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_answers_and_remarks_go_apart(desk: Desk) -> None:
    done = desk.run("who-mediated", "Cuba", "USA", "-f", "json")
    rows = json.loads(done.stdout)
    assert rows
    assert all(row["type"] == "mediation" for row in rows)
    assert done.stderr == "Left out: 1 denied event; --include-denied shows it.\n"


def test_each_format_tells_the_same(desk: Desk) -> None:
    told = {form: desk.run("timeline", "Chile", "-f", form).stdout for form in ("table", "json", "jsonl", "csv")}
    rows = json.loads(told["json"])
    assert [json.loads(line) for line in told["jsonl"].splitlines()] == rows
    assert [row["event_id"] for row in csv.DictReader(io.StringIO(told["csv"]))] == [row["event_id"] for row in rows]
    assert re.findall(r"event ([0-9a-f]{20})$", told["table"], re.MULTILINE) == [row["event_id"] for row in rows]
    assert len(rows) > 3


def test_a_table_that_is_piped_is_whole_and_plain(desk: Desk) -> None:
    done = desk.run("who-mediated", "Iran", "USA", COLUMNS="20", FORCE_COLOR="1")
    rows = json.loads(desk.run("who-mediated", "Iran", "USA", "-f", "json").stdout)
    for row in rows:
        between = " and ".join(actor["name"] for actor in row["between"])
        assert any(row["mediator"]["name"] in line and between in line for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_footnotes_can_be_pasted(desk: Desk) -> None:
    done = desk.run(*shlex.split(example_of("evidence")))
    assert re.match(r"\[\^[0-9a-f]{8}-1\]: “.*” \(.*\)\. .*characters \d+–\d+", done.stdout)


@pytest.mark.parametrize("both", ["", " 2>&1"], ids=["answer", "with what is said beside it"])
def test_a_closed_pipe_is_no_complaint(desk: Desk, both: str) -> None:
    command = shlex.join([*RUN, "timeline", "USA", "-f", "json", "--from", "1979"])
    script = f"{command}{both} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=desk.folder, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "[\n0\n"
    assert "rror" not in done.stderr


def test_an_interrupted_run_ends_with_130(desk: Desk) -> None:
    with subprocess.Popen(
        [*RUN, "cypher", "-"], cwd=desk.folder, env=environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()


def test_the_argument_comes_before_the_environment(desk: Desk, empty: Desk) -> None:
    store = str(desk.folder / ".goodoffices")
    assert empty.run("talks", "Iran", GOODOFFICES_STORE=store).returncode == 0
    assert empty.run("--store", store, "talks", "Iran", GOODOFFICES_STORE="nowhere").returncode == 0
    assert empty.run("talks", "Iran", GOODOFFICES_STORE="nowhere", NEO4J_URI="bolt://127.0.0.1:1").returncode == 1
    assert not any(empty.folder.iterdir())


def test_a_server_that_is_not_there_is_one_sentence(empty: Desk) -> None:
    done = empty.run("status", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="swordfish")
    assert done.returncode == 1
    assert "127.0.0.1:1" in done.stderr
    assert "swordfish" not in done.stderr
    assert done.stderr.count("\n") == 1


def copied(empty: Desk, *stems: str) -> None:
    corpus = empty.folder / "corpus"
    corpus.mkdir()
    for stem in stems:
        for suffix in (".txt", ".ann"):
            shutil.copy(SAMPLE / f"{stem}{suffix}", corpus)


def test_loading_reports_what_was_added_replaced_unchanged_and_removed(empty: Desk) -> None:
    copied(empty, "oslo-1993", "kashmir-2019")
    assert empty.run("load", "corpus").stdout.startswith("Documents: 2 added.\n")
    again = empty.run("load", "corpus")
    assert (again.stdout, again.stderr) == ("Documents: 2 unchanged.\nNothing added, nothing removed.\n", "")
    annotations = empty.folder / "corpus" / "kashmir-2019.ann"
    lines = annotations.read_text(encoding="utf-8").splitlines(keepends=True)
    annotations.write_text("".join(line for line in lines if not line.startswith("A")), encoding="utf-8")
    changed = json.loads(empty.run("load", "corpus", "-f", "json", "--lenient").stdout)
    assert (changed[0]["replaced"], changed[0]["unchanged"]) == (["kashmir-2019"], ["oslo-1993"])
    assert changed[0]["nodes_removed"] > 0
    assert re.fullmatch(
        r"Forgot 1 document: removed \d+ nodes and \d+ relationships\.\n", empty.run("forget", "oslo-1993").stdout
    )
    status = json.loads(empty.run("status", "-f", "json").stdout)
    assert [one["id"] for one in status[0]["documents"]] == ["kashmir-2019"]


def test_faults_stop_a_load_and_leave_no_trace(empty: Desk) -> None:
    copied(empty, "oslo-1993")
    with (empty.folder / "corpus" / "oslo-1993.ann").open("a", encoding="utf-8") as file:
        file.write("A999\tStatus E1 abolished\n")
    done = empty.run("load", "corpus")
    assert done.returncode == 1
    assert re.search(r"oslo-1993\.ann:\d+: A999: .*abolished", done.stderr)
    assert "nothing was stored" in done.stderr
    assert not (empty.folder / ".goodoffices").exists()
    checked = empty.run("check", "corpus")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert re.search(r"A999.*\n1 document read, 1 fault found\.\n\Z", checked.stdout)
    (row,) = json.loads(empty.run("check", "corpus", "-f", "json").stdout)
    assert row["id"] == "A999"
    tolerant = empty.run("check", "corpus", "--lenient")
    assert (tolerant.returncode, tolerant.stdout) == (0, checked.stdout)
    lenient = empty.run("load", "corpus", "--lenient")
    assert lenient.returncode == 0
    assert re.search(r"skipped: .*A999", lenient.stderr)
    assert "1 added" in lenient.stdout


def test_documents_come_through_standard_input(empty: Desk) -> None:
    text, ann = ((SAMPLE / f"oslo-1993{suffix}").read_text(encoding="utf-8") for suffix in (".txt", ".ann"))
    line = json.dumps({"id": "oslo", "text": text, "ann": ann})
    assert empty.run("load", "-", stdin=line).stdout.startswith("Documents: 1 added.\n")
    assert "Norway" in empty.run("mediations", "Norway", "-f", "csv").stdout


def test_own_cypher_takes_parameters_and_standard_input(desk: Desk) -> None:
    statement = "MATCH (a:Actor) WHERE a.iso3 IN $codes RETURN a.name AS name, a AS node ORDER BY name"
    done = desk.run("cypher", "-", "-p", 'codes=["NOR", "CUB"]', "-f", "json", stdin=statement)
    rows = json.loads(done.stdout)
    assert [row["name"] for row in rows] == ["Cuba", "Norway"]
    none = desk.run("cypher", statement, "-p", "codes=[]", "-f", "csv")
    assert (none.stdout in ("", "name,node\n"), none.stderr) == (True, "No rows.\n")


def test_a_cell_that_would_be_a_formula_is_disarmed(desk: Desk) -> None:
    done = desk.run("cypher", "RETURN '=HYPERLINK(0)' AS cell", "-f", "csv")
    assert done.stdout == "cell\n'=HYPERLINK(0)\n"


def test_control_characters_do_not_reach_the_terminal(desk: Desk) -> None:
    done = desk.run("cypher", "RETURN $x AS x", "-p", r'x="\u001b[2J"')
    assert "\x1b" not in done.stdout
    assert "\x1b" not in desk.run("talks", "\x1b[2J").stderr


def test_the_demo_works_twice(empty: Desk) -> None:
    first, again = empty.run("demo"), empty.run("demo", "-o", "goodoffices-demo")
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert re.match(r"Documents: \d+ added\.\n", first.stdout)
    assert re.match(r"Documents: \d+ unchanged\.\nNothing added", again.stdout)
    assert first.stdout.partition("$")[2] == again.stdout.partition("$")[2]
    assert first.stdout.count("$ goodoffices ") == 3
    assert "“" in first.stdout
    page = first.stdout.rsplit(": ", 1)[1].strip()
    assert (empty.folder / page).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_connect_opens_the_store_to_other_programs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [*RUN, "connect", "--until-eof"]
    with subprocess.Popen(
        command, cwd=desk.folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        settings = dict(process.stdout.readline().strip().split("=", 1) for _ in range(4))
        for key, value in settings.items():
            monkeypatch.setenv(key, value)
        with open_store(settings["NEO4J_URI"]) as store:
            assert store.read("MATCH (e:Event) RETURN count(e) > 0 AS some") == [{"some": True}]
        # Meanwhile another run joins the same folder.
        assert desk.run("talks", "Iran", "-f", "json").returncode == 0
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (
            ["--help"],
            "neo4j arcadedb rich yaml pydantic hashlib pickle goodoffices.api goodoffices.graph.store.store"
            " goodoffices.loaders",
        ),
        (["who-mediated", "--help"], "neo4j arcadedb rich yaml goodoffices.graph.store.store goodoffices.loaders"),
        (
            ["who-mediated", "IRN", "USA", "-f", "json"],
            "rich yaml pydantic numpy.version pycountry networkx pyvis jinja2 lark goodoffices.loaders",
        ),
    ],
    ids=["help", "help-of-a-command", "question"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(desk: Desk, words: list[str], without: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "goodoffices", *words]
    # What measures the tests imports much of this itself.
    own = {name: value for name, value in environment().items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(command, cwd=desk.folder, env=own, capture_output=True, text=True, check=True)
    imported = set(re.findall(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE))
    assert "goodoffices.cli.app" in imported
    assert sorted(imported & set(without.split())) == []


def numbered(lines: Iterable[str], keep: Callable[[str], bool]) -> list[int]:
    return [number for number, line in enumerate(lines) if keep(line)]


def test_the_blocks_of_a_table_stand_apart(desk: Desk) -> None:
    lines = desk.run("timeline", "Chile").stdout.splitlines()
    dated = numbered(lines, lambda line: bool(re.match(r"\d{4}", line)))
    assert dated
    assert all(lines[number - 1] == "" for number in dated)

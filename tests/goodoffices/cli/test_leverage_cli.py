"""Brokers, candidates and what joins two on the command line, and the files that say who belongs where."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from goodoffices.api import Graph, open_graph
from goodoffices.graph.errors import InputError
from tests.queries.questions.test_leverage import BLOCS
from tests.support.leverage_texts import contributions
from tests.support.servers import NOW

CSV = "actor,bloc\n" + "".join(f"{actor},{bloc}\n" for actor, bloc in BLOCS.items())
JSON = json.dumps([{"actor": actor, "bloc": bloc} for actor, bloc in BLOCS.items()])


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a graph of the texts."""

    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "goodoffices", "--store", "graph", *words]
        return subprocess.run(command, cwd=self.folder, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    with open_graph(folder / "graph") as graph:
        graph.store.load(contributions(), loaded_at=NOW)
    (folder / "blocs.csv").write_text(CSV, encoding="utf-8")
    (folder / "blocs.json").write_text(JSON, encoding="utf-8")
    return Desk(folder)


@pytest.fixture(scope="module")
def graph(desk: Desk) -> Iterator[Graph]:
    with open_graph(desk.folder / "graph") as graph:
        yield graph


def test_a_file_gives_what_the_same_words_in_python_give(desk: Desk, graph: Graph) -> None:
    here = graph.brokers(BLOCS)
    for name in ("blocs.csv", "blocs.json"):
        assert graph.brokers(desk.folder / name) == here
        done = desk.run("brokers", "--bloc", name, "-f", "json")
        assert json.loads(done.stdout) == here
        assert done.stderr.splitlines() == list(here.remarks)


def test_every_command_gives_the_rows_of_its_method(desk: Desk, graph: Graph) -> None:
    told = {
        "brokers --by-subregion --from 2018 --limit 2": graph.brokers(by_subregion=True, from_="2018", limit=2),
        "could-mediate Iran USA --limit 4": graph.could_mediate("Iran", "USA", limit=4),
        "between USA Cuba --verdict asserted": graph.between("USA", "Cuba", verdict="asserted"),
    }
    for words, rows in told.items():
        assert json.loads(desk.run(*words.split(), "-f", "json").stdout) == rows
        assert rows


def test_a_table_of_brokers_names_each_pair_once_with_its_quotes(desk: Desk) -> None:
    lines = desk.run("brokers", "--bloc", "blocs.csv").stdout.splitlines()
    assert lines[0] == "The whole network"
    start = lines.index("China, Asia")
    assert lines[start + 1 : start + 4] == [
        "  gatekeeper 1 (expected 0.4, z 1.0)",
        "  representative 1 (expected 0.4, z 1.0)",
        "  total 2 (expected 1.5, z 0.3)",
    ]
    assert lines[start + 4].startswith("gatekeeper and representative: between ")
    assert sum(line.strip().startswith("China – North Korea: negotiation, held, 2018-06") for line in lines) == 1
    assert any("China talked with North Korea in June 2018" in line for line in lines[start:])


def test_a_table_says_what_speaks_for_and_against_and_on_which_way(desk: Desk) -> None:
    told = desk.run("could-mediate", "Iran", "USA").stdout
    assert "4. European Union – against: imposed sanctions on Iran" in told
    assert "5. Japan – against: was refused as mediator by Iran" in told
    assert not [word for word in ("candidate:", "rank:", "reason:", "whom:") if word in told]
    assert "1. Oman – for: mediated between the two" in told
    ways = desk.run("between", "USA", "Cuba").stdout
    assert "Path 2, step 2: Sweden – North Korea, without whom there is no way" in ways
    assert "“Sweden talked with North Korea in March 2018" in ways
    assert not [word for word in ("path:", "hop:", "from:", "to:", "cut:", "events:") if word in ways]
    group = desk.run("between", "USA", "North Korea").stdout
    assert "Path 1, step 1: United States – China, one of 2 without whom there is no way" in group


@pytest.mark.parametrize("name", ["brokers", "could-mediate", "between"])
def test_what_is_always_refused_is_not_offered(desk: Desk, name: str) -> None:
    assert "--include-denied" not in desk.run(name, "--help").stdout
    assert "--include-denied" in desk.run("talks", "--help").stdout
    done = desk.run(name, *(() if name == "brokers" else ("Iran", "USA")), "--include-denied")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Denied events make no channel" in done.stderr


def test_a_spreadsheet_has_a_number_in_each_column(desk: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("brokers", "--bloc", "blocs.csv", "-f", "csv").stdout)))
    assert [row["broker"] for row in rows] == ["", "North Korea", "China", "Sweden", "United States"]
    assert float(rows[1]["total_expected"]) == 1.5
    assert rows[1]["coordinator_z"] == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("brokers --by-region --by-subregion", 2, "not both"),
        ("brokers --include-denied", 2, "Denied events make no channel"),
        ("brokers --bloc nowhere.csv", 1, "nowhere.csv"),
        ("brokers --bloc graph", 1, "graph"),
        ("brokers --limit 0", 2, "1 or more"),
        ("could-mediate Iran", 2, "B"),
        ("could-mediate Iran Tehran", 2, "one and the same actor"),
        ("could-mediate Irann USA", 1, "Iran"),
        ("between Oman Swedn", 1, "Sweden"),
        ("between Canada Cuba", 0, "No channel joins Canada and Cuba"),
    ],
)
def test_a_run_ends_with_its_code_and_says_why(desk: Desk, words: str, code: int, said: str) -> None:
    done = desk.run(*words.split())
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "state,bloc\nIran,Gulf\n", r"a\.csv:1: has no columns actor and bloc"),
        ("a.csv", "", r"a\.csv:1: has no columns"),
        ("a.csv", "actor,bloc\n", "names no actor"),
        ("a.csv", "actor,bloc\nIran\n,Gulf\n", r"(?s)a\.csv:2: names no bloc.*a\.csv:3: names no actor"),
        ("a.csv", "actor,bloc\nIran,Gulf\nIran,Europe\n", r'a\.csv:3: "Iran" is already in "Gulf"'),
        ("a.csv", "actor,bloc\nIrna,Gulf\n", r'"Irna".*Iran'),
        ("a.csv", b"actor,bloc\nC\xf4te d'Ivoire,Africa\n", "UTF-8"),
        ("a.csv", "actor,bloc\nIran,Gulf\0\n", "NUL"),
        ("a.json", "[", "is not JSON"),
        ("a.json", '{"Iran": "Gulf"}', "is no list of objects"),
        ("a.json", '[{"actor": "Iran"}]', r"a\.json:1: names no bloc"),
        ("a.json", '[{"actor": 1, "bloc": null}]', "names no actor and no bloc"),
        ("a.json", "[" * 100_000, "is nested too deep"),
        ("a.json", "[" + "{}," * 1_000_000 + "{}]", "is too large: 2,000,002 values"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(
    graph: Graph, tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=said):
        graph.brokers(file)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffactor,bloc\nUSA,Here\nNorth Korea,There\nChina,There\n",
        " Bloc , Actor ,note\nHere, USA ,x\nThere,North Korea,\nThere,CHN\n",
        'actor,bloc\r\n"USA","Here"\r\nNorth Korea,There\r\nChina,There\r\n',
        "actor;bloc\nUSA;Here\nNorth Korea;There\nChina;There\n",
    ],
    ids=["mark", "columns", "windows", "semicolons"],
)
def test_a_file_may_come_from_any_spreadsheet(graph: Graph, tmp_path: Path, content: str) -> None:
    file = tmp_path / "blocs.csv"
    file.write_bytes(content.encode())
    assert [row["broker"]["name"] for row in graph.brokers(file)[1:]] == ["China"]

"""The Python interface: public names, cheap import, and the same rows as on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import goodoffices
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_public_names_are_these() -> None:
    assert goodoffices.__all__ == [
        *("AmbiguousNameError", "AnnotationError", "DateError", "Fault", "GoodofficesError", "Graph", "InputError"),
        *(
            "QuestionLimitError",
            "Rows",
            "StoreBusyError",
            "StoreDamagedError",
            "StoreError",
            "StoreFullError",
            "StoreReadOnlyError",
            "StoreSchemaError",
            "StoreUnavailableError",
        ),
        *("UnknownNameError", "UsageError", "WriteRefusedError", "__version__", "check", "open"),
    ]
    assert all(getattr(goodoffices, name) for name in goodoffices.__all__)
    assert set(goodoffices.__all__) <= set(dir(goodoffices))


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        goodoffices.opne  # noqa: B018 looking it up is the test


def test_importing_the_package_imports_nothing_of_it() -> None:
    code = "import sys, goodoffices; print(*(name for name in sys.modules if name.startswith('goodoffices.')))"
    assert python(code).strip() == ""


def test_a_graph_is_loaded_asked_and_emptied(tmp_path: Path) -> None:
    with goodoffices.open(tmp_path / "graph") as graph:
        first, again = graph.load(SAMPLE), graph.load(str(SAMPLE))
        assert len(first.report.added) == len(again.report.unchanged) == len(list(SAMPLE.glob("*.ann")))
        assert not again.report.nodes_added
        rows = graph.who_mediated("Norway", "Iran")
        assert isinstance(rows, goodoffices.Rows)
        assert rows.remarks == ("Nothing found.",)
        mediator = graph.who_mediated("Saudi Arabia", "IRN", limit=1)[0]["mediator"]
        assert mediator["name"] == "Iraq"
        assert graph.forget("oslo-1993").forgotten == ("oslo-1993",)
        with pytest.raises(goodoffices.UnknownNameError, match="oslo-1993"):
            graph.forget("oslo-1993")
        with pytest.raises(goodoffices.UsageError, match=r"graph\.forget\(\*ids\)"):
            graph.forget(["oslo-1993"])  # type: ignore[arg-type] # what is tried
        status = graph.status()
        assert len(status["documents"]) == len(first.report.added) - 1


@pytest.mark.parametrize("kind", [str, Path])
def test_a_graph_is_opened_by_its_place_as_well(tmp_path: Path, kind: Callable[[Path], str | Path]) -> None:
    with goodoffices.Graph(kind(tmp_path / "graph"), timeout=0) as graph:
        assert (graph.status()["target"], graph.timeout) == (str(tmp_path / "graph"), None)
    with pytest.raises(goodoffices.UsageError, match="bolt"):
        goodoffices.Graph("http://localhost")
    with pytest.raises(goodoffices.UsageError, match="time limit"):
        goodoffices.Graph(kind(tmp_path / "graph"), timeout=-1)


def test_faults_stop_a_load_before_anything_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway mediated.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tState 0 6\tNorway\nT2\tStaat 0 6\tNorway\n", encoding="utf-8")
    (fault,) = goodoffices.check(tmp_path)
    assert (Path(fault.path).name, fault.line, fault.id) == ("a.ann", 2, "T2")
    with goodoffices.open(tmp_path / "graph") as graph:
        with pytest.raises(goodoffices.AnnotationError) as raised:
            graph.load(tmp_path)
        assert raised.value.faults == (fault,)
        assert graph.status()["documents"] == ()
        loaded = graph.load(tmp_path, lenient=True)
        assert (loaded.skipped, loaded.report.added) == ((fault,), ("a",))


def test_own_cypher_reads_and_writes_only_when_allowed(tmp_path: Path) -> None:
    with goodoffices.open(tmp_path / "graph") as graph:
        graph.load(SAMPLE)
        text = "MATCH (a:Actor) WHERE a.iso3 = $code RETURN a.name AS name, a.kind AS kind"
        rows = graph.cypher(text, {"code": "NOR"})
        assert (list(rows), rows.columns) == ([{"name": "Norway", "kind": "state"}], ("name", "kind"))
        with pytest.raises(goodoffices.WriteRefusedError):
            graph.cypher("CREATE (n:Note)")
        graph.cypher("CREATE (n:Note {text: 'x'})", write=True)
        assert graph.cypher("MATCH (n:Note) RETURN n.text AS text") == [{"text": "x"}]


def test_a_folder_that_is_to_be_there_already_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(goodoffices.StoreUnavailableError):
        goodoffices.open(tmp_path / "graph", create=False)
    assert not (tmp_path / "graph").exists()


def test_the_page_shows_the_whole_graph_an_actor_or_a_pair(tmp_path: Path) -> None:
    with goodoffices.open(tmp_path / "graph") as graph:
        graph.load(SAMPLE)
        whole, ego, pair = graph.page_data(), graph.page_data("Iran"), graph.page_data("Iran", "saudis")
        path = graph.page("Iran", "Saudi Arabia", tmp_path / "pair.html")
    assert (whole.title, ego.title, pair.title) == ("Who mediated between whom", "Iran", "Iran and Saudi Arabia")
    assert len(whole.edges) > len(ego.edges) > len(pair.edges) > 0
    assert {edge.id for edge in (*pair.edges, *ego.edges)} <= {edge.id for edge in whole.edges}
    assert any(event["verdict"] == "denied" for event in ego.events.values())
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    claims = [claim for event in whole.events.values() for claim in event["claims"]]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLE.glob("*.txt")}
    assert all(claim["prefix"] + claim["exact"] + claim["suffix"] in texts[claim["document"]] for claim in claims)
    assert {"url", "published"} <= set.intersection(*map(set, claims))


def test_the_command_line_gives_the_same_rows(tmp_path: Path) -> None:
    with goodoffices.open(tmp_path / "graph") as graph:
        graph.load(SAMPLE)
        here = {
            "who-mediated Iran USA": graph.who_mediated("Iran", "USA"),
            "timeline Chile --from 1979 --limit 3": graph.timeline("Chile", from_="1979", limit=3),
            "sanctions --on Iran --status in_force": graph.sanctions(on="Iran", status="in_force"),
            "disputed": graph.disputed(),
        }
    command = [sys.executable, "-m", "goodoffices", "--store", str(tmp_path / "graph")]
    for words, rows in here.items():
        done = subprocess.run([*command, *words.split(), "-f", "json"], capture_output=True, check=True)
        assert json.loads(done.stdout) == rows
        assert rows

"""Loading again: what the store holds as it is read is not built anew, and whatever might give something else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.api import Graph
from goodoffices.graph.store.store import Store
from goodoffices.load import gathered
from goodoffices.transfer import dumped, restored
from tests.support.servers import snapshot, wipe
from tests.support.stopped import forget_until
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
IDS = sorted(path.stem for path in SAMPLE.glob("*.ann"))


ANNOTATIONS = "T1\tState 0 6\tNorway\nT2\tMediation 7 15\tmediated\nE1\tMediation:T2 Mediator:T1\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two sound documents, written anew for each test."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Norway mediated in {name}.", encoding="utf-8")
        (folder / f"{name}.ann").write_text(ANNOTATIONS, encoding="utf-8")
    return folder


@pytest.fixture
def graph(store: Store) -> Graph:
    wipe(store)
    return Graph(store)


def built(graph: Graph, *paths: Path, lenient: bool = False) -> tuple[list[str], list[str]]:
    """Which documents a load would build, and which it would pass over."""
    with gathered(paths, lenient=lenient, store=graph.store) as batch:
        return sorted(batch.contents), sorted(batch.unchanged)


def test_what_is_there_is_not_built_again(graph: Graph) -> None:
    assert built(graph, SAMPLE) == (IDS, [])
    graph.load(SAMPLE)
    before = snapshot(graph.store)
    assert built(graph, SAMPLE) == ([], IDS)
    again = graph.load(SAMPLE).report
    assert sorted(again.unchanged) == IDS
    assert (again.added, again.replaced, again.nodes_added, again.relationships_added) == ((), (), 0, 0)
    assert snapshot(graph.store) == before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.ann", ANNOTATIONS + "A1\tFactuality E1 CT-\n"),
        ("a.txt", "Norway mediated in a!"),
        ("documents.json", '{"a": {"title": "A title"}, "b": {}}'),
    ],
)
def test_what_changed_is_built_and_replaced(graph: Graph, corpus: Path, file: str, text: str) -> None:
    graph.load(corpus)
    (corpus / file).write_text(text, encoding="utf-8")
    assert built(graph, corpus) == (["a"], ["b"])
    assert graph.load(corpus).report.unchanged == ("b",)
    assert built(graph, corpus) == ([], ["a", "b"])


def test_what_was_forgotten_is_built(graph: Graph, corpus: Path) -> None:
    graph.load(corpus)
    graph.forget("a")
    assert built(graph, corpus) == (["a"], ["b"])
    assert graph.load(corpus).report.added == ("a",)


def test_what_another_version_loaded_is_built_again_and_found_unchanged(graph: Graph, corpus: Path) -> None:
    graph.load(corpus)
    graph.cypher("MATCH (d:Document {id: 'a'}) SET d.version = '0.0.1'", write=True)
    assert built(graph, corpus) == (["a"], ["b"])
    assert sorted(graph.load(corpus).report.unchanged) == ["a", "b"]
    assert built(graph, corpus) == ([], ["a", "b"])


def test_what_came_from_a_dump_is_built_again_and_found_unchanged(graph: Graph, corpus: Path, tmp_path: Path) -> None:
    graph.load(corpus)
    dumped(graph.store, str(tmp_path / "dump"))
    wipe(graph.store)
    restored(graph.store, str(tmp_path / "dump"))
    assert built(graph, corpus) == (["a", "b"], [])
    assert sorted(graph.load(corpus).report.unchanged) == ["a", "b"]
    assert built(graph, corpus) == ([], ["a", "b"])
    dumped(graph.store, str(tmp_path / "again"))
    assert (tmp_path / "again").read_bytes() == (tmp_path / "dump").read_bytes()


def test_what_was_marked_as_damaged_is_built_again_and_replaced(graph: Graph, corpus: Path) -> None:
    graph.load(corpus)
    graph.store.mark_damaged(["a"])
    assert built(graph, corpus) == (["a"], ["b"])
    assert graph.load(corpus).report.replaced == ("a",)
    assert built(graph, corpus) == ([], ["a", "b"])


def test_what_is_faulty_is_told_every_time(graph: Graph, corpus: Path) -> None:
    with (corpus / "a.ann").open("a", encoding="utf-8") as file:
        file.write("T2\tStaat 0 6\tNorway\n")
    for _ in range(2):
        assert [fault.id for fault in graph.load(corpus, lenient=True).skipped] == ["T2"]
    assert built(graph, corpus, lenient=True) == (["a"], ["b"])


def test_what_is_remarked_on_is_remarked_on_every_time(graph: Graph, corpus: Path) -> None:
    (corpus / "b.txt").write_text("Norway mediated in a.", encoding="utf-8")
    for _ in range(2):
        (remark,) = graph.load(corpus).remarks
        assert "b has the same text as a" in remark
    assert built(graph, corpus) == (["b"], ["a"])


def test_what_was_to_be_forgotten_and_is_loaded_again_stays(graph: Graph, corpus: Path) -> None:
    graph.load(corpus)
    forget_until(graph.store, ["a", "b"], "b")
    graph.load(corpus)
    assert graph.store.documents() == ("a", "b")
    assert graph.store.status().unfinished == ()

"""What is read back from a store is what was loaded: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.api import Graph
from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.dump.digest import signed
from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.errors import InputError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.report import LoadReport
from goodoffices.graph.store.store import Store
from goodoffices.load import read_and_check
from goodoffices.transfer import dumped
from tests.graph.construction.test_build_properties import documents
from tests.support.contributions import ENVOY, FIRST, SECOND, mediation, telling
from tests.support.servers import load, snapshot, wipe
from tests.support.tree import ROOT

SAMPLE = ROOT / "loaders" / "sample"
SHARED = Path(os.environ.get("GOODOFFICES_SHARED") or ROOT.parent / "shared")


def contributions(*folders: Path) -> list[Contribution]:
    """All documents of these folders, by id."""
    built = [build(reading.document) for reading in read_and_check(folders) if reading.document]
    return sorted(built, key=lambda one: one.document.id)


def read_back(store: Store, loaded: Iterable[Contribution]) -> list[Contribution]:
    """Loads into an empty store and reads all of it."""
    wipe(store)
    load(store, *loaded)
    return list(store.contributions())


def test_the_sample_is_read_back_as_it_was_loaded(store: Store) -> None:
    sample = contributions(SAMPLE)
    found = read_back(store, sample)
    assert found == sample
    assert [signed(one) for one in found] == found


def test_events_that_were_judged_the_same_are_read_back_as_their_documents_tell_them(store: Store) -> None:
    sample = contributions(SAMPLE)
    read_back(store, sample)
    mediations = sorted(event.id for one in sample for event in one.events if event.relation == "MEDIATES")
    graph = Graph(store)
    graph.accept(mediations[0], mediations[1])
    assert list(store.contributions()) == sample
    graph.undo(mediations[0], mediations[1])
    assert list(store.contributions()) == sample


def test_a_generated_corpus_is_read_back_as_it_was_loaded(store: Store, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", Corpus(30))
    generated = contributions(tmp_path / "corpus")
    found = read_back(store, generated)
    assert found == generated
    assert [signed(one) for one in found] == found


def test_the_seeds_are_read_back_as_they_were_loaded(store: Store) -> None:
    if not (folder := SHARED / "corpus" / "seeds").is_dir():
        pytest.skip("needs the shared corpus: set GOODOFFICES_SHARED")
    seeds = contributions(folder)
    assert read_back(store, seeds) == seeds


@given(st.lists(documents(), min_size=1, max_size=3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_document_is_read_back_as_it_was_loaded(store: Store, drawn: list[AnnotatedDocument]) -> None:
    built = [build(replace(one, id=f"doc \U0001f54a {number}")) for number, one in enumerate(drawn)]
    assert read_back(store, built) == built


def test_documents_share_actors_and_yet_each_says_its_own(store: Store) -> None:
    spoken = [FIRST, SECOND, telling("c")]
    assert read_back(store, spoken) == list(map(in_canonical_order, spoken))


def test_a_document_is_read_back_after_others_were_changed_and_forgotten(store: Store) -> None:
    load(store, FIRST, SECOND, telling("c"), telling("d"))
    load(store, mediation("b", quote="Other words.", speaker=ENVOY))
    store.forget(["a", "d"])
    left = [mediation("b", quote="Other words.", speaker=ENVOY), telling("c")]
    assert list(store.contributions()) == list(map(in_canonical_order, left))


def test_one_order_whatever_was_loaded(store: Store) -> None:
    shuffled = signed(replace(FIRST, actors=FIRST.actors[::-1], roles=FIRST.roles[::-1], edges=FIRST.edges[::-1]))
    assert read_back(store, [shuffled]) == [in_canonical_order(shuffled)] != [shuffled]


def test_documents_come_by_code_point(store: Store) -> None:
    ids = ["b", "B", "é", "\ue000", "\U0001f54a", "a10", "a9", "a"]
    assert [one.document.id for one in read_back(store, map(mediation, ids))] == sorted(ids)
    assert store.documents() == tuple(sorted(ids))


def test_some_documents_are_read_and_unknown_ones_passed_over(store: Store) -> None:
    load(store, FIRST, SECOND, telling("c"))
    assert list(store.contributions(["c", "a", "x", "a"])) == [
        in_canonical_order(FIRST),
        in_canonical_order(telling("c")),
    ]
    assert list(store.contributions([])) == []


def judge_two_mediations(store: Store) -> None:
    found = store.read("MATCH (e:Event {relation: 'MEDIATES'}) RETURN e.id AS id ORDER BY id LIMIT 2")
    Graph(store).accept(*(row["id"] for row in found), by="the desk")


def test_the_bytes_stay_the_same_from_store_to_store_and_back(sessions: Mapping[str, Store], tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", Corpus(8))
    embedded, *servers = sessions.values()
    wipe(embedded)
    Graph(embedded).load(SAMPLE, tmp_path / "corpus")
    judge_two_mediations(embedded)
    before = snapshot(embedded)
    Graph(embedded).dump(source := tmp_path / "0.jsonl.gz")
    for number, store in enumerate((*servers, embedded), 1):
        wipe(store)
        loaded = Graph(store).restore(source)
        source = tmp_path / f"{number}.jsonl.gz"
        assert (len(loaded.report.added), len(loaded.judged)) == (Graph(store).dump(source).documents, 1)
        assert snapshot(store) == before
        assert source.read_bytes() == (tmp_path / "0.jsonl.gz").read_bytes()


@given(st.lists(documents(), min_size=1, max_size=2))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_dump_of_a_restored_dump_is_that_dump(store: Store, tmp_path: Path, drawn: list[AnnotatedDocument]) -> None:
    wipe(store)
    load(store, *(build(replace(one, id=f"doc{number}")) for number, one in enumerate(drawn)))
    Graph(store).dump(tmp_path / "first")
    wipe(store)
    Graph(store).restore(tmp_path / "first")
    Graph(store).dump(tmp_path / "second")
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_second_restore_changes_nothing_and_a_changed_document_is_replaced(store: Store, tmp_path: Path) -> None:
    load(store, FIRST, SECOND)
    before = snapshot(store)
    Graph(store).dump(tmp_path / "dump")
    assert Graph(store).restore(tmp_path / "dump").report == LoadReport(unchanged=("a", "b"))
    load(store, mediation("a", quote="Other words."))
    store.forget(["b"])
    report = Graph(store).restore(tmp_path / "dump").report
    assert (report.added, report.replaced) == (("b",), ("a",))
    assert snapshot(store) == before


def test_nothing_of_a_damaged_dump_is_stored(store: Store, tmp_path: Path) -> None:
    load(store, FIRST, SECOND)
    Graph(store).dump(tmp_path / "dump.gz")
    wipe(store)
    whole = (tmp_path / "dump.gz").read_bytes()
    for damaged in (whole[:-1], whole[: len(whole) // 2], whole + whole, gzip.compress(gzip.decompress(whole)[:-9])):
        (tmp_path / "damaged").write_bytes(damaged)
        with pytest.raises(InputError, match="nothing of it was stored"):
            Graph(store).restore(tmp_path / "damaged")
    assert snapshot(store) == ((), ())


def test_a_dump_that_fails_leaves_the_older_one(store: Store, tmp_path: Path) -> None:
    load(store, FIRST)
    Graph(store).dump(tmp_path / "dump")
    before = (tmp_path / "dump").read_bytes()
    load(store, SECOND)
    with pytest.raises(KeyboardInterrupt):
        dumped(store, str(tmp_path / "dump"), on_document=_interrupt)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"dump": before}


def _interrupt(_: str) -> None:
    raise KeyboardInterrupt


def test_a_dump_takes_the_place_of_what_a_link_leads_to(embedded: Store, tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    Graph(embedded).dump(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes().startswith(b'{"record":"header"')


def test_a_dump_into_a_pipe_leaves_the_pipe(embedded: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    Graph(embedded).dump(tmp_path / "pipe")
    reader.join(10)
    assert heard[0].startswith(b'{"record":"header"')
    assert (tmp_path / "pipe").is_fifo()


def test_a_dump_holds_whole_documents_while_others_are_changed(store: Store) -> None:
    versions = [[mediation(f"d{n}", quote=f"Version {v}.", speaker=ENVOY) for n in range(8)] for v in range(6)]
    load(store, *versions[0])
    valid = {in_canonical_order(one) for version in versions for one in version}
    done = threading.Event()

    def change() -> None:
        for version in versions[1:] * 2:
            load(store, *version)
        done.set()

    writer = threading.Thread(target=change)
    writer.start()
    while not done.is_set():
        found = list(store.contributions())
        assert [one.document.id for one in found] == [f"d{n}" for n in range(8)]
        assert set(found) <= valid
    writer.join()

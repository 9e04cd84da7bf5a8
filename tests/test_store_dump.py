"""What is read back from a store is what was loaded: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.graph.build import build
from goodoffices.graph.dump_order import in_order
from goodoffices.graph.model import Contribution
from goodoffices.graph.store import Store
from goodoffices.loading import read_and_check
from tests.contributions import ENVOY, FIRST, SECOND, mediation, signed, telling
from tests.servers import load, wipe
from tests.test_build_properties import documents
from tests.tree import ROOT

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
    assert read_back(store, sample) == sample


def test_a_generated_corpus_is_read_back_as_it_was_loaded(store: Store, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", Corpus(60))
    generated = contributions(tmp_path / "corpus")
    assert read_back(store, generated) == generated


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
    assert read_back(store, spoken) == list(map(in_order, spoken))


def test_a_document_is_read_back_after_others_were_changed_and_forgotten(store: Store) -> None:
    load(store, FIRST, SECOND, telling("c"), telling("d"))
    load(store, mediation("b", quote="Other words.", speaker=ENVOY))
    store.forget(["a", "d"])
    left = [mediation("b", quote="Other words.", speaker=ENVOY), telling("c")]
    assert list(store.contributions()) == list(map(in_order, left))


def test_one_order_whatever_was_loaded(store: Store) -> None:
    shuffled = signed(replace(FIRST, actors=FIRST.actors[::-1], roles=FIRST.roles[::-1], edges=FIRST.edges[::-1]))
    assert read_back(store, [shuffled]) == [in_order(shuffled)] != [shuffled]


def test_documents_come_by_code_point(store: Store) -> None:
    ids = ["b", "B", "é", "\ue000", "\U0001f54a", "a10", "a9", "a"]
    assert [one.document.id for one in read_back(store, map(mediation, ids))] == sorted(ids)
    assert store.documents() == tuple(sorted(ids))


def test_some_documents_are_read_and_unknown_ones_passed_over(store: Store) -> None:
    load(store, FIRST, SECOND, telling("c"))
    assert list(store.contributions(["c", "a", "x", "a"])) == [in_order(FIRST), in_order(telling("c"))]
    assert list(store.contributions([])) == []

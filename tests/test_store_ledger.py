"""A load that did not come to its end is told by status until its documents are in or forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from goodoffices.graph import store_ledger
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.judgements import judged
from goodoffices.graph.model import Contribution
from goodoffices.graph.store import Store
from goodoffices.graph.store_ledger import UnfinishedLoad
from goodoffices.queries.cli import main
from tests.contributions import mediation
from tests.servers import LATER, NOW, load, snapshot, wipe

DOCUMENTS = [mediation(f"d{number}") for number in range(4)]


class StoppedError(Exception):
    """What ends a load early."""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One document a transaction, two a node of the ledger."""
    monkeypatch.setattr("goodoffices.graph.store_write.batches", lambda documents: ((one,) for one in documents))
    monkeypatch.setattr(store_ledger, "PART", 2)


def stopped(documents: Iterable[Contribution]) -> Iterator[Contribution]:
    yield from documents
    raise StoppedError


def planned(documents: Iterable[Contribution]) -> dict[str, str]:
    return {one.document.id: one.document.content for one in documents}


def stop_after(store: Store, number: int) -> None:
    with pytest.raises(StoppedError):
        store.load(stopped(DOCUMENTS[:number]), loaded_at=NOW, planned=planned(DOCUMENTS))


def test_an_unfinished_load_is_told(store: Store) -> None:
    stop_after(store, 1)
    assert store.status().unfinished == (UnfinishedLoad(NOW, 4, ("d1", "d2", "d3")),)


def test_a_load_that_stored_nothing_leaves_nothing_to_tell(store: Store) -> None:
    stop_after(store, 0)
    assert store.status().unfinished == ()


def test_a_rerun_settles_it(store: Store) -> None:
    stop_after(store, 3)
    store.load(DOCUMENTS, loaded_at=LATER, planned=planned(DOCUMENTS))
    assert store.status().unfinished == ()
    outcome = snapshot(store)
    wipe(store)
    load(store, *DOCUMENTS)
    assert snapshot(store) == outcome


def test_it_is_settled_by_whatever_brings_the_rest(store: Store) -> None:
    stop_after(store, 2)
    load(store, DOCUMENTS[2])
    assert store.status().unfinished == (UnfinishedLoad(NOW, 4, ("d3",)),)
    load(store, DOCUMENTS[3])
    assert store.read("MATCH (l:Load) RETURN l.id AS id") == []


def test_a_document_that_has_changed_since_is_not_missed(store: Store) -> None:
    stop_after(store, 3)
    load(store, mediation("d3", quote="Another quote."), at=LATER)
    assert store.status().unfinished == ()


def test_the_old_version_of_a_document_does_not_count(store: Store) -> None:
    load(store, mediation("d3", quote="An old quote."), at="2025-01-01T00:00:00Z")
    stop_after(store, 3)
    assert store.status().unfinished == (UnfinishedLoad(NOW, 4, ("d3",)),)


def test_what_is_missing_can_be_forgotten(store: Store) -> None:
    stop_after(store, 2)
    store.forget(["d1", "d3"])
    assert store.status().unfinished == (UnfinishedLoad(NOW, 2, ("d2",)),)
    store.forget(["d2"])
    assert store.status().unfinished == ()
    store.forget(["d0"])
    assert snapshot(store) == ((), ())


def test_what_no_load_has_named_is_unknown(store: Store) -> None:
    stop_after(store, 2)
    with pytest.raises(UnknownNameError, match='no document "e1"'):
        store.forget(["e1"])


def test_two_unfinished_loads_are_told_apart(store: Store) -> None:
    stop_after(store, 1)
    with pytest.raises(StoppedError):
        store.load(stopped(DOCUMENTS[1:2]), loaded_at=LATER, planned=planned(DOCUMENTS[1:3]))
    assert store.status().unfinished == (
        UnfinishedLoad(NOW, 4, ("d2", "d3")),
        UnfinishedLoad(LATER, 2, ("d2",)),
    )


JUDGEMENT = judged("event", ("0" * 20, "1" * 20), "same", by=None, at=NOW)


def test_judgements_that_were_to_follow_are_missed_until_they_come(store: Store) -> None:
    for _ in range(2):
        store.load(DOCUMENTS, loaded_at=NOW, planned=planned(DOCUMENTS), judgements=[JUDGEMENT.id])
        assert store.status().unfinished == (UnfinishedLoad(NOW, 4, (), 1),)
        store.judge([JUDGEMENT])
        assert store.status().unfinished == ()
        store.undo([JUDGEMENT])
        wipe(store)


def test_a_judgement_that_is_taken_back_is_not_missed(store: Store) -> None:
    store.load(DOCUMENTS, loaded_at=NOW, planned=planned(DOCUMENTS), judgements=[JUDGEMENT.id])
    store.undo([JUDGEMENT])
    store.forget([one.document.id for one in DOCUMENTS])
    assert snapshot(store) == ((), ())


def test_every_command_tells_of_what_did_not_finish(
    embedded: Store, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stop_after(embedded, 3)
    monkeypatch.setenv("GOODOFFICES_STORE", embedded.target)
    monkeypatch.setattr("sys.argv", ["goodoffices", "disputed"])
    with pytest.raises(SystemExit):
        main()
    said = f"The load begun at {NOW} did not finish or still runs: 1 of its 4 documents is not in. Run it again."
    assert said in capfd.readouterr().err

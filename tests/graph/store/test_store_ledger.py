"""What did not come to its end is told by status: a load until its documents are in or forgotten, a forgetting until
they are gone or loaded again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from goodoffices.cli.app import run_app
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import judged
from goodoffices.graph.store import forget_journal
from goodoffices.graph.store import load_journal as store_ledger
from goodoffices.graph.store.forget import portions
from goodoffices.graph.store.forget_journal import UnfinishedForgetting
from goodoffices.graph.store.load_journal import UnfinishedLoad
from goodoffices.graph.store.report import LoadReport
from goodoffices.graph.store.store import Store
from tests.support.contributions import mediation
from tests.support.servers import LATER, NOW, load, snapshot, wipe
from tests.support.stopped import StoppedError, forget_until

if TYPE_CHECKING:
    pass

DOCUMENTS = [mediation(f"d{number}") for number in range(4)]
IDS = [one.document.id for one in DOCUMENTS]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One document a transaction, two a node of the ledger."""
    monkeypatch.setattr("goodoffices.graph.store.load.batches", lambda documents: ((one,) for one in documents))
    monkeypatch.setattr("goodoffices.graph.store.forget.portions", partial(portions, most=1))
    monkeypatch.setattr(store_ledger, "PART", 2)
    monkeypatch.setattr(forget_journal, "PART", 2)


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
    store.forget(IDS)
    assert snapshot(store) == ((), ())


def test_every_command_tells_of_what_did_not_finish(
    embedded: Store, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    stop_after(embedded, 3)
    monkeypatch.setenv("GOODOFFICES_STORE", embedded.target)
    monkeypatch.setattr("sys.argv", ["goodoffices", "disputed"])
    with pytest.raises(SystemExit):
        run_app()
    said = f"The load begun at {NOW} did not finish or still runs: 1 of its 4 documents is not in. Run it again."
    assert said in capfd.readouterr().err


def test_an_unfinished_forgetting_is_told_and_run_again(store: Store) -> None:
    load(store, *DOCUMENTS)
    forget_until(store, IDS, "d2")
    assert store.documents() == ("d2", "d3")
    (told,) = store.status().unfinished
    assert told == UnfinishedForgetting(4, ("d2", "d3"))
    assert str(told) == ("The forgetting of 4 documents did not finish or still runs: 2 of them are still in.")
    assert store.verify().damaged == ()
    store.forget(IDS)
    assert store.status().unfinished == ()
    assert snapshot(store) == ((), ())


def test_a_forgetting_that_removed_nothing_is_not_told(store: Store) -> None:
    load(store, *DOCUMENTS)
    forget_until(store, IDS, "d0")
    assert store.status().unfinished == ()


def test_what_is_loaded_again_is_to_be_forgotten_no_more(store: Store) -> None:
    load(store, *DOCUMENTS)
    forget_until(store, IDS, "d1")
    load(store, DOCUMENTS[0], DOCUMENTS[3])
    assert store.status().unfinished == (UnfinishedForgetting(4, ("d1", "d2")),)
    store.forget(["d1"])
    assert store.status().unfinished == (UnfinishedForgetting(4, ("d2",)),)
    store.load([], loaded_at=LATER, unchanged=["d2", "d3"])
    assert store.read("MATCH (l:Load) RETURN l.id AS id") == []


def test_a_load_that_breaks_off_does_not_bring_a_forgetting_back(store: Store) -> None:
    load(store, *DOCUMENTS)
    forget_until(store, IDS, "d2")
    stop_after(store, 1)
    assert store.documents() == ("d0", "d2", "d3")
    assert UnfinishedForgetting(4, ("d2", "d3")) in store.status().unfinished
    store.forget(IDS)
    assert store.status().unfinished == ()
    stop_after(store, 2)
    assert store.status().unfinished == (UnfinishedLoad(NOW, 4, ("d2", "d3")),)


def test_a_load_whose_documents_are_all_forgotten_misses_no_judgement(store: Store) -> None:
    store.load(DOCUMENTS, loaded_at=NOW, planned=planned(DOCUMENTS), judgements=[JUDGEMENT.id])
    store.forget(IDS[:3])
    assert store.status().unfinished == (UnfinishedLoad(NOW, 1, (), 1),)
    store.forget(IDS[3:])
    assert store.status().unfinished == ()
    assert store.read("MATCH (l:Load) RETURN l.id AS id") == []


def test_documents_are_removed_few_at_a_time(store: Store) -> None:
    load(store, *DOCUMENTS)
    ids = ["d3", "no such", "d0", "d1", "d2"]
    with store._link.reading() as tx:
        assert portions(tx, ids, most=2) == [("d3", "no such", "d0"), ("d1", "d2")]
        assert portions(tx, ids, most=1) == [("d3", "no such"), ("d0",), ("d1",), ("d2",)]
        assert portions(tx, []) == []


def test_versions_that_are_replaced_are_removed_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.graph.store.load.batches", lambda documents: [tuple(documents)])
    others = [mediation(one.document.id, quote="Another quote.") for one in DOCUMENTS]
    load(store, *DOCUMENTS)
    written = []
    real = Store._store

    def stored(self: Store, batch: tuple[Contribution, ...], *more: Any) -> LoadReport:
        written.append(len(batch))
        return real(self, batch, *more)

    monkeypatch.setattr(Store, "_store", stored)
    load(store, *others, at=LATER)
    assert written == [1, 1, 1, 1]
    assert store.documents() == ("d0", "d1", "d2", "d3")

"""The store in a folder: who owns it, who joins, and what a crash leaves."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from goodoffices.graph.errors import (
    StoreBusyError,
    StoreError,
    StoreUnavailableError,
)
from goodoffices.graph.store.embedded.lock import FolderLock
from goodoffices.graph.store.embedded.server import is_store, open_folder
from goodoffices.graph.store.store import ReadTransaction, Rows, Store, open_store
from tests.support.contributions import mediation, telling
from tests.support.processes import (
    HOLD,
    HOLD_DATABASE,
    HOLD_LOCK,
    LOAD,
    LOAD_FOR_EVER,
    TELL,
    end,
    engine_of,
    ids,
    load,
    python,
    running,
    stopped,
)
from tests.support.servers import NOW, snapshot


def test_a_store_is_there_the_next_time(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        assert store.created
        load(store, "a")
        wanted = snapshot(store)
    assert is_store(store_folder)
    with open_store(store_folder, create=True) as store:
        assert not store.created
        assert snapshot(store) == wanted


def test_a_second_process_joins_and_may_load(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        load(store, "a")
        output = end(python(LOAD, store_folder, "a", "b"))
        assert output == ("", "")
        assert ids(store) == ["a", "b"]


def test_this_process_joins_another(store_folder: Path) -> None:
    with running(HOLD, store_folder) as owner, open_store(store_folder) as store:
        load(store, "a")
        assert engine_of(store_folder) not in (owner.pid, os.getpid())
        assert end(owner) == ("", "")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None])
def test_who_joined_takes_over_when_the_owner_ends(store_folder: Path, how: signal.Signals | None) -> None:
    with running(HOLD, store_folder) as owner, open_store(store_folder) as store:
        load(store, "a")
        if how:
            owner.send_signal(how)
        end(owner)
        assert ids(store) == ["a"]
        load(store, "b")
        with store.reading() as ask:
            assert ask("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 2}]
    assert not (store_folder / "server.json").exists()


def test_one_process_may_open_a_folder_twice(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as first:
        with open_store(store_folder) as second:
            load(second, "a")
            assert ids(first) == ["a"]
        assert ids(first) == ["a"]


def test_one_process_may_open_two_folders(tmp_path: Path) -> None:
    with open_store(tmp_path / "one", create=True) as one, open_store(tmp_path / "two", create=True) as two:
        load(one, "a")
        load(two, "b")
        assert (ids(one), ids(two)) == (["a"], ["b"])


def test_processes_that_start_at_once_all_get_their_turn(store_folder: Path, embedded: Store) -> None:
    documents = [[f"x{process}-{number}" for number in range(4)] for process in range(4)]
    started = [python(TELL, store_folder, *words) for words in documents]
    assert [end(process) for process in started] == [("", "")] * 4
    assert [process.returncode for process in started] == [0] * 4
    embedded.load([telling(word) for words in documents for word in words], loaded_at=NOW)
    with open_store(store_folder) as store:
        assert snapshot(store) == snapshot(embedded)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_acknowledged_survives_a_killed_owner(store_folder: Path, how: signal.Signals) -> None:
    with running(LOAD_FOR_EVER, store_folder) as process:
        assert process.stdout
        acknowledged = [process.stdout.readline().strip() for _ in range(5)]
        rest, errors = stopped(process, how)
        acknowledged += rest.split()
    assert "java" not in errors.lower()
    assert process.returncode in (-how, 130)
    with open_store(store_folder) as store:
        assert set(acknowledged) <= set(ids(store))
        report = store.load(map(mediation, ids(store)), loaded_at=NOW)
        assert (report.added, report.replaced) == ((), ())
        whole = snapshot(store)
        for document in report.unchanged:
            store.forget([document])
            load(store, document)
        assert snapshot(store) == whole


def test_a_file_that_a_killed_process_left_is_stale(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        load(store, "a")
        left = (store_folder / "server.json").read_text(encoding="utf-8")
    (store_folder / "server.json").write_text(left, encoding="utf-8")
    with open_store(store_folder) as store:
        assert ids(store) == ["a"]
        assert (store_folder / "server.json").read_text(encoding="utf-8") != left


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_file_is_stale_too(store_folder: Path, text: str) -> None:
    with open_store(store_folder, create=True):
        pass
    (store_folder / "server.json").write_text(text, encoding="utf-8")
    with open_store(store_folder) as store:
        assert ids(store) == []


def test_a_process_that_cannot_be_joined_is_named(store_folder: Path) -> None:
    with open_store(store_folder, create=True):
        pass
    with running(HOLD_LOCK, store_folder) as holder, pytest.raises(StoreBusyError, match=str(holder.pid)):
        open_folder(store_folder, patience=0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped and continued there")
def test_a_stopped_owner_with_its_engine_is_named_and_not_waited_for_for_ever(store_folder: Path) -> None:
    with running(HOLD, store_folder) as owner:
        engine = engine_of(store_folder)
        owner.send_signal(signal.SIGSTOP)
        with open_store(store_folder) as store:  # the engine goes on
            load(store, "a")
        os.kill(engine, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(StoreBusyError, match=f"{owner.pid} .its engine is process {engine}"):
            open_folder(store_folder, patience=0.3)
        assert time.monotonic() - started < 5
        os.kill(engine, signal.SIGCONT)
        owner.send_signal(signal.SIGCONT)
        with open_folder(store_folder) as opened:
            assert not opened.owned


def test_a_database_that_another_program_has_open(store_folder: Path) -> None:
    with open_store(store_folder, create=True):
        pass
    with running(HOLD_DATABASE, store_folder), pytest.raises(StoreBusyError, match="another program"):
        open_store(store_folder)
    with open_store(store_folder) as store:
        assert ids(store) == []


def test_a_lock_is_given_once(tmp_path: Path) -> None:
    with FolderLock.acquire(tmp_path / "lock") or pytest.fail("the lock is free"):
        assert FolderLock.acquire(tmp_path / "lock") is None
        assert FolderLock.holders(tmp_path / "lock") == (os.getpid(),)
    again = FolderLock.acquire(tmp_path / "lock")
    assert again
    again.release()
    again.release()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="other things"):
        open_store(tmp_path, create=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_another_process_begins_is_waited_for(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every file that the one writes while it starts, the other finds nothing but the beginnings of a store."""
    replace, drafts = Path.replace, []

    def replaced(draft: Path, target: Path) -> Path:
        drafts.append(draft.name)
        with pytest.raises(StoreBusyError, match=f"held by process {os.getpid()}"):
            open_folder(store_folder, create=True, patience=0)
        return replace(draft, target)

    monkeypatch.setattr(Path, "replace", replaced)
    open_folder(store_folder, create=True).close()
    assert set(drafts) == {".gitignore.new", "server.json.new", "census.json.new"}


def test_a_folder_whose_first_process_was_killed_can_be_used(store_folder: Path) -> None:
    store_folder.mkdir(parents=True)
    (store_folder / ".gitignore.new").write_text("", encoding="utf-8")
    with open_store(store_folder, create=True) as store:
        assert ids(store) == []
    assert not list(store_folder.glob("*.new"))


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreUnavailableError):
        open_store(tmp_path / "file", create=True)


def test_a_store_that_was_damaged_is_said_in_one_sentence(store_folder: Path) -> None:
    with open_store(store_folder, create=True):
        pass
    (store_folder / "databases" / "goodoffices" / "configuration.json").write_text("garbage", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="cannot be opened") as caught:
        open_store(store_folder)
    assert "Exception: " not in str(caught.value)
    assert "\n" not in str(caught.value)
    lock = FolderLock.acquire(store_folder / "lock")
    assert lock
    lock.release()


def test_a_closed_store_says_so(store_folder: Path) -> None:
    store = open_store(store_folder, create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read("RETURN 1 AS x")


def test_who_asks_takes_over_when_the_owner_ends_between_two_statements(store_folder: Path) -> None:
    with running(HOLD, store_folder) as owner, open_store(store_folder) as store:
        load(store, "a")
        calls: list[int] = []

        def work(ask: ReadTransaction) -> Rows:
            ask("MATCH (d:Document) RETURN d.id AS id")
            calls.append(owner.pid)
            if len(calls) == 1:
                engine = engine_of(store_folder)
                owner.kill()
                owner.wait()
                with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
                    os.kill(engine, signal.SIGKILL)
            return ask("MATCH (d:Document) RETURN d.id AS id")

        assert store.answer(work) == [{"id": "a"}]
        assert len(calls) == 2

"""Several who write and read at once: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from goodoffices.graph.store.embedded.lock import FolderLock, in_turn
from goodoffices.graph.store.store import Store
from tests.support.contributions import mediation, telling
from tests.support.servers import counts, load, snapshot, wipe


def together(*works: Callable[[], object]) -> None:
    """Does all of it at once and waits for the end; what goes wrong anywhere is raised here."""
    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(work) for work in works]:
            future.result(timeout=120)


def test_loads_at_once_lose_nothing(store: Store) -> None:
    documents = [telling(f"{name}{number}") for name in "xyz" for number in range(12)]
    together(*(partial(load, store, *documents[start::3]) for start in range(3)))
    outcome = snapshot(store)
    wipe(store)
    load(store, *documents)
    assert snapshot(store) == outcome


def test_a_load_and_a_forgetting_at_once_do_not_cross(store: Store) -> None:
    new = [telling(f"new{number}") for number in range(10)]
    old = [telling(f"old{number}") for number in range(10)]
    load(store, *old)
    together(
        lambda: [load(store, one) for one in new],
        lambda: [store.forget([one.document.id]) for one in old],
    )
    outcome = snapshot(store)
    wipe(store)
    load(store, *new)
    assert snapshot(store) == outcome


def test_two_versions_loaded_at_once_leave_one(store: Store) -> None:
    load(store, telling("a"), telling("b"))
    versions = [mediation("a", quote=f"Version {number}.") for number in range(4)]
    together(*(partial(load, store, version) for version in versions))
    outcome = snapshot(store)
    (won,) = store.read("MATCH (d:Document {id: 'a'}) RETURN d.content AS content")
    wipe(store)
    load(store, telling("b"), *(one for one in versions if one.document.content == won["content"]))
    assert snapshot(store) == outcome


def test_a_reader_sees_whole_documents_while_another_writes(store: Store) -> None:
    load(store, mediation("d-1"))
    done = threading.Event()

    def write() -> None:
        for number in range(25):
            load(store, mediation(f"d{number}"))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen: list[int] = []
    while not done.is_set():
        (row,) = store.read(
            "MATCH (d:Document) WITH count(d) AS d MATCH ()-[r:MEDIATES]->() RETURN d, count(r) AS edges"
        )
        seen.append(row["d"])
    writer.join()
    assert sorted(seen) == seen
    assert counts(store) == (26 * 4 + 3 + 1, 26 * (2 + 1 + 3 + 3 + 3 + 3 + 1))


def test_writers_on_a_folder_take_turns(tmp_path: Path) -> None:
    inside, most = 0, 0
    lock = threading.Lock()

    def write() -> None:
        nonlocal inside, most
        with in_turn(tmp_path / "turn", 30.0):
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.05)
            with lock:
                inside -= 1

    together(*[write] * 4)
    assert most == 1


def test_a_turn_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    with in_turn(tmp_path / "turn", 30.0), in_turn(tmp_path / "turn", 0.05):
        assert FolderLock.holders(tmp_path / "turn") == (os.getpid(),)
    with in_turn(tmp_path / "no folder" / "turn", 30.0):
        pass

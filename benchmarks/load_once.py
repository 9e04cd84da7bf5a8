"""One load in a process of its own: ``python -m benchmarks.load_once WRITER CORPUS`` prints what it took, as JSON.

The store is the one that the environment names (GOODOFFICES_STORE or NEO4J_URI) and must be empty.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.machine import forget_peak, peak
from benchmarks.merging import merge
from benchmarks.rivals import script
from goodoffices.graph.store.store import Store, open_store
from goodoffices.load import Gathered, gathered, stored

if TYPE_CHECKING:
    from neo4j import Session

WRITERS = ("ours", "script", "merge")
STAMP = {"loaded_at": "2020-01-01T00:00:00Z", "version": "0"}


def load_once(writer: str, corpus: str) -> dict[str, Any]:
    """Reads, checks and builds a corpus, then writes it by one of WRITERS.

    Our own writer loads the same files a second time, after they were read and hashed alone.
    """
    with open_store(create=True) as store:
        made = {"writer": writer, "server": store.server, **_loaded(store, writer, corpus)}
        made |= _counts(store)
        if writer == "ours":
            made |= {f"hash_{name}": value for name, value in _hashed(corpus).items()}
            made |= {f"again_{name}": value for name, value in _loaded(store, writer, corpus).items()}
    return made


def _hashed(corpus: str) -> dict[str, float]:
    """What it takes to read and hash the files and no more: whatever tells the changed ones has to do that."""
    ends = _phase()
    for folder, _, names in os.walk(corpus):
        for name in sorted(names):
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 the least that reads a file
                hashlib.sha256(file.read()).digest()
    return ends()


def _loaded(store: Store, writer: str, corpus: str) -> dict[str, float]:
    ends = _phase()
    with gathered([corpus], store=store if writer == "ours" else None) as batch:
        read = ends()
        ends = _phase()
        write(store, writer, batch)
        put = ends()
    return {
        f"{phase}_{name}": value for phase, took in (("read", read), ("store", put)) for name, value in took.items()
    }


def write(store: Store, writer: str, batch: Gathered) -> None:
    """Writes what was gathered. The scripts get the constraints and indexes of the store as well."""
    if writer == "ours":
        stored(store, batch)
        return
    store.load((), loaded_at=STAMP["loaded_at"])
    with writing(store) as session:
        if writer == "script":
            script(session, batch.contributions, STAMP)
        else:
            merge(session, batch.contributions(), STAMP)


@contextlib.contextmanager
def writing(store: Store) -> Iterator[Session]:
    """A session of the plain driver that may write to the store."""
    from neo4j import GraphDatabase

    login = store.writer
    with (
        GraphDatabase.driver(login.url, auth=(login.user, login.password)) as driver,
        driver.session(database=login.database) as session,
    ):
        yield session


def _phase() -> Callable[[], dict[str, float]]:
    """Begins a phase; the result, called, gives its seconds by the clock, those that this process worked, and its most
    MiB meanwhile."""
    forget_peak()
    start, work = time.perf_counter(), time.process_time()
    return lambda: {
        "seconds": time.perf_counter() - start,
        "work": time.process_time() - work,
        "peak": peak(),
    }


def _counts(store: Store) -> dict[str, int]:
    counts = {f"{label.lower()}s": f"MATCH (n:{label}) RETURN count(n)" for label in ("Document", "Event", "Actor")}
    counts |= {"nodes": "MATCH (n) RETURN count(n)", "relationships": "MATCH ()-[r]->() RETURN count(r)"}
    return {name: int(store.cypher(text, {}).rows[0][0]) for name, text in counts.items()}


def main() -> None:
    """Runs the load that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load_once")
    parser.add_argument("writer", choices=WRITERS)
    parser.add_argument("corpus")
    asked = parser.parse_args()
    print(json.dumps(load_once(asked.writer, asked.corpus)))


if __name__ == "__main__":
    main()

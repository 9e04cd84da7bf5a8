"""Other processes that open a store, for the tests of one folder in several hands."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from goodoffices.graph.store.store import Store
from tests.support.contributions import mediation
from tests.support.servers import NOW
from tests.support.tree import ROOT

HEAD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from goodoffices.graph.store.store import open_store
from tests.support.contributions import mediation, telling
folder, words = sys.argv[1], sys.argv[2:]
"""
LOAD = (
    HEAD
    + f"""
with open_store(folder, create=True) as store:
    store.load([mediation(word) for word in words], loaded_at={NOW!r})
"""
)
TELL = (
    HEAD
    + f"""
with open_store(folder, create=True) as store:
    store.load(map(telling, words), loaded_at={NOW!r})
"""
)
LOAD_FOR_EVER = (
    HEAD
    + f"""
import itertools
with open_store(folder, create=True) as store:
    print("open", flush=True)
    for number in itertools.count():
        store.load([mediation(f"d{{number}}")], loaded_at={NOW!r})
        print(f"d{{number}}", flush=True)
"""
)
LOAD_EACH = (
    HEAD
    + f"""
with open_store(folder, create=True) as store:
    print("open", flush=True)
    for word in words:
        store.load([mediation(word)], loaded_at={NOW!r})
        print(word, flush=True)
"""
)
HOLD = (
    HEAD
    + """
with open_store(folder, create=True) as store:
    print("open", flush=True)
    sys.stdin.read()
"""
)
LEAVE_OPEN = (
    HEAD
    + f"""
store = open_store(folder, create=True)
store.load([mediation("a")], loaded_at={NOW!r})
"""
)
HOLD_LOCK = """
import sys
from pathlib import Path
from goodoffices.graph.store.connection import Login
from goodoffices.graph.store.embedded.lock import FolderLock
from goodoffices.graph.store.target import ServerTarget
lock = FolderLock.acquire(Path(sys.argv[1]) / "lock")
print("held", flush=True)
sys.stdin.read()
"""
HOLD_DATABASE = """
import os, sys
os.environ.update(ARCADEDB_LOG_DIR=sys.argv[1] + "/log", ARCADEDB_LOG_CONSOLE="0")
import arcadedb
database = arcadedb.open_database(sys.argv[1] + "/databases/goodoffices")
print("held", flush=True)
sys.stdin.read()
"""


def python(script: str, folder: Path, *words: str, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, str(folder), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
    )


@contextlib.contextmanager
def running(script: str, folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has said its first line; killed at the end if it still runs."""
    with python(script, folder, *words) as process:
        try:
            assert process.stdout
            first = process.stdout.readline()
            assert first, process.stderr and process.stderr.read()
            yield process
        finally:
            process.kill()


def end(process: subprocess.Popen[str]) -> tuple[str, str]:
    return process.communicate(timeout=60)


def stopped(process: subprocess.Popen[str], how: signal.Signals) -> tuple[str, str]:
    """What was still said by a process that got a signal.

    Python drops the interrupt that falls into a finalizer, so that one is sent again, as a person would.
    """
    for _ in range(3 if how == signal.SIGINT else 1):
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=20)
    return end(process)


RUN_SQL = """
import os, sys
os.environ.update(ARCADEDB_LOG_DIR=sys.argv[1] + "/log", ARCADEDB_LOG_CONSOLE="0")
import arcadedb
with arcadedb.open_database(sys.argv[1] + "/databases/goodoffices") as database:
    for statement in sys.argv[2:]:
        database.command("sql", statement)
"""


def run_sql(folder: Path, *statements: str) -> None:
    """Runs them on a closed store, past all that goodoffices guards."""
    process = python(RUN_SQL, folder, *statements)
    output, errors = end(process)
    assert process.returncode == 0, output + errors


def engine_of(folder: Path) -> int:
    """The process of the engine that serves a folder."""
    return int(json.loads((folder / "server.json").read_text(encoding="utf-8"))["pid"])


def load(store: Store, *documents: str) -> tuple[str, ...]:
    return store.load(map(mediation, documents), loaded_at=NOW).added


def ids(store: Store) -> list[str]:
    return [row["id"] for row in store.read("MATCH (d:Document) RETURN d.id AS id ORDER BY id")]

"""The store in a folder: who owns it, who joins, what a crash leaves, and that nothing leaks out of it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.graph.embedded import is_store, open_folder
from goodoffices.graph.errors import (
    StoreBusyError,
    StoreError,
    StoreUnavailableError,
    UsageError,
    WriteRefusedError,
)
from goodoffices.graph.store import Store, open_store
from goodoffices.graph.store_link import Login
from goodoffices.graph.store_lock import FolderLock
from goodoffices.graph.store_target import ServerTarget
from tests.contributions import mediation, telling
from tests.servers import snapshot
from tests.tree import ROOT

NOW = "2026-01-02T03:04:05Z"

HEAD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from goodoffices.graph.store import open_store
from tests.contributions import mediation, telling
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
from goodoffices.graph.store_link import Login
from goodoffices.graph.store_lock import FolderLock
from goodoffices.graph.store_target import ServerTarget
lock = FolderLock.acquire(Path(sys.argv[1]) / "lock")
print("held", flush=True)
sys.stdin.read()
"""
HOLD_DATABASE = """
import sys, arcadedb
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


def load(store: Store, *documents: str) -> tuple[str, ...]:
    return store.load(map(mediation, documents), loaded_at=NOW).added


def ids(store: Store) -> list[str]:
    return [row["id"] for row in store.read("MATCH (d:Document) RETURN d.id AS id ORDER BY id")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a store" / "graph"


def test_a_store_is_there_the_next_time(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        assert store.created
        load(store, "a")
        wanted = snapshot(store)
    assert is_store(folder)
    with open_store(folder, create=True) as store:
        assert not store.created
        assert snapshot(store) == wanted


def test_nobody_else_may_look_into_the_folder(folder: Path) -> None:
    with open_store(folder, create=True):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "server.json").stat().st_mode) == 0o600
    assert not (folder / "server.json").exists()
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_second_process_joins_and_may_load(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        load(store, "a")
        output = end(python(LOAD, folder, "a", "b"))
        assert output == ("", "")
        assert ids(store) == ["a", "b"]


def test_this_process_joins_another(folder: Path) -> None:
    with running(HOLD, folder) as owner, open_store(folder) as store:
        load(store, "a")
        assert json.loads((folder / "server.json").read_text(encoding="utf-8"))["pid"] == owner.pid
        assert end(owner) == ("", "")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None])
def test_who_joined_takes_over_when_the_owner_ends(folder: Path, how: signal.Signals | None) -> None:
    with running(HOLD, folder) as owner, open_store(folder) as store:
        load(store, "a")
        if how:
            owner.send_signal(how)
        end(owner)
        assert ids(store) == ["a"]
        load(store, "b")
        with store.reading() as ask:
            assert ask("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 2}]
    assert not (folder / "server.json").exists()


def test_one_process_may_open_a_folder_twice(folder: Path) -> None:
    with open_store(folder, create=True) as first:
        with open_store(folder) as second:
            load(second, "a")
            assert ids(first) == ["a"]
        assert ids(first) == ["a"]


def test_one_process_may_open_two_folders(tmp_path: Path) -> None:
    with open_store(tmp_path / "one", create=True) as one, open_store(tmp_path / "two", create=True) as two:
        load(one, "a")
        load(two, "b")
        assert (ids(one), ids(two)) == (["a"], ["b"])


def test_processes_that_start_at_once_all_get_their_turn(folder: Path, embedded: Store) -> None:
    documents = [[f"x{process}-{number}" for number in range(4)] for process in range(4)]
    started = [python(TELL, folder, *words) for words in documents]
    assert [end(process) for process in started] == [("", "")] * 4
    assert [process.returncode for process in started] == [0] * 4
    embedded.load([telling(word) for words in documents for word in words], loaded_at=NOW)
    with open_store(folder) as store:
        assert snapshot(store) == snapshot(embedded)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_what_was_acknowledged_survives_a_killed_owner(folder: Path, how: signal.Signals) -> None:
    with running(LOAD_FOR_EVER, folder) as process:
        assert process.stdout
        acknowledged = [process.stdout.readline().strip() for _ in range(5)]
        process.send_signal(how)
        rest, errors = end(process)
        acknowledged += rest.split()
    assert "java" not in errors.lower()
    assert process.returncode in (-how, 130)
    with open_store(folder) as store:
        assert set(acknowledged) <= set(ids(store))
        report = store.load(map(mediation, ids(store)), loaded_at=NOW)
        assert (report.added, report.replaced) == ((), ())
        whole = snapshot(store)
        for document in report.unchanged:
            store.forget([document])
            load(store, document)
        assert snapshot(store) == whole


def test_a_file_that_a_killed_process_left_is_stale(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        load(store, "a")
        left = (folder / "server.json").read_text(encoding="utf-8")
    (folder / "server.json").write_text(left, encoding="utf-8")
    with open_store(folder) as store:
        assert ids(store) == ["a"]
        assert (folder / "server.json").read_text(encoding="utf-8") != left


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_file_is_stale_too(folder: Path, text: str) -> None:
    with open_store(folder, create=True):
        pass
    (folder / "server.json").write_text(text, encoding="utf-8")
    with open_store(folder) as store:
        assert ids(store) == []


def test_a_process_that_cannot_be_joined_is_named(folder: Path) -> None:
    with open_store(folder, create=True):
        pass
    with running(HOLD_LOCK, folder) as holder, pytest.raises(StoreBusyError, match=str(holder.pid)):
        open_folder(folder, patience=0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped and continued there")
def test_a_stopped_owner_is_named_and_not_waited_for_for_ever(folder: Path) -> None:
    with running(HOLD, folder) as owner:
        owner.send_signal(signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(StoreBusyError, match=str(owner.pid)):
            open_folder(folder, patience=0.3)
        assert time.monotonic() - started < 5
        owner.send_signal(signal.SIGCONT)
        with open_folder(folder) as opened:
            assert not opened.owned


def test_a_database_that_another_program_has_open(folder: Path) -> None:
    with open_store(folder, create=True):
        pass
    with running(HOLD_DATABASE, folder), pytest.raises(StoreBusyError, match="another program"):
        open_store(folder)
    with open_store(folder) as store:
        assert ids(store) == []


def test_a_lock_is_given_once(tmp_path: Path) -> None:
    with FolderLock.acquire(tmp_path / "lock") or pytest.fail("the lock is free"):
        assert FolderLock.acquire(tmp_path / "lock") is None
        assert FolderLock.holder(tmp_path / "lock") == os.getpid()
    again = FolderLock.acquire(tmp_path / "lock")
    assert again
    again.release()
    again.release()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="other things"):
        open_store(tmp_path, create=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreUnavailableError):
        open_store(tmp_path / "file", create=True)


def test_a_store_that_was_damaged_is_said_in_one_sentence(folder: Path) -> None:
    with open_store(folder, create=True):
        pass
    (folder / "databases" / "goodoffices" / "configuration.json").write_text("garbage", encoding="utf-8")
    with pytest.raises(StoreUnavailableError, match="cannot be opened") as caught:
        open_store(folder)
    assert "Exception: " not in str(caught.value)
    assert "\n" not in str(caught.value)
    lock = FolderLock.acquire(folder / "lock")
    assert lock
    lock.release()


def test_a_closed_store_says_so(folder: Path) -> None:
    store = open_store(folder, create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.read("RETURN 1 AS x")


def test_nothing_is_printed_and_nothing_littered(folder: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", LOAD, str(folder), "a", "b"],
        capture_output=True,
        cwd=work,
        env={**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CACHE_HOME": str(home)},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(work.iterdir()) == list(home.iterdir()) == []


def test_a_store_that_nobody_closed_is_closed_at_the_end(folder: Path) -> None:
    process = python(LEAVE_OPEN, folder)
    assert end(process) == ("", "")
    assert process.returncode == 0
    assert not (folder / "server.json").exists()


@pytest.mark.skipif(not shutil.which("sh"), reason="a shell closes the streams")
def test_a_process_without_streams_works_too(folder: Path) -> None:
    command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, "-c", LOAD, str(folder), "a"]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
    with open_store(folder) as store:
        assert ids(store) == ["a"]


def test_passwords_stay_where_they_belong(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        load(store, "a")
        with pytest.raises(StoreError):
            store.cypher("CREATE (n)", {})
        secrets = [store.writer.password, store.reader.password]
        assert all(len(secret) > 30 for secret in secrets)
        files = [path for path in folder.rglob("*") if path.is_file() and path.name != "server.json"]
        texts = [path.read_bytes() for path in files]
        texts += [Path(f"/proc/self/{name}").read_bytes() for name in ("cmdline", "environ") if Path("/proc").is_dir()]
        texts += [repr(store.writer).encode(), repr(store.reader).encode(), repr(vars(store)).encode()]
        assert [secret for secret in secrets for text in texts if secret.encode() in text] == []


def test_the_passwords_are_new_at_every_start(folder: Path) -> None:
    with open_store(folder, create=True) as store:
        old = store.writer
    with open_store(folder) as store:
        assert store.writer.password != old.password
        assert store.writer.password != store.reader.password


def served(login: Login) -> Store:
    """The same server by its address, as a client of ``goodoffices connect`` sees it."""
    return Store(ServerTarget(login.url, login.user, login.password, login.database))


def test_the_readers_login_reads_from_elsewhere_and_never_writes(embedded: Store) -> None:
    load(embedded, "a")
    with served(embedded.reader) as store:
        assert not store.embedded
        assert store.server.startswith("ArcadeDB ")
        assert store.cypher("MATCH (d:Document) RETURN d.id", {}).rows == [("a",)]
        for write in (False, True):
            with pytest.raises(WriteRefusedError):
                store.cypher("MATCH (n) DETACH DELETE n", {}, write=write)
    assert ids(embedded) == ["a"]


def test_the_writers_login_may_load_from_elsewhere_but_asks_no_question_that_could_write(embedded: Store) -> None:
    with served(embedded.writer) as store:
        load(store, "a")
        with pytest.raises(UsageError, match="readRecord"):
            store.cypher("MATCH (n) DETACH DELETE n", {})
    assert ids(embedded) == ["a"]


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="open ports are read from /proc")
def test_the_server_listens_on_loopback_only(embedded_session: Store) -> None:
    mine = {str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()}
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/self/net/{name}").read_text(encoding="ascii").splitlines()[1:]
    ]
    listening = [words[1].rpartition(":")[0] for words in lines if words[3] == "0A" and f"socket:[{words[9]}]" in mine]
    assert listening
    assert set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}

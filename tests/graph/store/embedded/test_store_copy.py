"""A store that cannot be written to is asked all the same, and nothing of it is changed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goodoffices.graph.errors import StoreDamagedError, StoreFullError, StoreReadOnlyError, StoreUnavailableError
from goodoffices.graph.store.embedded import private_copy as store_copy
from goodoffices.graph.store.embedded.private_copy import copied
from goodoffices.graph.store.store import open_store
from tests.goodoffices.cli.test_cli import Desk
from tests.support.contributions import FIRST, SECOND
from tests.support.processes import HEAD, end, ids, python
from tests.support.servers import NOW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of folders mean little there")

LEAVE = (
    HEAD
    + """
import json, os
from pathlib import Path
store = open_store(folder)
store.writer
for process in (json.loads((Path(folder) / "server.json").read_text())["pid"], os.getpid()):
    os.kill(process, 9)
"""
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of two documents, and a folder of this test's own for copies."""
    (tmp_path / "session").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "session"))
    with open_store(tmp_path / "graph", create=True) as store:
        store.load([FIRST, SECOND], loaded_at=NOW)
    return tmp_path / "graph"


@pytest.fixture
def archived(folder: Path) -> Iterator[Path]:
    closed(folder)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)


def closed(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)


def state(folder: Path) -> list[tuple[str, int, int, bytes]]:
    """All that is in a folder, with modes and times."""
    found = [(path, path.stat()) for path in sorted((folder, *folder.rglob("*")))]
    return [(str(path), it.st_mode, it.st_mtime_ns, b"" if path.is_dir() else path.read_bytes()) for path, it in found]


@pytest.mark.parametrize(
    "command",
    [["talks", "Iran"], ["status"], ["verify"], ["repair"], ["dump", "elsewhere.jsonl"], ["page", "-o", "page.html"]],
    ids=lambda command: command[0],
)
def test_an_archived_store_answers_and_stays_as_it_is(archived: Path, tmp_path: Path, command: list[str]) -> None:
    before = state(archived)
    session = {"XDG_RUNTIME_DIR": str(tmp_path / "session")}
    done = Desk(tmp_path).run("--store", str(archived), *command, **session)
    assert (done.returncode, "so it is asked from a copy" in done.stderr) == (0, True), done.stderr
    assert state(archived) == before
    assert not list((archived.parent / "session").iterdir())


def test_what_writes_is_refused(archived: Path) -> None:
    before = state(archived)
    with open_store(archived) as store:
        for write in (lambda: store.forget(["a"]), lambda: store.load([FIRST], loaded_at=NOW), lambda: store.writer):
            with pytest.raises(StoreReadOnlyError, match="cannot be written to"):
                write()
        assert ids(store) == ["a", "b"]
    assert state(archived) == before


def test_a_store_that_was_not_closed_is_asked_from_a_copy(folder: Path) -> None:
    end(python(LEAVE, folder))
    closed(folder)
    before = state(folder)
    with open_store(folder) as store:
        assert ids(store) == ["a", "b"]
    assert state(folder) == before


def test_a_damaged_one_is_told(folder: Path) -> None:
    next((folder / "databases" / "goodoffices").glob("Claim_0.*")).unlink()
    closed(folder)
    with pytest.raises(StoreDamagedError, match="Claim"):
        open_store(folder)


def test_a_store_that_another_process_serves_is_joined(folder: Path) -> None:
    with open_store(folder) as serving:
        folder.chmod(0o500)
        with open_store(folder) as store:
            assert store.reader == serving.reader
            assert not store.copied
            with pytest.raises(StoreReadOnlyError, match="cannot be written to"):
                store.forget(["a"])
        folder.chmod(0o700)


def test_a_full_disk_is_no_reason_not_to_ask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodoffices.graph.store.embedded.private_copy.is_full", lambda path: path == folder)
    with open_store(folder) as store:
        assert ids(store) == ["a", "b"]
        with pytest.raises(StoreFullError, match="is full"):
            store.forget(["a"])


def test_without_room_for_a_copy_it_is_said(archived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_copy, "_places", list)
    with pytest.raises(StoreUnavailableError, match="no room for the copy"):
        open_store(archived)


def test_copies_of_killed_processes_go(archived: Path) -> None:
    script = HEAD + "store = open_store(folder); print('open', flush=True); import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script, str(archived)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        assert len(list((archived.parent / "session").iterdir())) == 1
        process.send_signal(signal.SIGKILL)
    end = time.monotonic() + 60  # its engine closes the database first
    while list((archived.parent / "session").iterdir()) and time.monotonic() < end:
        with open_store(archived) as store:
            assert ids(store) == ["a", "b"]
    assert not list((archived.parent / "session").iterdir())


def test_a_copy_is_this_user_s_alone(archived: Path) -> None:
    copy = copied(archived, Path("databases"))
    assert {path.stat().st_mode & 0o077 for path in (copy, copy / "databases")} == {0}
    store_copy.remove_copy(copy)

"""That nothing leaks out of a store's folder: no output, no file, no password, no open port."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from goodoffices.graph.errors import (
    StoreError,
    UsageError,
    WriteRefusedError,
)
from goodoffices.graph.store.connection import Login
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import ServerTarget
from tests.support.processes import (
    LEAVE_OPEN,
    LOAD,
    end,
    engine_of,
    ids,
    load,
    python,
)


def test_nobody_else_may_look_into_the_folder(store_folder: Path) -> None:
    with open_store(store_folder, create=True):
        assert stat.S_IMODE(store_folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((store_folder / "server.json").stat().st_mode) == 0o600
    assert not (store_folder / "server.json").exists()
    assert (store_folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_nothing_is_printed_and_nothing_littered(store_folder: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", LOAD, str(store_folder), "a", "b"],
        capture_output=True,
        cwd=work,
        env={**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CACHE_HOME": str(home)},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(work.iterdir()) == list(home.iterdir()) == []


def test_a_store_that_nobody_closed_is_closed_at_the_end(store_folder: Path) -> None:
    process = python(LEAVE_OPEN, store_folder)
    assert end(process) == ("", "")
    assert process.returncode == 0
    assert not (store_folder / "server.json").exists()


@pytest.mark.skipif(not shutil.which("sh"), reason="a shell closes the streams")
def test_a_process_without_streams_works_too(store_folder: Path) -> None:
    command = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, "-c", LOAD, str(store_folder), "a"]
    assert subprocess.run(command, check=False, timeout=60).returncode == 0
    with open_store(store_folder) as store:
        assert ids(store) == ["a"]


def test_passwords_stay_where_they_belong(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        load(store, "a")
        with pytest.raises(StoreError):
            store.cypher("CREATE (n)", {})
        secrets = [store.writer.password, store.reader.password]
        assert all(len(secret) > 30 for secret in secrets)
        files = [path for path in store_folder.rglob("*") if path.is_file() and path.name != "server.json"]
        texts = [path.read_bytes() for path in files]
        texts += [Path(f"/proc/self/{name}").read_bytes() for name in ("cmdline", "environ") if Path("/proc").is_dir()]
        texts += [repr(store.writer).encode(), repr(store.reader).encode(), repr(vars(store)).encode()]
        assert [secret for secret in secrets for text in texts if secret.encode() in text] == []


def test_the_passwords_are_new_at_every_start(store_folder: Path) -> None:
    with open_store(store_folder, create=True) as store:
        old = store.writer
    with open_store(store_folder) as store:
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
    open_files = Path(f"/proc/{engine_of(Path(embedded_session.target))}/fd")
    mine = {str(entry.readlink()) for entry in open_files.iterdir() if entry.is_symlink()}
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/self/net/{name}").read_text(encoding="ascii").splitlines()[1:]
    ]
    listening = [words[1].rpartition(":")[0] for words in lines if words[3] == "0A" and f"socket:[{words[9]}]" in mine]
    assert listening
    assert set(listening) <= {"0100007F", "0000000000000000FFFF00000100007F"}

"""The store in a folder: one process owns it and serves it on loopback, every other process joins that one.

Whoever gets the folder's lock starts ArcadeDB in-process as a Bolt server and writes ``server.json`` (mode 0600) with
its address and passwords; the rest read that file. The lock goes with its process, so a file that a killed process
left behind is known as stale the moment the lock is free.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType

from goodoffices.graph.errors import StoreBusyError, StoreError, StoreFullError, StoreUnavailableError
from goodoffices.graph.store_engine import DATABASE, Engine, start_engine
from goodoffices.graph.store_folder import DRAFT, claim_folder, read_secret, write_secret
from goodoffices.graph.store_link import Login
from goodoffices.graph.store_lock import FolderLock
from goodoffices.graph.store_sweep import Sweep

PATIENCE = 30.0
"""Seconds to wait for another process that is just starting or stopping.

That takes its time on a busy machine, or where it first reads what a killed one left in its journal.
"""

SCARCE = 4 << 20
"""Bytes: a write that fails while less than this is free has failed for want of room."""

_HANDSHAKE = bytes.fromhex("6060b017") + bytes([0, 4, 4, 5]) + bytes(12)
"""The words that open every Bolt connection: a magic number, then up to four versions (here 5.0 to 5.4)."""

_ADDRESS = re.compile(r"bolt://127\.0\.0\.1:([1-9][0-9]{0,4})")
"""What a store's own server is called; a file that names another was not written by one."""

_SECRETS = frozenset({"server.json", ".gitignore"})
_OWN_FILES = _SECRETS | {name + DRAFT for name in _SECRETS} | {"lock", "turn", "config", "log", "backups", "databases"}


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a running server: a user who may write and one whom the server holds to reading."""

    url: str
    writer: str
    writer_password: str = field(repr=False)
    reader: str
    reader_password: str = field(repr=False)
    database: str | None
    pid: int


class Embedded:
    """An open store folder: ``access`` to its server, which this process owns if ``owned``."""

    def __init__(self, folder: Path, access: Access, engine: Engine | None = None, lock: FolderLock | None = None):
        self.folder = folder
        self.access = access
        self._engine = engine
        self._lock = lock
        self._sweep: Sweep | None = None
        if engine:
            atexit.register(self.close)
            self._sweep = Sweep(Login(access.url, access.writer, access.writer_password, access.database))

    @property
    def owned(self) -> bool:
        """Whether this process runs the server."""
        return self._lock is not None

    def mend(self) -> None:
        """Puts right what a full disk left half-made, where this process runs the server."""
        if self._engine:
            self._engine.mend()

    def answers(self) -> bool:
        """Whether the server is still there: the process that runs it may have ended."""
        return self.owned or _joinable(self.folder) == self.access

    def close(self) -> None:
        """Stops the server if this process runs it; closing twice is no error."""
        engine, lock, sweep = self._engine, self._lock, self._sweep
        self._engine = self._lock = self._sweep = None
        if sweep:
            sweep.stop()
        if engine:
            atexit.unregister(self.close)
            _access_file(self.folder).unlink(missing_ok=True)
            engine.stop()
        if lock:
            lock.release()

    def __enter__(self) -> Embedded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_store(folder: Path) -> bool:
    """Whether ``folder`` holds a store already."""
    return (folder / "databases" / DATABASE).is_dir()


def open_folder(folder: Path, *, create: bool = False, patience: float = PATIENCE) -> Embedded:
    """The store in ``folder``, joined where another process serves it, else started by this one.

    Raises StoreUnavailableError where there is none (and ``create`` is not asked for) or the folder holds other
    things, StoreBusyError where a process holds it that cannot be joined within ``patience`` seconds.
    """
    folder = folder.absolute()
    try:
        _prepare(folder, create=create)
        for lock in _attempts(folder, patience):
            if lock:
                return _start(folder, lock)
            if access := _joinable(folder):
                return Embedded(folder, access)
    except StoreError:  # which is an OSError too
        raise
    except OSError as error:
        raise StoreUnavailableError(f"cannot use {folder} as a store: {error.strerror}") from error
    raise StoreBusyError(_busy(folder))


def _prepare(folder: Path, *, create: bool) -> None:
    if not is_store(folder):
        if not create:
            raise StoreUnavailableError(
                f"there is no graph in {folder} yet: load documents first, or name another store"
            )
        if folder.is_dir() and any(entry.name not in _OWN_FILES for entry in folder.iterdir()):
            raise StoreUnavailableError(f"{folder} holds other things: name an empty or new folder for the store")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    claim_folder(folder)


def _attempts(folder: Path, patience: float) -> Iterator[FolderLock | None]:
    """The lock or None, again and again until ``patience`` is over."""
    end = time.monotonic() + patience
    while True:
        yield FolderLock.acquire(folder / "lock")
        if time.monotonic() > end:
            return
        time.sleep(0.02)


def _start(folder: Path, lock: FolderLock) -> Embedded:
    try:
        _access_file(folder).unlink(missing_ok=True)
        write_secret(folder / ".gitignore", "*\n")
        engine = start_engine(folder)
        access = Access(
            url=f"bolt://127.0.0.1:{engine.port}",
            writer=engine.writer,
            writer_password=engine.writer_password,
            reader=engine.reader,
            reader_password=engine.reader_password,
            database=DATABASE,
            pid=os.getpid(),
        )
        write_secret(_access_file(folder), json.dumps(asdict(access)))
    except BaseException as error:
        lock.release()
        if isinstance(error, (StoreError, OSError)) and is_full(folder):
            raise StoreFullError(disk_full(folder)) from None
        raise
    return Embedded(folder, access, engine, lock)


def _joinable(folder: Path) -> Access | None:
    """How to reach the server that another process runs, None while it does not answer or somebody else wrote this."""
    try:
        access = Access(**json.loads(read_secret(_access_file(folder))))
        port = _ADDRESS.fullmatch(access.url)
    except (OSError, ValueError, TypeError):
        return None
    return access if port and speaks_bolt(int(port[1])) else None


def is_full(folder: Path) -> bool:
    """Whether there is too little room for the database to grow in ``folder``: it does so by some pages at once."""
    import shutil

    try:
        return shutil.disk_usage(folder).free < SCARCE
    except OSError:
        return False


def disk_full(folder: Path) -> str:
    """What to say and do where the disk is full."""
    return f"the disk that holds {folder} is full: make room on it, then run this again"


def speaks_bolt(port: int) -> bool:
    """Whether a Bolt server answers on loopback; a process that was stopped takes connections but says nothing."""
    import socket

    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(_HANDSHAKE)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def _busy(folder: Path) -> str:
    pid = FolderLock.holder(folder / "lock")
    return f"{folder} is held by process {pid or 'unknown'}, which does not answer: wait for it or end it"


def _access_file(folder: Path) -> Path:
    return folder / "server.json"

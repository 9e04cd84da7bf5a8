"""The engine under a watch: where it died or went mute it is ended and started again, whatever its starter does."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

from goodoffices.graph.errors import StoreError, StoreUnavailableError
from goodoffices.graph.store.connection import Login
from goodoffices.graph.store.embedded import census as store_census
from goodoffices.graph.store.embedded.access import Access, database_of, publish, withdraw
from goodoffices.graph.store.embedded.engine_process import EngineProcess
from goodoffices.graph.store.embedded.lock import FolderLock
from goodoffices.graph.store.embedded.sweep import Sweep

_PAUSE = 0.5
"""Seconds between two looks at a running engine."""

_AGAIN = 2.0
"""Seconds between two attempts to start an engine that does not."""

_MUTE = 4.0
"""Seconds, given twice, for an engine to say that it is well; on a busy machine that may take long."""


class WatchedEngine:
    """The engine of a folder whose lock this process has. ``access`` tells of another whenever it was started again."""

    def __init__(self, folder: Path, lock: FolderLock, *, damaged: bool = False, check: bool = False) -> None:
        """``damaged``: its files are known to be so. ``check``: whether its records are, is looked at first.

        Raises StoreDamagedError if that finds them damaged.
        """
        self._folder, self._lock, self._starter, self._damaged = folder, lock, os.getpid(), damaged
        self._failure: Exception | None = None
        self._over = threading.Event()
        self._process, self._access, self._sweep = self._begun(check=check)
        self._watcher = threading.Thread(target=self._watch, name="goodoffices-engine-watch", daemon=True)
        self._watcher.start()

    def serves(self, access: Access) -> bool:
        """Whether the engine that ``access`` leads to is still there."""
        return self._access == access and self._process.is_running()

    def access(self) -> Access:
        """How to reach the engine; waits while it is started again, and raises StoreUnavailableError if it can't be."""
        while not self.serves(access := self._access):
            if self._failure:
                raise StoreUnavailableError(f"the engine of {self._folder} does not start again: {self._failure}")
            time.sleep(0.02)
        return access

    def mend(self) -> None:
        """Puts right what a full disk left half-made."""
        self._process.mend()

    def close(self) -> bool:
        """Ends the watch and the engine. Nothing happens in a process that was forked from the starter.

        Returns whether the database was closed in order, so that its files can be noted.
        """
        if os.getpid() != self._starter:
            return False
        self._over.set()
        withdraw(self._folder)
        self._sweep.stop()
        self._process.stop()
        self._watcher.join()
        self._sweep.stop()
        in_order = self._process.stop()  # it was just being started again
        if not in_order:
            self._lose_note()
        return in_order

    def _begun(self, *, check: bool = False) -> tuple[EngineProcess, Access, Sweep]:
        """A process that serves, and to which others have been told the way."""
        process = EngineProcess(self._folder, self._lock, check=check)
        try:
            import neo4j  # noqa: F401 takes about as long as the engine does to start, and is needed next

            access = replace(process.ready(), damaged=self._damaged)
            self._lock.note(os.getpid(), process.pid)
            publish(self._folder, access)
        except BaseException:
            process.stop()
            raise
        login = Login(access.url, access.reader, access.reader_password, access.database)
        return process, access, Sweep(login, process.strike)

    def _watch(self) -> None:
        """Looks after the engine until ``close``, in a thread of its own."""
        pause = _PAUSE
        while not self._over.wait(pause):
            if not self._process.is_well(_MUTE):
                self._begin_again()
            pause = _AGAIN if self._failure else _PAUSE

    def _lose_note(self) -> None:
        """An engine that did not close its files leaves them to the next one, which may change them."""
        if not self._damaged:
            with contextlib.suppress(OSError):
                store_census.put_aside(self._folder, database_of(self._folder))

    def _begin_again(self) -> None:
        """A new engine with other passwords: who listens at the port of the old one learns none that is worth it."""
        with contextlib.suppress(OSError):
            withdraw(self._folder)
        self._sweep.stop()
        self._process.kill()
        self._lose_note()
        if self._over.is_set():
            return
        # Whoever asks meanwhile waits: others may find the new engine before this process knows of it.
        self._failure = None
        try:
            self._process, self._access, self._sweep = self._begun()
        except (StoreError, OSError) as error:
            self._failure = error

"""The store in a folder: one process owns it and has an engine serve it on loopback, every other one joins that.

Whoever gets the folder's lock starts ArcadeDB as a process of its own and writes ``server.json`` (mode 0600) with its
address, users and passwords; the rest read that file. The lock goes with both processes, so a file that killed ones
left behind is known as stale the moment the lock is free.
"""

from __future__ import annotations

import atexit
import contextlib
import time
from pathlib import Path
from types import TracebackType

from goodoffices.graph.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreUnavailableError,
)
from goodoffices.graph.store.embedded import census as store_census
from goodoffices.graph.store.embedded.access import Access, database_of, joinable, withdraw
from goodoffices.graph.store.embedded.engine_watch import WatchedEngine
from goodoffices.graph.store.embedded.folder import DRAFT, claim_folder, write_secret
from goodoffices.graph.store.embedded.lock import FolderLock
from goodoffices.graph.store.embedded.private_copy import copied, disk_full, is_full, remove_copy, unwritable

PATIENCE = 30.0
"""Seconds to wait for another process that is just starting or stopping.

That takes its time on a busy machine, or where it first reads what a killed one left in its journal.
"""

_SECRETS = frozenset({"server.json", ".gitignore"})
_WRITTEN = _SECRETS | store_census.FILES
_OWN_FILES = _WRITTEN | {name + DRAFT for name in _WRITTEN} | {"lock", "turn", "config", "log", "backups", "databases"}


class Embedded:
    """An open store folder: ``access`` to its engine, which hangs on this process if ``owned``.

    ``damage`` says what its files lack, if it was opened in spite of that; ``unwritable`` why nothing can be written to
    it: then it may be a copy that is asked.
    """

    def __init__(
        self,
        folder: Path,
        access: Access,
        engine: WatchedEngine | None = None,
        lock: FolderLock | None = None,
        damage: StoreDamagedError | None = None,
    ) -> None:
        self.damage = damage
        self.unwritable: StoreError | None = None
        self.is_copy = False
        self.folder = folder
        self.access = access
        self._engine = engine
        self._lock = lock
        if engine:
            atexit.register(self.close)

    @property
    def owned(self) -> bool:
        """Whether the engine hangs on this process."""
        return self._lock is not None

    def mend(self) -> None:
        """Puts right what a full disk left half-made, where the engine hangs on this process."""
        if self._engine:
            self._engine.mend()

    def of(self, reason: StoreError, *, is_copy: bool) -> Embedded:
        """The same for a store that cannot be written to; a copy of it is removed in the end."""
        self.unwritable, self.is_copy = reason, is_copy
        return self

    def before_writing(self) -> None:
        """What is noted of the files is no longer in force; what is known to be damaged stays so.

        Raises a StoreError where nothing can be written.
        """
        if self.unwritable:
            raise self.unwritable
        if not self.damage:
            store_census.put_aside(self.folder, database_of(self.folder))

    def answers(self) -> bool:
        """Whether the engine of ``access`` is still there: it, or the process on which it hangs, may have ended."""
        if self._engine:
            return self._engine.serves(self.access)
        return joinable(self.folder) == self.access

    def again(self) -> Embedded:
        """The same folder with the engine that serves it now, which this process starts where nobody else does."""
        if not self._engine:
            return open_folder(self.folder, damaged=self.damage is not None)
        self.access = self._engine.access()
        return self

    def close(self) -> None:
        """Ends the engine if it hangs on this process; closing twice is no error."""
        engine, lock = self._engine, self._lock
        self._engine = self._lock = None
        try:
            if engine:
                atexit.unregister(self.close)
                if engine.close() and not self.damage:
                    with contextlib.suppress(OSError):  # then the next one knows as little as after a kill
                        store_census.note(self.folder, database_of(self.folder))
        finally:
            # Only now: whoever gets the lock takes the note for true.
            if lock:
                lock.release()
            if self.is_copy and engine:
                remove_copy(self.folder)

    def __enter__(self) -> Embedded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def is_store(folder: Path) -> bool:
    """Whether ``folder`` holds a store already."""
    return database_of(folder).is_dir()


def open_folder(folder: Path, *, create: bool = False, damaged: bool = False, patience: float = PATIENCE) -> Embedded:
    """The store in ``folder``, joined where another process serves it, else started by this one.

    ``damaged``: also if files of its are known to be damaged, to look at what is left; else that is a
    StoreDamagedError. Raises StoreUnavailableError where there is none (and ``create`` is not asked for) or the folder
    holds other things, StoreBusyError where a process holds it that cannot be joined within ``patience`` seconds.
    """
    folder = folder.absolute()
    try:
        if is_store(folder) and (reason := unwritable(folder)):
            return _to_ask(folder, reason, damaged=damaged)
        _prepare(folder, create=create)
        end = time.monotonic() + patience
        while True:
            # Whoever holds the lock may be just starting or just ending: one of the two comes to be possible.
            if lock := FolderLock.acquire(folder / "lock"):
                return _start(folder, lock, damaged=damaged)
            if access := joinable(folder):
                return _joined(folder, access, damaged=damaged)
            if time.monotonic() > end:
                break
            time.sleep(0.02)
    except StoreError:  # which is an OSError too
        raise
    except OSError as error:
        raise StoreUnavailableError(f"cannot use {folder} as a store: {error.strerror}") from error
    process, *engine = FolderLock.holders(folder / "lock") or ("unknown",)
    also = f" (its engine is process {engine[0]})" if engine else ""
    raise StoreBusyError(f"{folder} is held by process {process}{also}, which does not answer: wait for it or end it")


def _to_ask(folder: Path, reason: StoreError, *, damaged: bool) -> Embedded:
    """A store that cannot be written to: the engine that another process has for it, else that of a copy."""
    if access := joinable(folder):
        return _joined(folder, access, damaged=damaged).of(reason, is_copy=False)
    if (damage := _damage(folder)) and not damaged:
        raise damage
    copy = copied(folder, Path("databases"))
    try:
        store_census.hand_on(folder, copy)
        return open_folder(copy, damaged=damaged).of(reason, is_copy=True)
    except BaseException:
        remove_copy(copy)
        raise


def _prepare(folder: Path, *, create: bool) -> None:
    """Makes the folder where it may, and closes it to others."""
    if not is_store(folder):
        store_census.require_all_files(folder, database_of(folder))
        if not create:
            raise StoreUnavailableError(
                f"there is no graph in {folder} yet: load documents first, or name another store"
            )
        if folder.is_dir() and any(entry.name not in _OWN_FILES for entry in folder.iterdir()):
            raise StoreUnavailableError(f"{folder} holds other things: name an empty or new folder for the store")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    claim_folder(folder)


def _start(folder: Path, lock: FolderLock, *, damaged: bool) -> Embedded:
    """The store with an engine of this process, which holds the lock from now on."""
    try:
        damage = _damage(folder)
        if damage and not damaged:
            raise damage
        if damage:
            store_census.remember(folder, damage)
        withdraw(folder)
        write_secret(folder / ".gitignore", "*\n")
        engine, damage = _engine(folder, lock, damage, damaged=damaged)
    except BaseException as error:
        lock.release()
        if isinstance(error, (StoreError, OSError)) and is_full(folder):
            raise StoreFullError(disk_full(folder)) from None
        raise
    return Embedded(folder, engine.access(), engine, lock, damage)


def _engine(
    folder: Path, lock: FolderLock, damage: StoreDamagedError | None, *, damaged: bool
) -> tuple[WatchedEngine, StoreDamagedError | None]:
    """The engine, and what is known to be damaged by then: of files of which nothing is noted it looks at all records.

    Nothing is noted where a process was killed, and then what is lost from within a file shows no other way.
    """
    check = not damage and is_store(folder) and not store_census.in_force(folder)
    try:
        return WatchedEngine(folder, lock, damaged=damage is not None, check=check), damage
    except StoreDamagedError as error:
        found = StoreDamagedError(store_census.loss_message(folder, list(error.wrong)), error.wrong)
        store_census.remember(folder, found)
        if not damaged:
            raise found from None
        return WatchedEngine(folder, lock, damaged=True), found


def _joined(folder: Path, access: Access, *, damaged: bool) -> Embedded:
    damage = _damage(folder) if access.damaged else None
    if damage and not damaged:
        raise damage
    return Embedded(folder, access, damage=damage)


def _damage(folder: Path) -> StoreDamagedError | None:
    """What the files of the folder are known to lack, None where nothing is."""
    try:
        store_census.require_all_files(folder, database_of(folder))
    except StoreDamagedError as error:
        return error
    return None

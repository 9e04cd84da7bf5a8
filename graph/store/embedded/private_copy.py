"""A store that cannot be written to is asked from a copy in a private folder of this user's, and stays as it is."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from goodoffices.graph.errors import (
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    StoreUnavailableError,
)
from goodoffices.graph.store.embedded.folder import require_own
from goodoffices.graph.store.embedded.lock import FolderLock

SCARCE = 4 << 20
"""Bytes: a write that fails while less than this is free has failed for want of room."""

_PATIENCE = 30.0
"""Seconds for another process, which is perhaps just ending, to let the folder go."""

_PREFIX = "goodoffices-copy-"


def is_full(folder: Path) -> bool:
    """Whether there is too little room for the database to grow in ``folder``: it does so by some pages at once."""
    try:
        return shutil.disk_usage(folder).free < SCARCE
    except OSError:
        return False


def disk_full(folder: Path) -> str:
    """What to say and do where the disk is full."""
    return f"the disk that holds {folder} is full: make room on it, then run this again"


def unwritable(folder: Path) -> StoreError | None:
    """Why a store's folder cannot be written to, as an error for whoever wants to; None if it can.

    Who may do everything is held to what the folder's mode says, too: it was archived by somebody.
    """
    if not os.access(folder, os.W_OK) or not folder.stat().st_mode & stat.S_IWUSR:
        return StoreReadOnlyError(
            f"{folder} cannot be written to: make it writable, or restore its dump into another store"
        )
    return StoreFullError(disk_full(folder)) if is_full(folder) else None


@contextlib.contextmanager
def undisturbed(folder: Path) -> Iterator[None]:
    """Keeps others from opening the store meanwhile, without writing; raises StoreBusyError where one has it open."""
    if sys.platform == "win32" or not (folder / "lock").exists():
        yield
        return
    end = time.monotonic() + _PATIENCE
    while (lock := FolderLock.shared(folder / "lock")) is None:
        if time.monotonic() > end:
            raise StoreBusyError(f"{folder} cannot be written to, and a process has it open, which does not answer")
        time.sleep(0.05)
    with lock:
        yield


def copied(folder: Path, database: Path) -> Path:
    """A private folder with a copy of the database, which whoever opens it removes afterwards.

    Raises StoreUnavailableError where there is no room for one, or the folder is another user's.
    """
    require_own(folder)
    with undisturbed(folder):
        size = sum(path.stat().st_size for path in (folder / database).rglob("*") if path.is_file())
        target = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_room(size + SCARCE, folder)))
        try:
            shutil.copytree(folder / database, target / database, copy_function=shutil.copyfile)
            # Files come with modes of their own; folders with those of what they are copies of, and nothing could be
            # written to some.
            for place, _, _ in os.walk(target):
                Path(place).chmod(0o700)
        except BaseException:
            remove_copy(target)
            raise
    return target


def remove_copy(target: Path) -> None:
    """Removes a copy."""
    shutil.rmtree(target, ignore_errors=True)


def _room(size: int, folder: Path) -> Path:
    """Where there is room for a copy."""
    for place in _places():
        with contextlib.suppress(OSError):
            _drop_left(place)
            if os.access(place, os.W_OK) and shutil.disk_usage(place).free > size:
                return place
    raise StoreUnavailableError(
        f"{folder} cannot be written to, and there is no room for the copy that it would be asked from: make room for "
        f"{size:,} bytes where TMPDIR leads to"
    )


def _places() -> list[Path]:
    """What this user's session gives, its cache, what all use for the passing, and the memory."""
    given = (os.environ.get("XDG_RUNTIME_DIR"), os.environ.get("XDG_CACHE_HOME"), "~/.cache", tempfile.gettempdir())
    return [Path(place).expanduser() for place in (*given, "/dev/shm") if place]  # noqa: S108 in a folder of our own


def _drop_left(place: Path) -> None:
    """Removes copies whose processes were killed."""
    for left in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(StoreError, OSError):
            require_own(left)
            if (left / "lock").exists() and (lock := FolderLock.acquire(left / "lock")):
                remove_copy(left)
                lock.release()

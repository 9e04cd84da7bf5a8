"""A lock on a folder that the operating system drops with the process that holds it."""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from goodoffices.graph.store.embedded.folder import open_own

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30
"""On Windows the byte that is locked: beyond the content, so that others can still read who holds the lock."""


def _lock(handle: int, *, shared: bool = False) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        # flock, not lockf: two stores in one process must exclude each other as two processes do
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FolderLock:
    """A held lock; release it, or use it in a ``with`` statement."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    @classmethod
    def acquire(cls, path: Path) -> FolderLock | None:
        """The lock on the file ``path`` (made if missing), or None while somebody else holds it.

        Raises StoreUnavailableError where the path is a link, or no file of this user's own: it would be emptied.
        """
        handle = open_own(path, os.O_RDWR | os.O_CREAT)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return None
        lock = cls(handle)
        lock.note(os.getpid())
        return lock

    @classmethod
    def shared(cls, path: Path) -> FolderLock | None:
        """A lock that keeps out whoever acquires it, on a file that is only read; None while somebody has done so."""
        handle = open_own(path, os.O_RDONLY)
        try:
            _lock(handle, shared=True)
        except (BlockingIOError, PermissionError):
            os.close(handle)
            return None
        return cls(handle)

    @property
    def handle(self) -> int:
        """The open file; a process that inherits it holds the lock as well. Raises ValueError once it is released."""
        if self._handle is None:
            raise ValueError("the lock is released")
        return self._handle

    def note(self, *processes: int) -> None:
        """Writes into the file who holds the lock."""
        os.ftruncate(self.handle, 0)
        os.lseek(self.handle, 0, os.SEEK_SET)
        os.write(self.handle, " ".join(map(str, processes)).encode())

    @staticmethod
    def holders(path: Path) -> tuple[int, ...]:
        """The ids of the processes that last took the lock, none if that is not known."""
        try:
            return tuple(map(int, path.read_text(encoding="ascii").split()))
        except (OSError, ValueError):
            return ()

    def release(self) -> None:
        """Lets the lock go; twice is no error."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


@contextlib.contextmanager
def in_turn(path: Path, patience: float) -> Iterator[None]:
    """Keeps others out who come by this path, at most for ``patience`` seconds; then, or on a full disk, it goes on.

    So it is a courtesy among those who would get in each other's way, and no lock to rely on.
    """
    end = time.monotonic() + patience
    lock = None
    with contextlib.suppress(OSError):
        while (lock := FolderLock.acquire(path)) is None and time.monotonic() < end:
            time.sleep(random.uniform(0.005, 0.02))  # noqa: S311 keeps writers apart, guards nothing
    try:
        yield
    finally:
        if lock:
            lock.release()

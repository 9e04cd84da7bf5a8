"""Values kept on the disk while they come, so that memory holds one of them at a time."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from collections.abc import Iterator
from typing import IO, Any, Generic, TypeVar

T = TypeVar("T")

_SMALL = 4 * 1024 * 1024
"""Bytes that are held in memory."""


class Spool(Generic[T]):
    """What was added, in its order, to be read as often as is wanted."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._count = 0

    def add(self, value: T) -> None:
        """Puts a value behind the others. Not while they are read."""
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def clear(self) -> None:
        """Forgets all values."""
        self._file.seek(0)
        self._file.truncate()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 this process wrote it a moment ago, and nobody else can open it


@contextlib.contextmanager
def spooling() -> Iterator[Spool[Any]]:
    """An empty spool, in a file that nobody else can open and that is gone at the end.

    What is no larger than _SMALL needs no file.
    """
    with tempfile.SpooledTemporaryFile(_SMALL) as file:
        yield Spool(file)

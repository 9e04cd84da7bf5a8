"""Compressed input, unpacked as it is read and refused once far more comes out than real records give."""

from __future__ import annotations

import gzip
import io
from typing import IO, TYPE_CHECKING, cast

from goodoffices.graph.dump.bounds import PACKED_RATIO, UNPACKED_FREE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def unpacking(packed: IO[bytes]) -> io.BufferedReader:
    """What ``packed`` holds; reading raises EOFError where it is cut and OSError where it is a bomb."""
    return io.BufferedReader(_Unpacked(packed))


class _Counted:
    """A file that knows how much was read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.size += len(data)
        return data


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: IO[bytes]) -> None:
        # Counted here: a pipe can't tell how much of it was read.
        self._packed = _Counted(packed)
        self._file = gzip.GzipFile(fileobj=cast("IO[bytes]", self._packed), mode="rb")
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        size = self._file.readinto(buffer)
        self._size += size
        if self._size > UNPACKED_FREE + PACKED_RATIO * self._packed.size:
            raise OSError(f"it unpacks to more than {PACKED_RATIO} times its size")
        return size

"""Plain files, read without waiting and up to a bound: what lies in a folder may be a pipe or a device as well."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# What a system does not know (Windows: most) does not concern it.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NoPlainFileError(OSError):
    """A pipe, a device, a socket or a folder stands where a file is wanted."""


def plain_bytes(path: Path, most: int) -> bytes:
    """What the file holds, ``most`` + 1 bytes at most, so that the caller can tell that it holds more.

    Links are to be resolved before. Raises NoPlainFileError for what is no plain file, which is not opened, and
    OSError for what can't be read.
    """
    _refuse(path.stat().st_mode)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        found = os.fstat(file.fileno())
        _refuse(found.st_mode)
        data = file.read(min(found.st_size, most) + 1)
        # It may have grown since it was measured, and some systems tell no size.
        while len(data) <= most and (more := file.read(most + 1 - len(data))):
            data += more
        return data


def _refuse(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NoPlainFileError(None, "is no plain file")

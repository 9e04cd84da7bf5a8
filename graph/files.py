"""Files: those that bear their name only once they are whole, and plain ones, read without waiting up to a bound."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

# What a system does not know (Windows: most) does not concern it.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_PIECE = 1 << 16


class NoPlainFileError(OSError):
    """A pipe, a device, a socket or a folder stands where a file is wanted."""


def real_path(path: Path) -> Path:
    """Where the path leads. A link that leads in a circle stays as it is, so that reading it tells that."""
    # Path.resolve raises a RuntimeError for a circle until Python 3.12.
    return Path(os.path.realpath(path))


def plain_bytes(path: Path | str, most: int) -> bytes:
    """What the file holds, ``most`` + 1 bytes at most, so that the caller can tell that it holds more.

    Links are to be resolved before. Raises NoPlainFileError for what is no plain file, which is not opened, and
    OSError for what can't be read.
    """
    # Before it is opened, since to open a pipe waits and to open a device may act; and after, since it may be another
    # file by then.
    _refuse(os.stat(path).st_mode)  # noqa: PTH116 most paths come as texts: a corpus has thousands of files
    file = os.open(path, _FLAGS)
    try:
        found = os.fstat(file)
        _refuse(found.st_mode)
        pieces = [os.read(file, min(found.st_size, most) + 1)]
        left = most + 1 - len(pieces[0])
        # It may have grown since it was measured, and some systems tell no size.
        while left and (more := os.read(file, min(left, _PIECE))):
            pieces.append(more)
            left -= len(more)
        return b"".join(pieces)
    finally:
        os.close(file)


def _refuse(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise NoPlainFileError(None, "is no plain file")


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place, and its rights if it has any, when the block ends well.

    Replacing within one folder is one step: a crash or an error leaves the old file or the new one, never half of one.
    """
    draft = target.with_name(f".unfinished-{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)

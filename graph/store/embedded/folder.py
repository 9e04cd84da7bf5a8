"""What keeps a store's folder to its user: who owns it, that no link leads out of it, who may read what is in it."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from goodoffices.graph.errors import StoreUnavailableError

DRAFT = ".new"
"""What the name of a secret's file ends with while it is written, or if its writer was killed then."""

_LARGEST = 64 * 1024
"""Bytes; what is longer is no file of access."""

if sys.platform == "win32":

    def claim_folder(folder: Path) -> None:
        """Closes a folder to others; raises StoreUnavailableError where it is a link or holds one."""
        _refuse_links(folder)

    require_own = claim_folder

    _NOT_THROUGH_LINKS = os.O_BINARY
else:

    def claim_folder(folder: Path) -> None:
        """Closes a folder to others; raises StoreUnavailableError where it is another's, a link, or holds one."""
        with _own(folder) as handle:
            os.fchmod(handle, 0o700)
        _refuse_links(folder)

    def require_own(folder: Path) -> None:
        """As ``claim_folder``, but leaves its mode as it is."""
        with _own(folder):
            _refuse_links(folder)

    @contextlib.contextmanager
    def _own(folder: Path) -> Iterator[int]:
        if folder.is_symlink():
            raise StoreUnavailableError(f"{folder} is a symbolic link: name the folder that it leads to")
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if not _is_mine(os.fstat(handle)):
                raise StoreUnavailableError(f"{folder} belongs to another user: name a folder of your own")
            yield handle
        finally:
            os.close(handle)

    _NOT_THROUGH_LINKS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def _is_mine(found: os.stat_result) -> bool:
    return sys.platform == "win32" or found.st_uid == os.geteuid()


def _refuse_links(folder: Path) -> None:
    """Whoever could write here before it was closed may have led the server's files elsewhere, or nowhere."""
    for place, folders, names in os.walk(folder):
        for path in (Path(place, name) for name in (*folders, *names)):
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:  # another process removed it meanwhile
                continue
            if stat.S_ISLNK(mode):
                raise StoreUnavailableError(f"{path} is a symbolic link, which a store does not follow: remove it")
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise StoreUnavailableError(f"{path} is no plain file, and a store has no others: remove it")


def open_own(path: Path, flags: int) -> int:
    """A handle on a file of this user's own; raises StoreUnavailableError for a link, a pipe, a device, another's."""
    try:
        handle = os.open(path, flags | _NOT_THROUGH_LINKS, 0o600)
    except IsADirectoryError:
        raise StoreUnavailableError(f"{path} is a folder, where a store keeps a file: remove it") from None
    except OSError:
        if path.is_symlink():
            raise StoreUnavailableError(
                f"{path} is a symbolic link, which a store does not follow: remove it"
            ) from None
        raise
    # Asked of the handle, so that nobody can put another file there in between; a second name would be elsewhere.
    found = os.fstat(handle)
    if not (stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and _is_mine(found)):
        os.close(handle)
        raise StoreUnavailableError(f"{path} is no file of your own: remove it")
    return handle


def read_secret(path: Path) -> str:
    """The text of a file that only this user could have written and read; raises OSError or ValueError otherwise."""
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as file:
        if sys.platform != "win32" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
            raise PermissionError(f"{path} is open to others")
        return file.read(_LARGEST).decode()


def write_secret(path: Path, text: str) -> None:
    """Writes at once and for this user's eyes only: who reads the file finds it whole; a link in its place goes."""
    draft = path.with_name(f"{path.name}{DRAFT}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)

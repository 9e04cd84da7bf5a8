"""How to reach the engine of a store's folder: the file that its starter writes and everybody else reads."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path

from goodoffices.graph.store.embedded.folder import read_secret, write_secret

DATABASE = "goodoffices"
"""What the database in a folder is called."""

_HANDSHAKE = bytes.fromhex("6060b017") + bytes([0, 4, 4, 5]) + bytes(12)
"""The words that open every Bolt connection: a magic number, then up to four versions (here 5.0 to 5.4)."""

_ADDRESS = re.compile(r"bolt://127\.0\.0\.1:([1-9][0-9]{0,4})")
"""What a store's own server is called; a file that names another was not written by one."""

_SOON = 1.0
"""Seconds; an engine on this machine answers a handshake in a fraction of that."""


def database_of(folder: Path) -> Path:
    """Where the engine keeps the files of a store's folder."""
    return folder / "databases" / DATABASE


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a running engine: a user who may write and one whom it holds to reading; ``pid`` is its process.

    ``damaged``: files of its are known to be damaged, and it was started to look at what is left.
    """

    url: str
    writer: str
    writer_password: str = field(repr=False)
    reader: str
    reader_password: str = field(repr=False)
    database: str | None
    pid: int
    damaged: bool = False

    @property
    def port(self) -> int:
        """Where the engine listens on loopback; 0 where the address is none that an engine of ours could have."""
        found = _ADDRESS.fullmatch(self.url)
        return int(found[1]) if found else 0

    def answers(self, patience: float = _SOON) -> bool:
        """Whether a Bolt server says within ``patience`` seconds that it is there."""
        import socket

        if not self.port:
            return False
        # To connect is not enough: for a process that was stopped the system still takes connections.
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
                connection.sendall(_HANDSHAKE)
                return len(connection.recv(4)) == 4
        except OSError:
            return False


def access_file(folder: Path) -> Path:
    """Where the access to a folder's engine stands."""
    return folder / "server.json"


def publish(folder: Path, access: Access) -> None:
    """Lets others join; for this user's eyes only."""
    write_secret(access_file(folder), json.dumps(asdict(access)))


def withdraw(folder: Path) -> None:
    """Nobody joins any more."""
    access_file(folder).unlink(missing_ok=True)


def joinable(folder: Path) -> Access | None:
    """How to reach the engine that another process runs, None while it does not answer or somebody else wrote this."""
    try:
        access = Access(**json.loads(read_secret(access_file(folder))))
        return access if access.answers() else None
    except (OSError, ValueError, TypeError):  # TypeError: the file has other fields than an access
        return None

"""ArcadeDB in this process, as a Bolt server on loopback with passwords of its own for every start."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goodoffices.graph.errors import StoreBusyError, StoreUnavailableError
from goodoffices.graph.store_folder import write_secret

DATABASE = "goodoffices"
WRITER = "root"
READER = "reader"

_READERS = "readers"
_ATTEMPTS = 5

_SYSTEM_SETTINGS = {
    # Read once, when the engine is loaded, and from system properties only.
    "arcadedb.txWalFlush": "1",
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.bolt.maxMessageSize": str(1 << 29),
    "arcadedb.bolt.packstream.maxValueLength": str(1 << 28),
}

_RIGHTS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_DATABASE_RIGHTS = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


@dataclass(frozen=True, slots=True)
class Engine:
    """A running server; ``stop`` ends it cleanly."""

    port: int
    writer_password: str = field(repr=False)
    reader_password: str = field(repr=False)
    server: Any = field(repr=False)
    writer: str = WRITER
    reader: str = READER

    def stop(self) -> None:
        """Closes the database and the server."""
        self.server.stop()


def start_engine(folder: Path) -> Engine:
    """Starts the server on ``folder``, which the caller has locked.

    Raises StoreBusyError if something else has its database open, StoreUnavailableError if it cannot be opened.
    """
    _write_rights(folder)
    with _environment(_engine_environment(folder)):
        for attempt in range(1, _ATTEMPTS + 1):
            if engine := _try_to_start(folder, last=attempt == _ATTEMPTS):
                return engine
    raise AssertionError("the last attempt returns or raises")


def _try_to_start(folder: Path, *, last: bool) -> Engine | None:
    import arcadedb

    port, writer, reader = _free_port(), secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    server = arcadedb.create_server(str(folder), writer, _settings(port, reader))
    try:
        server.start()
    except arcadedb.ArcadeDBError as error:
        _give_up(folder, str(error), last=last)
        return None
    return Engine(port, writer, reader, server)


def _give_up(folder: Path, reason: str, *, last: bool) -> None:
    """Raises, except where another port may help: the free one can be taken before the server binds it."""
    if "LockException" in reason or "locked" in reason:
        raise StoreBusyError(f"another program has the database in {folder} open: close it first")
    if last or "Unable to listen" not in reason:
        words = re.sub(r"Failed to start server: |\b(\w+\.)+\w+(Exception|Error): ", "", reason.splitlines()[0])
        raise StoreUnavailableError(f"the store in {folder} cannot be opened: {words}")


def _settings(port: int, reader_password: str) -> Mapping[str, object]:
    return {
        "host": "127.0.0.1",
        "http_port": "0",  # the engine cannot do without: loopback, any port, told to nobody
        "bolt_host": "127.0.0.1",
        "bolt_port": port,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_defaultDatabases": f"{DATABASE}[{READER}:{reader_password}:{_READERS}]",
        "server_saltIterations": 1000,  # the passwords are 32 random bytes: stretching adds nothing but time
        "serverMetrics": False,
    }


def _write_rights(folder: Path) -> None:
    """Users are made anew at every start, the reader in a group that may read records and nothing else."""
    config = folder / "config"
    config.mkdir(mode=0o700, exist_ok=True)
    (config / "server-users.jsonl").unlink(missing_ok=True)
    groups = {"admin": _group(_DATABASE_RIGHTS, _RIGHTS), _READERS: _group([], ["readRecord"])}
    text = json.dumps({"version": 2, "databases": {"*": {"groups": groups}}})
    write_secret(config / "server-groups.json", text)


def _group(database: list[str], records: list[str]) -> dict[str, object]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": database, "types": {"*": {"access": records}}}


def _engine_environment(folder: Path) -> Mapping[str, str]:
    """What the engine reads when it is loaded: it logs into ``folder`` and nowhere else."""
    settings = [f"-D{name}={value}" for name, value in _SYSTEM_SETTINGS.items()]
    own = os.environ.get("ARCADEDB_NATIVE_ISOLATE_ARGS", "")
    return {
        "ARCADEDB_LOG_CONSOLE": "0",
        "ARCADEDB_LOG_DIR": str(folder / "log"),
        "ARCADEDB_NATIVE_ISOLATE_ARGS": " ".join([*settings, own]).strip(),
    }


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""ArcadeDB in this process, as a Bolt server on loopback with passwords of its own for every start."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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

HEAP = "-Xmx1g"
"""What the engine's own memory may grow to; without it, it takes what the machine has as the graph grows."""

_SYSTEM_SETTINGS = {
    # Read once, when the engine is loaded, and from system properties only.
    # "high" and "medium" look through all of a type's file for room every few seconds, which grows with the graph.
    "arcadedb.bucketReuseSpaceMode": "low",
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

    def mend(self) -> None:
        """Drops node types that a full disk left half-made: what came into them would not be found by its id.

        They have no records, because the transaction that wanted the first one failed; the next makes them anew.
        """
        database = self.server.get_database(DATABASE)
        types = database.query("sql", "SELECT FROM schema:types").to_list()
        indexed = _indexed(database.query("sql", "SELECT FROM schema:indexes").to_list())
        for one in types:
            if "~" in one["name"] and not one["records"] and _is_half_made(one, indexed):
                database.command("sql", f"DROP TYPE `{one['name']}` IF EXISTS UNSAFE")


def start_engine(folder: Path) -> Engine:
    """Starts the server on ``folder``, which the caller has locked.

    Raises StoreBusyError if something else has its database open, StoreUnavailableError if it cannot be opened.
    """
    _write_rights(folder)
    with _no_log() as log, _environment(_engine_environment(folder, log)):
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


def _indexed(indexes: Iterable[Mapping[str, Any]]) -> Mapping[str, set[str]]:
    """Which properties are indexed, by bucket: an index of one is called like it, with a number behind."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for index in indexes:
        if "associatedBucketId" in index:
            found[index["name"].rpartition("_")[0]].add(str(index["properties"]))
    return found


def _is_half_made(type_: Mapping[str, Any], indexed: Mapping[str, set[str]]) -> bool:
    """Whether a type of several labels lacks one of them, or an index that the first of them has."""
    labels = type_["name"].split("~")
    wanted = set[str]().union(*(indexed.get(f"{label}_0", set()) for label in labels))
    return set(type_["parentTypes"]) != set(labels) or any(
        indexed.get(bucket, set()) < wanted for bucket in type_["buckets"]
    )


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


@contextlib.contextmanager
def _no_log() -> Iterator[str]:
    """A file that configures the engine's log away: on a full disk, a log tells of its own failure on the terminal.

    The engine takes settings apart at spaces, so this lies where there usually is none.
    """
    with tempfile.TemporaryDirectory(prefix="goodoffices-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "logging.properties"
        file.write_text("handlers=\n.level=OFF\n", encoding="ascii")
        yield str(file)


def _engine_environment(folder: Path, log: str) -> Mapping[str, str]:
    """What the engine reads when it is loaded: what it has to write of its own goes into ``folder``, nowhere else."""
    settings = [HEAP, *(f"-D{name}={value}" for name, value in _SYSTEM_SETTINGS.items())]
    if " " not in log:
        settings.append(f"-Djava.util.logging.config.file={log}")
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

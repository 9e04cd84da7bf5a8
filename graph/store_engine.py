"""ArcadeDB in this process, as a Bolt server on loopback with users and passwords of its own for every start."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goodoffices.graph.engine_ports import deafen_all_but
from goodoffices.graph.errors import StoreBusyError, StoreUnavailableError
from goodoffices.graph.store_access import DATABASE, Access
from goodoffices.graph.store_folder import write_secret
from goodoffices.graph.store_planted import refuse_planted

_WRITERS = "writers"
_READERS = "readers"
_ATTEMPTS = 5

HEAP = "-Xmx1g"
"""What the engine's own memory may grow to; without it, it takes what the machine has as the graph grows."""

_ENDS_WHEN_FULL = "-XX:+ExitOnOutOfMemoryError"
"""An engine whose memory is full ends, and is started again; else it would live on, mute, with parts of it gone."""

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


@dataclass(frozen=True, slots=True)
class Engine:
    """A running server; ``stop`` ends it cleanly."""

    access: Access
    server: Any = field(repr=False)

    def stop(self) -> None:
        """Closes the database and the server."""
        self.server.stop()

    def is_open(self) -> bool:
        """Whether the database can be used; asks the engine, but nothing of the database."""
        return bool(self.server.get_database(DATABASE).is_open())

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

    Raises StoreBusyError if something else has its database open, StoreUnavailableError if it cannot be opened or holds
    what would run by itself.
    """
    refuse_planted(folder)
    _begin_config(folder / "config")
    with _no_log() as log, _environment(_engine_environment(folder, log)):
        for attempt in range(1, _ATTEMPTS + 1):
            if engine := _try_to_start(folder, last=attempt == _ATTEMPTS):
                return engine
    raise AssertionError("the last attempt returns or raises")


def _try_to_start(folder: Path, *, last: bool) -> Engine | None:
    import arcadedb

    access = _new_access(_free_port())
    server = arcadedb.create_server(str(folder), secrets.token_urlsafe(32), _settings(access))
    try:
        server.start()
    except arcadedb.ArcadeDBError as error:
        _give_up(folder, str(error), last=last)
        return None
    deafen_all_but(access.port)
    return Engine(access, server)


def _new_access(port: int) -> Access:
    """Users whose names nobody can guess: whoever signs in with a wrong password locks a user out, not himself."""
    return Access(
        url=f"bolt://127.0.0.1:{port}",
        writer=f"writer-{secrets.token_hex(8)}",
        writer_password=secrets.token_urlsafe(32),
        reader=f"reader-{secrets.token_hex(8)}",
        reader_password=secrets.token_urlsafe(32),
        database=DATABASE,
        pid=os.getpid(),
    )


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


def _settings(access: Access) -> Mapping[str, object]:
    writer = f"{access.writer}:{access.writer_password}:{_WRITERS}"
    reader = f"{access.reader}:{access.reader_password}:{_READERS}"
    return {
        "host": "127.0.0.1",
        "http_port": "0",  # the engine cannot do without: loopback, any port, told to nobody
        "bolt_host": "127.0.0.1",
        "bolt_port": access.port,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_defaultDatabases": f"{DATABASE}[{writer},{reader}]",
        "server_saltIterations": 10,  # the passwords are 32 random bytes: stretching adds nothing but time
        "serverMetrics": False,
    }


def _begin_config(config: Path) -> None:
    """Makes the engine's settings anew, with groups of users and nothing else.

    What is there already may come from elsewhere: users, tokens, a backup that runs by itself, settings.
    """
    if config.exists():
        shutil.rmtree(config)
    config.mkdir(mode=0o700)
    groups = {_WRITERS: _group(["updateSchema"], _RIGHTS), _READERS: _group([], ["readRecord"])}
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
    settings = [HEAP, _ENDS_WHEN_FULL, *(f"-D{name}={value}" for name, value in _SYSTEM_SETTINGS.items())]
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

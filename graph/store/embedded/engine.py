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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goodoffices.graph.errors import StoreBusyError, StoreUnavailableError
from goodoffices.graph.grouping import grouped
from goodoffices.graph.store.embedded.access import DATABASE, Access
from goodoffices.graph.store.embedded.engine_ports import deafen_all_but
from goodoffices.graph.store.embedded.folder import write_secret
from goodoffices.graph.store.embedded.planted import refuse_planted

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

_WRONG = {
    "distinctMissingReferences": "records that others refer to and that are gone",
    "undecodableRecords": "records that cannot be read",
    "corruptedRecords": "records that do not fit the others",
    "corruptedIndexes": "damaged indexes",
    "totalWarnings": "links between records that are lost at one end",
}
"""What of the engine's check means damage, and in which words."""

_GROUPS: tuple[tuple[str, list[str], list[str]], ...] = (
    (_WRITERS, ["updateSchema"], ["createRecord", "readRecord", "updateRecord", "deleteRecord"]),
    (_READERS, [], ["readRecord"]),
)
"""The groups of users, with what each may do to the database and to its records."""


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

    def lacks(self) -> list[str]:
        """What the engine's own check of all records finds wrong, in words; it takes about a second for 20,000 records.

        Raises ArcadeDBError where the check itself comes to grief.
        """
        database = self.server.get_database(DATABASE)
        (found,) = database.command("sql", "CHECK DATABASE").to_list()
        counts = {}
        for name, what in _WRONG.items():
            faults = found.get(name)  # the check gives numbers of some things, and sets of others
            counts[what] = len(faults) if isinstance(faults, list | set | tuple) else int(faults or 0)
        (names,) = database.query("sql", "SELECT FROM schema:dictionary").to_list()
        garbled = [name for name in names["entries"] if "\ufffd" in name or not name.isprintable()]
        counts["names of properties that are not legible"] = len(garbled)
        # A cut index is dropped without a word; what is in its bucket would not be found by its id.
        counts["kinds of records that lack an index"] = sum(bool(type_["records"]) for type_ in _half_made(database))
        return [f"{what}: {count:,}" for what, count in counts.items() if count]

    def mend(self) -> None:
        """Drops node types that a full disk left half-made: what came into them would not be found by its id.

        They have no records, because the transaction that wanted the first one failed; the next makes them anew.
        """
        database = self.server.get_database(DATABASE)
        for type_ in _half_made(database):
            if not type_["records"]:
                database.command("sql", f"DROP TYPE `{type_['name']}` IF EXISTS UNSAFE")


def start_engine(folder: Path) -> Engine:
    """Starts the server on ``folder``, which the caller has locked.

    Raises StoreBusyError if something else has its database open, StoreUnavailableError if it cannot be opened or holds
    what would run by itself.
    """
    refuse_planted(folder)
    # The engine's settings are made anew, with groups of users and nothing else: what is there already may come from
    # elsewhere, users, tokens, a backup that runs by itself.
    config = folder / "config"
    if config.exists():
        shutil.rmtree(config)
    config.mkdir(mode=0o700)
    groups = {
        name: {"resultSetLimit": -1, "readTimeout": -1, "access": database, "types": {"*": {"access": records}}}
        for name, database, records in _GROUPS
    }
    text = json.dumps({"version": 2, "databases": {"*": {"groups": groups}}})
    write_secret(config / "server-groups.json", text)
    with _environment(folder):
        for attempt in range(1, _ATTEMPTS + 1):
            if engine := _try_to_start(folder, last=attempt == _ATTEMPTS):
                return engine
    raise AssertionError("the last attempt returns or raises")


def _try_to_start(folder: Path, *, last: bool) -> Engine | None:
    """The engine, None where its port was taken meanwhile and this is not the last attempt."""
    import arcadedb

    access = _new_access()
    server = arcadedb.create_server(str(folder), secrets.token_urlsafe(32), _settings(access))
    try:
        server.start()
    except arcadedb.ArcadeDBError as error:
        reason = str(error)
        if "LockException" in reason or "locked" in reason:
            raise StoreBusyError(f"another program has the database in {folder} open: close it first") from error
        # Another port may help: the free one can be taken before the server binds it.
        if last or "Unable to listen" not in reason:
            words = re.sub(r"Failed to start server: |\b(\w+\.)+\w+(Exception|Error): ", "", reason.splitlines()[0])
            raise StoreUnavailableError(f"the store in {folder} cannot be opened: {words}") from error
        return None
    deafen_all_but(access.port)
    return Engine(access, server)


def _new_access() -> Access:
    """A free port, and users of their own for this start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    # Names that nobody can guess: whoever signs in with a wrong password locks that user out, and not himself.
    return Access(
        url=f"bolt://127.0.0.1:{port}",
        writer=f"writer-{secrets.token_hex(8)}",
        writer_password=secrets.token_urlsafe(32),
        reader=f"reader-{secrets.token_hex(8)}",
        reader_password=secrets.token_urlsafe(32),
        database=DATABASE,
        pid=os.getpid(),
    )


def _half_made(database: Any) -> list[Mapping[str, Any]]:
    """The types of several labels that lack one of these, or an index that others of the same label have."""
    types = database.query("sql", "SELECT FROM schema:types").to_list()
    indexes = database.query("sql", "SELECT FROM schema:indexes").to_list()
    # By bucket: an index of one is called like it, with a number behind.
    indexed = grouped(
        (index["name"].rpartition("_")[0], str(index["properties"]))
        for index in indexes
        if "associatedBucketId" in index
    )
    # ~ joins several labels; only such types come into being while somebody writes.
    return [type_ for type_ in types if "~" in type_["name"] and _is_half_made(type_, indexed)]


def _is_half_made(type_: Mapping[str, Any], indexed: Mapping[str, Sequence[str]]) -> bool:
    """Whether a type of several labels lacks one of them, or an index that the first bucket of one of them has."""
    labels = type_["name"].split("~")
    wanted = {index for label in labels for index in indexed.get(f"{label}_0", ())}
    return set(type_["parentTypes"]) != set(labels) or any(
        set(indexed.get(bucket, ())) < wanted for bucket in type_["buckets"]
    )


def _settings(access: Access) -> Mapping[str, object]:
    """The engine's settings for one start: Bolt on loopback, and two users, of whom one may only read."""
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


@contextlib.contextmanager
def _environment(folder: Path) -> Iterator[None]:
    """What the engine reads when it is loaded: what it has to write of its own goes into ``folder``, nowhere else.

    Its log is configured away: on a full disk, a log tells of its own failure on the terminal.
    """
    settings = [HEAP, _ENDS_WHEN_FULL, *(f"-D{name}={value}" for name, value in _SYSTEM_SETTINGS.items())]
    own = os.environ.get("ARCADEDB_NATIVE_ISOLATE_ARGS", "")
    # The engine takes settings apart at spaces, so the file lies where there usually is none.
    with tempfile.TemporaryDirectory(prefix="goodoffices-", ignore_cleanup_errors=True) as place:
        log = Path(place) / "logging.properties"
        log.write_text("handlers=\n.level=OFF\n", encoding="ascii")
        if " " not in str(log):
            settings.append(f"-Djava.util.logging.config.file={log}")
        values = {
            "ARCADEDB_LOG_CONSOLE": "0",
            "ARCADEDB_LOG_DIR": str(folder / "log"),
            "ARCADEDB_NATIVE_ISOLATE_ARGS": " ".join([*settings, own]).strip(),
        }
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

"""What the files of a store's database are known to be, noted beside them, so that damage is told and not answered.

The engine takes a file that is cut or gone for an empty one, and an unreadable schema for an older one, without a word.
So whoever closes a store in order notes every file in ``census.json``, and whoever opens it compares. Before the first
write the note is put aside, because from then on it need not fit: a process that is killed leaves no note in force.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from goodoffices.graph.errors import StoreDamagedError
from goodoffices.graph.store_folder import write_secret

CENSUS = "census.json"
FORMER = "census.former.json"
FOUND = "damage.json"
FILES = frozenset({CENSUS, FORMER, FOUND})

_FORM = 1
"""Of the note; another way to compare takes another number, so that an older note is no damage."""
_DATA = re.compile(r"(?P<name>.+?)\.\d+\.\d+\.v\d+\.(?P<kind>bucket|dict|[a-z0-9]*idx)")
"""How the engine calls a file of records, of names, or of an index."""

_WHOLE = 1 << 16
"""Bytes up to which all of a file is read: a page of records, so that small stores are compared byte by byte."""
_PIECES = 8
_PIECE = 4096
"""Of a longer file so many pieces of so many bytes are read, from its first to its last."""

_UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a file raises that is not there, or that somebody else wrote."""

WAY_BACK = "restore a dump into a new folder, or load the documents again there"

_TOLD = 3
"""How many damaged files are named; there may be hundreds."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a file: its bytes, a checksum of what is compared, and how many records the engine counted."""

    size: int
    checksum: int
    records: int | None = None


Census = Mapping[str, Trace]
"""The files of a database by name."""


def note(folder: Path, database: Path) -> None:
    """Notes the files of a database that was closed in order, unless what was noted before is still in force."""
    if _noted(folder / CENSUS) is None:
        files = {name: [one.size, one.checksum, one.records] for name, one in sorted(_taken(database).items())}
        write_secret(folder / CENSUS, json.dumps({"form": _FORM, "files": files}))
        (folder / FORMER).unlink(missing_ok=True)


def put_aside(folder: Path) -> None:
    """Before a write: what was noted is no longer in force, also if the machine loses its power next."""
    with contextlib.suppress(FileNotFoundError):
        (folder / CENSUS).replace(folder / FORMER)
        _on_the_disk(folder)


def require_whole(folder: Path, database: Path) -> None:
    """Raises StoreDamagedError if the files of a database are not as they were left, or lack what must be there.

    What is wrong, and the way back, is said in one sentence. To be called before the engine sees the files.
    """
    noted = _noted(folder / CENSUS)
    wrong = _found(folder) or ([] if noted is None else _differences(noted, database))
    if not wrong:
        wrong = list(_gaps(database, _noted(folder / FORMER) or {}))
    if wrong:
        raise StoreDamagedError(told(folder, wrong), tuple(wrong))
    _drop_wrong_counts(noted or {}, database)


def remember(folder: Path, damage: StoreDamagedError) -> None:
    """Before somebody looks at what is left: the engine makes lost files anew, and no later look would miss them."""
    write_secret(folder / FOUND, json.dumps(damage.wrong))


def _found(folder: Path) -> list[str]:
    """What an earlier look found wrong."""
    try:
        return [str(one) for one in json.loads((folder / FOUND).read_bytes())]
    except _UNREADABLE:
        return []


def told(folder: Path, wrong: list[str]) -> str:
    """The sentence for a store in which this is wrong."""
    more = [f"so are {len(wrong) - _TOLD} more of its files"] if len(wrong) > _TOLD else []
    what = "; ".join([*wrong[:_TOLD], *more])
    return f"the store in {folder} is damaged: {what}: {WAY_BACK}"


def _noted(path: Path) -> Census | None:
    """What was noted there, None where nothing is, or nothing that can be read: then nothing is known."""
    try:
        found = json.loads(path.read_bytes())
        if found["form"] != _FORM:
            return None
        return {name: Trace(*map(_count, trace)) for name, trace in found["files"].items()}
    except _UNREADABLE:
        return None


def _count(value: Any) -> Any:
    if value is not None and type(value) is not int:
        raise ValueError("no count")
    return value


def _taken(database: Path) -> dict[str, Trace]:
    counted = _counted(database)
    found = {}
    for name in _names(database):
        bucket = _DATA.fullmatch(name)
        found[name] = _trace(database / name, counted.get(bucket["name"]) if bucket else None)
    return found


def _names(database: Path) -> list[str]:
    """The files that hold what was stored, and what it is found by; the engine's others may change by mere reading."""
    names = os.listdir(database) if database.is_dir() else []  # noqa: PTH208 some hundred, at every opening
    return [name for name in names if name == "schema.json" or _DATA.fullmatch(name)]


def _counted(database: Path) -> dict[str, int]:
    """How many records the engine says it left in every bucket."""
    try:
        found = json.loads((database / "statistics.json").read_bytes())
        return {
            name: one["count"] for name, one in found.items() if type(one) is dict and type(one.get("count")) is int
        }
    except _UNREADABLE:
        return {}


def _drop_wrong_counts(noted: Census, database: Path) -> None:
    """The engine believes its own counts, and makes them anew where there are none."""
    known = {_DATA.sub(r"\g<name>", name): one.records for name, one in noted.items()}
    if any(known.get(name) not in (None, count) for name, count in _counted(database).items()):
        (database / "statistics.json").unlink(missing_ok=True)


def _trace(path: Path, records: int | None = None) -> Trace:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(handle).st_size
        if size <= _WHOLE:
            return Trace(size, zlib.crc32(os.read(handle, _WHOLE)), records)
        checksum = 0
        for number in range(_PIECES):
            os.lseek(handle, (size - _PIECE) * number // (_PIECES - 1), os.SEEK_SET)
            checksum = zlib.crc32(os.read(handle, _PIECE), checksum)
        return Trace(size, checksum, records)
    finally:
        os.close(handle)


def _differences(noted: Census, database: Path) -> list[str]:
    """How the files differ from what was noted, the worst first."""
    there = set(_names(database))
    if noted and not there:
        return [f"its database {database.name} is gone"]
    now = {name: _trace(database / name, one.records) if name in there else None for name, one in noted.items()}
    states = {name: _state(now[name], one) for name, one in noted.items() if now[name] != one}
    wrong = sorted(states, key=lambda name: (_STATES.index(states[name]), not name.startswith("schema"), name))
    more = [f"{name} was not there" for name in sorted(there - set(noted))]
    return [f"{name}{_worth(name, noted[name])} is {states[name]}" for name in wrong] + more


def _worth(name: str, former: Trace) -> str:
    """What a file is there for."""
    if name == "schema.json":
        return ", which says what kinds of records there are,"
    data = _DATA.fullmatch(name)
    if data and data["kind"] == "dict":
        return ", which holds the names of all properties,"
    if former.records and not name.partition(".")[0].endswith("_edges"):
        return f", which held {former.records:,} of {unquote(name).rpartition('_0.')[0].replace('~', ' and ')},"
    return ""


_STATES = ("gone", "empty", "cut", "changed")


def _state(now: Trace | None, former: Trace) -> str:
    if now is None:
        return "gone"
    if now.size < former.size:
        return "cut" if now.size else "empty"
    return "changed"


def _gaps(database: Path, former: Census) -> Iterator[str]:
    """What no process leaves behind, not even one that was killed: records that the schema does not know, or buckets
    that it does and that are gone.

    The engine keeps the schema before the last one, and takes that where a kill left the last one half-written; a kind
    of records that is new then has none yet.
    """
    known = _schema(database)
    buckets = {data["name"] for data in map(_DATA.fullmatch, _names(database)) if data and data["kind"] == "bucket"}
    yield from (f"{name} is gone" for name in sorted(known - buckets))
    for name in sorted(_names(database)):
        data = _DATA.fullmatch(name)
        if not data or not (size := (database / name).stat().st_size):
            continue
        if data["kind"] == "bucket" and data["name"] not in known:
            yield f"{name} holds records that its schema.json does not know"
        elif data["kind"] == "dict" and size < getattr(former.get(name), "size", 0):
            yield f"{name} is cut"
    yield from _lost(database, former)


def _lost(database: Path, former: Census) -> Iterator[str]:
    """Files of records and of names only ever grow; of several labels at once a kind may go, if it has no records."""
    for name, one in sorted(former.items()):
        data = _DATA.fullmatch(name)
        if one.size and data and data["kind"] in ("bucket", "dict") and "%7E" not in name:
            path = database / name
            if not path.exists() or path.stat().st_size < one.size:
                yield f"{name}{_worth(name, one)} is {'cut' if path.exists() else 'gone'}"


def _schema(database: Path) -> set[str]:
    """The buckets that the engine will know of: it reads the schema, or else the one before."""
    for name in ("schema.json", "schema.prev.json"):
        with contextlib.suppress(*_UNREADABLE):
            types = json.loads((database / name).read_bytes())["types"]
            return {
                bucket for one in types.values() for own in one["buckets"] for bucket in _with_edges(own, one["type"])
            }
    return set()


def _with_edges(bucket: str, kind: str) -> tuple[str, ...]:
    """A bucket of nodes has two beside it that say which relationships each of them has."""
    return (bucket, f"{bucket}_in_edges", f"{bucket}_out_edges") if kind == "v" else (bucket,)


def _on_the_disk(folder: Path) -> None:
    with contextlib.suppress(OSError):  # where folders can't be opened, as on Windows
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

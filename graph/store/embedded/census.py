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
from urllib.parse import unquote

from goodoffices.graph.errors import StoreDamagedError
from goodoffices.graph.store.embedded.folder import write_secret

CENSUS = "census.json"
FORMER = "census.former.json"
FOUND = "damage.json"
FILES = frozenset({CENSUS, FORMER, FOUND})

_FORM = 1
"""Of the note; another way to compare takes another number, so that an older note is no damage."""
_DATA = re.compile(r"(?P<name>.+?)\.\d+\.\d+\.v\d+\.(?P<kind>bucket|dict|[a-z0-9]*idx)")
"""How the engine calls a file of records, of names, or of an index."""
_STRIPE = re.compile(r"(?P<type>.+)_sn_stripe_\d+")
"""How it calls a bucket of the relationships of nodes that have thousands of them."""

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
        _write(folder / CENSUS, database)
        (folder / FORMER).unlink(missing_ok=True)


def in_force(folder: Path) -> bool:
    """Whether anything is noted of the files; nothing is of a store whose last process was killed."""
    return _noted(folder / CENSUS) is not None


def _write(path: Path, database: Path) -> None:
    """Notes every file of the database that is compared."""
    counted, files = _counted(database), {}
    for name in sorted(_names(database)):
        bucket = _DATA.fullmatch(name)
        trace = _trace(database / name, counted.get(bucket["name"]) if bucket else None)
        files[name] = [trace.size, trace.checksum, trace.records]
    write_secret(path, json.dumps({"form": _FORM, "files": files}))


def hand_on(folder: Path, copy: Path) -> None:
    """Gives a copy of the folder's database what is noted of it."""
    for name in FILES:
        with contextlib.suppress(FileNotFoundError):
            write_secret(copy / name, (folder / name).read_text(encoding="utf-8"))


def put_aside(folder: Path, database: Path) -> None:
    """Before a write: what was noted is no longer in force, also if the machine loses its power next.

    Of a new store nothing was noted; from its first write on it is known to have been there.
    """
    try:
        (folder / CENSUS).replace(folder / FORMER)
    except FileNotFoundError:
        if (folder / FORMER).exists():
            return
        _write(folder / FORMER, database)
    # The renaming itself must be on the disk before anything that the note no longer fits.
    with contextlib.suppress(OSError):  # where folders can't be opened, as on Windows
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def require_all_files(folder: Path, database: Path) -> None:
    """Raises StoreDamagedError if the files of a database are not as they were left, or lack what must be there.

    What is wrong, and the way back, is said in one sentence. To be called before the engine sees the files.
    """
    noted = _noted(folder / CENSUS)
    wrong: list[str] = []
    with contextlib.suppress(*_UNREADABLE):  # what an earlier look found wrong
        wrong = [str(fault) for fault in json.loads((folder / FOUND).read_bytes())]
    if not wrong and noted is not None:
        wrong = _differences(noted, database)
    if not wrong:
        wrong = list(_gaps(database, _noted(folder / FORMER) or {}))
    if wrong:
        raise StoreDamagedError(loss_message(folder, wrong), tuple(wrong))
    # The engine believes its own counts, and makes them anew where there are none.
    counts = {_DATA.sub(r"\g<name>", name): trace.records for name, trace in (noted or {}).items()}
    if any(counts.get(name) not in (None, count) for name, count in _counted(database).items()):
        (database / "statistics.json").unlink(missing_ok=True)


def remember(folder: Path, damage: StoreDamagedError) -> None:
    """Before somebody looks at what is left: the engine makes lost files anew, and no later look would miss them."""
    write_secret(folder / FOUND, json.dumps(damage.wrong))


def loss_message(folder: Path, wrong: list[str]) -> str:
    """The sentence for a store in which this is wrong."""
    rest = len(wrong) - _TOLD
    more = [f"so {'is' if rest == 1 else 'are'} {rest} more of its files"] if rest > 0 else []
    what = "; ".join([*wrong[:_TOLD], *more])
    return f"the store in {folder} is damaged: {what}: {WAY_BACK}"


def _noted(path: Path) -> Census | None:
    """What was noted there, None where nothing is, or nothing that can be read: then nothing is known."""
    try:
        found = json.loads(path.read_bytes())
        if found["form"] != _FORM:
            return None
        traces = {name: Trace(*trace) for name, trace in found["files"].items()}
        # What somebody else wrote may hold texts, which would fail later, where they are compared.
        whole = all({type(trace.size), type(trace.checksum)} == {int} for trace in traces.values())
        return traces if whole and all(type(trace.records) in (int, type(None)) for trace in traces.values()) else None
    except _UNREADABLE:
        return None


def _names(database: Path) -> list[str]:
    """The files that hold what was stored, and what it is found by; the engine's others may change by mere reading."""
    names = os.listdir(database) if database.is_dir() else []  # noqa: PTH208 some hundred, at every opening
    return [name for name in names if name == "schema.json" or _DATA.fullmatch(name)]


def _counted(database: Path) -> dict[str, int]:
    """How many records the engine says it left in every bucket."""
    try:
        found = json.loads((database / "statistics.json").read_bytes())
        return {
            name: bucket["count"]
            for name, bucket in found.items()
            if type(bucket) is dict and type(bucket.get("count")) is int
        }
    except _UNREADABLE:
        return {}


def _trace(path: Path, records: int | None = None) -> Trace:
    """What a file is compared by: its size, and a checksum of all of it or, where it is long, of some pieces."""
    # By handles and not by ``Path``: a store has some hundred files, and each is looked at whenever it is opened.
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
    states: dict[str, str] = {}
    for name, former in noted.items():
        now = _trace(database / name, former.records) if name in there else None
        if now is None:
            states[name] = "gone"
        elif now.size < former.size:
            states[name] = "cut" if now.size else "empty"
        elif now != former:
            states[name] = "changed"
    # The schema first among equals: without it no other file can be made sense of.
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
"""How a file may differ, the worst first."""


def _gaps(database: Path, former: Census) -> Iterator[str]:
    """What no process leaves behind, not even one that was killed: records that the schema does not know, or buckets
    that it does and that are gone.

    The engine keeps the schema before the last one, and takes that where a kill left the last one half-written; a kind
    of records that is new then has none yet.
    """
    types = _schema(database)
    known = {bucket for type_ in types.values() for bucket in type_.buckets}
    # Beside a bucket of nodes stand two that say which relationships each of them has; the schema names neither.
    nodes = {bucket for type_ in types.values() if type_.kind == "v" for bucket in type_.buckets}
    known |= {f"{bucket}_{way}_edges" for bucket in nodes for way in ("in", "out")}
    # A node of several labels is of a type that has them as parents, and is not found by one that is lost.
    parents = {parent for type_ in types.values() for parent in type_.parents}
    yield from (f"schema.json does not know the label {parent} any more" for parent in sorted(parents - set(types)))
    # Both ways: a listed bucket that is not there was lost, and of one that is there unlisted the schema was.
    buckets = {data["name"] for data in map(_DATA.fullmatch, _names(database)) if data and data["kind"] == "bucket"}
    yield from (f"{name} is gone" for name in sorted(known - buckets))
    for name in sorted(_names(database)):
        data = _DATA.fullmatch(name)
        if not data or not (size := (database / name).stat().st_size):
            continue
        if data["kind"] == "bucket" and data["name"] not in known and not _is_stripe(data["name"], types):
            yield f"{name} holds records that its schema.json does not know"
        elif data["kind"] == "dict" and size < getattr(former.get(name), "size", 0):
            yield f"{name} is cut"
    yield from _lost(database, former)


def _is_stripe(bucket: str, types: Mapping[str, _Type]) -> bool:
    """Whether the engine made the bucket once a node of a known type had too many relationships for one list."""
    stripe = _STRIPE.fullmatch(bucket)
    return bool(stripe and stripe["type"] in types)


def _lost(database: Path, former: Census) -> Iterator[str]:
    """Files of records and of names only ever grow; of several labels at once a kind may go, if it has no records."""
    for name, trace in sorted(former.items()):
        data = _DATA.fullmatch(name)
        if trace.size and data and data["kind"] in ("bucket", "dict") and "%7E" not in name:  # %7E: several labels
            path = database / name
            if not path.exists() or path.stat().st_size < trace.size:
                yield f"{name}{_worth(name, trace)} is {'cut' if path.exists() else 'gone'}"


def _schema(database: Path) -> Mapping[str, _Type]:
    """The types that the engine will know of: it reads the schema, or else the one before."""
    for name in ("schema.json", "schema.prev.json"):
        with contextlib.suppress(*_UNREADABLE):
            types = json.loads((database / name).read_bytes())["types"]
            return {
                name: _Type(type_["type"], tuple(type_["buckets"]), tuple(type_["parents"]))
                for name, type_ in types.items()
            }
    return {}


@dataclass(frozen=True, slots=True)
class _Type:
    """What the schema says of a type: "v" for nodes or "e" for relationships, its buckets, and what it is a kind of."""

    kind: str
    buckets: tuple[str, ...]
    parents: tuple[str, ...]

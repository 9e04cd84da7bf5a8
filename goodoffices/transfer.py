"""From the store to a dump and back: files that are whole or not there, and nothing stored before all is checked."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from goodoffices.graph.dump.records import encoded, record_of, value_of
from goodoffices.graph.dump.stream import Summary, read_dump, write_dump
from goodoffices.graph.errors import StoreDamagedError, UsageError
from goodoffices.graph.files import real_path, whole_file
from goodoffices.graph.rules.judgements import Judgement
from goodoffices.graph.spool import spooling
from goodoffices.graph.store.odd_values import ODD
from goodoffices.graph.store.report import Damaged
from goodoffices.load import Gathered, stored
from goodoffices.queries.output.terminal import ShownJson
from goodoffices.unpacking import unpacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import BufferedReader

    from goodoffices.graph.model import Contribution
    from goodoffices.graph.store.store import Store
    from goodoffices.load import Loaded

_MAGIC = b"\x1f\x8b"
# Not left to Python: another default of a later one would give other bytes for the same record.
_LEVEL = 6

_NAMED = 3
"""How many damaged documents an error names."""


@dataclass(frozen=True, slots=True)
class Dumped(Summary):
    """What a dump holds, and the documents that it does not hold, because they are damaged in the store."""

    damaged: tuple[Damaged, ...] = ()


def dumped(store: Store, path: str, on_document: Callable[[str], None] | None = None, *, sound: bool = False) -> Dumped:
    """Writes all documents and judgements of the store to a file, or to standard output where ``path`` is ``-``.

    Compressed if the name ends in ``.gz``. ``on_document`` hears each id. Raises StoreDamagedError, and leaves no whole
    file, if a document is not what was loaded; if ``sound`` it is left out, and told in the outcome.
    """
    damaged: list[Damaged] = []
    with _output(path) as stream:
        record = _record(store, damaged, sound=sound)
        summary = write_dump(stream, record, release=version("goodoffices"), on_document=on_document)
    return Dumped(summary.counts, summary.sha256, tuple(damaged))


def _record(store: Store, damaged: list[Damaged], *, sound: bool) -> Iterator[Contribution | Judgement]:
    """The sound documents and the judgements; the others are added to ``damaged``, and raised unless ``sound``."""
    for one in store.checked():
        if one.contribution and not one.faults:
            yield one.contribution
        else:
            damaged.append(Damaged(one.id, one.faults))
    # After all documents, so that the error counts every one. What went to a pipe lacks its end, and is refused.
    if damaged and not sound:
        raise StoreDamagedError(_told(store, damaged))
    try:
        for judgement in store.judgements():
            # Held to what restore asks of it: better an error now than a dump that can't be read back.
            value_of(json.loads(encoded(record_of(judgement))))
            yield judgement
    except ODD as error:
        raise StoreDamagedError(f"a judgement in {store.target} is damaged ({error}): judge that pair again") from None


def _told(store: Store, damaged: Sequence[Damaged]) -> str:
    named = "; ".join(f"{one.id}: {one.faults[0]}" for one in damaged[:_NAMED])
    more = f"; and {len(damaged) - _NAMED:,} more" if len(damaged) > _NAMED else ""
    return (
        f"documents in {store.target} are damaged ({named}{more}), so there is no dump of them all; forget them and "
        "load them again or restore a dump, or dump the others with --sound"
    )


@contextlib.contextmanager
def _output(path: str) -> Iterator[IO[bytes]]:
    if path == "-":
        yield cast("IO[bytes]", ShownJson(sys.stdout)) if sys.stdout.isatty() else sys.stdout.buffer
        # Here, where somebody notices that the reader has gone; at Python's end nobody would.
        sys.stdout.flush()
        return
    target = real_path(Path(path))
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent} to write {target.name} to; make it first")
    # A pipe or device is written as it is.
    with target.open("wb") if target.exists() and not target.is_file() else whole_file(target) as file:
        if path.endswith(".gz"):
            # without name and time, which the format would carry, so that the same record gives the same file
            with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        else:
            yield file


@contextlib.contextmanager
def unpacked(path: str, on_document: Callable[[str], None] | None = None) -> Iterator[Gathered]:
    """The record of a dump, wholly checked and ready to be stored; ``-`` is standard input.

    ``on_document`` hears each id. Raises InputError if anything is wrong with it, OSError if it can't be opened.
    """
    with spooling() as spool, _input(path) as stream:
        contents: dict[str, str] = {}
        judgements: list[Judgement] = []
        for one in read_dump(stream, "standard input" if path == "-" else path):
            if isinstance(one, Judgement):
                judgements.append(one)
                continue
            # On the disk, because nothing may be stored before the end of the dump was right.
            spool.add(one)
            contents[one.document.id] = one.document.content
            if on_document:
                on_document(one.document.id)
        yield Gathered(contents, (), (), tuple(judgements), spool)


@contextlib.contextmanager
def _input(path: str) -> Iterator[IO[bytes]]:
    with sys.stdin.buffer if path == "-" else Path(path).open("rb") as file:
        buffered = cast("BufferedReader", file)
        # By what it holds, not by its name: standard input has none.
        if buffered.peek(len(_MAGIC)).startswith(_MAGIC):
            yield unpacking(buffered)
        else:
            yield buffered


def restored(store: Store, path: str) -> Loaded:
    """Loads what a dump holds; documents that are there unchanged stay as they are, and so do other judgements."""
    with unpacked(path) as batch:
        return stored(store, batch)


def documents_beside(store: Store, batch: Gathered) -> int:
    """How many documents the store holds that are not among those restored."""
    return len(store.documents()) - len(batch.spool)

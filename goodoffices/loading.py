"""From paths to the store: read and check everything first, keep the contributions aside, then store them."""

from __future__ import annotations

import contextlib
import itertools
import pickle
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from goodoffices.graph.errors import AnnotationError, Fault
from goodoffices.graph.store_report import LoadReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from goodoffices.graph.annotation import Reading
    from goodoffices.graph.judgements import Judgement
    from goodoffices.graph.model import Contribution
    from goodoffices.graph.store import Store


_AT_ONCE = 64
"""How many documents are held in memory, read and not yet built, to ask the store about them together."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the store's report, the faulty records that a lenient one left out, remarks, and what it found
    judged beside the documents that the store had not been told yet."""

    report: LoadReport
    skipped: tuple[Fault, ...]
    remarks: tuple[str, ...]
    judged: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Documents that were read, checked and built, kept in a temporary file until they are stored.

    ``contents`` has the hash of what each document contributes by the document's id, ``sources`` that of what it was
    read from, if it was sound; ``unchanged`` are those that the store was found to hold as they were read.
    """

    documents: int
    contents: Mapping[str, str]
    skipped: tuple[Fault, ...]
    remarks: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    spool: IO[bytes]
    sources: Mapping[str, str] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()

    def contributions(self) -> Iterator[Contribution]:
        """One contribution after the other; memory holds no more than one."""
        self.spool.seek(0)
        for _ in range(self.documents):
            yield pickle.load(self.spool)  # noqa: S301 this process wrote it a moment ago, and nobody else can open it


def read_and_check(paths: Iterable[str | Path], reader: str | None = None) -> Iterator[Reading]:
    """Every document of these paths as a checked reading; ``-`` is standard input."""
    from goodoffices.graph.checks import checked
    from goodoffices.loaders import read

    return map(checked, read(paths, reader))


@contextlib.contextmanager
def gathered(
    paths: Iterable[str | Path],
    reader: str | None = None,
    *,
    lenient: bool = False,
    on_read: Callable[[str], None] | None = None,
    store: Store | None = None,
) -> Iterator[Gathered]:
    """All documents of these paths, ready to be stored; ``on_read`` hears the path of each.

    What ``store`` holds as it is read is neither checked nor built again. Raises AnnotationError with every fault of
    every document, unless ``lenient``.
    """
    from goodoffices.judging import beside, read_judgements
    from goodoffices.loaders import read

    given = tuple(paths)
    with tempfile.TemporaryFile() as spool:
        judgements, wrong = read_judgements(beside(given))
        faults = list(wrong)
        remarks: list[str] = []
        contents: dict[str, str] = {}
        sources: dict[str, str] = {}
        unchanged: list[str] = []
        for reading, known in _compared(read(given, reader), store):
            faults += reading.faults
            remarks += reading.remarks
            if known:
                unchanged.append(known)
            elif lenient or not faults:
                contents |= _kept(reading, spool)
                sources |= _source(reading)
            if on_read:
                on_read(reading.path)
        if faults and not lenient:
            raise AnnotationError(tuple(faults))
        said = (tuple(faults), tuple(remarks), judgements)
        yield Gathered(len(contents), contents, *said, spool, sources, tuple(unchanged))


def _compared(readings: Iterator[Reading], store: Store | None) -> Iterator[tuple[Reading, str]]:
    """Each reading, checked, with ""; or as it is, with the id of the document that the store holds just so."""
    from goodoffices.graph.checks import checked

    while some := tuple(itertools.islice(readings, _AT_ONCE)):
        read = {key: value for reading in some for key, value in _source(reading).items()}
        stored = store.sources(read) if store and read else {}
        for reading in some:
            source = _source(reading)
            known = next((key for key in source if stored.get(key) == source[key]), "")
            yield (reading if known else checked(reading)), known


def _source(reading: Reading) -> dict[str, str]:
    """The hash of what a document was read from, by its id, where all of it was sound and nothing had to be said."""
    if reading.document is None or not reading.source or reading.faults or reading.remarks:
        return {}
    return {reading.document.id: reading.source}


def _kept(reading: Reading, spool: IO[bytes]) -> dict[str, str]:
    """Builds a reading's document into the spool; the hash of its content by its id, if there is one."""
    from goodoffices.graph.build import build

    if reading.document is None:
        return {}
    built = build(reading.document)
    pickle.dump(built, spool, pickle.HIGHEST_PROTOCOL)
    return {built.document.id: built.document.content}


def stored(store: Store, batch: Gathered, on_document: Callable[[str, str], None] | None = None) -> Loaded:
    """Stores what was gathered, document by document; ``on_document`` hears each id and what became of it."""
    if batch.judgements:
        _refuse_contradictions(store, batch.judgements)
    known = LoadReport(unchanged=batch.unchanged)
    known.tell(on_document)
    report = known + store.load(
        batch.contributions(),
        loaded_at=now(),
        on_document=on_document,
        planned=batch.contents,
        sources=batch.sources,
        judgements=[one.id for one in batch.judgements],
    )
    judged = store.judge(batch.judgements, strict=True).changed if batch.judgements else ()
    return Loaded(report, batch.skipped, batch.remarks, judged)


def now() -> str:
    """The time of a load or judgement: in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_contradictions(store: Store, judgements: Iterable[Judgement]) -> None:
    """Before anything is stored: what the files judge may not contradict what the store was told on other pairs."""
    from goodoffices.graph.store_judgements import refuse_contradictions

    refuse_contradictions({one.id: one for one in (*store.judgements(), *judgements)}.values())

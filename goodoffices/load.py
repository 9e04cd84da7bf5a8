"""From paths to the store: read and check everything first, keep the contributions aside, then store them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.clock import now
from goodoffices.graph.errors import AnnotationError, Fault
from goodoffices.graph.spool import spooling
from goodoffices.graph.store.report import LoadReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from goodoffices.graph.annotation import Reading
    from goodoffices.graph.model import Contribution
    from goodoffices.graph.rules.judgements import Judgement
    from goodoffices.graph.spool import Spool
    from goodoffices.graph.store.store import Store


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

    contents: Mapping[str, str]
    skipped: tuple[Fault, ...]
    remarks: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    spool: Spool[Contribution]
    sources: Mapping[str, str] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()

    def contributions(self) -> Iterator[Contribution]:
        """One contribution after the other; memory holds no more than one."""
        return iter(self.spool)


def read_and_check(paths: Iterable[str | Path], reader: str | None = None) -> Iterator[Reading]:
    """Every document of these paths as a checked reading; ``-`` is standard input."""
    from goodoffices.loaders import read

    return map(_validated, read(paths, reader))


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

    What ``store`` has just so is neither parsed nor checked nor built again. Raises AnnotationError with every fault of
    every document, unless ``lenient``.
    """
    from goodoffices.judge import judgement_files, read_judgements
    from goodoffices.loaders import Unchanged, read, read_changed

    given = tuple(paths)
    # On the disk, because nothing is stored before the last document was read, and memory may not hold all.
    with spooling() as spool:
        judgements, wrong = read_judgements(judgement_files(given))
        faults = list(wrong)
        remarks: list[str] = []
        contents: dict[str, str] = {}
        sources: dict[str, str] = {}
        unchanged: list[str] = []
        for one in read_changed(given, store.sources, reader) if store else read(given, reader):
            if isinstance(one, Unchanged):
                unchanged.append(one.id)
            else:
                reading = _validated(one)
                faults += reading.faults
                remarks += reading.remarks
                # Not after a fault, when nothing will be stored: the rest is only checked, so that every one is told.
                if lenient or not faults:
                    contents |= _kept(reading, spool)
                    sources |= _source(reading)
            if on_read:
                on_read(one.path)
        if faults and not lenient:
            raise AnnotationError(tuple(faults))
        said = (tuple(faults), tuple(remarks), judgements)
        yield Gathered(contents, *said, spool, sources, tuple(unchanged))


def _validated(reading: Reading) -> Reading:
    # Only where there is something to check: to import what checks it takes longer than many a load.
    from goodoffices.graph.validation.pipeline import validated

    return validated(reading)


def _source(reading: Reading) -> dict[str, str]:
    """The hash of what a document was read from, by its id, where all of it was sound and nothing had to be said."""
    # What has faults or remarks is read and checked each time, because each time they are to be told.
    if reading.document is None or not reading.source or reading.faults or reading.remarks:
        return {}
    return {reading.document.id: reading.source}


def _kept(reading: Reading, spool: Spool[Contribution]) -> dict[str, str]:
    """Builds a reading's document into the spool; the hash of its content by its id, if there is one."""
    from goodoffices.graph.construction.pipeline import build

    if reading.document is None:
        return {}
    built = build(reading.document)
    spool.add(built)
    return {built.document.id: built.document.content}


def stored(store: Store, batch: Gathered, on_document: Callable[[str, str], None] | None = None) -> Loaded:
    """Stores what was gathered, document by document; ``on_document`` hears each id and what became of it."""
    if batch.judgements:
        from goodoffices.graph.store.judgements import refuse_contradictions

        # Before anything is stored: what the files judge may not contradict what the store was told on other pairs.
        refuse_contradictions({one.id: one for one in (*store.judgements(), *batch.judgements)}.values())
    known = LoadReport(unchanged=batch.unchanged)
    known.tell(on_document)
    report = known + store.load(
        batch.contributions(),
        loaded_at=now(),
        on_document=on_document,
        planned=batch.contents,
        sources=batch.sources,
        # Noted with the load: broken off before they are recorded, it is known to lack them.
        judgements=[one.id for one in batch.judgements],
        unchanged=batch.unchanged,
    )
    # Last: whether two can be one shows only when their documents are in.
    judged = store.judge(batch.judgements, strict=True).changed if batch.judgements else ()
    return Loaded(report, batch.skipped, batch.remarks, judged)

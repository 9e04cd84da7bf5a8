"""From paths to the store: read and check everything first, keep the contributions aside, then store them."""

from __future__ import annotations

import contextlib
import pickle
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from goodoffices.graph.errors import AnnotationError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from goodoffices.graph.annotation import Reading
    from goodoffices.graph.judgements import Judgement
    from goodoffices.graph.model import Contribution
    from goodoffices.graph.store import Store
    from goodoffices.graph.store_report import LoadReport


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

    ``contents`` has the hash of what each document contributes by the document's id.
    """

    documents: int
    contents: Mapping[str, str]
    skipped: tuple[Fault, ...]
    remarks: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    spool: IO[bytes]

    def contributions(self) -> Iterator[Contribution]:
        """One contribution after the other; memory holds no more than one."""
        self.spool.seek(0)
        for _ in range(self.documents):
            # The file is this process's own, written a moment ago and open to nobody else.
            yield pickle.load(self.spool)  # noqa: S301


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
) -> Iterator[Gathered]:
    """All documents of these paths, ready to be stored; ``on_read`` hears the path of each.

    Raises AnnotationError with every fault of every document, unless ``lenient``.
    """
    from goodoffices.judging import beside, read_judgements

    given = tuple(paths)
    with tempfile.TemporaryFile() as spool:
        judgements, wrong = read_judgements(beside(given))
        faults = list(wrong)
        remarks: list[str] = []
        contents: list[tuple[str, str]] = []
        for reading in read_and_check(given, reader):
            faults += reading.faults
            remarks += reading.remarks
            if lenient or not faults:
                contents += _kept(reading, spool)
            if on_read:
                on_read(reading.path)
        if faults and not lenient:
            raise AnnotationError(tuple(faults))
        yield Gathered(len(contents), dict(contents), tuple(faults), tuple(remarks), judgements, spool)


def _kept(reading: Reading, spool: IO[bytes]) -> list[tuple[str, str]]:
    """Builds a reading's document into the spool; its id and the hash of its content, if there is one."""
    from goodoffices.graph.build import build

    if reading.document is None:
        return []
    built = build(reading.document)
    pickle.dump(built, spool, pickle.HIGHEST_PROTOCOL)
    return [(built.document.id, built.document.content)]


def stored(store: Store, batch: Gathered, on_document: Callable[[str, str], None] | None = None) -> Loaded:
    """Stores what was gathered, document by document; ``on_document`` hears each id and what became of it."""
    if batch.judgements:
        _refuse_contradictions(store, batch.judgements)
    report = store.load(batch.contributions(), loaded_at=now(), on_document=on_document, planned=batch.contents)
    judged = store.judge(batch.judgements, strict=True).changed if batch.judgements else ()
    return Loaded(report, batch.skipped, batch.remarks, judged)


def now() -> str:
    """The time of a load or judgement: in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refuse_contradictions(store: Store, judgements: Iterable[Judgement]) -> None:
    """Before anything is stored: what the files judge may not contradict what the store was told on other pairs."""
    from goodoffices.graph.store_judgements import refuse_contradictions

    refuse_contradictions({one.id: one for one in (*store.judgements(), *judgements)}.values())

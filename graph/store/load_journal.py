"""Loads under way: what a load of several transactions is to store stands in the store until all of it is there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from goodoffices.graph.dump.digest import FORM
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.forget_journal import (
    NOTE,
    NOTES,
    PART,
    UnfinishedForgetting,
    noted,
    unfinished_forgettings,
)
from goodoffices.graph.store.remove import remove
from goodoffices.graph.vocabulary.spelling import nearest
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

PLANNED = """
MATCH (l:Load) WHERE l.load IS NOT NULL
RETURN l.id, l.load, l.started_at, l.documents, l.contents, coalesce(l.judgements, []) ORDER BY l.id
"""
JUDGED = "UNWIND $rows AS id MATCH (j:Judgement {id: id}) RETURN j.id"
STORED = """
UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.sha256 IS NOT NULL RETURN d.id, d.content, d.loaded_at
"""
DOCUMENTS = "MATCH (d:Document) WHERE d.sha256 IS NOT NULL RETURN d.id"
SOURCES = """
UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.source IS NOT NULL
RETURN d.version, d.content_form, collect(d.id), collect(d.source)
"""
SHRINK = """
UNWIND $rows AS row MATCH (l:Load {id: row.id})
SET l.documents = row.documents, l.contents = row.contents, l.judgements = row.judgements
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A load that begins: its own id, when (ISO, UTC), the content hash of each document by the document's id, and the
    ids of the judgements that follow them."""

    id: str
    started_at: str
    contents: Mapping[str, str]
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnfinishedLoad:
    """A load that ended early, or still runs: when it began, how many documents it has, those that are not in, and how
    many of its judgements are not."""

    started_at: str
    documents: int
    missing: tuple[str, ...]
    judgements: int = 0

    def __str__(self) -> str:
        lacking = [f"{len(self.missing):,} of its {counted(self.documents, 'document')}"] if self.missing else []
        lacking += [f"{self.judgements:,} of its judgements"] if self.judgements else []
        are = "is" if len(self.missing) + self.judgements == 1 else "are"
        return (
            f"The load begun at {self.started_at} did not finish or still runs: {' and '.join(lacking)} {are} not in."
        )

    @property
    def advice(self) -> str:
        """What to do about it."""
        return "Run it again."


@dataclass(frozen=True, slots=True)
class _Part:
    """One node of the ledger."""

    id: str
    load: str
    started_at: str
    documents: list[str]
    contents: list[str]
    judgements: list[str]


@dataclass(slots=True)
class _Missing:
    """What is not in of one load."""

    documents: list[str] = field(default_factory=list)
    judgements: list[str] = field(default_factory=list)


def begin(tx: ManagedTransaction, plan: Plan) -> None:
    """Notes what a load is to store; noting it again changes nothing."""
    documents, judgements = iter(plan.contents.items()), iter(plan.judgements)
    rows = []
    for number in itertools.count():
        some, judged = list(itertools.islice(documents, PART)), list(itertools.islice(judgements, PART))
        if not (some or judged):
            break
        ids, contents = [document for document, _ in some], [content for _, content in some]
        rows.append(asdict(_Part(f"{plan.id}-{number:06}", plan.id, plan.started_at, ids, contents, judged)))
    # Few at a time, since each of them holds a thousand ids and as many hashes.
    run_rows(tx, NOTE, rows, size=10)


def settle(tx: ManagedTransaction, load: str = "") -> None:
    """Strikes out a load whose documents have come to their end, and others of which nothing is missing any more.

    A load whose judgements are still to come stays.
    """
    parts = _parts(tx)
    # Documents of this load may still be missing: others forgot them, or stored another version meanwhile.
    over = {
        key
        for key, missing in _missing(tx, parts).items()
        if not missing.judgements and (key == load or not missing.documents)
    }
    remove(tx, NOTES, [part.id for part in parts if part.load in over])


def unfinished(tx: ManagedTransaction) -> tuple[UnfinishedLoad | UnfinishedForgetting, ...]:
    """Every load of which documents or judgements are missing, as they began, and every forgetting that left some."""
    parts = _parts(tx)
    sizes = {part.load: 0 for part in parts}
    for part in parts:
        sizes[part.load] += len(part.documents)
    started = {part.load: part.started_at for part in parts}
    missing = {load: lack for load, lack in _missing(tx, parts).items() if lack.documents or lack.judgements}
    order = sorted(missing, key=lambda load: (started[load], load))
    loads = (
        UnfinishedLoad(
            started[load], sizes[load], tuple(sorted(missing[load].documents)), len(missing[load].judgements)
        )
        for load in order
    )
    return (*loads, *unfinished_forgettings(tx))


def known(tx: ManagedTransaction, documents: Sequence[str]) -> set[str]:
    """Those of these documents that are in, or that an unfinished load or forgetting names."""
    listed = {key for part in _parts(tx) for key in part.documents}
    return listed.union(noted(tx), (key for key, *_ in fetch_rows(tx, STORED, list(documents))))


def require_known(tx: ManagedTransaction, documents: Sequence[str]) -> None:
    """Raises UnknownNameError for the first of these that is neither in nor missed, with the nearest that are."""
    stored = known(tx, documents)
    for unknown in (document for document in documents if document not in stored):
        close = nearest(unknown, sorted(key for (key,) in tx.run(DOCUMENTS).values()), 3)
        guess = f"; the nearest are {', '.join(close)}" if close else ""
        raise UnknownNameError(f'no document "{unknown}" is in the store{guess}')


def sources(tx: ManagedTransaction, documents: Sequence[str], version: str) -> dict[str, str]:
    """The hash of what each of these documents was read from, by id, where this version loaded it and knew the hash.

    A document whose digest has another form than this version gives is damaged, and is to be read anew.
    """
    # In a record for many: the driver takes longer for each record than for what is in it.
    found = fetch_rows(tx, SOURCES, list(documents))
    same = (zip(ids, hashes, strict=True) for by, form, ids, hashes in found if (by, form) == (version, FORM))
    return dict(itertools.chain.from_iterable(same))


def dismiss(tx: ManagedTransaction, documents: Iterable[str] = (), judgements: Iterable[str] = ()) -> None:
    """What is forgotten or taken back is no longer missing in any load.

    A load of which all documents are forgotten is given up, with the judgements that were to follow them.
    """
    gone, undone = set(documents), set(judgements)
    parts = _parts(tx)
    given_up = {part.load for part in parts if gone.intersection(part.documents)}
    given_up -= {part.load for part in parts if not gone.issuperset(part.documents)}
    empty, shrunk = [], []
    for part in parts:
        kept = [pair for pair in zip(part.documents, part.contents, strict=True) if pair[0] not in gone]
        rest = replace(
            part,
            documents=[document for document, _ in kept],
            contents=[content for _, content in kept],
            judgements=[key for key in part.judgements if key not in undone],
        )
        if part.load in given_up or not (rest.documents or rest.judgements):
            empty.append(part.id)
        elif rest != part:
            shrunk.append(asdict(rest))
    remove(tx, NOTES, empty)
    run_rows(tx, SHRINK, shrunk, size=10)


def _parts(tx: ManagedTransaction) -> list[_Part]:
    return [_Part(*row) for row in tx.run(PLANNED).values()]


def _missing(tx: ManagedTransaction, parts: Iterable[_Part]) -> dict[str, _Missing]:
    """What is not in, by load. A document that somebody loaded later in another version is no longer missing."""
    missing: dict[str, _Missing] = {}
    for part in parts:
        stored = {key: (content, at) for key, content, at in fetch_rows(tx, STORED, part.documents)}
        judged = {key for (key,) in fetch_rows(tx, JUDGED, part.judgements)}
        lack = missing.setdefault(part.load, _Missing())
        lack.judgements += [key for key in part.judgements if key not in judged]
        lack.documents += [
            key
            for key, content in zip(part.documents, part.contents, strict=True)
            if key not in stored or (stored[key][0] != content and stored[key][1] < part.started_at)
        ]
    return missing

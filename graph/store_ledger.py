"""Loads under way: what a load of several transactions is to store stands in the store until all of it is there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.digest import FORM
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.names import nearest
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_remove import Removal, remove

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

PART = 1000
"""Documents that one node of the ledger names; a larger load takes several."""

BEGIN = "UNWIND $rows AS row MERGE (l:Load {id: row.id}) SET l = row"
PLANNED = """
MATCH (l:Load) RETURN l.id, l.load, l.started_at, l.documents, l.contents, coalesce(l.judgements, []) ORDER BY l.id
"""
JUDGED = "UNWIND $rows AS id MATCH (j:Judgement {id: id}) RETURN j.id"
STORED = """
UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.sha256 IS NOT NULL RETURN d.id, d.content, d.loaded_at
"""
DOCUMENTS = "MATCH (d:Document) WHERE d.sha256 IS NOT NULL RETURN d.id"
SOURCES = "UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.id, d.source, d.version, d.content_form"
SHRINK = """
UNWIND $rows AS row MATCH (l:Load {id: row.id})
SET l.documents = row.documents, l.contents = row.contents, l.judgements = row.judgements
"""
PARTS = Removal("UNWIND $rows AS id MATCH (x:Load {id: id})")


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
        lacking = [f"{len(self.missing):,} of its {self.documents:,} documents"] if self.missing else []
        lacking += [f"{self.judgements:,} of its judgements"] if self.judgements else []
        are = "is" if len(self.missing) + self.judgements == 1 else "are"
        return (
            f"The load begun at {self.started_at} did not finish or still runs: {' and '.join(lacking)} {are} not in."
        )


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
    run_rows(tx, BEGIN, list(_part_rows(plan)), size=10)


def settle(tx: ManagedTransaction, load: str = "") -> None:
    """Strikes out a load whose documents have come to their end, and others of which nothing is missing any more.

    A load whose judgements are still to come stays.
    """
    parts = _parts(tx)
    over = {
        key
        for key, missing in _missing(tx, parts).items()
        if not missing.judgements and (key == load or not missing.documents)
    }
    remove(tx, PARTS, [part.id for part in parts if part.load in over])


def unfinished(tx: ManagedTransaction) -> tuple[UnfinishedLoad, ...]:
    """Every load of which documents or judgements are missing, in the order in which they began."""
    parts = _parts(tx)
    sizes = {part.load: 0 for part in parts}
    for part in parts:
        sizes[part.load] += len(part.documents)
    started = {part.load: part.started_at for part in parts}
    missing = {load: one for load, one in _missing(tx, parts).items() if one.documents or one.judgements}
    order = sorted(missing, key=lambda load: (started[load], load))
    return tuple(
        UnfinishedLoad(
            started[load], sizes[load], tuple(sorted(missing[load].documents)), len(missing[load].judgements)
        )
        for load in order
    )


def known(tx: ManagedTransaction, documents: Sequence[str]) -> set[str]:
    """Those of these documents that are in, or that an unfinished load misses."""
    listed = {key for part in _parts(tx) for key in part.documents}
    return listed.union(key for key, *_ in fetch_rows(tx, STORED, list(documents)))


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
    found = fetch_rows(tx, SOURCES, list(documents))
    return {key: source for key, source, by, form in found if source is not None and (by, form) == (version, FORM)}


def dismiss(tx: ManagedTransaction, documents: Iterable[str] = (), judgements: Iterable[str] = ()) -> None:
    """What is forgotten or taken back is no longer missing in any load."""
    gone, undone = set(documents), set(judgements)
    left = [(part, _without(part, gone, undone)) for part in _parts(tx)]
    remove(tx, PARTS, [part.id for part, rest in left if not (rest.documents or rest.judgements)])
    rows = [_row_of(rest) for part, rest in left if rest != part and (rest.documents or rest.judgements)]
    run_rows(tx, SHRINK, rows, size=10)


def _without(part: _Part, documents: set[str], judgements: set[str]) -> _Part:
    kept = [pair for pair in zip(part.documents, part.contents, strict=True) if pair[0] not in documents]
    return replace(
        part,
        documents=[document for document, _ in kept],
        contents=[content for _, content in kept],
        judgements=[key for key in part.judgements if key not in judgements],
    )


def _row_of(part: _Part) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _part_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    documents, judgements = iter(plan.contents.items()), iter(plan.judgements)
    for number in itertools.count():
        some, judged = list(itertools.islice(documents, PART)), list(itertools.islice(judgements, PART))
        if not (some or judged):
            return
        ids, contents = [document for document, _ in some], [content for _, content in some]
        yield _row_of(_Part(f"{plan.id}-{number:06}", plan.id, plan.started_at, ids, contents, judged))


def _parts(tx: ManagedTransaction) -> list[_Part]:
    return [_Part(*row) for row in tx.run(PLANNED).values()]


def _missing(tx: ManagedTransaction, parts: Iterable[_Part]) -> dict[str, _Missing]:
    """What is not in, by load. A document that somebody loaded later in another version is no longer missing."""
    missing: dict[str, _Missing] = {}
    for part in parts:
        stored = {key: (content, at) for key, content, at in fetch_rows(tx, STORED, part.documents)}
        judged = {key for (key,) in fetch_rows(tx, JUDGED, part.judgements)}
        one = missing.setdefault(part.load, _Missing())
        one.judgements += [key for key in part.judgements if key not in judged]
        one.documents += [
            key
            for key, content in zip(part.documents, part.contents, strict=True)
            if key not in stored or (stored[key][0] != content and stored[key][1] < part.started_at)
        ]
    return missing

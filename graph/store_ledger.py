"""Loads under way: what a load of several transactions is to store stands in the store until all of it is there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
PLANNED = "MATCH (l:Load) RETURN l.id, l.load, l.started_at, l.documents, l.contents ORDER BY l.id"
STORED = """
UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.content IS NOT NULL RETURN d.id, d.content, d.loaded_at
"""
DOCUMENTS = "MATCH (d:Document) WHERE d.content IS NOT NULL RETURN d.id"
SOURCES = "UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.id, d.source, d.version, d.content_form"
SHRINK = "UNWIND $rows AS row MATCH (l:Load {id: row.id}) SET l.documents = row.documents, l.contents = row.contents"
PARTS = Removal("UNWIND $rows AS id MATCH (x:Load {id: id})")


@dataclass(frozen=True, slots=True)
class Plan:
    """A load that begins: its own id, when (ISO, UTC), and the content hash of each document by the document's id."""

    id: str
    started_at: str
    contents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UnfinishedLoad:
    """A load that ended early, or still runs: when it began, how many documents it has, and those that are not in."""

    started_at: str
    documents: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One node of the ledger."""

    id: str
    load: str
    started_at: str
    documents: list[str]
    contents: list[str]


def begin(tx: ManagedTransaction, plan: Plan) -> None:
    """Notes what a load is to store; noting it again changes nothing."""
    run_rows(tx, BEGIN, list(_part_rows(plan)), size=10)


def settle(tx: ManagedTransaction, load: str) -> None:
    """Strikes out a load that has come to its end, and others of which nothing is missing any more."""
    parts = _parts(tx)
    over = {key for key, missing in _missing(tx, parts).items() if key == load or not missing}
    remove(tx, PARTS, [part.id for part in parts if part.load in over])


def unfinished(tx: ManagedTransaction) -> tuple[UnfinishedLoad, ...]:
    """Every load of which documents are missing, in the order in which they began."""
    parts = _parts(tx)
    sizes = {part.load: 0 for part in parts}
    for part in parts:
        sizes[part.load] += len(part.documents)
    started = {part.load: part.started_at for part in parts}
    missing = {load: ids for load, ids in _missing(tx, parts).items() if ids}
    order = sorted(missing, key=lambda load: (started[load], load))
    return tuple(UnfinishedLoad(started[load], sizes[load], tuple(sorted(missing[load]))) for load in order)


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


def dismiss(tx: ManagedTransaction, documents: Iterable[str]) -> None:
    """Documents that are forgotten are no longer missing in any load."""
    ids = set(documents)
    kept = [(part, _without(part, ids)) for part in _parts(tx)]
    remove(tx, PARTS, [part.id for part, rest in kept if not rest])
    rows = [_row_of(part.id, rest) for part, rest in kept if rest and len(rest) < len(part.documents)]
    run_rows(tx, SHRINK, rows, size=10)


def _without(part: _Part, ids: set[str]) -> list[tuple[str, str]]:
    return [pair for pair in zip(part.documents, part.contents, strict=True) if pair[0] not in ids]


def _row_of(key: str, pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    documents, contents = zip(*pairs, strict=True)
    return {"id": key, "documents": list(documents), "contents": list(contents)}


def _part_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    pairs = iter(plan.contents.items())
    for number in itertools.count():
        if not (part := list(itertools.islice(pairs, PART))):
            return
        yield {**_row_of(f"{plan.id}-{number:06}", part), "load": plan.id, "started_at": plan.started_at}


def _parts(tx: ManagedTransaction) -> list[_Part]:
    return [_Part(*row) for row in tx.run(PLANNED).values()]


def _missing(tx: ManagedTransaction, parts: Iterable[_Part]) -> dict[str, list[str]]:
    """The documents that are not in, by load. What somebody loaded later in another version is no longer missing."""
    missing: dict[str, list[str]] = {}
    for part in parts:
        stored = {key: (content, at) for key, content, at in fetch_rows(tx, STORED, part.documents)}
        missing.setdefault(part.load, []).extend(
            key
            for key, content in zip(part.documents, part.contents, strict=True)
            if key not in stored or (stored[key][0] != content and stored[key][1] < part.started_at)
        )
    return missing

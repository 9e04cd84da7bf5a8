"""What is in the store, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.store_ledger import UnfinishedLoad, unfinished
from goodoffices.graph.store_schema import LABELS

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

# Events that were judged one count as one.
_EVENTS = "MATCH (e:Event) WHERE e.merged_into IS NULL RETURN e.type, e.verdict, count(*)"
_KINDS = "MATCH (a:Actor) RETURN a.kind, count(*)"
_DOCUMENTS = """
MATCH (d:Document)
RETURN d.id AS id, d.title AS title, d.published AS published, d.loaded_at AS loaded_at, d.version AS version
ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that was loaded, when (ISO, UTC) and by which version of goodoffices."""

    id: str
    title: str | None
    published: str | None
    loaded_at: str
    version: str


@dataclass(frozen=True, slots=True)
class Status:
    """The store and its server, and how many there are of everything; names without any are left out."""

    target: str
    server: str
    labels: Mapping[str, int]
    relationships: Mapping[str, int]
    verdicts: Mapping[str, int]
    kinds: Mapping[str, int]
    event_types: Mapping[str, int]
    documents: tuple[StoredDocument, ...]
    unfinished: tuple[UnfinishedLoad, ...] = ()


def count_everything(tx: ManagedTransaction, target: str, server: str) -> Status:
    """The status of the store that ``tx`` reads."""
    events = _present(_rows(tx, _EVENTS), 0, 1)
    labels = {label: _single(tx, f"MATCH (n:{label}) RETURN count(n)") for label in (*LABELS, "Mediator")}
    return Status(
        target=target,
        server=server,
        labels=_some(labels | {"Event": sum(count for *_, count in events)}),
        relationships=_sorted(_by_catalogue(tx) if "ArcadeDB" in server else _by_type(tx)),
        verdicts=_sorted((verdict, count) for _, verdict, count in events),
        kinds=_sorted(_present(_rows(tx, _KINDS), 0)),
        event_types=_sorted((type_, count) for type_, _, count in events),
        documents=tuple(StoredDocument(*row) for row in _present(_rows(tx, _DOCUMENTS), 0, 3, 4)),
        unfinished=unfinished(tx),
    )


def _present(rows: list[list[Any]], *places: int) -> list[list[Any]]:
    """The rows with values in these places: Neo4j gives a node without its properties if it is deleted meanwhile."""
    return [row for row in rows if all(row[place] is not None for place in places)]


def _by_catalogue(tx: ManagedTransaction) -> Iterable[tuple[str, int]]:
    """ArcadeDB knows how many relationships there are of every type, but would count them one by one for Cypher."""
    counted: dict[str, int] = _rows(tx, "CALL meta.stats() YIELD value RETURN value")[0][0]["relTypes"]
    return counted.items()


def _by_type(tx: ManagedTransaction) -> Iterator[tuple[str, int]]:
    """Neo4j answers from its counts where a statement asks for one type and nothing else."""
    for (name,) in _rows(tx, "CALL db.relationshipTypes()"):
        quoted = name.replace("`", "``")
        yield name, _single(tx, f"MATCH ()-[r:`{quoted}`]->() RETURN count(r)")


def _sorted(counts: Iterable[Sequence[Any]]) -> Mapping[str, int]:
    """The sum of each name, by name."""
    sums: Counter[str] = Counter()
    for name, count in counts:
        sums[name] += count
    return _some(dict(sorted(sums.items())))


def _some(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: count for name, count in counts.items() if count}


def _single(tx: ManagedTransaction, text: str) -> int:
    return int(_rows(tx, text)[0][0])


def _rows(tx: ManagedTransaction, text: str) -> list[list[Any]]:
    return tx.run(text).values()

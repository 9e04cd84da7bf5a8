"""What is in the store, counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.store_ledger import UnfinishedLoad, unfinished
from goodoffices.graph.store_schema import LABELS

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_COUNTS = {
    "relationships": "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n ORDER BY name",
    "verdicts": "MATCH (e:Event) WHERE e.merged_into IS NULL RETURN e.verdict AS name, count(*) AS n ORDER BY name",
    "kinds": "MATCH (a:Actor) RETURN a.kind AS name, count(*) AS n ORDER BY name",
    "event_types": "MATCH (e:Event) WHERE e.merged_into IS NULL RETURN e.type AS name, count(*) AS n ORDER BY name",
}
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
    labels = {label: _single(tx, _count(label)) for label in (*LABELS, "Mediator")}
    counts: dict[str, Any] = {name: dict(_rows(tx, text)) for name, text in _COUNTS.items()}
    return Status(
        target=target,
        server=server,
        labels={label: count for label, count in labels.items() if count},
        documents=tuple(StoredDocument(*row) for row in _rows(tx, _DOCUMENTS)),
        unfinished=unfinished(tx),
        **counts,
    )


def _count(label: str) -> str:
    """Events that were judged one count as one."""
    merged = " WHERE n.merged_into IS NULL" if label == "Event" else ""
    return f"MATCH (n:{label}){merged} RETURN count(n)"


def _single(tx: ManagedTransaction, text: str) -> int:
    return int(_rows(tx, text)[0][0])


def _rows(tx: ManagedTransaction, text: str) -> list[list[Any]]:
    return tx.run(text).values()

"""What is in the store, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.store.forget_journal import UnfinishedForgetting
from goodoffices.graph.store.load_journal import UnfinishedLoad, unfinished
from goodoffices.graph.store.schema import LABELS
from goodoffices.graph.store.servers import server_of

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
    unfinished: tuple[UnfinishedLoad | UnfinishedForgetting, ...] = ()


def count_everything(tx: ManagedTransaction, target: str, server: str) -> Status:
    """The status of the store that ``tx`` reads."""
    events = _present(tx.run(_EVENTS).values(), 0, 1)
    # A statement for each label, because the servers answer that from their own counts.
    by_label = ((label, tx.run(f"MATCH (n:{label}) RETURN count(n)").values()) for label in (*LABELS, "Mediator"))
    labels = {label: int(rows[0][0]) for label, rows in by_label} | {"Event": sum(count for *_, count in events)}
    return Status(
        target=target,
        server=server,
        labels={label: count for label, count in labels.items() if count},
        relationships=_sorted(server_of(server).relationships(tx)),
        verdicts=_sorted((verdict, count) for _, verdict, count in events),
        kinds=_sorted(_present(tx.run(_KINDS).values(), 0)),
        event_types=_sorted((type_, count) for type_, _, count in events),
        documents=tuple(StoredDocument(*row) for row in _present(tx.run(_DOCUMENTS).values(), 0, 3, 4)),
        unfinished=unfinished(tx),
    )


def _present(rows: list[list[Any]], *places: int) -> list[list[Any]]:
    """The rows with values in these places: Neo4j gives a node without its properties if it is deleted meanwhile."""
    return [row for row in rows if all(row[place] is not None for place in places)]


def _sorted(counts: Iterable[Sequence[Any]]) -> Mapping[str, int]:
    """The sum of each name, by name; names without any are left out."""
    sums: Counter[str] = Counter()
    for name, count in counts:
        sums[name] += count
    return {name: count for name, count in sorted(sums.items()) if count}

"""Removing what a statement finds: all of it is gathered before any of it is deleted, and the counts are compared.

ArcadeDB passes over records that a statement deletes while it still matches, so that some of them would stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreError
from goodoffices.graph.grouping import parted
from goodoffices.graph.store.connection import RepeatableError, run_rows
from goodoffices.graph.store.report import Summed
from goodoffices.graph.vocabulary.text import share

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


class IncompleteRemovalError(RepeatableError, StoreError):
    """The server removed another number of records than were there."""


@dataclass(frozen=True, slots=True)
class Removal:
    """The Cypher that matches, for ``$rows``, what is to go, as ``x``: relationships, or nodes with theirs."""

    match: str
    nodes: bool = True

    @property
    def count(self) -> str:
        """The Cypher that says how many nodes and how many relationships are to go."""
        if not self.nodes:
            return f"{self.match} RETURN count(null), count(DISTINCT x)"
        return f"{self.match} WITH DISTINCT x OPTIONAL MATCH (x)-[r]-() RETURN count(DISTINCT x), count(DISTINCT r)"

    @property
    def delete(self) -> str:
        """The Cypher that removes them."""
        # Gathered into a list before the first of them goes: that is what ArcadeDB needs.
        return f"{self.match} WITH collect(DISTINCT x) AS found UNWIND found AS x {'DETACH ' * self.nodes}DELETE x"

    def of(self, edge: str) -> Removal:
        """The same for relationships of one type, which stands as ``%s`` in the pattern."""
        return Removal(self.match % edge, self.nodes)


@dataclass(frozen=True, slots=True)
class Removed(Summed):
    """How many nodes and relationships went."""

    nodes: int = 0
    relationships: int = 0


def remove(tx: ManagedTransaction, removal: Removal, rows: Sequence[Any], size: int = 1000) -> Removed:
    """Removes what ``removal`` matches for these rows, ``size`` of them at a time.

    Raises IncompleteRemovalError, so that the transaction is rolled back, where the server's counts differ from what
    the same transaction counted before.
    """
    total = Removed()
    for part in map(list, parted(rows, size)):
        wanted = Removed(*tx.run(removal.count, {"rows": part}).values()[0])
        if wanted == Removed():  # as mostly, and that spares a statement that looks for all of it again
            continue
        counts = run_rows(tx, removal.delete, part, size)
        gone = Removed(counts.get("nodes_deleted", 0), counts.get("relationships_deleted", 0))
        if gone != wanted:
            nodes = share(gone.nodes, wanted.nodes, "node")
            relationships = share(gone.relationships, wanted.relationships, "relationship")
            raise IncompleteRemovalError(
                f"the server removed {nodes} and {relationships} that had to go, so nothing was changed: "
                "run goodoffices verify"
            )
        total += gone
    return total

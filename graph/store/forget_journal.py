"""Forgettings under way: which documents one of several transactions removes stands in the store until all are gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from goodoffices.graph.grouping import grouped, parted
from goodoffices.graph.store.connection import run_rows
from goodoffices.graph.store.remove import Removal, remove
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

PART = 1000
"""Documents that one node of a journal names, of loads as well; more take several."""

NOTE = "UNWIND $rows AS row MERGE (l:Load {id: row.id}) SET l = row"
NOTED = "MATCH (l:Load) WHERE l.forgetting IS NOT NULL RETURN l.id, l.forgetting, l.documents, l.left ORDER BY l.id"
SHRINK = "UNWIND $rows AS row MATCH (l:Load {id: row.id}) SET l.left = row.left"
NOTES = Removal("UNWIND $rows AS id MATCH (x:Load {id: id})")


@dataclass(frozen=True, slots=True)
class UnfinishedForgetting:
    """Documents that were to be forgotten: how many, and the ids of those that are still in."""

    documents: int
    left: tuple[str, ...]

    def __str__(self) -> str:
        are = "is" if len(self.left) == 1 else "are"
        return (
            f"The forgetting of {counted(self.documents, 'document')} did not finish or still runs: "
            f"{len(self.left):,} of them {are} still in."
        )

    @property
    def advice(self) -> str:
        """What to do about it."""
        return "Run it again, or forget, or load to keep, those that goodoffices status -f json names."


@dataclass(frozen=True, slots=True)
class _Note:
    """One node of the journal: documents that a forgetting was asked for, and those that it has not removed yet."""

    id: str
    forgetting: str
    documents: list[str]
    left: list[str]


def begin_forgetting(tx: ManagedTransaction, forgetting: str, documents: Sequence[str]) -> None:
    """Notes what a forgetting (its own id) is to remove; noting it again changes nothing."""
    parts = enumerate(map(list, parted(documents, PART)))
    notes = (_Note(f"{forgetting}-{number:06}", forgetting, part, part) for number, part in parts)
    run_rows(tx, NOTE, [asdict(one) for one in notes], size=10)


def strike(tx: ManagedTransaction, documents: Collection[str]) -> None:
    """What is gone, or was loaded again and is to stay, is no longer to be forgotten."""
    for notes in grouped((one.forgetting, one) for one in _notes(tx)).values():
        rest = [replace(one, left=[key for key in one.left if key not in documents]) for one in notes]
        # All of its notes stay until the last document is gone, so that the same command can be run again.
        if any(one.left for one in rest):
            shrunk = [one for one, former in zip(rest, notes, strict=True) if one != former]
            run_rows(tx, SHRINK, [{"id": one.id, "left": one.left} for one in shrunk], size=10)
        else:
            remove(tx, NOTES, [one.id for one in notes])


def noted(tx: ManagedTransaction) -> set[str]:
    """The ids of all documents that forgettings under way were asked for, gone or not."""
    return {key for one in _notes(tx) for key in one.documents}


def unfinished_forgettings(tx: ManagedTransaction) -> tuple[UnfinishedForgetting, ...]:
    """Every forgetting of which documents are still in."""
    forgettings = grouped((one.forgetting, one) for one in _notes(tx)).values()
    return tuple(
        UnfinishedForgetting(
            sum(len(one.documents) for one in notes), tuple(sorted(key for one in notes for key in one.left))
        )
        for notes in forgettings
    )


def _notes(tx: ManagedTransaction) -> list[_Note]:
    return [_Note(*row) for row in tx.run(NOTED).values()]

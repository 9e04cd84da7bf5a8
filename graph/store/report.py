"""What became of a change to the store, in documents, nodes and relationships."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document that is not what was loaded, and what is wrong with it, in words."""

    id: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summed:
    """A report that another of its kind is added to field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class LoadReport(Summed):
    """What a load did: documents by id, and how the graph grew and shrank.

    ``damaged``: those of the replaced that were no longer what had been loaded, and what was wrong with each.
    """

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    nodes_added: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_removed: int = 0
    damaged: tuple[Damaged, ...] = ()

    def tell(self, on_document: Callable[[str, str], None] | None) -> None:
        """Tells each document's id with what became of it, where somebody listens."""
        if on_document is None:
            return
        for outcome in ("added", "unchanged", "replaced"):
            for document in getattr(self, outcome):
                on_document(document, outcome)


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What forgetting removed.

    ``damaged``: those of the documents that were no longer what had been loaded, and what was wrong with each.
    """

    forgotten: tuple[str, ...]
    nodes_removed: int
    relationships_removed: int
    damaged: tuple[Damaged, ...] = ()

"""What the rows of a question are, for all that writes them: which kind, which columns, and what tables say of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.queries.output.wording import timed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import ClaimRow, Kind

Sides = tuple[tuple[str, Sequence["ClaimRow"]], ...]
"""Claims that stand against each other, each side under its heading."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The ``kind`` of rows, the TypedDict that has their columns (None where only the statement knows them), and how
    tables tell one.

    ``head`` stands above a row's terms and quotes, ``lines`` below the terms, ``sides`` in the place of its quotes;
    ``beside`` names columns that are told as they stand, ``later`` the one whose events follow. ``block`` draws a row
    that no other kind is like.
    """

    kind: Kind = "plain"
    row: type | None = None
    head: Callable[[Any], str] = timed
    lines: Callable[[Any], Iterable[str]] | None = None
    sides: Callable[[Any], Sides] | None = None
    beside: tuple[str, ...] = ()
    later: str = ""
    block: Callable[[Any, bool], Iterable[RenderableType]] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a row in their order; none where only the statement knows them."""
        return tuple(self.row.__annotations__) if self.row else ()


PLAIN = Shape()
"""Rows of which nothing is known but their columns."""


class Rows(list[dict[str, Any]]):
    """Rows of an answer. ``remarks`` say what was left out, or whom a name was taken for; ``columns`` name the fields
    where they are known even without rows; ``about`` are the actors asked for, as they were given; ``shape`` says what
    the rows are."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        remarks: Iterable[str] = (),
        columns: Iterable[str] = (),
        about: Iterable[str] = (),
        shape: Shape = PLAIN,
    ) -> None:
        super().__init__(row if isinstance(row, dict) else dict(row) for row in rows)
        self.remarks = tuple(remarks)
        self.columns = tuple(columns) or shape.columns
        self.about = tuple(about)
        self.shape = shape

    @property
    def kind(self) -> Kind:
        """What a row is: an event, a pair of them, a claim …"""
        return self.shape.kind

"""What a server answers, as plain Python: nodes, relationships and paths become dicts, times become ISO texts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, LiteralString, Protocol

Rows = list[dict[str, Any]]


class ReadTransaction(Protocol):
    """Asks one statement within an open read transaction."""

    def __call__(self, text: LiteralString, /, **parameters: object) -> Rows:
        """The rows of the answer, values plain Python."""


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to somebody's own Cypher: column names, and rows of plain Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


Keep = Callable[[Iterator[tuple[Any, ...]]], list[tuple[Any, ...]]]
"""What becomes of rows as they come: those that are to be held in memory."""

_PLAIN = frozenset({str, int, float, bool, type(None)})


def plain_value(value: Any) -> Any:
    """``value`` with every graph and time type replaced.

    A node is ``{"labels", "properties"}``, a relationship ``{"type", "properties", "start", "end"}`` (the ids of its
    ends where the answer holds them), a path ``{"nodes", "relationships"}``, a point
    ``{"srid", "coordinates"}``; bytes are hexadecimal digits.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, list):
        # Most values by far stand in one, and a call for each would cost more than all else here.
        return [item if type(item) in _PLAIN else plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    return _rare_value(value)


def _rare_value(value: Any) -> Any:
    if hasattr(value, "iso_format"):  # before tuples: a duration is one, too
        return value.iso_format()
    if hasattr(value, "srid"):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, (tuple, set, frozenset)):
        return [plain_value(item) for item in value]
    return _graph_value(value)


def size_of(value: Any) -> int:
    """About how many bytes a plain value takes up, with all that it holds."""
    if isinstance(value, dict):
        return sys.getsizeof(value) + sum(map(size_of, value)) + sum(map(size_of, value.values()))
    if isinstance(value, (list, tuple)):
        return sys.getsizeof(value) + sum(map(size_of, value))
    return sys.getsizeof(value)


def _graph_value(value: Any) -> Any:
    """As ``plain_value``, for what only the driver knows: it is loaded where such a value came from it."""
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": _properties(value)}
    if isinstance(value, Relationship):
        # The ends come without properties where the answer does not hold them as well.
        start, end = (node.get("id") if node is not None else None for node in value.nodes)
        return {"type": value.type, "properties": _properties(value), "start": start, "end": end}
    if isinstance(value, Path):
        return {
            "nodes": [plain_value(node) for node in value.nodes],
            "relationships": [plain_value(relationship) for relationship in value.relationships],
        }
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def _properties(entity: Any) -> dict[str, Any]:
    return {key: plain_value(entity[key]) for key in sorted(entity.keys())}


def run_statement(tx: Any, text: str, /, **parameters: object) -> Rows:
    """The rows that one statement finds, as plain Python by column."""
    result = tx.run(text, parameters)
    keys = result.keys()
    return [dict(zip(keys, map(plain_value, record.values()), strict=True)) for record in result]

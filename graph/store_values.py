"""What a server answers, as plain Python: nodes, relationships and paths become dicts, times become ISO texts."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, LiteralString, Protocol

Rows = list[dict[str, Any]]


class Ask(Protocol):
    """Asks one statement within an open read transaction."""

    def __call__(self, text: LiteralString, /, **parameters: object) -> Rows:
        """The rows of the answer, values plain Python."""


_PLAIN = (str, int, float, bool, type(None))


def plain(value: Any) -> Any:
    """``value`` with every graph and time type replaced.

    A node is ``{"labels", "properties"}``, a relationship ``{"type", "properties", "start", "end"}`` (the ids of its
    ends where the answer holds them), a path ``{"nodes", "relationships"}``, a point
    ``{"srid", "coordinates"}``; bytes are hexadecimal digits.
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "iso_format"):  # before lists: a duration is a tuple, too
        return value.iso_format()
    if hasattr(value, "srid"):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return _graph_value(value)


def size_of(value: Any) -> int:
    """About how many bytes a plain value takes up, with all that it holds."""
    if isinstance(value, dict):
        return sys.getsizeof(value) + sum(map(size_of, value)) + sum(map(size_of, value.values()))
    if isinstance(value, (list, tuple)):
        return sys.getsizeof(value) + sum(map(size_of, value))
    return sys.getsizeof(value)


def _graph_value(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": _properties(value)}
    if isinstance(value, Relationship):
        return _relationship(value)
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(relationship) for relationship in value.relationships],
        }
    return value.hex() if isinstance(value, (bytes, bytearray)) else str(value)


def _relationship(value: Any) -> dict[str, Any]:
    start, end = (node.get("id") if node is not None else None for node in value.nodes)
    return {"type": value.type, "properties": _properties(value), "start": start, "end": end}


def _properties(entity: Any) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity.keys())}


def asked(tx: Any, text: str, /, **parameters: object) -> Rows:
    """The rows that one statement finds, as plain Python by column."""
    result = tx.run(text, parameters)
    keys = result.keys()
    return [dict(zip(keys, map(plain, values), strict=True)) for values in result.values()]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to somebody's own Cypher: column names, and rows of plain Python values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

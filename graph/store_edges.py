"""Derived edges as rows of statements, one statement for each type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from goodoffices.graph.model import Edge

CREATE_EDGES = """
UNWIND $rows AS row MATCH (a:Actor {id: row.source}) MATCH (b:Actor {id: row.target})
CREATE (a)-[r:%s]->(b) SET r = row.properties
"""
# Matched by the list, because both servers then use the index on event_id; within UNWIND one of them scans.
DELETE_EDGES = "MATCH ()-[r:%s]->() WHERE r.event_id IN $rows DELETE r"


def edge_statements(edges: Iterable[Edge]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The statements that create these edges, each with its rows."""
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        groups[edge.type].append(_edge_row(edge))
    for type_, rows in sorted(groups.items()):
        yield CREATE_EDGES % type_, rows


def _edge_row(edge: Edge) -> dict[str, Any]:
    values = ((one.name, getattr(edge, one.name)) for one in fields(edge))
    properties = {name: list(value) if isinstance(value, tuple) else value for name, value in values}
    source, target, type_ = (properties.pop(name) for name in ("source", "target", "type"))
    if type_ != "MEDIATES":
        del properties["between"]
    return {"source": source, "target": target, "properties": properties}

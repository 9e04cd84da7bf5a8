"""Derived edges as rows of statements, one statement for each type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from goodoffices.graph.model import DerivedEdge
from goodoffices.graph.store.remove import Removal, Removed, remove
from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

CREATE_EDGES = """
UNWIND $rows AS row MATCH (a:Actor {id: row.source}) MATCH (b:Actor {id: row.target})
CREATE (a)-[r:%s]->(b) SET r = row.properties
"""
# Matched by the list, because both servers then use the index on event_id; within UNWIND one of them scans.
EDGES_OF_EVENTS = Removal("MATCH ()-[x:%s]->() WHERE x.event_id IN $rows", nodes=False)


def edge_statements(edges: Iterable[DerivedEdge]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The statements that create these edges, each with its rows."""
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        values = ((field.name, getattr(edge, field.name)) for field in fields(edge))
        properties = {name: list(value) if isinstance(value, tuple) else value for name, value in values}
        source, target, _ = (properties.pop(name) for name in ("source", "target", "type"))
        if ontology().edges[edge.type].between is None:
            del properties["between"]
        rows[edge.type].append({"source": source, "target": target, "properties": properties})
    # No parameter can stand for the type of a relationship, so that each type needs a statement of its own.
    yield from ((CREATE_EDGES % type_, rows[type_]) for type_ in sorted(rows))


def remove_edges(tx: ManagedTransaction, events: Sequence[str]) -> Removed:
    """Removes the derived edges of these events, of whatever type."""
    types = ontology().edge_types()
    return sum((remove(tx, EDGES_OF_EVENTS.of(edge), events, size=200) for edge in types), Removed())

"""What a damaged document has lost its hold of: it goes with the rest, or its ids would be in the next load's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.edges import remove_edges
from goodoffices.graph.store.remove import Removal, Removed, remove
from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

EVENTS = """
UNWIND $rows AS id MATCH (d:Document {id: id})<-[:IN]-(:Evidence)<-[:QUOTED_FROM]-(:Claim)-[:ABOUT]->(e:Event)
WHERE e.document <> id RETURN DISTINCT e.id
"""
EVENTS_ASTRAY = Removal("UNWIND $rows AS id MATCH (x:Event {id: id})")
CLAIMS_QUOTED = Removal("UNWIND $rows AS id MATCH (d:Document {id: id})<-[:IN]-(:Evidence)<-[:QUOTED_FROM]-(x:Claim)")
QUOTES_OF_CLAIMS = Removal(
    "UNWIND $rows AS id MATCH (d:Document {id: id})<-[:SAID_BY]-(:Claim)-[:QUOTED_FROM]->(x:Evidence)"
)
CLAIMS_SAID = Removal("UNWIND $rows AS id MATCH (d:Document {id: id})<-[:SAID_BY]-(x:Claim)")
EVENTS_OF_EDGES = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[:NAMES]->(:Actor)-[x:%s]->(:Actor) RETURN DISTINCT x.event_id
"""
EVENTS_THERE = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN e.id"


def events_astray(tx: ManagedTransaction, documents: Sequence[str]) -> list[str]:
    """The ids of events that only the claims of these documents lead to, because they bear another document's id."""
    return [key for (key,) in fetch_rows(tx, EVENTS, documents)]


def remove_astray(tx: ManagedTransaction, documents: Sequence[str], events: Sequence[str]) -> Removed:
    """Removes claims and quotes of these documents that are not tied to both event and quote, these events, and the
    edges between actors that they name of events that are gone."""
    gone = remove(tx, EVENTS_ASTRAY, events)
    for removal in (CLAIMS_QUOTED, QUOTES_OF_CLAIMS, CLAIMS_SAID):
        gone += remove(tx, removal, documents)
    # Nothing leads from an event that is gone to its edges: they are found from the actors that the document names.
    statements = (EVENTS_OF_EDGES % edge for edge in ontology().edge_types())
    bearing = {event for statement in statements for (event,) in fetch_rows(tx, statement, documents)}
    # By repr, because a damaged edge may bear anything as its event's id.
    there = {event for (event,) in fetch_rows(tx, EVENTS_THERE, sorted(bearing, key=repr))}
    return gone + remove_edges(tx, sorted(bearing - there, key=repr))

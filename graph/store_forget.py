"""Taking back what documents contributed, and only that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.model import Affiliation, Place
from goodoffices.graph.ontology import ontology
from goodoffices.graph.store_actors import affiliation_id, rename_actors, rename_places, saying
from goodoffices.graph.store_edges import DELETE_EDGES
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_report import Summed
from goodoffices.graph.store_same import opened, settled

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

LOCKED = "UNWIND $rows AS id MATCH (d:Document {id: id}) SET d.sha256 = d.sha256 RETURN d.id"
EVENTS_OF = "UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id RETURN e.id ORDER BY e.id"
# Actors and places are locked as soon as they are known (see store_actors), in one order for all who write.
ACTORS_OF = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(a:Actor) WITH a, n ORDER BY a.id SET a.name = a.name
RETURN DISTINCT a.id, n.name, n.names, n.kind, n.iso3, n.wikidata, n.cardinality
"""
PLACES_OF = """
UNWIND $rows AS id MATCH (e:Event {id: id})-[r:AT]->(p:Place) WITH p, r ORDER BY p.id SET p.name = p.name
RETURN DISTINCT p.id, r.name, r.iso3
"""
SAID_OF = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(a:Actor) UNWIND n.of AS of RETURN DISTINCT a.id, of
"""
STILL_OF = """
UNWIND $rows AS row MATCH (a:Actor {id: row.actor})
WHERE EXISTS { MATCH (a)<-[n:NAMES]-(:Document) WHERE row.of IN n.of } RETURN row.actor, row.of
"""
DELETE_CLAIMS = "UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim) DETACH DELETE c"
DELETE_EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) DETACH DELETE e"
DELETE_EVIDENCE = "UNWIND $rows AS id MATCH (d:Document {id: id})<-[:IN]-(v:Evidence) DETACH DELETE v"
DELETE_NAMES = "UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(:Actor) DELETE n"
DELETE_DOCUMENTS = "UNWIND $rows AS id MATCH (d:Document {id: id}) DETACH DELETE d"
DELETE_OF = "MATCH ()-[o:OF]->() WHERE o.id IN $rows DELETE o"
DELETE_ACTORS = """
UNWIND $rows AS id MATCH (a:Actor {id: id}) WHERE NOT EXISTS { (a)<-[:NAMES]-(:Document) } DETACH DELETE a
"""
DELETE_PLACES = "UNWIND $rows AS id MATCH (p:Place {id: id}) WHERE NOT EXISTS { (p)<-[:AT]-(:Event) } DETACH DELETE p"


@dataclass(frozen=True, slots=True)
class Gone(Summed):
    """What was removed, of which documents, and which actors and places no document names any more."""

    documents: tuple[str, ...] = ()
    nodes: int = 0
    relationships: int = 0
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def forget_documents(tx: ManagedTransaction, documents: Sequence[str]) -> Gone:
    """Removes documents with all that only they said."""
    same = opened(tx, documents)
    gone = take_back(tx, documents)
    gone += _gone(run_rows(tx, DELETE_DOCUMENTS, list(documents)))
    gone += drop_unnamed(tx, gone)
    joined = settled(tx, same)
    return gone + Gone(nodes=joined.nodes_lost, relationships=joined.relationships_lost)


def take_back(tx: ManagedTransaction, documents: Sequence[str]) -> Gone:
    """Removes what documents contributed, but neither their own nodes nor the actors and places, which may stay.

    A document that is not there (any more) is passed over; ``Gone.documents`` has the others.
    """
    if not (ids := [key for (key,) in fetch_rows(tx, LOCKED, sorted(documents))]):
        return Gone()
    actors = [saying(row) for row in fetch_rows(tx, ACTORS_OF, ids)]
    events = [key for (key,) in fetch_rows(tx, EVENTS_OF, ids)]
    places = [Place(*row) for row in fetch_rows(tx, PLACES_OF, events)]
    said = {Affiliation(actor, of) for actor, of in fetch_rows(tx, SAID_OF, ids)}
    gone = Gone()
    for edge in ontology().edge_types():
        gone += _gone(run_rows(tx, DELETE_EDGES % edge, events, size=200))
    for text, rows in (
        (DELETE_CLAIMS, events),
        (DELETE_EVENTS, events),
        (DELETE_EVIDENCE, ids),
        (DELETE_NAMES, ids),
    ):
        gone += _gone(run_rows(tx, text, rows))
    gone += _take_back_affiliations(tx, said)
    return gone + Gone(documents=tuple(ids), actors=rename_actors(tx, actors), places=rename_places(tx, places))


def drop_unnamed(tx: ManagedTransaction, gone: Gone) -> Gone:
    """Removes those actors and places that no document named, unless one names them again by now."""
    dropped = _gone(run_rows(tx, DELETE_ACTORS, sorted(gone.actors)))
    return dropped + _gone(run_rows(tx, DELETE_PLACES, sorted(gone.places)))


def _take_back_affiliations(tx: ManagedTransaction, said: Iterable[Affiliation]) -> Gone:
    """Of what documents that are gone said, what no other says."""
    rows = [{"actor": pair.actor, "of": pair.of} for pair in sorted(said, key=repr)]
    still = {Affiliation(actor, of) for actor, of in fetch_rows(tx, STILL_OF, rows)}
    return _gone(run_rows(tx, DELETE_OF, sorted(affiliation_id(pair) for pair in set(said) - still)))


def _gone(counts: Mapping[str, Any]) -> Gone:
    return Gone(nodes=counts.get("nodes_deleted", 0), relationships=counts.get("relationships_deleted", 0))

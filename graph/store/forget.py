"""Taking back what documents contributed, and only that."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.model import Affiliation, Place
from goodoffices.graph.store.actors import affiliation_id, rename_actors, rename_places, saying
from goodoffices.graph.store.astray import events_astray, remove_astray
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.edges import remove_edges
from goodoffices.graph.store.foreign_nodes import grown
from goodoffices.graph.store.load_journal import dismiss
from goodoffices.graph.store.merged import opened, settled
from goodoffices.graph.store.remove import Removal, Removed, remove
from goodoffices.graph.store.report import Summed

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

LOCKED = "UNWIND $rows AS id MATCH (d:Document {id: id}) SET d.sha256 = d.sha256 RETURN d.id"
SIZES = "UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id RETURN id, count(e)"
EVENTS_OF = "UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id RETURN e.id ORDER BY e.id"
# Actors and places are locked as soon as they are known (see STORED_ACTORS), in one order for all who write.
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
# By their document, because an event of a damaged one may have lost its id.
CLAIMS_OF = Removal("UNWIND $rows AS id MATCH (e:Event)<-[:ABOUT]-(x:Claim) WHERE e.document = id")
EVENTS_TOLD = Removal("UNWIND $rows AS id MATCH (x:Event) WHERE x.document = id")
EVIDENCE_OF = Removal("UNWIND $rows AS id MATCH (d:Document {id: id})<-[:IN]-(x:Evidence)")
NAMES_OF = Removal("UNWIND $rows AS id MATCH (d:Document {id: id})-[x:NAMES]->(:Actor)", nodes=False)
DOCUMENTS = Removal("UNWIND $rows AS id MATCH (x:Document {id: id})")
AFFILIATIONS = Removal("MATCH ()-[x:OF]->() WHERE x.id IN $rows", nodes=False)
UNNAMED_ACTORS = Removal("UNWIND $rows AS id MATCH (x:Actor {id: id}) WHERE NOT EXISTS { (x)<-[:NAMES]-(:Document) }")
PLACES_WITHOUT_EVENTS = Removal("UNWIND $rows AS id MATCH (x:Place {id: id}) WHERE NOT EXISTS { (x)<-[:AT]-(:Event) }")

EVENTS_AT_ONCE = 250
"""Events that one transaction removes, about as many as one stores; a document is never split."""

_DOCUMENTS_IN_ALL = 1000
"""Documents of one such transaction, though they have no events."""

_DOCUMENTS_AT_ONCE = 25
"""Whose records one statement gathers before it removes them."""


@dataclass(frozen=True, slots=True)
class Gone(Summed):
    """What was removed, of which documents, and which actors and places no document names any more.

    ``named``: all actors that the documents named, who may be due other labels.
    """

    documents: tuple[str, ...] = ()
    nodes: int = 0
    relationships: int = 0
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def portions(tx: ManagedTransaction, documents: Sequence[str], most: int = EVENTS_AT_ONCE) -> list[tuple[str, ...]]:
    """These documents in their order, as many together as one transaction may remove."""
    # A server holds all that a transaction changes in its memory.
    sizes = dict(fetch_rows(tx, SIZES, documents))
    found: list[list[str]] = []
    events = 0
    for key in documents:
        events += sizes.get(key, 0)
        if not found or events > most or len(found[-1]) == _DOCUMENTS_IN_ALL:
            found.append([])
            events = sizes.get(key, 0)
        found[-1].append(key)
    return [tuple(one) for one in found]


def forget_documents(tx: ManagedTransaction, documents: Sequence[str], damaged: Container[str] = ()) -> Gone:
    """Removes documents with all that only they said; no unfinished load misses them any more.

    Of the ``damaged`` also what they have lost their hold of.
    """
    dismiss(tx, documents)
    same = opened(tx, documents)
    gone = take_back(tx, documents, damaged)
    gone += _gone(remove(tx, DOCUMENTS, list(documents)))
    gone += drop_unnamed(tx, gone)
    joined = settled(tx, same)
    gone += Gone(nodes=joined.nodes_lost, relationships=joined.relationships_lost)
    # The last deed, because all who write meet at that one node, and wait there for the commit of each other.
    grown(tx, -gone.nodes)
    return gone


def take_back(tx: ManagedTransaction, documents: Sequence[str], damaged: Container[str] = ()) -> Gone:
    """Removes what documents contributed, but neither their own nodes nor the actors and places, which may stay.

    Of the ``damaged`` also what they have lost their hold of.

    A document that is not there (any more) is passed over; ``Gone.documents`` has the others.
    """
    # Locked first, so that of two that forget or replace one document the second finds it gone, and counts nothing.
    if not (ids := [key for (key,) in fetch_rows(tx, LOCKED, sorted(documents))]):
        return Gone()
    # All that is found by way of the documents is read before any of it goes.
    actors = [saying(row) for row in fetch_rows(tx, ACTORS_OF, ids)]
    lost = [key for key in ids if key in damaged]
    astray = events_astray(tx, lost)
    events = [*(key for (key,) in fetch_rows(tx, EVENTS_OF, ids)), *astray]
    places = [Place(*row) for row in fetch_rows(tx, PLACES_OF, events)]
    said = {Affiliation(actor, of) for actor, of in fetch_rows(tx, SAID_OF, ids)}
    gone = _gone(remove_edges(tx, events))
    gone += _gone(remove_astray(tx, lost, astray)) if lost else Gone()
    for removal in (CLAIMS_OF, EVENTS_TOLD, EVIDENCE_OF, NAMES_OF):
        gone += _gone(remove(tx, removal, ids, size=_DOCUMENTS_AT_ONCE))
    gone += take_back_affiliations(tx, said)
    gone += Gone(documents=tuple(ids), named=tuple(actor["id"] for actor in actors))
    # Names come last: what these documents called an actor no longer counts once their NAMES are gone.
    return gone + Gone(actors=rename_actors(tx, actors), places=rename_places(tx, places))


def drop_unnamed(tx: ManagedTransaction, gone: Gone) -> Gone:
    """Removes those actors and places that no document named, unless one names them again by now."""
    dropped = _gone(remove(tx, UNNAMED_ACTORS, sorted(gone.actors)))
    return dropped + _gone(remove(tx, PLACES_WITHOUT_EVENTS, sorted(gone.places)))


def take_back_affiliations(tx: ManagedTransaction, said: Iterable[Affiliation]) -> Gone:
    """Removes each OF that these documents, which are gone, said and that no other document says."""
    rows = [{"actor": pair.actor, "of": pair.of} for pair in sorted(said, key=repr)]
    still = {Affiliation(actor, of) for actor, of in fetch_rows(tx, STILL_OF, rows)}
    return _gone(remove(tx, AFFILIATIONS, sorted(affiliation_id(pair) for pair in set(said) - still)))


def _gone(removed: Removed) -> Gone:
    return Gone(nodes=removed.nodes, relationships=removed.relationships)

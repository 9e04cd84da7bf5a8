"""Reading events back from the store as the accounts that their documents gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Affiliation, Event, Role
from goodoffices.graph.rules.merge_events import Account, Source
from goodoffices.graph.rules.verdicts import Statement
from goodoffices.graph.store.actors import actor_in
from goodoffices.graph.store.connection import fetch_rows

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) WHERE e.document IS NOT NULL RETURN e.id, properties(e)"
ROLES = "UNWIND $rows AS id MATCH (e:Event {id: id})<-[r:ROLE_IN]-(a:Actor) RETURN e.id, a.id, r.role"
PLACES = "UNWIND $rows AS id MATCH (e:Event {id: id})-[:AT]->(p:Place) RETURN DISTINCT e.id, p.id"
CLAIMS = """
UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)-[:QUOTED_FROM]->(q:Evidence)
RETURN e.id, c.id, c.aspect, c.value, c.value_id, c.factuality, q.trigger_start
"""
SPEAKERS = """
UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)-[s:SAID_BY]->(a:Actor) RETURN c.id, s.depth, a.id
"""
DOCUMENTS = "UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.id, d.title, d.published, d.sha256"
NAMED = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(a:Actor)
RETURN d.id, a.id, n.name, n.names, n.kind, n.iso3, n.wikidata, n.cardinality
"""
ACTS_FOR = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES]->(a:Actor) UNWIND n.of AS of RETURN id, a.id, of
"""
LISTS = ("places", "about")
"""Fields of an event that are relationships in the store."""
OWN_FIELDS = tuple(field.name for field in fields(Event) if field.name not in LISTS)
"""Fields of an event that are properties of its node, in the order of ``Event``."""


def accounts(tx: ManagedTransaction, events: Iterable[str]) -> dict[str, Account]:
    """What the documents tell of these events, by event id; ids that no document tells of are left out."""
    stored: dict[str, dict[str, Any]] = dict(fetch_rows(tx, EVENTS, sorted(set(events))))
    ids = sorted(stored)
    sources = _sources(tx, {properties["document"] for properties in stored.values()})
    roles, places, claims = (_rows_by_id(tx, text, ids) for text in (ROLES, PLACES, CLAIMS))
    # Of a claim that passes through several mouths the deepest speaker counts: the last one in this order stays.
    speakers = {claim: actor for claim, _, actor in sorted(fetch_rows(tx, SPEAKERS, ids))}
    found = {}
    for key in ids:
        own: dict[str, Any] = {name: stored[key].get(name) for name in OWN_FIELDS}
        document = stored[key]["document"]
        found[key] = Account(
            event=Event(**own, places=tuple(sorted(place for (place,) in places[key]))),
            source=sources[document],
            roles=tuple(sorted(Role(actor, key, role) for actor, role in roles[key])),
            claims=tuple(sorted(claim for claim, *_ in claims[key])),
            statements=tuple(
                Statement(aspect, value_id or value, factuality, speakers.get(claim, document))
                for claim, aspect, value, value_id, factuality, _ in claims[key]
            ),
            start=min((trigger_start for *_, trigger_start in claims[key]), default=0),
        )
    return found


def _rows_by_id(tx: ManagedTransaction, text: str, ids: list[str]) -> defaultdict[str, list[list[Any]]]:
    """The rest of each row of an answer, by the id that the row begins with."""
    # In an order that no server decides, or what is merged would differ by store. By repr, because the values of a
    # damaged graph need not be comparable.
    return grouped((key, row) for key, *row in sorted(fetch_rows(tx, text, ids), key=repr))


def _sources(tx: ManagedTransaction, documents: set[str]) -> dict[str, Source]:
    """The documents behind the accounts, by id, with what each calls its actors and for whom it has them act."""
    ids = sorted(documents)
    named, acts_for = _rows_by_id(tx, NAMED, ids), _rows_by_id(tx, ACTS_FOR, ids)
    return {
        key: Source(
            id=key,
            title=title,
            published=published,
            sha256=sha256,
            actors=tuple(actor_in(row) for row in named[key]),
            affiliations=tuple(Affiliation(actor, of) for actor, of in acts_for[key]),
        )
        for key, title, published, sha256 in fetch_rows(tx, DOCUMENTS, ids)
    }

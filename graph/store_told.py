"""Reading events back from the store as the accounts that their documents gave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from goodoffices.graph.model import Affiliation, Event, Role
from goodoffices.graph.same_events import Account, Source
from goodoffices.graph.store_actors import actor_in
from goodoffices.graph.store_link import fetch_rows
from goodoffices.graph.verdicts import Statement

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
_LISTS = ("places", "about")


def accounts(tx: ManagedTransaction, events: Iterable[str]) -> dict[str, Account]:
    """What the documents tell of these events, by event id; ids that no document tells of are left out."""
    stored: dict[str, dict[str, Any]] = dict(fetch_rows(tx, EVENTS, sorted(set(events))))
    ids = sorted(stored)
    sources = _sources(tx, {properties["document"] for properties in stored.values()})
    roles, places = _grouped(tx, ROLES, ids), _grouped(tx, PLACES, ids)
    claims, speakers = _grouped(tx, CLAIMS, ids), _deepest(tx, ids)
    return {
        key: Account(
            event=_event(stored[key], (place for (place,) in places[key])),
            source=sources[stored[key]["document"]],
            roles=tuple(sorted(Role(actor, key, role) for actor, role in roles[key])),
            claims=tuple(sorted(row[0] for row in claims[key])),
            statements=tuple(_statement(row, speakers, stored[key]["document"]) for row in claims[key]),
            start=min((row[-1] for row in claims[key]), default=0),
        )
        for key in ids
    }


def _event(properties: Mapping[str, Any], places: Iterable[str]) -> Event:
    own = (field.name for field in fields(Event) if field.name not in _LISTS)
    values: dict[str, Any] = {name: properties.get(name) for name in own}
    return Event(**values, places=tuple(sorted(places)))


def _statement(row: list[Any], speakers: Mapping[str, str], document: str) -> Statement:
    claim, aspect, value, value_id, factuality, _ = row
    return Statement(aspect, value_id or value, factuality, speakers.get(claim, document))


def _deepest(tx: ManagedTransaction, ids: list[str]) -> dict[str, str]:
    """The deepest speaker of every claim that has any beside the narrator."""
    found = sorted((claim, depth, actor) for claim, depth, actor in fetch_rows(tx, SPEAKERS, ids))
    return {claim: actor for claim, _, actor in found}


def _grouped(tx: ManagedTransaction, text: str, ids: list[str]) -> defaultdict[str, list[list[Any]]]:
    """The rows of an answer by their first value, in an order that no server decides."""
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for key, *row in sorted(fetch_rows(tx, text, ids), key=repr):
        found[key].append(row)
    return found


def _sources(tx: ManagedTransaction, documents: set[str]) -> dict[str, Source]:
    ids = sorted(documents)
    named, acts_for = _grouped(tx, NAMED, ids), _grouped(tx, ACTS_FOR, ids)
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

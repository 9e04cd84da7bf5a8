"""The rival that beginners write: one statement a row, each a MERGE in a transaction of its own.

It leaves out the labels of kinds, the merging of names and the removal of what a changed document no longer says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from benchmarks.rivals import at_rows, event_rows, names_of, plain, speakers_of
from goodoffices.graph.model import Claim, Contribution, DerivedEdge
from goodoffices.graph.rules.merge_actors import folded_names
from goodoffices.graph.store.actors import affiliation_id
from goodoffices.graph.store.participation import participation_rows, standings

if TYPE_CHECKING:
    from neo4j import Session

Statement = tuple[str, dict[str, Any]]

DOCUMENT = "MERGE (d:Document {id: $id}) SET d += $properties"
ACTOR = "MERGE (a:Actor {id: $id}) SET a += $properties"
PLACE = "MERGE (p:Place {id: $id}) SET p += $properties"
NAMES = "MATCH (d:Document {id: $document}) MATCH (a:Actor {id: $actor}) MERGE (d)-[n:NAMES]->(a) SET n += $properties"
OF = """
MATCH (a:Actor {id: $actor}) MATCH (b:Actor {id: $of}) MERGE (a)-[:OF {id: $id}]->(b)
"""
EVENT = "MERGE (e:Event {id: $id}) SET e += $properties"
ROLE = "MATCH (a:Actor {id: $actor}) MATCH (e:Event {id: $event}) MERGE (a)-[:ROLE_IN {role: $role}]->(e)"
AT = """
MATCH (e:Event {id: $event}) MATCH (p:Place {id: $place}) MERGE (e)-[r:AT]->(p) SET r.name = $name, r.iso3 = $iso3
"""
ABOUT_EVENT = "MATCH (e:Event {id: $event}) MATCH (o:Event {id: $about}) MERGE (e)-[:ABOUT_EVENT]->(o)"
CONCERNS = """
MATCH (e:Event {id: $event}) MATCH (a:Actor {id: $actor}) MERGE (e)-[c:CONCERNS]->(a) SET c += $properties
"""
EVIDENCE = "MATCH (d:Document {id: $document}) MERGE (v:Evidence {id: $id}) SET v += $properties MERGE (v)-[:IN]->(d)"
CLAIM = """
MATCH (e:Event {id: $event}) MATCH (v:Evidence {id: $evidence}) MATCH (d:Document {id: $document})
MERGE (c:Claim {id: $id}) SET c += $properties
MERGE (c)-[:ABOUT]->(e) MERGE (c)-[:QUOTED_FROM]->(v) MERGE (c)-[:SAID_BY {depth: 0}]->(d)
"""
SPEAKER = "MATCH (c:Claim {id: $claim}) MATCH (a:Actor {id: $actor}) MERGE (c)-[:SAID_BY {depth: $depth}]->(a)"
EDGE = """
MATCH (a:Actor {id: $source}) MATCH (b:Actor {id: $target})
MERGE (a)-[r:%s {event_id: $event_id, level: $level}]->(b) SET r += $properties
"""


def merge(session: Session, contributions: Iterable[Contribution], stamp: Mapping[str, str]) -> None:
    """Writes every contribution row by row; ``stamp`` goes on every document."""
    for one in contributions:
        for text, parameters in statements(one, stamp):
            session.run(text, parameters).consume()


def statements(one: Contribution, stamp: Mapping[str, str]) -> Iterator[Statement]:
    """The statements of one document with their parameters."""
    document = one.document.id
    yield DOCUMENT, {"id": document, "properties": {**plain(one.document), **stamp}}
    for actor in one.actors:
        yield ACTOR, {"id": actor.id, "properties": {**plain(actor), "folded": folded_names(actor)}}
        yield NAMES, {"document": document, "actor": actor.id, "properties": names_of(actor, one)}
    for place in one.places:
        yield PLACE, {"id": place.id, "properties": plain(place)}
    for pair in one.affiliations:
        yield OF, {**plain(pair), "id": affiliation_id(pair)}
    yield from _of_events(one)
    for evidence in one.evidence:
        yield EVIDENCE, {"document": document, "id": evidence.id, "properties": plain(evidence, "document")}
    for claim in one.claims:
        yield from _of_claim(claim, document)
    yield from map(_of_edge, one.edges)


def _of_events(one: Contribution) -> Iterator[Statement]:
    for row in event_rows(one):
        key = row["properties"]["id"]
        yield EVENT, {"id": key, "properties": row["properties"]}
        for role in row["roles"]:
            yield ROLE, {"event": key, **role}
    for row in at_rows(one):
        yield AT, row
    for event in one.events:
        for about in event.about:
            yield ABOUT_EVENT, {"event": event.id, "about": about}
    for row in participation_rows(one, standings(one)):
        for concern in row["concerns"]:
            yield CONCERNS, {"event": row["event"], **concern}


def _of_claim(claim: Claim, document: str) -> Iterator[Statement]:
    ends = {"event": claim.event, "evidence": claim.evidence, "document": document}
    yield CLAIM, {"id": claim.id, **ends, "properties": plain(claim, "event", "evidence", "speakers")}
    for speaker in speakers_of(claim):
        yield SPEAKER, {"claim": claim.id, **speaker}


def _of_edge(edge: DerivedEdge) -> Statement:
    unwanted = () if edge.type == "MEDIATES" else ("between",)
    properties = plain(edge, "type", "source", "target", *unwanted)
    ends = {"source": edge.source, "target": edge.target, "event_id": edge.event_id, "level": edge.level}
    return EDGE % edge.type, {**ends, "properties": properties}

"""A script with the plain driver that is tuned by hand for one thing, filling an empty store.

It goes through all documents first to know every actor, and then creates everything in large batches with no look at
what is there: a second run fails, a changed document or a second writer is beyond it. The store's own loading is held
against it, and it leaves the very same graph.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.graph.model import Actor, Affiliation, Claim, Contribution, DerivedEdge, Place
from goodoffices.graph.rules.merge_actors import folded_names, kind_label, merged_actor, merged_place
from goodoffices.graph.store.actors import affiliation_id
from goodoffices.graph.store.participation import participation_rows, standings
from goodoffices.graph.store.standing import properties_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

BATCH_DOCUMENTS = 25
"""Documents of one transaction of ``script``."""

BATCH_ACTORS = 5000

T = TypeVar("T")
Row = dict[str, Any]
Source = Callable[[], Iterable[Contribution]]

DOCUMENTS = """
UNWIND $rows AS row CREATE (d:Document) SET d = row.properties
WITH d, row UNWIND row.names AS name MATCH (a:Actor {id: name.actor}) CREATE (d)-[n:NAMES]->(a) SET n = name.properties
"""
EVENTS = """
UNWIND $rows AS row CREATE (e:Event) SET e = row.properties
WITH e, row UNWIND row.roles AS role MATCH (a:Actor {id: role.actor}) CREATE (a)-[:ROLE_IN {role: role.role}]->(e)
"""
AT = """
UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (p:Place {id: row.place})
CREATE (e)-[:AT {name: row.name, iso3: row.iso3}]->(p)
"""
ABOUT = (
    "UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (o:Event {id: row.about}) CREATE (e)-[:ABOUT_EVENT]->(o)"
)
CLAIMS = """
UNWIND $rows AS row MATCH (d:Document {id: row.document})
CREATE (v:Evidence)-[:IN]->(d) SET v = row.properties
WITH d, v, row UNWIND row.claims AS claim MATCH (e:Event {id: claim.event})
CREATE (c:Claim) SET c = claim.properties
CREATE (c)-[:ABOUT]->(e) CREATE (c)-[:QUOTED_FROM]->(v) CREATE (c)-[:SAID_BY {depth: 0}]->(d)
WITH c, claim UNWIND claim.speakers AS one MATCH (a:Actor {id: one.actor}) CREATE (c)-[:SAID_BY {depth: one.depth}]->(a)
"""
CONCERNS = """
UNWIND $rows AS row MATCH (e:Event {id: row.event})
UNWIND row.concerns AS one MATCH (a:Actor {id: one.actor}) CREATE (e)-[c:CONCERNS]->(a) SET c = one.properties
"""
EDGES = """
UNWIND $rows AS row MATCH (a:Actor {id: row.source}) MATCH (b:Actor {id: row.target})
CREATE (a)-[r:%s]->(b) SET r = row.properties
"""
OF = """
UNWIND $rows AS row MATCH (a:Actor {id: row.actor}) MATCH (b:Actor {id: row.of})
CREATE (a)-[:OF {id: row.id}]->(b)
"""


def script(session: Session, source: Source, stamp: Mapping[str, str]) -> None:
    """Writes every contribution into an empty store; ``stamp`` goes on every document."""
    _create_shared(session, source())
    for batch in _batches(source(), BATCH_DOCUMENTS):
        session.execute_write(_create_documents, batch, stamp)


def _create_shared(session: Session, contributions: Iterable[Contribution]) -> None:
    """Actors, places and affiliations of all documents, merged in memory."""
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    affiliations: set[Affiliation] = set()
    mediators: set[str] = set()
    for one in contributions:
        for actor in one.actors:
            before = actors.get(actor.id)
            actors[actor.id] = merged_actor([before, actor] if before else [actor])
        for place in one.places:
            known = places.get(place.id)
            places[place.id] = merged_place([known, place]) if known else place
        affiliations.update(one.affiliations)
        mediators.update(edge.source for edge in one.edges if edge.type == "MEDIATES")
    for labels, rows in sorted(_by_labels(actors.values(), mediators).items()):
        _in_batches(session, f"UNWIND $rows AS row CREATE (a:{labels}) SET a = row", rows)
    _in_batches(session, "UNWIND $rows AS row CREATE (p:Place) SET p = row", list(map(plain, places.values())))
    _in_batches(session, OF, [{"id": affiliation_id(one), **plain(one)} for one in sorted(affiliations)])


def _by_labels(actors: Iterable[Actor], mediators: set[str]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for actor in actors:
        labels = f"Actor:{kind_label(actor.kind)}{':Mediator' if actor.id in mediators else ''}"
        found[labels].append({**plain(actor), "folded": folded_names(actor)})
    return found


def _in_batches(session: Session, text: str, rows: Sequence[Row]) -> None:
    for some in _batches(rows, BATCH_ACTORS):
        session.execute_write(_run, text, some)


def _run(tx: ManagedTransaction, text: str, rows: Sequence[Row]) -> None:
    if rows:
        tx.run(text, rows=list(rows)).consume()


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _create_documents(tx: ManagedTransaction, batch: Sequence[Contribution], stamp: Mapping[str, str]) -> None:
    edges: defaultdict[str, list[Row]] = defaultdict(list)
    for one in batch:
        for edge in one.edges:
            edges[edge.type].append(_edge_row(edge))
    statements = (
        (DOCUMENTS, [_document_row(one, stamp) for one in batch]),
        (EVENTS, [row for one in batch for row in event_rows(one)]),
        (AT, [row for one in batch for row in at_rows(one)]),
        (
            ABOUT,
            [{"event": event.id, "about": about} for one in batch for event in one.events for about in event.about],
        ),
        (CONCERNS, [row for one in batch for row in participation_rows(one, standings(one))]),
        (CLAIMS, [row for one in batch for row in _claim_rows(one)]),
        *((EDGES % kind, rows) for kind, rows in sorted(edges.items())),
    )
    for text, rows in statements:
        _run(tx, text, rows)


def _document_row(one: Contribution, stamp: Mapping[str, str]) -> Row:
    names = [{"actor": actor.id, "properties": names_of(actor, one)} for actor in one.actors]
    return {"properties": {**plain(one.document), **stamp}, "names": names}


def names_of(actor: Actor, one: Contribution) -> Row:
    """What a document says of an actor, as properties of NAMES."""
    properties = plain(actor, "id", "aliases")
    of = sorted(pair.of for pair in one.affiliations if pair.actor == actor.id)
    return {**properties, "names": list(actor.aliases), "of": of}


def event_rows(one: Contribution) -> Iterator[Row]:
    """Events with their roles."""
    roles: defaultdict[str, list[Row]] = defaultdict(list)
    for role in one.roles:
        roles[role.event].append({"actor": role.actor, "role": role.role})
    stands = standings(one)
    for event in one.events:
        properties = {
            **plain(event, "places", "about"),
            **properties_of(stands[event.id]),
            "documents": [event.document],
        }
        yield {"properties": properties, "roles": roles[event.id]}


def at_rows(one: Contribution) -> Iterator[Row]:
    """Where events took place."""
    places = {place.id: place for place in one.places}
    for event in one.events:
        for key in event.places:
            yield {"event": event.id, "place": key, "name": places[key].name, "iso3": places[key].iso3}


def _claim_rows(one: Contribution) -> Iterator[Row]:
    claims: defaultdict[str, list[Row]] = defaultdict(list)
    for claim in one.claims:
        properties = plain(claim, "event", "evidence", "speakers")
        claims[claim.evidence].append({"event": claim.event, "properties": properties, "speakers": speakers_of(claim)})
    for evidence in one.evidence:
        yield {"document": one.document.id, "properties": plain(evidence, "document"), "claims": claims[evidence.id]}


def speakers_of(claim: Claim) -> list[Row]:
    """The chain of a claim after the document's own narrator."""
    return [{"actor": actor, "depth": depth} for depth, actor in enumerate(claim.speakers, start=1)]


def _edge_row(edge: DerivedEdge) -> Row:
    unwanted = () if edge.type == "MEDIATES" else ("between",)
    properties = plain(edge, "type", "source", "target", *unwanted)
    return {"source": edge.source, "target": edge.target, "properties": properties}


def plain(record: Any, *unwanted: str) -> Row:
    """The fields of a record as a driver takes them."""
    names = (name for name in record.__slots__ if name not in unwanted)
    values = ((name, getattr(record, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}

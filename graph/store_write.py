"""Loading: batches of whole documents, each batch one transaction; what is there is asked for, the rest created."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from goodoffices.graph.model import Actor, Claim, Contribution, Event
from goodoffices.graph.store_actors import put_actors, put_affiliations, put_places
from goodoffices.graph.store_edges import edge_statements
from goodoffices.graph.store_foreign import grown
from goodoffices.graph.store_forget import drop_unnamed, take_back
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_report import LoadReport
from goodoffices.graph.store_same import opened, settled

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH_ROWS = 4000
"""Nodes and relationships of a batch; a document is never split, so that a larger one is a batch by itself."""

STORED_DOCUMENTS = "UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.id, d.content, d.content_form"
CREATE_DOCUMENTS = "UNWIND $rows AS row CREATE (d:Document) SET d = row"
SET_DOCUMENTS = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d = row"
UNSIGN_DOCUMENTS = "UNWIND $rows AS id MATCH (d:Document {id: id}) SET d.content = '', d.content_form = 0"
CREATE_NAMES = """
UNWIND $rows AS row MATCH (d:Document {id: row.document})
UNWIND row.names AS name MATCH (a:Actor {id: name.actor}) CREATE (d)-[n:NAMES]->(a) SET n = name.properties
"""
CREATE_EVENTS = """
UNWIND $rows AS row CREATE (e:Event) SET e = row.properties
WITH e, row UNWIND row.roles AS role MATCH (a:Actor {id: role.actor}) CREATE (a)-[:ROLE_IN {role: role.role}]->(e)
"""
CREATE_AT = """
UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (p:Place {id: row.place})
CREATE (e)-[:AT {name: row.name, iso3: row.iso3}]->(p)
"""
CREATE_ABOUT_EVENT = """
UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (o:Event {id: row.about}) CREATE (e)-[:ABOUT_EVENT]->(o)
"""
CREATE_EVIDENCE = """
UNWIND $rows AS row MATCH (d:Document {id: row.document})
CREATE (v:Evidence)-[:IN]->(d) SET v = row.properties
WITH d, v, row UNWIND row.claims AS claim MATCH (e:Event {id: claim.event})
CREATE (c:Claim) SET c = claim.properties
CREATE (c)-[:ABOUT]->(e) CREATE (c)-[:QUOTED_FROM]->(v) CREATE (c)-[:SAID_BY {depth: 0}]->(d)
WITH c, claim UNWIND claim.speakers AS one MATCH (a:Actor {id: one.actor}) CREATE (c)-[:SAID_BY {depth: one.depth}]->(a)
"""


def batches(contributions: Iterable[Contribution], rows: int = BATCH_ROWS) -> Iterator[tuple[Contribution, ...]]:
    """Whole documents, about ``rows`` records together; two versions of one document never meet in a batch."""
    batch: dict[str, Contribution] = {}
    size = 0
    for one in contributions:
        if batch and (size + _size(one) > rows or one.document.id in batch):
            yield tuple(batch.values())
            batch, size = {}, 0
        batch[one.document.id] = one
        size += _size(one)
    if batch:
        yield tuple(batch.values())


def _size(one: Contribution) -> int:
    return 1 + sum(
        map(len, (one.actors, one.places, one.events, one.roles, one.claims, one.evidence, one.edges)),
    )


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the ledger notes beside a document: when it was loaded (ISO, UTC), by which goodoffices, and the hash of all
    it was read from, by id, where that is known."""

    loaded_at: str
    version: str
    sources: Mapping[str, str]

    def of(self, document: str) -> dict[str, str | None]:
        """The properties that a document gets."""
        return {"loaded_at": self.loaded_at, "version": self.version, "source": self.sources.get(document)}


def write_batch(tx: ManagedTransaction, batch: Sequence[Contribution], stamp: Stamp) -> LoadReport:
    """Stores the documents of a batch that are new or changed, whole or not at all."""
    stored = {key: held for key, *held in fetch_rows(tx, STORED_DOCUMENTS, [one.document.id for one in batch])}
    fresh = [one for one in batch if stored.get(one.document.id) != [one.document.content, one.document.content_form]]
    same = opened(tx, [one.document.id for one in fresh if one.document.id in stored], fresh)
    gone = take_back(tx, [one.document.id for one in fresh if one.document.id in stored])
    replaced = set(gone.documents)
    _put_documents(tx, fresh, replaced, stamp)
    nodes = put_actors(tx, fresh, gone.actors) + put_places(tx, fresh, gone.places) + len(fresh) - len(replaced)
    relationships = put_affiliations(tx, fresh)
    new_nodes, new_relationships = _put_records(tx, fresh)
    gone += drop_unnamed(tx, gone)
    joined = settled(tx, same)
    ids = [one.document.id for one in fresh]
    report = LoadReport(
        added=tuple(key for key in ids if key not in replaced),
        unchanged=tuple(one.document.id for one in batch if one.document.id not in set(ids)),
        replaced=tuple(key for key in ids if key in replaced),
        nodes_added=nodes + new_nodes + joined.nodes_added,
        nodes_removed=gone.nodes + joined.nodes_removed,
        relationships_added=relationships + new_relationships + joined.relationships_added,
        relationships_removed=gone.relationships + joined.relationships_removed,
    )
    grown(tx, report.nodes_added - report.nodes_removed)
    return report


def mark_damaged(tx: ManagedTransaction, documents: Sequence[str]) -> None:
    """Takes away the digests of these documents: no load finds them unchanged, and each that has them replaces them."""
    run_rows(tx, UNSIGN_DOCUMENTS, list(documents))


def _put_documents(tx: ManagedTransaction, fresh: Sequence[Contribution], stored: set[str], stamp: Stamp) -> None:
    rows = [{**_properties(one.document), **stamp.of(one.document.id)} for one in fresh]
    run_rows(tx, CREATE_DOCUMENTS, [row for row in rows if row["id"] not in stored])
    run_rows(tx, SET_DOCUMENTS, [row for row in rows if row["id"] in stored])


def _put_records(tx: ManagedTransaction, fresh: Sequence[Contribution]) -> tuple[int, int]:
    """Everything that belongs to one document only; returns how many nodes and relationships were made."""
    statements = (
        (CREATE_NAMES, [_names_row(one) for one in fresh]),
        (CREATE_EVENTS, [row for one in fresh for row in _event_rows(one)]),
        (CREATE_AT, [row for one in fresh for row in _at_rows(one)]),
        (CREATE_ABOUT_EVENT, [{"event": e.id, "about": o} for one in fresh for e in one.events for o in e.about]),
        (CREATE_EVIDENCE, [row for one in fresh for row in _evidence_rows(one)]),
        *edge_statements(edge for one in fresh for edge in one.edges),
    )
    counts = [run_rows(tx, text, rows) for text, rows in statements]
    nodes = sum(count.get("nodes_created", 0) for count in counts)
    return nodes, sum(count.get("relationships_created", 0) for count in counts)


def _properties(record: Any) -> dict[str, Any]:
    """The record's fields by name; not copied in depth as ``asdict`` does it: all values are plain."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _event_rows(one: Contribution) -> Iterator[dict[str, Any]]:
    roles: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for role in one.roles:
        roles[role.event].append({"actor": role.actor, "role": role.role})
    for event in one.events:
        yield {"properties": _event_properties(event), "roles": roles[event.id]}


def _event_properties(event: Event) -> dict[str, Any]:
    properties = {name: value for name, value in _properties(event).items() if name not in ("places", "about")}
    return {**properties, "documents": [event.document]}


def _at_rows(one: Contribution) -> Iterator[dict[str, Any]]:
    places = {place.id: place for place in one.places}
    for event in one.events:
        for key in event.places:
            yield {"event": event.id, "place": key, "name": places[key].name, "iso3": places[key].iso3}


def _evidence_rows(one: Contribution) -> Iterator[dict[str, Any]]:
    claims: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in one.claims:
        claims[claim.evidence].append(_claim_row(claim))
    for evidence in one.evidence:
        properties = _properties(evidence)
        yield {"document": properties.pop("document"), "properties": properties, "claims": claims[evidence.id]}


def _claim_row(claim: Claim) -> dict[str, Any]:
    names = ("id", "aspect", "value", "value_id", "factuality", "said_on")
    speakers = [{"actor": actor, "depth": depth} for depth, actor in enumerate(claim.speakers, start=1)]
    return {"event": claim.event, "properties": {name: getattr(claim, name) for name in names}, "speakers": speakers}


def _names_row(one: Contribution) -> dict[str, Any]:
    of: defaultdict[str, list[str]] = defaultdict(list)
    for pair in sorted(one.affiliations):
        of[pair.actor].append(pair.of)
    return {"document": one.document.id, "names": [_name_row(actor, of[actor.id]) for actor in one.actors]}


def _name_row(actor: Actor, of: list[str]) -> dict[str, Any]:
    properties = _properties(actor)
    key, aliases = properties.pop("id"), properties.pop("aliases")
    return {"actor": key, "properties": {**properties, "names": list(aliases), "of": of}}

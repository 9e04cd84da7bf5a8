"""Loading: batches of whole documents, each batch one transaction; what is there is asked for, the rest created."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.standing import Standing
from goodoffices.graph.store.accounts import OWN_FIELDS
from goodoffices.graph.store.actors import put_actors, put_affiliations, put_places
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.edges import edge_statements
from goodoffices.graph.store.foreign_nodes import grown
from goodoffices.graph.store.forget import drop_unnamed, take_back
from goodoffices.graph.store.merged import opened, settled
from goodoffices.graph.store.participation import CREATE_CONCERNS, participation_rows, standings
from goodoffices.graph.store.report import LoadReport
from goodoffices.graph.store.standing import properties_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH_ROWS = 4000
"""Nodes and relationships of a batch; a document is never split, so that a larger one is a batch by itself."""

STORED_DOCUMENTS = "UNWIND $rows AS id MATCH (d:Document {id: id}) RETURN d.id, d.content, d.content_form"
CREATE_DOCUMENTS = "UNWIND $rows AS row CREATE (d:Document) SET d = row"
SET_DOCUMENTS = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d = row"
SET_SOURCES = """
UNWIND $rows AS row MATCH (d:Document {id: row.id})
WHERE d.source IS NULL OR d.source <> row.source OR d.version <> row.version
SET d.source = row.source, d.version = row.version
"""
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
    for new in contributions:
        parts = (new.actors, new.places, new.events, new.roles, new.claims, new.evidence, new.edges)
        records = 1 + sum(map(len, parts))
        if batch and (size + records > rows or new.document.id in batch):
            yield tuple(batch.values())
            batch, size = {}, 0
        batch[new.document.id] = new
        size += records
    if batch:
        yield tuple(batch.values())


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the ledger notes beside a document: when it was loaded (ISO, UTC), by which goodoffices, and the hash of all
    it was read from, by id, where that is known."""

    loaded_at: str
    version: str
    sources: Mapping[str, str]

    def of(self, document: str) -> dict[str, str | None]:
        """The properties that a document gets."""
        return {"loaded_at": self.loaded_at, **self.read_from(document)}

    def read_from(self, document: str) -> dict[str, str | None]:
        """Of these, what says whether it must be read anew."""
        return {"version": self.version, "source": self.sources.get(document)}


def write_batch(
    tx: ManagedTransaction, batch: Sequence[Contribution], stamp: Stamp, damaged: Container[str] = ()
) -> LoadReport:
    """Writes the documents of a batch that are new or changed, whole or not at all.

    Of the ``damaged`` goes also what they have lost their hold of.
    """
    fresh, former = _compare(tx, batch)
    same = opened(tx, former, fresh)
    gone = take_back(tx, former, damaged)
    # Not ``former``: another load may have forgotten one of them since, and then its node is to be created.
    replaced = set(gone.documents)
    rows = [{**_properties(new.document), **stamp.of(new.document.id)} for new in fresh]
    run_rows(tx, CREATE_DOCUMENTS, [row for row in rows if row["id"] not in replaced])
    run_rows(tx, SET_DOCUMENTS, [row for row in rows if row["id"] in replaced])
    nodes = put_actors(tx, fresh, gone.actors) + put_places(tx, fresh, gone.places) + len(fresh) - len(replaced)
    relationships = put_affiliations(tx, fresh)
    new_nodes, new_relationships = _write_records(tx, fresh)
    # Only now, because the new version of a document mostly names again whom the former one named.
    gone += drop_unnamed(tx, gone)
    joined = settled(tx, same)
    ids = [new.document.id for new in fresh]
    unchanged = tuple(given.document.id for given in batch if given.document.id not in set(ids))
    # Restored, or loaded by another version: the next load of the same need not read them any more.
    run_rows(tx, SET_SOURCES, [{"id": key, **stamp.read_from(key)} for key in unchanged if key in stamp.sources])
    report = LoadReport(
        added=tuple(key for key in ids if key not in replaced),
        unchanged=unchanged,
        replaced=tuple(key for key in ids if key in replaced),
        nodes_added=nodes + new_nodes + joined.nodes_added,
        nodes_removed=gone.nodes + joined.nodes_removed,
        relationships_added=relationships + new_relationships + joined.relationships_added,
        relationships_removed=gone.relationships + joined.relationships_removed,
    )
    grown(tx, report.nodes_added - report.nodes_removed)
    return report


def to_be_replaced(tx: ManagedTransaction, batch: Sequence[Contribution]) -> list[str]:
    """The ids of those documents of a batch that the store holds in another version."""
    return _compare(tx, batch)[1]


def _compare(tx: ManagedTransaction, batch: Sequence[Contribution]) -> tuple[list[Contribution], list[str]]:
    """Those of a batch that are new or changed, and the ids of the changed."""
    stored = {key: digest for key, *digest in fetch_rows(tx, STORED_DOCUMENTS, [given.document.id for given in batch])}
    # The form counts as well: a digest of another form was computed in another way, and says nothing here.
    fresh = [new for new in batch if stored.get(new.document.id) != [new.document.content, new.document.content_form]]
    return fresh, [new.document.id for new in fresh if new.document.id in stored]


def mark_damaged(tx: ManagedTransaction, documents: Sequence[str]) -> None:
    """Takes away the digests of these documents: no load finds them unchanged, and each that has them replaces them."""
    run_rows(tx, UNSIGN_DOCUMENTS, list(documents))


def _write_records(tx: ManagedTransaction, fresh: Sequence[Contribution]) -> tuple[int, int]:
    """Creates all that belongs to one document only; returns how many nodes and relationships that were."""
    events = [event for new in fresh for event in new.events]
    stands = {key: stood for new in fresh for key, stood in standings(new).items()}
    statements = (
        (CREATE_NAMES, [_names_row(new) for new in fresh]),
        (CREATE_EVENTS, [row for new in fresh for row in _event_rows(new, stands)]),
        (CREATE_AT, [row for new in fresh for row in _at_rows(new)]),
        (CREATE_ABOUT_EVENT, [{"event": event.id, "about": other} for event in events for other in event.about]),
        (CREATE_CONCERNS, [row for new in fresh for row in participation_rows(new, stands)]),
        (CREATE_EVIDENCE, [row for new in fresh for row in _evidence_rows(new)]),
        *edge_statements(edge for new in fresh for edge in new.edges),
    )
    counts = [run_rows(tx, text, rows) for text, rows in statements]
    nodes = sum(count.get("nodes_created", 0) for count in counts)
    return nodes, sum(count.get("relationships_created", 0) for count in counts)


def _properties(record: Any) -> dict[str, Any]:
    """The record's fields by name."""
    # Not by ``asdict``, which copies every value in depth, for each record of a load: all of them are plain.
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _event_rows(new: Contribution, stands: Mapping[str, Standing]) -> Iterator[dict[str, Any]]:
    """Rows of CREATE_EVENTS: an event with its roles, so that no statement has to look the new event up."""
    roles = grouped((role.event, {"actor": role.actor, "role": role.role}) for role in new.roles)
    for event in new.events:
        properties = {name: getattr(event, name) for name in OWN_FIELDS} | properties_of(stands[event.id])
        yield {"properties": {**properties, "documents": [event.document]}, "roles": roles[event.id]}


def _at_rows(new: Contribution) -> Iterator[dict[str, Any]]:
    """Rows of CREATE_AT: what this document calls a place stands there, since the node has what all call it."""
    places = {place.id: place for place in new.places}
    for event in new.events:
        for key in event.places:
            yield {"event": event.id, "place": key, "name": places[key].name, "iso3": places[key].iso3}


def _evidence_rows(new: Contribution) -> Iterator[dict[str, Any]]:
    """Rows of CREATE_EVIDENCE, each a quote with the claims that it supports and their chains of speakers."""
    own = ("id", "aspect", "value", "value_id", "factuality", "said_on")
    claims: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in new.claims:
        # Depth 0 is the document itself, which the statement writes.
        speakers = [{"actor": actor, "depth": depth} for depth, actor in enumerate(claim.speakers, start=1)]
        properties = {name: getattr(claim, name) for name in own}
        claims[claim.evidence].append({"event": claim.event, "properties": properties, "speakers": speakers})
    for quote in new.evidence:
        properties = _properties(quote)
        yield {"document": properties.pop("document"), "properties": properties, "claims": claims[quote.id]}


def _names_row(new: Contribution) -> dict[str, Any]:
    """A row of CREATE_NAMES: all that one document calls its actors, and for whom it has them act."""
    of = grouped((pair.actor, pair.of) for pair in sorted(new.affiliations))
    names = []
    for actor in new.actors:
        properties = _properties(actor)
        key, aliases = properties.pop("id"), properties.pop("aliases")
        names.append({"actor": key, "properties": {**properties, "names": list(aliases), "of": of[key]}})
    return {"document": new.document.id, "names": names}

"""Contributions read back from the store: what a document put in, exactly as it was loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import (
    Actor,
    Affiliation,
    Claim,
    Contribution,
    DerivedEdge,
    Document,
    Event,
    Evidence,
    Place,
    Role,
)
from goodoffices.graph.store.accounts import ACTS_FOR, NAMED, OWN_FIELDS, ROLES, SPEAKERS, accounts
from goodoffices.graph.store.actors import actor_in
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.odd_values import ODD

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH_DOCUMENTS = 25
"""Documents that are read together; memory holds no more than these."""

DOCUMENTS = """
UNWIND $rows AS id MATCH (d:Document {id: id})
RETURN d.loaded_at, d.id, d.title, d.url, d.published, d.language, d.licence, d.sha256, d.content,
       coalesce(d.content_form, 1)
"""
EVENTS = f"""
UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id
RETURN {", ".join(f"e.{name}" for name in OWN_FIELDS)}, e.merged_into
"""
PLACES = "UNWIND $rows AS id MATCH (e:Event {id: id})-[r:AT]->(p:Place) RETURN id, p.id, r.name, r.iso3"
ABOUT = """
UNWIND $rows AS id MATCH (e:Event {id: id})-[:ABOUT_EVENT]->(o:Event) WHERE o.document = e.document RETURN id, o.id
"""
CLAIMS = """
UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)-[:QUOTED_FROM]->(v:Evidence)
RETURN c.id, id, v.id, c.aspect, c.value, c.value_id, c.factuality, c.said_on
"""
EVIDENCE = """
UNWIND $rows AS id MATCH (d:Document {id: id})<-[:IN]-(v:Evidence)
RETURN v.id, id, v.start, v.end, v.exact, v.prefix, v.suffix, v.trigger_start, v.trigger_end
"""
# By the list and without labels at the ends, because both servers then begin with the index on event_id.
EDGES = """
MATCH (a)-[r:%s]->(b) WHERE r.event_id IN $rows
RETURN a.id, b.id, r.event_id, r.level, r.status, r.verdict, r.date, r.date_start, r.date_end, r.n_assert, r.n_deny,
       r.asserted_by, r.denied_by, r.through, r.between
"""
_RELATION, _MERGED_INTO = OWN_FIELDS.index("relation"), -1
"""Where these stand in a row of EVENTS, which begins as an Event does."""

_TEXTS_OF_EDGE = 4
"""How many of an edge's values, the last ones, are lists of texts."""


def contributions_of(tx: ManagedTransaction, documents: Sequence[str]) -> tuple[Contribution, ...] | None:
    """What those of these documents that are in the store contributed, in their order.

    None if one of them was changed meanwhile: a transaction reads what others commit while it goes on. Raises
    StoreChangedError if the parts do not even fit together.
    """
    ids = list(documents)
    before = _documents(tx, ids)
    try:
        parts = _Parts.of(tx, list(before))
        found = tuple(parts.contribution(document) for _, document in before.values())
    except ODD as torn:  # Neo4j gives a node without its properties if it is deleted meanwhile
        raise StoreChangedError(f"{ids[0]} or a document beside it changed while it was read; try again") from torn
    # The time of loading stands with each document: it tells of one that was replaced by the same in between.
    return found if _documents(tx, ids) == before else None


def _documents(tx: ManagedTransaction, ids: list[str]) -> dict[str, tuple[str, Document]]:
    """Documents that are there, by id and in the order of ``ids``, each after the time of its loading."""
    found = {row[1]: (row[0], Document(*row[1:])) for row in fetch_rows(tx, DOCUMENTS, ids)}
    return {key: found[key] for key in ids if key in found}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of several documents' contributions, by document."""

    actors: Mapping[str, list[Actor]]
    places: Mapping[str, set[Place]]
    affiliations: Mapping[str, list[Affiliation]]
    events: Mapping[str, list[Event]]
    roles: Mapping[str, list[Role]]
    claims: Mapping[str, list[Claim]]
    evidence: Mapping[str, list[Evidence]]
    edges: Mapping[str, list[DerivedEdge]]

    @classmethod
    def of(cls, tx: ManagedTransaction, ids: list[str]) -> _Parts:
        """Reads the parts of these documents, a statement for each kind however many documents there are."""
        rows = {row[0]: row for row in fetch_rows(tx, EVENTS, ids)}
        events = list(rows)
        home = {key: row[1] for key, row in rows.items()}
        at = list(fetch_rows(tx, PLACES, events))
        chains = grouped((claim, (depth, actor)) for claim, depth, actor in fetch_rows(tx, SPEAKERS, events))
        claims = (
            Claim(*(*row, tuple(actor for _, actor in sorted(chains[row[0]]))))
            for row in fetch_rows(tx, CLAIMS, events)
        )
        return cls(
            actors=grouped((row[0], actor_in(row[1:])) for row in fetch_rows(tx, NAMED, ids)),
            # A place comes with every event there, and the document is to have it once.
            places={key: set(places) for key, places in grouped((home[row[0]], Place(*row[1:])) for row in at).items()},
            affiliations=grouped((row[0], Affiliation(*row[1:])) for row in fetch_rows(tx, ACTS_FOR, ids)),
            events=grouped((event.document, event) for event in _events(tx, rows, at)),
            roles=grouped((home[e], Role(actor, e, role)) for e, actor, role in fetch_rows(tx, ROLES, events)),
            claims=grouped((home[claim.event], claim) for claim in claims),
            evidence=grouped((row[1], Evidence(*row)) for row in fetch_rows(tx, EVIDENCE, ids)),
            edges=grouped((home[edge.event_id], edge) for edge in _edges(tx, rows)),
        )

    def contribution(self, document: Document) -> Contribution:
        """All parts of one document, in the order of a dump's lines."""
        return in_canonical_order(
            Contribution(
                document=document,
                actors=tuple(self.actors.get(document.id, ())),
                places=tuple(self.places.get(document.id, ())),
                affiliations=tuple(self.affiliations.get(document.id, ())),
                events=tuple(self.events.get(document.id, ())),
                roles=tuple(self.roles.get(document.id, ())),
                claims=tuple(self.claims.get(document.id, ())),
                evidence=tuple(self.evidence.get(document.id, ())),
                edges=tuple(self.edges.get(document.id, ())),
            )
        )


def _events(tx: ManagedTransaction, rows: Mapping[str, list[Any]], at: Iterable[list[Any]]) -> Iterator[Event]:
    """The events of these rows of EVENTS, with their places, which rows of PLACES tell, and what they are about."""
    places = grouped((event, place) for event, place, *_ in at)
    about = grouped((event, other) for event, other in fetch_rows(tx, ABOUT, list(rows)))
    for key, row in rows.items():
        yield Event(*(*row[:_MERGED_INTO], tuple(sorted(places[key])), tuple(sorted(about[key]))))


def _edges(tx: ManagedTransaction, events: Mapping[str, list[Any]]) -> Iterator[DerivedEdge]:
    """The derived edges, looked for where the event says that it gives some, and of which type.

    An event that was judged one with others has given its edges to the one that stands for them: they are derived anew.
    """
    by_type = grouped((row[_RELATION], key) for key, row in events.items() if row[_RELATION])
    for type_, ids in sorted(by_type.items()):
        yield from edges_in(tx, type_, ids)
    if given := {key for key, row in events.items() if row[_RELATION] and row[_MERGED_INTO]}:
        from goodoffices.graph.rules.merge_events import edges_of

        yield from (edge for account in accounts(tx, given).values() for edge in edges_of(account))


def edges_in(tx: ManagedTransaction, type_: str, events: list[str]) -> Iterator[DerivedEdge]:
    """The derived edges of one type that these events have in the store."""
    for row in fetch_rows(tx, EDGES % type_, events, size=200):
        texts = (tuple(texts or ()) for texts in row[-_TEXTS_OF_EDGE:])
        yield DerivedEdge(type_, *row[:-_TEXTS_OF_EDGE], *texts)

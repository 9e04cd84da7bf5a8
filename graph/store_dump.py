"""Contributions read back from the store: what a document put in, exactly as it was loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dump_order import in_order
from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.model import (
    Actor,
    Affiliation,
    Claim,
    Contribution,
    Document,
    Edge,
    Event,
    Evidence,
    Place,
    Role,
)
from goodoffices.graph.store_actors import actor_in
from goodoffices.graph.store_link import fetch_rows
from goodoffices.graph.store_told import ACTS_FOR, NAMED, ROLES, SPEAKERS, accounts

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

BATCH_DOCUMENTS = 25
"""Documents that are read together; memory holds no more than these."""

DOCUMENTS = """
UNWIND $rows AS id MATCH (d:Document {id: id})
RETURN d.loaded_at, d.id, d.title, d.url, d.published, d.language, d.licence, d.sha256, d.content,
       coalesce(d.content_form, 1)
"""
EVENTS = """
UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id
RETURN e.id, e.document, e.type, e.status, e.date, e.date_start, e.date_end, e.date_basis, e.channel, e.publicity,
       e.directness, e.method, e.formality, e.sanction_type, e.verdict, e.relation, e.merged_into
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
ODD = (LookupError, TypeError, ValueError, AttributeError)
"""What values raise that are missing, or of another type than they were stored with."""

_RELATION, _MERGED_INTO = -2, -1
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
        found = tuple(parts.contribution(one) for _, one in before.values())
    except ODD as torn:  # Neo4j gives a node without its properties if it is deleted meanwhile
        raise StoreChangedError(f"{ids[0]} or a document beside it changed while it was read; try again") from torn
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
    edges: Mapping[str, list[Edge]]

    @classmethod
    def of(cls, tx: ManagedTransaction, ids: list[str]) -> _Parts:
        rows = {row[0]: row for row in fetch_rows(tx, EVENTS, ids)}
        home = {key: row[1] for key, row in rows.items()}
        at = list(fetch_rows(tx, PLACES, list(rows)))
        return cls(
            actors=_grouped((row[0], actor_in(row[1:])) for row in fetch_rows(tx, NAMED, ids)),
            places=_places(at, home),
            affiliations=_grouped((row[0], Affiliation(*row[1:])) for row in fetch_rows(tx, ACTS_FOR, ids)),
            events=_grouped((event.document, event) for event in _events(tx, rows, at)),
            roles=_grouped((home[e], Role(actor, e, role)) for e, actor, role in fetch_rows(tx, ROLES, list(rows))),
            claims=_grouped((home[claim.event], claim) for claim in _claims(tx, list(rows))),
            evidence=_grouped((row[1], Evidence(*row)) for row in fetch_rows(tx, EVIDENCE, ids)),
            edges=_grouped((home[edge.event_id], edge) for edge in _edges(tx, rows)),
        )

    def contribution(self, document: Document) -> Contribution:
        return in_order(
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


def _grouped(pairs: Iterable[tuple[str, Any]]) -> Mapping[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _places(at: Iterable[list[Any]], home: Mapping[str, str]) -> Mapping[str, set[Place]]:
    """Places by document, as that document speaks of them: each in one way, where nothing is damaged."""
    found: defaultdict[str, set[Place]] = defaultdict(set)
    for event, *place in at:
        found[home[event]].add(Place(*place))
    return found


def _events(tx: ManagedTransaction, rows: Mapping[str, list[Any]], at: Iterable[list[Any]]) -> Iterator[Event]:
    places = _grouped((event, place) for event, place, *_ in at)
    about = _grouped((event, other) for event, other in fetch_rows(tx, ABOUT, list(rows)))
    for key, row in rows.items():
        ids = (tuple(sorted(found.get(key, ()))) for found in (places, about))
        yield Event(*(*row[:_MERGED_INTO], *ids))


def _claims(tx: ManagedTransaction, events: list[str]) -> Iterator[Claim]:
    chains = _grouped((claim, (depth, actor)) for claim, depth, actor in fetch_rows(tx, SPEAKERS, events))
    for row in fetch_rows(tx, CLAIMS, events):
        speakers = tuple(actor for _, actor in sorted(chains.get(row[0], ())))
        yield Claim(*(*row, speakers))


def _edges(tx: ManagedTransaction, events: Mapping[str, list[Any]]) -> Iterator[Edge]:
    """The derived edges, looked for where the event says that it gives some, and of which type.

    An event that was judged one with others has given its edges to the one that stands for them: they are derived anew.
    """
    by_type = _grouped((row[_RELATION], key) for key, row in events.items() if row[_RELATION])
    for type_, ids in sorted(by_type.items()):
        yield from edges_in(tx, type_, ids)
    if given := {key for key, row in events.items() if row[_RELATION] and row[_MERGED_INTO]}:
        from goodoffices.graph.same_events import edges_of

        yield from (edge for account in accounts(tx, given).values() for edge in edges_of(account))


def edges_in(tx: ManagedTransaction, type_: str, events: list[str]) -> Iterator[Edge]:
    """The derived edges of one type that these events have in the store."""
    for row in fetch_rows(tx, EDGES % type_, events, size=200):
        texts = (tuple(texts or ()) for texts in row[-_TEXTS_OF_EDGE:])
        yield Edge(type_, *row[:-_TEXTS_OF_EDGE], *texts)

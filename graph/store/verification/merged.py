"""Whether what documents make together is what they say: names of actors and places, and who acts for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from goodoffices.graph.grouping import grouped, parted
from goodoffices.graph.model import Affiliation, Place
from goodoffices.graph.rules.merge_actors import folded_names, kind_label, merged_actor, merged_place
from goodoffices.graph.store.actors import LABELS, SAID_ACTORS, SAID_PLACES, actor_in, affiliation_id
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.odd_values import ODD
from goodoffices.graph.store.participation import wanted_participations
from goodoffices.graph.store.standing import wrongly_standing
from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

PAGE = 1000
"""Actors, places or events that are looked at together; memory holds no more than these and their ids."""

ACTORS = """
UNWIND $rows AS id MATCH (a:Actor {id: id})
RETURN a.id, a.name, a.aliases, a.kind, a.iso3, a.wikidata, a.cardinality, a.folded
"""
PLACES = "UNWIND $rows AS id MATCH (p:Place {id: id}) RETURN p.id, p.name, p.iso3"
OF = "UNWIND $rows AS id MATCH (a:Actor {id: id})-[o:OF]->(b:Actor) RETURN a.id, b.id, o.id"
SAID_OF = """
UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:NAMES]-(:Document) UNWIND n.of AS of RETURN DISTINCT a.id, of
"""
DOCUMENTS = """
MATCH (e:Event) WHERE e.document IS NOT NULL AND (e.documents IS NULL OR e.documents <> [e.document]) RETURN e.id
"""
CONCERNS = "UNWIND $rows AS id MATCH (e:Event {id: id})-[c:CONCERNS]->(a) RETURN e.id, a.id, properties(c)"
UNFINISHED = "MATCH (l:Load) RETURN 0 LIMIT 1"

Page = Callable[["ManagedTransaction", Sequence[str]], Iterator[str]]
"""The ids of those of some actors, places or events that are not as they should be."""


def wrongly_merged(tx: ManagedTransaction) -> Mapping[str, frozenset[str]]:
    """The ids of all that is not what the documents together say, by what it is, in words that follow a number.

    Labels that a load gives at its end are passed over while one goes on.
    """
    actors = [key for (key,) in tx.run("MATCH (a:Actor) RETURN a.id").values() if isinstance(key, str)]
    places = [key for (key,) in tx.run("MATCH (p:Place) RETURN p.id").values() if isinstance(key, str)]
    events = [key for (key,) in tx.run("MATCH (e:Event) RETURN e.id").values() if isinstance(key, str)]
    loading = bool(tx.run(UNFINISHED).values())
    return {
        "actors are not called what documents call them": _paged(tx, actors, misnamed),
        "actors bear labels that are not theirs": frozenset() if loading else _paged(tx, actors, _mislabelled),
        "actors do not act for whom documents say": _paged(tx, actors, misled),
        "places are not called what documents call them": _paged(tx, places, misplaced),
        "events do not say how they stand by their roles and claims": _paged(tx, events, wrongly_standing),
        "events do not concern whom their roles say": _paged(tx, events, misrelated),
        "events do not bear their document": frozenset(str(key) for (key,) in tx.run(DOCUMENTS).values()),
    }


def _paged(tx: ManagedTransaction, ids: Sequence[str], page: Page) -> frozenset[str]:
    return frozenset(key for some in parted(sorted(ids), PAGE) for key in page(tx, some))


def misnamed(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """The ids of actors that are not called what documents together call them."""
    said = grouped((row[0], row) for row in fetch_rows(tx, SAID_ACTORS, ids))
    for key, *held in fetch_rows(tx, ACTORS, ids):
        # One that no document names is wrong in another way: it is left over.
        try:
            wanted = merged_actor(map(actor_in, said[key])) if key in said else None
            if wanted and (actor_in((key, *held[:-1])), held[-1]) != (wanted, folded_names(wanted)):
                yield key
        except ODD:
            yield key


def _mislabelled(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """The ids of actors without the label of their kind, or with another's; labels of a user's own are passed over."""
    ours = {kind_label(kind): kind for kind in ontology().kinds}
    for key, kind, labels, mediates in fetch_rows(tx, LABELS, ids):
        wanted = {label for label, own in ours.items() if own == kind} | ({"Mediator"} if mediates else set())
        if wanted != {label for label in labels if label in ours or label == "Mediator"}:
            yield key


def misled(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """Actors whose OF is missing, twice there or under another id; one that is too many is left over."""
    found = grouped(((actor, of), key) for actor, of, key in fetch_rows(tx, OF, ids))
    for actor, of in fetch_rows(tx, SAID_OF, ids):
        if found[actor, of] != [affiliation_id(Affiliation(actor, of))]:
            yield actor


def misplaced(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """As ``misnamed``, for places."""
    said = grouped((row[0], row) for row in fetch_rows(tx, SAID_PLACES, ids))
    for key, *held in fetch_rows(tx, PLACES, ids):
        try:
            if key in said and merged_place(Place(*row) for row in said[key]) != Place(key, *held):
                yield key
        except ODD:
            yield key


def misrelated(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """The ids of events whose CONCERNS are not what roles, affiliations and judgements make."""
    found = grouped((event, _held(actor, properties)) for event, actor, properties in fetch_rows(tx, CONCERNS, ids))
    rows = wanted_participations(tx, ids)
    wanted = {row["event"]: [_held(one["actor"], one["properties"]) for one in row["concerns"]] for row in rows}
    yield from (key for key in ids if sorted(found[key]) != sorted(wanted.get(key, [])))


def _held(actor: object, properties: Mapping[str, object]) -> str:
    # By repr, which values have that damage left there; in the store a null is no property.
    return repr([actor, sorted((name, value) for name, value in properties.items() if value is not None)])

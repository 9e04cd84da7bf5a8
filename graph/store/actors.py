"""Actors and places as the store merges them out of what its documents say."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Actor, Affiliation, Contribution, Place, content_id
from goodoffices.graph.rules.merge_actors import folded_names, kind_label, merged_actor, merged_place
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.connection import Link

Row = list[Any]

# Setting a property to what it is takes the node's lock, so that what is read next stays true until the commit:
# without it two loads at once would both add to the same old names, and one of them would be lost. It must not be an
# indexed one: Neo4j 2026.08 then still finds the node by it once the same transaction has deleted it.
STORED_ACTORS = """
UNWIND $rows AS id MATCH (a:Actor {id: id}) SET a.name = a.name
RETURN a.id, a.name, a.aliases, a.kind, a.iso3, a.wikidata, a.cardinality
"""

SAID_ACTORS = """
UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:NAMES]-(:Document)
RETURN DISTINCT a.id, n.name, n.names, n.kind, n.iso3, n.wikidata, n.cardinality
"""

STILL_SAID_ACTORS = """
UNWIND $rows AS row MATCH (a:Actor {id: row.id}) WHERE EXISTS {
  MATCH (a)<-[n:NAMES]-(:Document) WHERE n.name = row.name AND n.names = row.aliases AND n.kind = row.kind
    AND coalesce(n.iso3, '') = coalesce(row.iso3, '') AND coalesce(n.wikidata, '') = coalesce(row.wikidata, '')
    AND coalesce(n.cardinality, '') = coalesce(row.cardinality, '')
} RETURN row.id
"""

SET_ACTORS = """
UNWIND $rows AS row MATCH (a:Actor {id: row.id})
SET a.name = row.name, a.aliases = row.aliases, a.kind = row.kind, a.iso3 = row.iso3, a.wikidata = row.wikidata,
    a.cardinality = row.cardinality, a.folded = row.folded
"""

STORED_PLACES = "UNWIND $rows AS id MATCH (p:Place {id: id}) SET p.name = p.name RETURN p.id, p.name, p.iso3"
SAID_PLACES = """
UNWIND $rows AS id MATCH (p:Place {id: id})<-[r:AT]-(e:Event) WHERE e.document IS NOT NULL
RETURN DISTINCT p.id, r.name, r.iso3
"""
STILL_SAID_PLACES = """
UNWIND $rows AS row MATCH (p:Place {id: row.id}) WHERE EXISTS {
  MATCH (p)<-[r:AT]-(e:Event) WHERE e.document IS NOT NULL AND r.name = row.name
    AND coalesce(r.iso3, '') = coalesce(row.iso3, '')
} RETURN row.id
"""
SET_PLACES = "UNWIND $rows AS row MATCH (p:Place {id: row.id}) SET p.name = row.name, p.iso3 = row.iso3"

# By the list and without labels, as EDGES_OF_EVENTS; from an actor ArcadeDB would look through all its relationships.
STORED_OF = "MATCH ()-[o:OF]->() WHERE o.id IN $rows RETURN o.id"
CREATE_OF = """
UNWIND $rows AS row MATCH (a:Actor {id: row.actor}) MATCH (b:Actor {id: row.of}) CREATE (a)-[:OF {id: row.id}]->(b)
"""
ADD_MEDIATORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) WHERE NOT a:Mediator SET a:Mediator"
LABELS = """
UNWIND $rows AS id MATCH (a:Actor {id: id})
RETURN a.id, a.kind, labels(a), EXISTS { (a)-[:MEDIATES]->() }
"""


def actor_properties(actor: Actor) -> dict[str, Any]:
    """The properties of an actor's node."""
    return {
        "id": actor.id,
        "name": actor.name,
        "aliases": list(actor.aliases),
        "kind": actor.kind,
        "iso3": actor.iso3,
        "wikidata": actor.wikidata,
        "cardinality": actor.cardinality,
        "folded": folded_names(actor),
    }


def put_actors(tx: ManagedTransaction, batch: Iterable[Contribution], unnamed: Container[str]) -> int:
    """Writes the actors of a batch: creates the new ones, and merges what it says into those that are stored.

    Names in the store of the ``unnamed`` actors (ids), of whom no document is left, no longer count. Returns how many
    nodes were created.
    """
    said = grouped((actor.id, actor) for contribution in batch for actor in contribution.actors)
    mediators = {edge.source for contribution in batch for edge in contribution.edges if edge.type == "MEDIATES"}
    stored = {actor.id: actor for actor in map(actor_in, fetch_rows(tx, STORED_ACTORS, sorted(said)))}
    known = {key: [actor] for key, actor in stored.items() if key not in unnamed}
    merged = {key: merged_actor([*said[key], *known.get(key, [])]) for key in sorted(said)}
    changed = [actor for key, actor in merged.items() if key in stored and actor != stored[key]]
    run_rows(tx, SET_ACTORS, [actor_properties(actor) for actor in changed])
    run_rows(tx, ADD_MEDIATORS, sorted(mediators & stored.keys()))
    # ArcadeDB moves a node whose labels change, so every label is given at birth: one statement a set of labels.
    new = grouped(
        (kind_label(actor.kind) + (":Mediator" if key in mediators else ""), actor_properties(actor))
        for key, actor in merged.items()
        if key not in stored
    )
    for labels, rows in sorted(new.items()):
        run_rows(tx, f"UNWIND $rows AS row CREATE (a:Actor:{labels}) SET a = row", rows)
    return sum(map(len, new.values()))


def put_places(tx: ManagedTransaction, batch: Iterable[Contribution], unnamed: Container[str]) -> int:
    """As ``put_actors``, for the places where the batch's events took place."""
    said = grouped((place.id, place) for contribution in batch for place in contribution.places)
    stored = {row[0]: Place(*row) for row in fetch_rows(tx, STORED_PLACES, sorted(said))}
    known = {key: [place] for key, place in stored.items() if key not in unnamed}
    merged = {key: merged_place([*said[key], *known.get(key, [])]) for key in sorted(said)}
    new = [place_row(place) for key, place in merged.items() if key not in stored]
    run_rows(tx, "UNWIND $rows AS row CREATE (p:Place) SET p = row", new)
    changed = [place_row(place) for key, place in merged.items() if key in stored and place != stored[key]]
    run_rows(tx, SET_PLACES, changed)
    return len(new)


def put_affiliations(tx: ManagedTransaction, batch: Iterable[Contribution]) -> int:
    """Creates every OF that is said for the first time; returns how many there were."""
    # Which documents say it stands at their NAMES: a list of them at the OF of a hub would grow with each load.
    said = {affiliation_id(pair): pair for contribution in batch for pair in contribution.affiliations}
    stored = {key for (key,) in fetch_rows(tx, STORED_OF, sorted(said))}
    new = [{"id": key, "actor": said[key].actor, "of": said[key].of} for key in sorted(said.keys() - stored)]
    run_rows(tx, CREATE_OF, new)
    return len(new)


def affiliation_id(pair: Affiliation) -> str:
    """The id of the OF between two actors."""
    return content_id("of", pair.actor, pair.of)


def saying(row: Sequence[Any]) -> Mapping[str, Any]:
    """What a document calls an actor, of a row as ``actor_in`` takes it, but whatever the values are."""
    return dict(zip(("id", "name", "aliases", "kind", "iso3", "wikidata", "cardinality"), row, strict=True))


def rename_actors(tx: ManagedTransaction, gone: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Renames locked actors of whom documents no longer say this; returns those of whom no document says anything."""
    # Where another document says the very same all stays as it is, and the many documents of a hub need not be read.
    ids = _not_said_as_before(tx, STILL_SAID_ACTORS, list(gone))
    return tuple(sorted(set(ids) - rename_actors_by_documents(tx, ids)))


def rename_actors_by_documents(tx: ManagedTransaction, ids: Sequence[str]) -> set[str]:
    """Merges what documents call these actors (ids) anew; returns the ids of those that some document names."""
    said = grouped((row[0], row) for row in fetch_rows(tx, SAID_ACTORS, ids))
    run_rows(tx, SET_ACTORS, list(_merged(said, lambda rows: actor_properties(merged_actor(map(actor_in, rows))))))
    return set(said)


def rename_places(tx: ManagedTransaction, gone: Iterable[Place]) -> tuple[str, ...]:
    """As ``rename_actors``, for places."""
    ids = _not_said_as_before(tx, STILL_SAID_PLACES, [place_row(place) for place in gone])
    return tuple(sorted(set(ids) - rename_places_by_documents(tx, ids)))


def rename_places_by_documents(tx: ManagedTransaction, ids: Sequence[str]) -> set[str]:
    """As ``rename_actors_by_documents``, for places."""
    said = grouped((row[0], row) for row in fetch_rows(tx, SAID_PLACES, ids))
    run_rows(tx, SET_PLACES, list(_merged(said, lambda rows: place_row(merged_place(Place(*row) for row in rows)))))
    return set(said)


def _merged(said: Mapping[str, list[Row]], merge: Callable[[list[Row]], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The properties that the rows of each id come to; an id is left out that damaged documents call something odd."""
    # In one order for all who write: two that lock the same nodes the other way round would wait for each other.
    for _, rows in sorted(said.items()):
        with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
            yield merge(rows)


def _not_said_as_before(tx: ManagedTransaction, text: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of which a row is no longer said by any document."""
    # Counted, because two of the documents that go may have called one actor by two names, of which one is left.
    left = Counter(row["id"] for row in rows)
    left.subtract(key for (key,) in fetch_rows(tx, text, rows))
    return sorted(key for key, count in left.items() if count)


def mend_labels(link: Link) -> None:
    """Gives every actor the label of its kind and ``:Mediator`` where a MEDIATES edge starts, in transactions apart.

    Looks at all actors, and so at what two transactions made wrong of which neither saw what the other did.
    """
    conditions = {kind_label(kind): f"a.kind = '{kind}'" for kind in ontology().kinds}
    for label, condition in (*conditions.items(), ("Mediator", "EXISTS { (a)-[:MEDIATES]->() }")):
        _relabel(link, "Actor", f"{condition} AND NOT a:{label}", f"SET a:{label}")
        _relabel(link, label, f"NOT {condition} AND a:{label}", f"REMOVE a:{label}")


def _relabel(link: Link, among: str, wrong: str, change: str) -> None:
    """Changes the labels of actors: ``among`` a label, ``wrong`` a condition and ``change`` a clause of Cypher on a."""
    question = f"MATCH (a:{among}) WHERE {wrong} RETURN a.id ORDER BY a.id"
    # Read before written, because nearly always nothing is wrong: a write takes the folder's turn, and its note aside.
    if ids := [key for (key,) in link.read(lambda tx: tx.run(question).values())]:
        # The condition again, because somebody may have been faster.
        text = f"UNWIND $rows AS id MATCH (a:Actor {{id: id}}) WHERE {wrong} {change}"
        link.write(lambda tx: run_rows(tx, text, ids))


def actor_in(row: Sequence[Any]) -> Actor:
    """The actor of a row of its id, name, aliases, kind, codes and cardinality."""
    key, name, aliases, *rest = row
    return Actor(key, name, tuple(aliases), *rest)


def place_row(place: Place) -> dict[str, Any]:
    """The properties of a place's node."""
    return {"id": place.id, "name": place.name, "iso3": place.iso3}

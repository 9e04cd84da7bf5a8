"""Actors and places as the store merges them out of what its documents say."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.merge import folded_names, kind_label, merged_actor, merged_place
from goodoffices.graph.model import Actor, Affiliation, Contribution, Place, content_id
from goodoffices.graph.ontology import ontology
from goodoffices.graph.store_link import fetch_rows, run_rows

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store_link import Link

Row = Sequence[Any]

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

# By the list and without labels: see store_edges. From an actor ArcadeDB would look through all of its relationships.
STORED_OF = "MATCH ()-[o:OF]->() WHERE o.id IN $rows RETURN o.id"
CREATE_OF = """
UNWIND $rows AS row MATCH (a:Actor {id: row.actor}) MATCH (b:Actor {id: row.of}) CREATE (a)-[:OF {id: row.id}]->(b)
"""
ADD_MEDIATORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) WHERE NOT a:Mediator SET a:Mediator"


def actor_row(actor: Actor) -> dict[str, Any]:
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
    """Makes the batch's new actors, with all their labels at once, and renames those that it adds something to.

    What the store holds of the ``unnamed`` ones no longer counts. Returns how many nodes were made.
    """
    said = _by_id(actor for one in batch for actor in one.actors)
    mediators = {edge.source for one in batch for edge in one.edges if edge.type == "MEDIATES"}
    stored = {actor.id: actor for actor in map(actor_in, fetch_rows(tx, STORED_ACTORS, sorted(said)))}
    known = {key: [actor] for key, actor in stored.items() if key not in unnamed}
    merged = {key: merged_actor([*said[key], *known.get(key, [])]) for key in sorted(said)}
    changed = [actor for key, actor in merged.items() if key in stored and actor != stored[key]]
    run_rows(tx, SET_ACTORS, [actor_row(actor) for actor in changed])
    run_rows(tx, ADD_MEDIATORS, sorted(mediators & stored.keys()))
    return _create_actors(tx, [actor for key, actor in merged.items() if key not in stored], mediators)


def _create_actors(tx: ManagedTransaction, actors: Iterable[Actor], mediators: set[str]) -> int:
    # ArcadeDB moves a node whose labels change, so every label is given at birth: one statement a set of labels
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for actor in actors:
        groups[kind_label(actor.kind) + (":Mediator" if actor.id in mediators else "")].append(actor_row(actor))
    for labels, rows in sorted(groups.items()):
        run_rows(tx, f"UNWIND $rows AS row CREATE (a:Actor:{labels}) SET a = row", rows)
    return sum(map(len, groups.values()))


def put_places(tx: ManagedTransaction, batch: Iterable[Contribution], unnamed: Container[str]) -> int:
    """As ``put_actors``, for the places where the batch's events took place."""
    said: defaultdict[str, list[Place]] = defaultdict(list)
    for one in batch:
        for place in one.places:
            said[place.id].append(place)
    stored = {row[0]: Place(*row) for row in fetch_rows(tx, STORED_PLACES, sorted(said))}
    known = {key: [place] for key, place in stored.items() if key not in unnamed}
    merged = {key: merged_place([*said[key], *known.get(key, [])]) for key in sorted(said)}
    new = [place_row(place) for key, place in merged.items() if key not in stored]
    run_rows(tx, "UNWIND $rows AS row CREATE (p:Place) SET p = row", new)
    changed = [place_row(place) for key, place in merged.items() if key in stored and place != stored[key]]
    run_rows(tx, SET_PLACES, changed)
    return len(new)


def put_affiliations(tx: ManagedTransaction, batch: Iterable[Contribution]) -> int:
    """Makes every OF that is said for the first time; returns how many there were.

    Which document says it stands at what the document NAMES: a list of them here would grow with each.
    """
    said = {affiliation_id(pair): pair for one in batch for pair in one.affiliations}
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
    """Renames locked actors of whom documents no longer say this; returns those of whom no document says anything.

    Where another says the very same all stays as it is, and the many documents of a hub need not be looked through.
    """
    ids = _not_said_as_before(tx, STILL_SAID_ACTORS, list(gone))
    return tuple(sorted(set(ids) - rename_actors_by_documents(tx, ids)))


def rename_actors_by_documents(tx: ManagedTransaction, ids: Sequence[str]) -> set[str]:
    """Calls these actors what documents call them; the ids of those that some document names."""
    said = _by_first(fetch_rows(tx, SAID_ACTORS, ids))
    run_rows(tx, SET_ACTORS, list(_merged(said, lambda rows: actor_row(merged_actor(map(actor_in, rows))))))
    return set(said)


def rename_places(tx: ManagedTransaction, gone: Iterable[Place]) -> tuple[str, ...]:
    """As ``rename_actors``, for places."""
    ids = _not_said_as_before(tx, STILL_SAID_PLACES, [place_row(place) for place in gone])
    return tuple(sorted(set(ids) - rename_places_by_documents(tx, ids)))


def rename_places_by_documents(tx: ManagedTransaction, ids: Sequence[str]) -> set[str]:
    """As ``rename_actors_by_documents``, for places."""
    said = _by_first(fetch_rows(tx, SAID_PLACES, ids))
    run_rows(tx, SET_PLACES, list(_merged(said, lambda rows: place_row(merged_place(Place(*row) for row in rows)))))
    return set(said)


def _by_first(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    said: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        said[row[0]].append(row)
    return dict(sorted(said.items()))


def _merged(said: Mapping[str, list[Row]], merge: Callable[[list[Row]], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the rows of each id come to together; without those that damaged documents call something odd."""
    for rows in said.values():
        with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
            yield merge(rows)


def _not_said_as_before(tx: ManagedTransaction, text: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of which a row is no longer said by any document."""
    left = Counter(row["id"] for row in rows)
    left.subtract(key for (key,) in fetch_rows(tx, text, rows))
    return sorted(key for key, count in left.items() if count)


def mend_labels(link: Link) -> None:
    """Gives every actor the label of its kind and ``:Mediator`` where a MEDIATES edge starts, in transactions apart.

    Looks at all actors, so that it also mends what a crash between two transactions left.
    """
    for kind in ontology().kinds:
        _mend(link, kind_label(kind), f"a.kind = '{kind}'")
    _mend(link, "Mediator", "EXISTS { (a)-[:MEDIATES]->() }")


def _mend(link: Link, label: str, deserved: str) -> None:
    _relabel(link, "Actor", f"{deserved} AND NOT a:{label}", f"SET a:{label}")
    _relabel(link, label, f"NOT {deserved} AND a:{label}", f"REMOVE a:{label}")


def _relabel(link: Link, among: str, wrong: str, change: str) -> None:
    question = f"MATCH (a:{among}) WHERE {wrong} RETURN a.id ORDER BY a.id"
    ids = [key for (key,) in link.read(lambda tx: tx.run(question).values())]
    if ids:
        # the condition again, because somebody may have been faster
        text = f"UNWIND $rows AS id MATCH (a:Actor {{id: id}}) WHERE {wrong} {change}"
        link.write(lambda tx: run_rows(tx, text, ids))


def _by_id(actors: Iterable[Actor]) -> Mapping[str, list[Actor]]:
    found: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        found[actor.id].append(actor)
    return found


def actor_in(row: Sequence[Any]) -> Actor:
    """The actor of a row of its id, name, aliases, kind, codes and cardinality."""
    key, name, aliases, *rest = row
    return Actor(key, name, tuple(aliases), *rest)


def place_row(place: Place) -> dict[str, Any]:
    """The properties of a place's node."""
    return {"id": place.id, "name": place.name, "iso3": place.iso3}

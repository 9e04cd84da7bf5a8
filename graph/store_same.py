"""What judgements make of the record: one event for those judged the same, and SAME_AS between what was judged.

Everything here is derived, and is taken away and made anew around a change of the record, in one transaction with it:
``opened`` before, ``settled`` after. An event judged the same as others stays as its document tells it, but bears
``merged_into`` and gives its derived edges to the one that stands for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.judgements import KINDS, Judgement, classes
from goodoffices.graph.store_edges import edge_statements, remove_edges
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_remove import Removal, Removed, remove
from goodoffices.graph.store_report import Summed

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.model import Contribution
    from goodoffices.graph.same_events import View

JUDGEMENTS = "MATCH (j:Judgement) RETURN j.kind, j.left, j.right, j.judgement, j.by, j.at"

EVENTS_TOLD = "UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id RETURN e.id"
ACTORS_NAMED = "UNWIND $rows AS id MATCH (d:Document {id: id})-[:NAMES]->(a:Actor) RETURN a.id"
# Taking the lock of every member first, in the order of their ids, keeps two who change one class apart.
MERGED = "UNWIND $rows AS id MATCH (e:Event {id: id}) SET e.locked = true REMOVE e.locked RETURN e.id, e.merged_into"
VIEWS_ABOUT = """
UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT_EVENT]-(x:Event) WHERE x.merged_into IS NOT NULL RETURN x.id
"""
PART = "UNWIND $rows AS id MATCH (e:Event {id: id}) SET e.merged_into = null"
VIEWS = Removal("UNWIND $rows AS id MATCH (x:Event {id: id})")

CREATE_VIEWS = """
UNWIND $rows AS row CREATE (e:Event) SET e = row.properties
WITH e, row UNWIND row.roles AS role MATCH (a:Actor {id: role.actor}) CREATE (a)-[:ROLE_IN {role: role.role}]->(e)
"""
JOIN = "UNWIND $rows AS row MATCH (e:Event {id: row.member}) SET e.merged_into = row.view"
CREATE_AT = """
UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (p:Place {id: row.place}) CREATE (e)-[:AT]->(p)
"""
CREATE_ABOUT = """
UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) MATCH (e:Event {id: row.event}) CREATE (c)-[:ABOUT]->(e)
"""
# What was merged is about, and has about it, what its parts are: or what that in turn is part of.
ABOUT_VIEWS = Removal(
    "UNWIND $rows AS id MATCH (e:Event {id: id})-[x:ABOUT_EVENT]->(o:Event) WHERE o.document IS NULL", nodes=False
)
ABOUT_OF = """
UNWIND $rows AS id MATCH (e:Event {id: id})-[:ABOUT_EVENT]->(x:Event)
WHERE x.document IS NOT NULL AND (e.merged_into IS NOT NULL OR x.merged_into IS NOT NULL)
RETURN coalesce(e.merged_into, e.id), coalesce(x.merged_into, x.id)
"""
ABOUT_TO = """
UNWIND $rows AS id MATCH (x:Event {id: id})<-[:ABOUT_EVENT]-(e:Event)
WHERE e.document IS NOT NULL AND (e.merged_into IS NOT NULL OR x.merged_into IS NOT NULL)
RETURN coalesce(e.merged_into, e.id), coalesce(x.merged_into, x.id)
"""
CREATE_ABOUT_EVENT = """
UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (o:Event {id: row.about}) CREATE (e)-[:ABOUT_EVENT]->(o)
"""
SAME_AS = {
    kind: Removal(
        f"UNWIND $rows AS row MATCH (a:{kind.capitalize()} {{id: row.left}})-[x:SAME_AS]->(b:{kind.capitalize()}) "
        "WHERE b.id = row.right",
        nodes=False,
    )
    for kind in KINDS
}
CREATE_SAME_AS = """
UNWIND $rows AS row MATCH (a:%(kind)s {id: row.left}) MATCH (b:%(kind)s {id: row.right})
CREATE (a)-[:SAME_AS {judgement: row.judgement, by: row.by, at: row.at}]->(b)
"""
SAME_OF = Removal("UNWIND $rows AS id MATCH (a:Actor {id: id})-[x:SAME_OF]->(:Actor)", nodes=False)
SAME_NAMES = Removal("UNWIND $rows AS id MATCH (a:Actor {id: id})<-[x:SAME_NAMES]-(:Document)", nodes=False)
ALL_TIES = tuple(
    Removal(f"UNWIND $rows AS row MATCH ()-[x:{type_}]->()", nodes=False)
    for type_ in ("SAME_AS", "SAME_OF", "SAME_NAMES")
)
"""All that judgements tie, whatever they are."""
NAMED_OF = """
UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:NAMES]-(d:Document) WHERE size(n.of) > 0 RETURN d.id, a.id, n.of
"""
PRESENT = "UNWIND $rows AS id MATCH (a:Actor {id: id}) RETURN a.id"
LOCKED = "UNWIND $rows AS id MATCH (a:Actor {id: id}) SET a.name = a.name RETURN a.id"
CREATE_SAME_OF = """
UNWIND $rows AS row MATCH (a:Actor {id: row.actor}) MATCH (b:Actor {id: row.of})
CREATE (a)-[:SAME_OF]->(b)
"""
CREATE_SAME_NAMES = """
UNWIND $rows AS row MATCH (d:Document {id: row.document}) MATCH (a:Actor {id: row.actor})
CREATE (d)-[:SAME_NAMES {of: row.of}]->(a)
"""


@dataclass(frozen=True, slots=True)
class Joined(Summed):
    """How the graph grew and shrank by what is derived from judgements."""

    nodes_added: int = 0
    nodes_removed: int = 0
    relationships_added: int = 0
    relationships_removed: int = 0

    @property
    def nodes_lost(self) -> int:
        """Nodes removed that nothing took the place of."""
        return self.nodes_removed - self.nodes_added

    @property
    def relationships_lost(self) -> int:
        """As ``nodes_lost``, for relationships."""
        return self.relationships_removed - self.relationships_added


@dataclass(frozen=True, slots=True)
class Opened:
    """What a change may touch: ids that a judgement names, and which of the events were merged before."""

    judgements: tuple[Judgement, ...] = ()
    events: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    joined: Joined = field(default_factory=Joined)


def stored_judgements(tx: ManagedTransaction) -> tuple[Judgement, ...]:
    """All judgements in the store, sorted."""
    return tuple(
        sorted(
            (Judgement(*row) for row in tx.run(JUDGEMENTS).values()), key=lambda one: (one.kind, one.left, one.right)
        )
    )


def opened(tx: ManagedTransaction, documents: Sequence[str], fresh: Sequence[Contribution] = ()) -> Opened:
    """Takes apart what is merged out of these stored documents or of what the fresh ones tell; ``settled`` ends it."""
    if not (documents or fresh) or not (judgements := stored_judgements(tx)):
        return Opened()
    told = {key for (key,) in fetch_rows(tx, EVENTS_TOLD, sorted(documents))}
    named = {key for (key,) in fetch_rows(tx, ACTORS_NAMED, sorted(documents))}
    renewed = frozenset(event.id for one in fresh for event in one.events)
    actors = named | {actor.id for one in fresh for actor in one.actors}
    return replace(taken_apart(tx, judgements, told | renewed, actors), renewed=renewed)


def taken_apart(
    tx: ManagedTransaction, judgements: tuple[Judgement, ...], events: Iterable[str], actors: Iterable[str]
) -> Opened:
    """Removes the merged events of which one of ``events`` is part, and what else these ids bear by judgement."""
    touched = _with_their_class(judgements, events, "event")
    touched |= _with_their_class(judgements, {key for (key,) in fetch_rows(tx, VIEWS_ABOUT, sorted(touched))}, "event")
    before = [(key, view) for key, view in fetch_rows(tx, MERGED, sorted(touched)) if view]
    views = sorted({view for _, view in before})
    members = sorted(key for key, _ in before)
    joined = _gone(remove_edges(tx, views) + remove(tx, VIEWS, views) + remove(tx, ABOUT_VIEWS, sorted(touched)))
    run_rows(tx, PART, members)
    people = _with_their_class(judgements, actors, "actor")
    run_rows(tx, LOCKED, sorted(people))
    joined += _gone(remove(tx, SAME_OF, sorted(people)) + remove(tx, SAME_NAMES, sorted(people)))
    for kind, ids in (("event", touched), ("actor", people)):
        rows = _judgement_rows(judgements, kind, ids)
        joined += _gone(remove(tx, SAME_AS[kind], rows))
    return Opened(judgements, frozenset(touched), frozenset(people), frozenset(members), frozenset(), joined)


def settled(tx: ManagedTransaction, state: Opened) -> Joined:
    """Makes anew what the judgements say of what ``state`` took apart, out of what the store holds by now."""
    joined = state.joined
    for kind, ids in (("event", state.events), ("actor", state.actors)):
        rows = _judgement_rows(state.judgements, kind, ids)
        joined += _made(run_rows(tx, CREATE_SAME_AS % {"kind": kind.capitalize()}, rows))
    if state.events:
        joined += _merge_events(tx, state)
    if state.actors:
        lent = lent_affiliations(tx, state.judgements, state.actors)
        joined += _made(run_rows(tx, CREATE_SAME_NAMES, lent))
        joined += _made(run_rows(tx, CREATE_SAME_OF, pairs_of(lent)))
    return joined


def _with_their_class(judgements: Iterable[Judgement], ids: Iterable[str], kind: str) -> set[str]:
    """Those of the ids that a judgement names, and all that are judged the same as one of them."""
    own = [one for one in judgements if one.kind == kind]
    touched = set(ids) & {end for one in own for end in (one.left, one.right)}
    return touched.union(*(group for group in classes(own) if not touched.isdisjoint(group)))


def _judgement_rows(judgements: Iterable[Judgement], kind: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    wanted = frozenset(ids)
    return [
        {"left": one.left, "right": one.right, "judgement": one.judgement, "by": one.by, "at": one.at}
        for one in judgements
        if one.kind == kind and not wanted.isdisjoint((one.left, one.right))
    ]


def _merge_events(tx: ManagedTransaction, state: Opened) -> Joined:
    from goodoffices.graph.same_events import edges_of, merged
    from goodoffices.graph.store_told import accounts

    told = accounts(tx, state.events)
    groups = list(merging(state.judgements, {key: account.event.type for key, account in told.items()}))
    views = [merged(told[key] for key in group) for group in groups]
    part_of_one = {key for group in groups for key in group}
    alone = sorted((state.merged - part_of_one - state.renewed) & told.keys())
    joined = _gone(remove_edges(tx, sorted(part_of_one)))
    joined += _create_views(tx, views) + _relate_views(tx, sorted(told))
    for text, rows in edge_statements(edge for key in alone for edge in edges_of(told[key])):
        joined += _made(run_rows(tx, text, rows))
    return joined


def merging(judgements: Iterable[Judgement], types: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The events that become one: of one class and one type, and among those in ``types``, two or more."""
    for group in classes(one for one in judgements if one.kind == "event"):
        by_type: defaultdict[str, list[str]] = defaultdict(list)
        for key in group:
            if key in types:
                by_type[types[key]].append(key)
        yield from (tuple(keys) for _, keys in sorted(by_type.items()) if len(keys) > 1)


def _create_views(tx: ManagedTransaction, views: Sequence[View]) -> Joined:
    members = [{"member": member, "view": view.event.id} for view in views for member in view.members]
    joined = _made(run_rows(tx, CREATE_VIEWS, [_view_row(view) for view in views]))
    run_rows(tx, JOIN, members)
    statements = (
        (CREATE_AT, [{"event": view.event.id, "place": place} for view in views for place in view.event.places]),
        (CREATE_ABOUT, [{"event": view.event.id, "claim": claim} for view in views for claim in view.claims]),
        *edge_statements(edge for view in views for edge in view.edges),
    )
    for text, rows in statements:
        joined += _made(run_rows(tx, text, rows))
    return joined


def _relate_views(tx: ManagedTransaction, ids: list[str]) -> Joined:
    about = {(event, target) for text in (ABOUT_OF, ABOUT_TO) for event, target in fetch_rows(tx, text, ids)}
    rows = [{"event": one, "about": other} for one, other in sorted(about) if one != other]
    return _made(run_rows(tx, CREATE_ABOUT_EVENT, rows))


def _view_row(view: View) -> dict[str, Any]:
    event = view.event
    unwanted = ("document", "places", "about")
    properties = {name: getattr(event, name) for name in type(event).__slots__ if name not in unwanted}
    properties |= {"members": list(view.members), "documents": list(view.documents)}
    return {"properties": properties, "roles": [{"actor": role.actor, "role": role.role} for role in view.roles]}


def lent_affiliations(
    tx: ManagedTransaction, judgements: Iterable[Judgement], actors: Iterable[str]
) -> list[dict[str, Any]]:
    """For each of these actors, of whole classes, and each document: whom it has the others of the class act for."""
    ids = sorted(actors)
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for document, actor, of in fetch_rows(tx, NAMED_OF, ids):
        said[document, actor].update(of)
    present = {key for (key,) in fetch_rows(tx, PRESENT, ids)}
    rows = []
    for group in classes(one for one in judgements if one.kind == "actor"):
        together: defaultdict[str, set[str]] = defaultdict(set)
        for document, actor in said:
            if actor in group:
                together[document] |= said[document, actor] - set(group)
        for actor in (key for key in group if key in present):
            lent = ((document, sorted(of - said.get((document, actor), set()))) for document, of in together.items())
            rows += [{"document": document, "actor": actor, "of": of} for document, of in sorted(lent) if of]
    return rows


def pairs_of(lent: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Who acts for whom by what is lent, in any document."""
    pairs = {(row["actor"], of) for row in lent for of in row["of"]}
    return [{"actor": actor, "of": of} for actor, of in sorted(pairs)]


def _made(counts: Mapping[str, int]) -> Joined:
    return Joined(
        nodes_added=counts.get("nodes_created", 0), relationships_added=counts.get("relationships_created", 0)
    )


def _gone(removed: Removed) -> Joined:
    return Joined(nodes_removed=removed.nodes, relationships_removed=removed.relationships)

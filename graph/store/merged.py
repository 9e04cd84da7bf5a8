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

from goodoffices.graph.grouping import grouped
from goodoffices.graph.rules.judgements import KINDS, Judgement, judged_clusters
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.edges import edge_statements, remove_edges
from goodoffices.graph.store.participation import renew_participations
from goodoffices.graph.store.remove import Removal, Removed, remove
from goodoffices.graph.store.report import Summed
from goodoffices.graph.store.standing import properties_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.model import Contribution
    from goodoffices.graph.rules.merge_events import MergedEvent

JUDGEMENTS = "MATCH (j:Judgement) RETURN j.kind, j.left, j.right, j.judgement, j.by, j.at"

EVENTS_TOLD = "UNWIND $rows AS id MATCH (e:Event) WHERE e.document = id RETURN e.id"
ACTORS_NAMED = "UNWIND $rows AS id MATCH (d:Document {id: id})-[:NAMES]->(a:Actor) RETURN a.id"
# Taking the lock of every member first, in the order of their ids, keeps two who change one class apart.
MERGED = "UNWIND $rows AS id MATCH (e:Event {id: id}) SET e.locked = true REMOVE e.locked RETURN e.id, e.merged_into"
VIEW_OF = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN e.id, e.merged_into"
TELLING_ABOUT = "UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT_EVENT]-(x:Event) RETURN DISTINCT x.id"
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
LENT = "UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:SAME_NAMES]-(d:Document) RETURN d.id, a.id, n.of"
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


Lent = tuple[str, str, tuple[str, ...]]
"""A document, an actor, and for whom it acts there because another does that is judged to be the same."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a change may touch: ids that a judgement names; and what was merged, and what lent, before."""

    judgements: tuple[Judgement, ...] = ()
    events: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    merged: frozenset[str] = frozenset()
    renewed: frozenset[str] = frozenset()
    lent: frozenset[Lent] = frozenset()
    joined: Joined = field(default_factory=Joined)


def stored_judgements(tx: ManagedTransaction) -> tuple[Judgement, ...]:
    """All judgements in the store, sorted."""
    return tuple(
        sorted(
            (Judgement(*row) for row in tx.run(JUDGEMENTS).values()),
            key=lambda judgement: (judgement.kind, judgement.left, judgement.right),
        )
    )


def judged_ids(judgements: Iterable[Judgement], kind: str) -> set[str]:
    """The ids of all events, or actors, that stand on either side of a judgement."""
    return {key for judgement in judgements if judgement.kind == kind for key in (judgement.left, judgement.right)}


def opened(tx: ManagedTransaction, documents: Sequence[str], fresh: Sequence[Contribution] = ()) -> Opened:
    """Takes apart what is merged out of these stored documents or of what the fresh ones tell; ``settled`` ends it."""
    if not (documents or fresh) or not (judgements := stored_judgements(tx)):
        return Opened()
    stored = {key for (key,) in fetch_rows(tx, EVENTS_TOLD, sorted(documents))}
    named = {key for (key,) in fetch_rows(tx, ACTORS_NAMED, sorted(documents))}
    renewed = frozenset(event.id for contribution in fresh for event in contribution.events)
    actors = named | {actor.id for contribution in fresh for actor in contribution.actors}
    return replace(taken_apart(tx, judgements, stored | renewed, actors), renewed=renewed)


def taken_apart(
    tx: ManagedTransaction, judgements: tuple[Judgement, ...], events: Iterable[str], actors: Iterable[str]
) -> Opened:
    """Removes the merged events of which one of ``events`` is part, and what else these ids bear by judgement."""
    touched = _with_their_class(judgements, events, "event")
    # What is merged and about one of these bears a relation to it, which goes with its event and must come back.
    touched |= _with_their_class(judgements, {key for (key,) in fetch_rows(tx, VIEWS_ABOUT, sorted(touched))}, "event")
    before = [(key, view) for key, view in fetch_rows(tx, MERGED, sorted(touched)) if view]
    views = sorted({view for _, view in before})
    members = sorted(key for key, _ in before)
    joined = _gone(remove_edges(tx, views) + remove(tx, VIEWS, views) + remove(tx, ABOUT_VIEWS, sorted(touched)))
    run_rows(tx, PART, members)
    judged_actors = _with_their_class(judgements, actors, "actor")
    run_rows(tx, LOCKED, sorted(judged_actors))
    lent = {(document, actor, tuple(of)) for document, actor, of in fetch_rows(tx, LENT, sorted(judged_actors))}
    joined += _gone(remove(tx, SAME_OF, sorted(judged_actors)) + remove(tx, SAME_NAMES, sorted(judged_actors)))
    for kind, ids in (("event", touched), ("actor", judged_actors)):
        rows = _judgement_rows(judgements, kind, ids)
        joined += _gone(remove(tx, SAME_AS[kind], rows))
    return Opened(
        judgements,
        events=frozenset(touched),
        actors=frozenset(judged_actors),
        merged=frozenset(members),
        lent=frozenset(lent),
        joined=joined,
    )


def settled(tx: ManagedTransaction, state: Opened) -> Joined:
    """Makes anew what the judgements say of what ``state`` took apart, out of what the store holds by now."""
    joined = state.joined
    for kind, ids in (("event", state.events), ("actor", state.actors)):
        rows = _judgement_rows(state.judgements, kind, ids)
        joined += _made(run_rows(tx, CREATE_SAME_AS % {"kind": kind.capitalize()}, rows))
    if state.events:
        joined += _merge_events(tx, state)
    lent = lent_affiliations(tx, state.judgements, state.actors) if state.actors else []
    joined += _made(run_rows(tx, CREATE_SAME_NAMES, lent))
    joined += _made(run_rows(tx, CREATE_SAME_OF, pairs_of(lent)))
    gone, made = renew_participations(tx, _concerning_others(tx, state, lent))
    return joined + _gone(gone) + _made(made)


def _concerning_others(tx: ManagedTransaction, state: Opened, lent: Iterable[Mapping[str, Any]]) -> set[str]:
    """The ids of the events that may concern others by now: what was merged or parted, what is about that, and what
    documents tell of in which another acts for somebody."""
    changed = state.lent ^ {(row["document"], row["actor"], tuple(row["of"])) for row in lent}
    documents = sorted({document for document, *_ in changed})
    events = state.events.union(key for (key,) in fetch_rows(tx, EVENTS_TOLD, documents))
    events |= {view for _, view in fetch_rows(tx, VIEW_OF, sorted(events)) if view}
    return set(events.union(key for (key,) in fetch_rows(tx, TELLING_ABOUT, sorted(events))))


def _with_their_class(judgements: Iterable[Judgement], ids: Iterable[str], kind: str) -> set[str]:
    """Those of the ids that a judgement names, and all that are judged the same as one of them."""
    own = [judgement for judgement in judgements if judgement.kind == kind]
    touched = set(ids) & judged_ids(own, kind)
    return touched.union(*(group for group in judged_clusters(own) if not touched.isdisjoint(group)))


def _judgement_rows(judgements: Iterable[Judgement], kind: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of SAME_AS and CREATE_SAME_AS: the judgements of this kind on a pair of which one is among the ids."""
    wanted = frozenset(ids)
    return [
        {name: getattr(judgement, name) for name in ("left", "right", "judgement", "by", "at")}
        for judgement in judgements
        if judgement.kind == kind and not wanted.isdisjoint((judgement.left, judgement.right))
    ]


def _merge_events(tx: ManagedTransaction, state: Opened) -> Joined:
    """Creates the merged events. Their parts lose their derived edges; what is part of none any more gets them back."""
    from goodoffices.graph.rules.merge_events import edges_of, merged
    from goodoffices.graph.store.accounts import accounts

    account_of = accounts(tx, state.events)
    groups = list(merging(state.judgements, {key: account.event.type for key, account in account_of.items()}))
    views = [merged(account_of[key] for key in group) for group in groups]
    parts = {key for group in groups for key in group}
    # What is loaded in this transaction has its edges from the load: given again, they would stand there twice.
    alone = sorted((state.merged - parts - state.renewed) & account_of.keys())
    joined = _gone(remove_edges(tx, sorted(parts))) + _create_views(tx, views)
    ids = sorted(account_of)
    about = {(event, other) for text in (ABOUT_OF, ABOUT_TO) for event, other in fetch_rows(tx, text, ids)}
    # Two that are judged one may have been about each other.
    rows = [{"event": event, "about": other} for event, other in sorted(about) if event != other]
    joined += _made(run_rows(tx, CREATE_ABOUT_EVENT, rows))
    for text, edges in edge_statements(edge for key in alone for edge in edges_of(account_of[key])):
        joined += _made(run_rows(tx, text, edges))
    return joined


def merging(judgements: Iterable[Judgement], types: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The events that become one: of one class and one type, and among those in ``types``, two or more."""
    for group in judged_clusters(judgement for judgement in judgements if judgement.kind == "event"):
        # Whoever judged may have seen another version: what differs in type by now stays apart.
        by_type = grouped((types[key], key) for key in group if key in types)
        yield from (tuple(keys) for _, keys in sorted(by_type.items()) if len(keys) > 1)


def _create_views(tx: ManagedTransaction, views: Sequence[MergedEvent]) -> Joined:
    """Creates these merged events with all that hangs on them but their relations to other events."""
    nodes = [
        {
            "properties": view_properties(view),
            "roles": [{"actor": role.actor, "role": role.role} for role in view.roles],
        }
        for view in views
    ]
    joined = _made(run_rows(tx, CREATE_VIEWS, nodes))
    run_rows(tx, JOIN, [{"member": member, "view": view.event.id} for view in views for member in view.members])
    statements = (
        (CREATE_AT, [{"event": view.event.id, "place": place} for view in views for place in view.event.places]),
        (CREATE_ABOUT, [{"event": view.event.id, "claim": claim} for view in views for claim in view.claims]),
        *edge_statements(edge for view in views for edge in view.edges),
    )
    for text, rows in statements:
        joined += _made(run_rows(tx, text, rows))
    return joined


def view_properties(view: MergedEvent) -> dict[str, Any]:
    """The properties of a merged event's node, a null where there is none: it has no document, which tells it apart."""
    event = view.event
    unwanted = ("document", "places", "about")
    properties = {name: getattr(event, name) for name in type(event).__slots__ if name not in unwanted}
    return {
        **properties,
        **properties_of(view.standing),
        "members": list(view.members),
        "documents": list(view.documents),
    }


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
    for group in judged_clusters(judgement for judgement in judgements if judgement.kind == "actor"):
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

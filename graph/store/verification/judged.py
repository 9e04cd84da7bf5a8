"""Whether what judgements make of the record is there, and nothing else: see ``store.merged``, which makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.rules.judgements import Judgement
from goodoffices.graph.rules.merge_events import merged
from goodoffices.graph.store.accounts import ROLES, accounts
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.merged import (
    ABOUT_OF,
    ABOUT_TO,
    PRESENT,
    judged_ids,
    lent_affiliations,
    merging,
    pairs_of,
    stored_judgements,
    view_properties,
)
from goodoffices.graph.store.odd_values import ODD
from goodoffices.graph.store.read import edges_in

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

JUDGED = "MATCH (j:Judgement) RETURN j.id"
SAME_AS = "MATCH (a:%s)-[s:SAME_AS]->(b) RETURN a.id, b.id, s.judgement, s.by, s.at"
SAME_OF = "MATCH (a:Actor)-[:SAME_OF]->(b) RETURN a.id, b.id"
SAME_NAMES = "MATCH (d:Document)-[n:SAME_NAMES]->(a) RETURN d.id, a.id, n.of"
PARTS = "MATCH (e:Event) WHERE e.merged_into IS NOT NULL RETURN e.id, e.merged_into"
VIEWS = "MATCH (e:Event) WHERE e.document IS NULL RETURN e.id, properties(e)"
AT = "UNWIND $rows AS id MATCH (e:Event {id: id})-[:AT]->(p:Place) RETURN e.id, p.id"
CLAIMS = "UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim) RETURN e.id, c.id"
ABOUT = """
MATCH (e:Event)-[:ABOUT_EVENT]->(x:Event) WHERE e.document IS NULL OR x.document IS NULL RETURN e.id, x.id
"""

Found = Mapping[str, frozenset[str]]


def wrongly_judged(tx: ManagedTransaction) -> Found:
    """All that is not as the judgements have it, by what it is, in words that follow a number."""
    try:
        judgements = stored_judgements(tx)
        ids = Counter(judgement.id for judgement in judgements)
        misplaced = ids - Counter(key for (key,) in tx.run(JUDGED).values())
        wrong = {"judgements are not under their ids": frozenset(misplaced)}
        return {**wrong, **_ties(tx, judgements), **_events(tx, judgements)}
    except ODD as odd:
        return {"judgements, or what they make, cannot be read": frozenset([str(odd)])}


def _ties(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> Found:
    """What is wrong with the relationships between what is judged."""
    actors, events = sorted(judged_ids(judgements, "actor")), sorted(judged_ids(judgements, "event"))
    # A judgement stays when what it is on is forgotten, and ties nothing until that is loaded again.
    there = {key for (key,) in fetch_rows(tx, PRESENT, actors)} | accounts(tx, events).keys()
    lent = lent_affiliations(tx, judgements, actors)
    wanted = [
        [judgement.kind, judgement.left, judgement.right, judgement.judgement, judgement.by, judgement.at]
        for judgement in judgements
        if {judgement.left, judgement.right} <= there
    ]
    found = [[kind, *row] for kind in ("event", "actor") for row in tx.run(SAME_AS % kind.capitalize()).values()]
    return {
        "relations SAME_AS are not as judged": _differing(wanted, found),
        "relations SAME_OF are not as judged": _differing(
            [[pair["actor"], pair["of"]] for pair in pairs_of(lent)], tx.run(SAME_OF).values()
        ),
        "relations SAME_NAMES are not as judged": _differing(
            [[row["document"], row["actor"], row["of"]] for row in lent], tx.run(SAME_NAMES).values()
        ),
    }


def _events(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> Found:
    """What is wrong with merged events: each is merged anew, and compared with all that hangs on the stored one."""
    account_of = accounts(tx, judged_ids(judgements, "event"))
    groups = merging(judgements, {key: account.event.type for key, account in account_of.items()})
    views = [merged(account_of[key] for key in group) for group in groups]
    ids = [view.event.id for view in views]
    keys = sorted(account_of)
    tied = {(event, other) for text in (ABOUT_OF, ABOUT_TO) for event, other in fetch_rows(tx, text, keys)}
    about = [[event, other] for event, other in tied if event != other]
    edges = {view.event.relation for view in views if view.event.relation}
    wanted_parts = [[member, view.event.id] for view in views for member in view.members]
    return {
        "events do not bear whom they are merged into": _differing(wanted_parts, tx.run(PARTS).values()),
        "merged events are not as judged": _differing(
            [[view.event.id, _sorted(view_properties(view))] for view in views],
            [[key, _sorted(held)] for key, held in tx.run(VIEWS).values()],
        ),
        "roles of merged events are not as judged": _differing(
            [[role.event, role.actor, role.role] for view in views for role in view.roles], fetch_rows(tx, ROLES, ids)
        ),
        "places of merged events are not as judged": _differing(
            [[view.event.id, place] for view in views for place in view.event.places], fetch_rows(tx, AT, ids)
        ),
        "claims about merged events are not as judged": _differing(
            [[view.event.id, claim] for view in views for claim in view.claims], fetch_rows(tx, CLAIMS, ids)
        ),
        "relations of merged events are not as judged": _differing(about, tx.run(ABOUT).values()),
        "edges of merged events are not as judged": _differing(
            [edge for view in views for edge in view.edges],
            [edge for type_ in sorted(edges) for edge in edges_in(tx, type_, ids)],
        ),
    }


def _sorted(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Properties as they compare: in the store a null is no property."""
    return sorted((name, value) for name, value in properties.items() if value is not None)


def _differing(wanted: Iterable[object], found: Iterable[object]) -> frozenset[str]:
    """What is in one of the two only, or more often."""
    # By repr, which lists have as well as edges, and values that damage left there.
    due, there = Counter(map(repr, wanted)), Counter(map(repr, found))
    return frozenset((due - there) + (there - due))

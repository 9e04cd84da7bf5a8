"""Whether what judgements make of the record is there, and nothing else: see ``store_same``, which makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.judgements import Judgement
from goodoffices.graph.same_events import View, merged
from goodoffices.graph.store_dump import ODD, edges_in
from goodoffices.graph.store_link import fetch_rows
from goodoffices.graph.store_same import (
    ABOUT_OF,
    ABOUT_TO,
    PRESENT,
    lent_affiliations,
    merging,
    pairs_of,
    stored_judgements,
)
from goodoffices.graph.store_told import ROLES, accounts

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
        ids = Counter(one.id for one in judgements)
        misplaced = ids - Counter(key for (key,) in tx.run(JUDGED).values())
        wrong = {"judgements are not under their ids": frozenset(misplaced)}
        return {**wrong, **_ties(tx, judgements), **_events(tx, judgements)}
    except ODD as odd:
        return {"judgements, or what they make, cannot be read": frozenset([str(odd)])}


def _ties(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> Found:
    actors = sorted({end for one in judgements if one.kind == "actor" for end in (one.left, one.right)})
    events = sorted({end for one in judgements if one.kind == "event" for end in (one.left, one.right)})
    there = {key for (key,) in fetch_rows(tx, PRESENT, actors)} | accounts(tx, events).keys()
    lent = lent_affiliations(tx, judgements, actors)
    wanted = [
        [one.kind, one.left, one.right, one.judgement, one.by, one.at]
        for one in judgements
        if {one.left, one.right} <= there
    ]
    found = [[kind, *row] for kind in ("event", "actor") for row in tx.run(SAME_AS % kind.capitalize()).values()]
    return {
        "relations SAME_AS are not as judged": _differing(wanted, found),
        "relations SAME_OF are not as judged": _differing(
            [[one["actor"], one["of"]] for one in pairs_of(lent)], tx.run(SAME_OF).values()
        ),
        "relations SAME_NAMES are not as judged": _differing(
            [[one["document"], one["actor"], one["of"]] for one in lent], tx.run(SAME_NAMES).values()
        ),
    }


def _events(tx: ManagedTransaction, judgements: Sequence[Judgement]) -> Found:
    judged = {end for one in judgements if one.kind == "event" for end in (one.left, one.right)}
    told = accounts(tx, judged)
    groups = merging(judgements, {key: account.event.type for key, account in told.items()})
    views = [merged(told[key] for key in group) for group in groups]
    ids = [view.event.id for view in views]
    tied = {(one, other) for text in (ABOUT_OF, ABOUT_TO) for one, other in fetch_rows(tx, text, sorted(told))}
    about = [[one, other] for one, other in tied if one != other]
    edges = {view.event.relation for view in views if view.event.relation}
    wanted_parts = [[member, view.event.id] for view in views for member in view.members]
    return {
        "events do not bear whom they are merged into": _differing(wanted_parts, tx.run(PARTS).values()),
        "merged events are not as judged": _differing(
            [[view.event.id, _sorted(_properties(view))] for view in views],
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


def _properties(view: View) -> dict[str, Any]:
    """What stands at the event that several are, where a null is no property."""
    event = view.event
    own = {name: getattr(event, name) for name in type(event).__slots__ if name not in ("document", "places", "about")}
    listed = {"members": list(view.members), "documents": list(view.documents)}
    return {name: value for name, value in {**own, **listed}.items() if value is not None}


def _sorted(properties: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in properties.items() if value is not None)


def _differing(wanted: Iterable[object], found: Iterable[object]) -> frozenset[str]:
    """What is in one of the two only, or more often."""
    one, other = Counter(map(repr, wanted)), Counter(map(repr, found))
    return frozenset((one - other) + (other - one))

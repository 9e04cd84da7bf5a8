"""Mending what judgements make where somebody judged while another loaded, and neither saw what the other did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.judgements import Judgement, view_id
from goodoffices.graph.store_foreign import grown
from goodoffices.graph.store_link import fetch_rows
from goodoffices.graph.store_same import lent_affiliations, merging, pairs_of, settled, stored_judgements, taken_apart

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store_link import Link

EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN e.id, e.type, e.merged_into"
SAME_AS = """
UNWIND $rows AS row MATCH (a:%(kind)s {id: row.left}) MATCH (b:%(kind)s {id: row.right})
OPTIONAL MATCH (a)-[s:SAME_AS]->(x:%(kind)s) WHERE x.id = row.right
WITH row, a, count(s) AS n WHERE n <> 1
RETURN row.left
"""
SAME_OF = "UNWIND $rows AS id MATCH (a:Actor {id: id})-[:SAME_OF]->(b:Actor) RETURN a.id, b.id"
SAME_NAMES = "UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:SAME_NAMES]-(d:Document) RETURN d.id, a.id, n.of"


def mend_same(link: Link) -> None:
    """Looks at everything that is judged, and makes anew what is not as the judgements want it."""
    events, actors = link.read(_stale)
    if events or actors:
        link.write(lambda tx: _made_anew(tx, events, actors))


def _made_anew(tx: ManagedTransaction, events: Collection[str], actors: Collection[str]) -> None:
    joined = settled(tx, taken_apart(tx, stored_judgements(tx), events, actors))
    grown(tx, -joined.nodes_lost)


def _stale(tx: ManagedTransaction) -> tuple[set[str], set[str]]:
    judgements = stored_judgements(tx)
    ends = {
        kind: {end for one in judgements if one.kind == kind for end in (one.left, one.right)}
        for kind in ("event", "actor")
    }
    if not judgements:
        return ends["event"], ends["actor"]
    events = _wrongly_merged(tx, judgements, ends["event"]) | _wrongly_tied(tx, judgements, "event")
    actors = _wrongly_lent(tx, judgements, ends["actor"]) | _wrongly_tied(tx, judgements, "actor")
    return events, actors


def _wrongly_merged(tx: ManagedTransaction, judgements: Collection[Judgement], ids: set[str]) -> set[str]:
    found = {key: (type_, view) for key, type_, view in fetch_rows(tx, EVENTS, sorted(ids))}
    groups = merging(judgements, {key: type_ for key, (type_, _) in found.items()})
    wanted = {key: view_id(group) for group in groups for key in group}
    return {key for key, (_, view) in found.items() if view != wanted.get(key)}


def _wrongly_tied(tx: ManagedTransaction, judgements: Collection[Judgement], kind: str) -> set[str]:
    rows = [{"left": one.left, "right": one.right} for one in judgements if one.kind == kind]
    return {key for (key,) in fetch_rows(tx, SAME_AS % {"kind": kind.capitalize()}, rows)}


def _wrongly_lent(tx: ManagedTransaction, judgements: Collection[Judgement], ids: set[str]) -> set[str]:
    lent = lent_affiliations(tx, judgements, ids)
    stored = [
        {"document": document, "actor": actor, "of": of}
        for document, actor, of in fetch_rows(tx, SAME_NAMES, sorted(ids))
    ]
    tied = [{"actor": actor, "of": of} for actor, of in fetch_rows(tx, SAME_OF, sorted(ids))]
    return _odd(lent, stored) | _odd(pairs_of(lent), tied)


def _odd(wanted: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]]) -> set[str]:
    """The actors of rows that are in one of the two only, or twice."""
    return {row["actor"] for rows in (wanted, stored) for row in rows if wanted.count(row) != stored.count(row)}

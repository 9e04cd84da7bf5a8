"""Mending what judgements make where somebody judged while another loaded, and neither saw what the other did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.rules.judgements import Judgement, view_id
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.foreign_nodes import grown
from goodoffices.graph.store.merged import (
    LENT,
    judged_ids,
    lent_affiliations,
    merging,
    pairs_of,
    settled,
    stored_judgements,
    taken_apart,
)

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.connection import Link

EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN e.id, e.type, e.merged_into"
SAME_AS = """
UNWIND $rows AS row MATCH (a:%(kind)s {id: row.left}) MATCH (b:%(kind)s {id: row.right})
OPTIONAL MATCH (a)-[s:SAME_AS]->(x:%(kind)s) WHERE x.id = row.right
WITH row, a, count(s) AS n WHERE n <> 1
RETURN row.left
"""
SAME_OF = "UNWIND $rows AS id MATCH (a:Actor {id: id})-[:SAME_OF]->(b:Actor) RETURN a.id, b.id"


def mend_same(link: Link) -> None:
    """Looks at everything that is judged, and makes anew what is not as the judgements want it."""
    # Read before written, because nearly always nothing is wrong, and a write has to take its turn.
    events, actors = link.read(_stale)
    if events or actors:
        link.write(lambda tx: _made_anew(tx, events, actors))


def _made_anew(tx: ManagedTransaction, events: Collection[str], actors: Collection[str]) -> None:
    joined = settled(tx, taken_apart(tx, stored_judgements(tx), events, actors))
    grown(tx, -joined.nodes_lost)


def _stale(tx: ManagedTransaction) -> tuple[set[str], set[str]]:
    """The ids of events, and of actors, of which something is not as the judgements want it."""
    if not (judgements := stored_judgements(tx)):
        return set(), set()
    stored = {
        key: (type_, view) for key, type_, view in fetch_rows(tx, EVENTS, sorted(judged_ids(judgements, "event")))
    }
    groups = merging(judgements, {key: type_ for key, (type_, _) in stored.items()})
    # By the id alone, which tells the members: what the merged event says of them is looked at by ``verify``.
    view_of = {key: view_id(group) for group in groups for key in group}
    events = {key for key, (_, view) in stored.items() if view != view_of.get(key)}
    # Those who act, in any document, for others than their class lends them.
    judged = sorted(judged_ids(judgements, "actor"))
    lent = lent_affiliations(tx, judgements, judged)
    named = [{"document": key, "actor": actor, "of": of} for key, actor, of in fetch_rows(tx, LENT, judged)]
    tied = [{"actor": actor, "of": of} for actor, of in fetch_rows(tx, SAME_OF, judged)]
    actors = _odd(lent, named) | _odd(pairs_of(lent), tied)
    return events | _wrongly_tied(tx, judgements, "event"), actors | _wrongly_tied(tx, judgements, "actor")


def _wrongly_tied(tx: ManagedTransaction, judgements: Collection[Judgement], kind: str) -> set[str]:
    """The left ones of those pairs that have no SAME_AS, or more than one."""
    rows = [{"left": judgement.left, "right": judgement.right} for judgement in judgements if judgement.kind == kind]
    return {key for (key,) in fetch_rows(tx, SAME_AS % {"kind": kind.capitalize()}, rows)}


def _odd(wanted: Sequence[Mapping[str, Any]], stored: Sequence[Mapping[str, Any]]) -> set[str]:
    """The actors of rows that are in one of the two only, or twice."""
    return {row["actor"] for rows in (wanted, stored) for row in rows if wanted.count(row) != stored.count(row)}

"""What a store holds that belongs to no document: it is in no dump, and may stand in the way of a load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_EDGE = """
MATCH ()-[x:%(edge)s]->() OPTIONAL MATCH (e:Event {id: x.event_id})
WITH x, e WHERE e IS NULL OR coalesce(e.relation, '') <> '%(edge)s' OR e.merged_into IS NOT NULL
"""


def leavings() -> Mapping[str, str]:
    """By what it is, in the plural: a beginning of Cypher that finds each of it as ``x``, a node or relationship.

    Events come before what hangs on them; whoever removes must look again after each kind.
    """
    found = {
        "events of no document": """
            MATCH (x:Event) WHERE x.document IS NOT NULL OPTIONAL MATCH (d:Document {id: x.document})
            WITH x, d WHERE d IS NULL
            """,
        "claims about no event": """
            MATCH (x:Claim) WHERE NOT EXISTS { MATCH (x)-[:ABOUT]->(e:Event) WHERE e.document IS NOT NULL }
            """,
        "claims without a quote": "MATCH (x:Claim) WHERE NOT EXISTS { (x)-[:QUOTED_FROM]->(:Evidence) }",
        "claims that nobody makes": "MATCH (x:Claim) WHERE NOT EXISTS { (x)-[:SAID_BY]->(:Document) }",
        "quotes of no document": "MATCH (x:Evidence) WHERE NOT EXISTS { (x)-[:IN]->(:Document) }",
        "actors that no document names": "MATCH (x:Actor) WHERE NOT EXISTS { (x)<-[:NAMES]-(:Document) }",
        "places of no event": "MATCH (x:Place) WHERE NOT EXISTS { (x)<-[:AT]-(:Event) }",
        "relations OF that no document tells of": """
            MATCH (a:Actor)-[x:OF]->(b:Actor)
            WHERE NOT EXISTS { MATCH (a)<-[n:NAMES]-(:Document) WHERE b.id IN n.of }
            """,
    }
    return found | {f"edges {edge} of no event": _EDGE % {"edge": edge} for edge in ontology().edge_types()}


def left_over(tx: ManagedTransaction) -> Mapping[str, frozenset[str]]:
    """The server's own ids of all that belongs to no document, by what it is."""
    return {
        what: frozenset(key for (key,) in tx.run(f"{text} RETURN DISTINCT elementId(x)").values())
        for what, text in leavings().items()
    }

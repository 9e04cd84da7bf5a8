"""Others' nodes that came under goodoffices' labels after its own: told by counting, and looked for only then.

The graph says how many nodes of these labels goodoffices has made; each transaction adds its own to that as its last
deed, so that who writes at the same time waits for no more than its commit. Servers know how many nodes a label has.
Only where the two differ, because others wrote or an older goodoffices did, are the nodes looked at one by one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, LiteralString

from goodoffices.graph.errors import StoreError, StoreSchemaError

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.connection import Link

GROW: LiteralString = "MATCH (s:Schema {id: 'goodoffices'}) SET s.nodes = s.nodes + $more"
NOTE: LiteralString = "MATCH (s:Schema {id: 'goodoffices'}) SET s.nodes = $nodes"

OWN_DOCUMENTS: LiteralString = "MATCH (d:Document) WHERE d.sha256 IS NOT NULL RETURN d.id AS id"

ALWAYS_SET: Mapping[str, tuple[str, ...]] = {
    "Document": ("id", "sha256", "loaded_at"),
    "Actor": ("id", "name", "kind"),
    "Place": ("id", "name"),
    "Event": ("id", "type", "verdict"),
    "Claim": ("id", "aspect", "factuality"),
    "Evidence": ("id", "exact", "start"),
    "Judgement": ("id", "kind", "left", "right"),
}
"""What every node of goodoffices has that bears the label."""

_ALL = " + ".join(f"COUNT {{ MATCH (n:{label}) }}" for label in ALWAYS_SET)
NUMBERS = f"MATCH (s:Schema {{id: 'goodoffices'}}) RETURN s.nodes, {_ALL}"
"""How many nodes are goodoffices' own, and how many there are: each of its nodes has one of the labels."""

_READINGS = 3
"""How often both are asked for where they differ, because others may write just then."""


def grown(tx: ManagedTransaction, more: int) -> None:
    """Notes that goodoffices made so many nodes in this transaction, less those that it removed; its last deed."""
    if more:
        tx.run(GROW, more=more).consume()


def unknown(link: Link) -> None:
    """Before somebody else may write to a folder: how many nodes are goodoffices' own is to be looked at anew."""
    link.write(lambda tx: tx.run(NOTE, nodes=None).consume())


def refuse_foreign(link: Link, target: str, *, renew: bool) -> None:
    """Raises StoreSchemaError if nodes bear a label of goodoffices but lack what its own always have."""
    if said := said_of_foreign(link, target, renew=renew):
        raise StoreSchemaError(said)


def said_of_foreign(link: Link, target: str, *, renew: bool) -> str:
    """What nodes bear a label of goodoffices but lack what its own always have, and what to do; empty without any.

    Then, if their number was not known, it is noted for the next time, where ``renew``.
    """
    counted = None
    for _ in range(_READINGS):
        noted, counted = link.read(lambda tx: next(iter(tx.run(NUMBERS).values()), [None, None]))
        if noted == counted:
            return ""
    if found := link.read(foreign):
        return foreign_nodes_message(target, found)
    if renew:
        with contextlib.suppress(StoreError):  # who may only read looks again the next time
            link.write(lambda tx: tx.run(NOTE, nodes=counted).consume())
    return ""


def foreign(tx: ManagedTransaction) -> Mapping[str, int]:
    """How many nodes of each of goodoffices' labels are not its own; looks at all of them."""
    counts = {}
    for label, keys in ALWAYS_SET.items():
        lacking = " OR ".join(f"n.{key} IS NULL" for key in keys)
        counts[label] = int(tx.run(f"MATCH (n:{label}) WHERE {lacking} RETURN count(n)").values()[0][0])
    return {label: count for label, count in counts.items() if count}


def foreign_nodes_message(target: str, found: Mapping[str, int]) -> str:
    """The sentence for a graph in which these are not goodoffices' own."""
    what = ", ".join(f"{count:,} labelled {label}" for label, count in found.items())
    other = "name another database (NEO4J_DATABASE) or another store" if "://" in target else "name another store"
    way = f"take the label off them (goodoffices cypher --write may), or {other}"
    return f"nodes in {target} are not goodoffices' own ({what}), and they would get mixed up: {way}"

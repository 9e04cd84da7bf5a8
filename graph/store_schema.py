"""Constraints and indexes: one unique id for every label, and what questions and removals look things up by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.graph.ontology import ontology

if TYPE_CHECKING:
    from goodoffices.graph.store_link import Link

LABELS = ("Document", "Actor", "Place", "Event", "Claim", "Evidence")
INDEXED = {"Actor": ("iso3", "wikidata", "kind"), "Event": ("type", "document", "date_start")}


def ensure_schema(link: Link) -> None:
    """Makes what is missing; asks first, so that it costs one question where all is there."""
    wanted = _statements()
    there = link.read(lambda tx: {str(name) for (name,) in tx.run("SHOW INDEXES YIELD name RETURN name").values()})
    constrained = link.read(
        lambda tx: {str(name) for (name,) in tx.run("SHOW CONSTRAINTS YIELD name RETURN name").values()}
    )
    for name in sorted(set(wanted) - there - constrained):
        _make(link, wanted[name])


def _make(link: Link, statement: str) -> None:
    with link.autocommit() as session:
        session.run(statement).consume()


def _statements() -> dict[str, str]:
    """Every statement by the name of what it makes."""
    made = {f"{label.lower()}_id": _constraint(label) for label in LABELS}
    for label, properties in INDEXED.items():
        for key in properties:
            name = f"{label.lower()}_{key}"
            made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for edge in ontology().edge_types():
        name = f"{edge.lower()}_event_id"
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{edge}]-() ON (r.event_id)"
    return made


def _constraint(label: str) -> str:
    return f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"

"""Constraints and indexes: one unique id for every label, and what questions and removals look things up by."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreError, UsageError
from goodoffices.graph.ontology import ontology

if TYPE_CHECKING:
    from goodoffices.graph.store_link import Link

LABELS = ("Document", "Actor", "Place", "Event", "Claim", "Evidence", "Judgement")
_ATTEMPTS = 5
INDEXED = {"Actor": ("iso3", "wikidata", "kind"), "Event": ("type", "document", "date_start", "verdict")}


def ensure_schema(link: Link) -> None:
    """Makes what is missing; asks first, so that it costs two questions where all is there."""
    wanted = _statements()
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            for name in sorted(set(wanted) - _names(link)):
                with link.autocommit() as session:
                    session.run(wanted[name]).consume()
            return
        except (StoreError, UsageError):  # another process was making the same
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.1 * attempt)


def _names(link: Link) -> set[str]:
    return _first_column(link, "SHOW INDEXES YIELD name RETURN name") | _first_column(
        link, "SHOW CONSTRAINTS YIELD name RETURN name"
    )


def _first_column(link: Link, text: str) -> set[str]:
    return {str(name) for (name,) in link.read(lambda tx: tx.run(text).values())}


def _statements() -> dict[str, str]:
    """Every statement by the name of what it makes."""
    made = {f"{label.lower()}_id": _constraint(label) for label in (*LABELS, "Schema", "Load")}
    for label, properties in INDEXED.items():
        for key in properties:
            name = f"{label.lower()}_{key}"
            made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for edge, key in (*((edge, "event_id") for edge in ontology().edge_types()), ("OF", "id")):
        name = f"{edge.lower()}_{key}"
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{edge}]-() ON (r.{key})"
    return made


def _constraint(label: str) -> str:
    return f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"

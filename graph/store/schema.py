"""Constraints and indexes: one unique id for every label, and what questions and removals look things up by."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreError, UsageError
from goodoffices.graph.vocabulary.ontology import ontology

if TYPE_CHECKING:
    from goodoffices.graph.store.connection import Link

LABELS = ("Document", "Actor", "Place", "Event", "Claim", "Evidence", "Judgement")
_ATTEMPTS = 5
INDEXED = {"Actor": ("iso3", "wikidata", "kind"), "Event": ("type", "document", "date_start", "verdict")}


def ensure_schema(link: Link) -> None:
    """Creates the constraints and indexes that are missing."""
    # It asks first, so that it costs two questions where all is there: a statement that creates nothing would still
    # count as a write, and put aside what is noted of a folder's files.
    wanted = _statements()
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            indexes = link.read(lambda tx: tx.run("SHOW INDEXES YIELD name RETURN name").values())
            constraints = link.read(lambda tx: tx.run("SHOW CONSTRAINTS YIELD name RETURN name").values())
            for name in sorted(set(wanted) - {str(name) for (name,) in (*indexes, *constraints)}):
                with link.autocommit() as session:
                    session.run(wanted[name]).consume()
            return
        except (StoreError, UsageError):  # another process was making the same
            if attempt == _ATTEMPTS:
                raise
            time.sleep(0.1 * attempt)


def _statements() -> dict[str, str]:
    """Every statement by the name of what it makes."""
    made = {}
    for label in (*LABELS, "Schema", "Load"):
        name = f"{label.lower()}_id"
        made[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, properties in INDEXED.items():
        for key in properties:
            name = f"{label.lower()}_{key}"
            made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for edge, key in (*((edge, "event_id") for edge in ontology().edge_types()), ("OF", "id")):
        name = f"{edge.lower()}_{key}"
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{edge}]-() ON (r.{key})"
    return made

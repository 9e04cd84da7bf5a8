"""From older forms of the graph to this one, step by step.

A step may be broken off anywhere, and may run twice or in two processes at once: it must come to the same. It says its
Cypher itself and calls nothing that later versions change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.model import content_id
from goodoffices.graph.store_version import mark

if TYPE_CHECKING:
    from goodoffices.graph.store_link import Link


@dataclass(frozen=True, slots=True)
class Step:
    """What is changed, in words that follow "the graph", and what changes it."""

    what: str
    run: Callable[[Link], None]


def _one_schema_node(link: Link) -> None:
    with link.autocommit() as session:
        session.run("CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:Schema) REQUIRE n.id IS UNIQUE").consume()


def _documents_of_events(link: Link) -> None:
    text = """
    MATCH (e:Event) WHERE e.documents IS NULL AND e.document IS NOT NULL
    WITH e LIMIT 10000 SET e.documents = [e.document] RETURN count(e) AS n
    """
    with link.autocommit() as session:
        while session.run(text).single(strict=True)["n"]:
            pass


def _affiliations_by_document(link: Link) -> None:
    """Whom an actor acts for stood in a list of documents at OF; now each document says it where it NAMES the actor."""
    text = """
    MATCH (d:Document)-[n:NAMES]->(a:Actor) WHERE n.of IS NULL
    WITH d, n, a LIMIT 10000
    WITH n, COLLECT { MATCH (a)-[o:OF]->(b:Actor) WHERE d.id IN o.documents RETURN b.id ORDER BY b.id } AS of
    SET n.of = of RETURN count(n) AS n
    """
    with link.autocommit() as session:
        while session.run(text).single(strict=True)["n"]:
            pass
        name = """
        UNWIND $rows AS row MATCH (a:Actor {id: row.actor})-[o:OF]->(b:Actor) WHERE b.id = row.of
        SET o.id = row.id REMOVE o.documents
        """
        listed = "MATCH (a:Actor)-[o:OF]->(b:Actor) WHERE o.documents IS NOT NULL RETURN a.id, b.id"
        rows = [{"actor": a, "of": b, "id": content_id("of", a, b)} for a, b in session.run(listed).values()]
        session.run(name, rows=rows).consume()


def _first_version(link: Link) -> None:
    _one_schema_node(link)
    _documents_of_events(link)
    _affiliations_by_document(link)


STEPS: tuple[Step, ...] = (Step("says which version it has", _first_version),)
"""The first step leads from version 0 to 1, the next from 1 to 2, and so on; a step that was released never changes."""


def migrate(link: Link, start: int, steps: Sequence[Step] = STEPS) -> tuple[str, ...]:
    """Takes every step from version ``start`` on, and notes each one once it is done; what they were, in words."""
    for number, step in enumerate(steps[start:], start + 1):
        step.run(link)
        mark(link, number)
    return tuple(step.what for step in steps[start:])

"""From older forms of the graph to this one, step by step.

A step may be broken off anywhere, and may run twice or in two processes at once: it must come to the same. It says its
Cypher itself and calls nothing that later versions change.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.graph.digest import digest
from goodoffices.graph.model import content_id
from goodoffices.graph.store_foreign import unknown
from goodoffices.graph.store_sound import Checked, formerly_checked
from goodoffices.graph.store_version import mark

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

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


def _digests_of_lines(link: Link) -> None:
    """The hash of all that a document contributes was one of Python's classes; now it is a digest of its dump's lines.

    Only what agrees with its old hash gets the new one. Any other keeps it, with the number of that form, and is
    damaged from then on. What is read here is as version 2 has it: once that changes, it is to stand here as it was.
    """
    listed = "MATCH (d:Document) WHERE d.content_form IS NULL RETURN d.id"
    documents = [key for (key,) in link.read(lambda tx: tx.run(listed).values())]
    found = formerly_checked(link.read, documents)
    while some := tuple(itertools.islice(found, 100)):
        link.write(partial(_renew, some))


def _renew(documents: Sequence[Checked], tx: ManagedTransaction) -> None:
    old = {one.id: one.contribution.document.content for one in documents if one.contribution and not one.faults}
    new = {one.id: digest(one.contribution) for one in documents if one.contribution and one.id in old}
    rows = [{"id": key, "old": old[key], "new": new[key]} for key in new]
    renew = """
    UNWIND $rows AS row MATCH (d:Document {id: row.id}) WHERE d.content_form IS NULL AND d.content = row.old
    SET d.content = row.new, d.content_form = 2
    """
    tx.run(renew, rows=rows).consume()
    keep = "UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.content_form IS NULL SET d.content_form = 1"
    tx.run(keep, rows=[one.id for one in documents if one.id not in new]).consume()
    _renew_plans(tx, {(key, old[key]): new[key] for key in new})


def _renew_plans(tx: ManagedTransaction, new: Mapping[tuple[str, str], str]) -> None:
    """Loads that did not finish name the hashes of their documents, too: else those that are in would be missed."""
    for key, documents, contents in tx.run("MATCH (l:Load) RETURN l.id, l.documents, l.contents").values():
        renewed = [new.get(pair, pair[1]) for pair in zip(documents, contents, strict=True)]
        if renewed != contents:
            tx.run("MATCH (l:Load {id: $id}) SET l.contents = $contents", id=key, contents=renewed).consume()


STEPS: tuple[Step, ...] = (
    Step("says which version it has", _first_version),
    Step("has digests of its documents that any program can compute", _digests_of_lines),
)
"""The first step leads from version 0 to 1, the next from 1 to 2, and so on; a step that was released never changes."""


def migrate(link: Link, start: int, steps: Sequence[Step] = STEPS) -> tuple[str, ...]:
    """Takes every step from version ``start`` on, and notes each one once it is done; what they were, in words."""
    if steps[start:]:
        unknown(link)
    for number, step in enumerate(steps[start:], start + 1):
        step.run(link)
        mark(link, number)
    return tuple(step.what for step in steps[start:])

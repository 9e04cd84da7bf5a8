"""From older forms of the graph to this one, step by step.

A step may be broken off anywhere, and may run twice or in two processes at once: it must come to the same. It says its
Cypher itself and calls nothing that later versions change.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.graph.dump.digest import digest
from goodoffices.graph.grouping import parted
from goodoffices.graph.model import content_id
from goodoffices.graph.store.foreign_nodes import unknown
from goodoffices.graph.store.participation import renew_participations
from goodoffices.graph.store.standing import stand_anew
from goodoffices.graph.store.verification.documents import Checked, formerly_checked
from goodoffices.graph.store.version import mark

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.connection import Link


@dataclass(frozen=True, slots=True)
class Step:
    """What is changed, in words that follow "the graph", and what changes it."""

    what: str
    run: Callable[[Link], None]


def _documents_of_events(link: Link) -> None:
    """Events name the documents that tell of them in a list, as merged ones have to."""
    # Some thousands at a time, so that no transaction grows with the graph: a server holds it in memory until its end.
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
    # Before the mark is made, or two processes that migrate at once would make one each.
    with link.autocommit() as session:
        session.run("CREATE CONSTRAINT schema_id IF NOT EXISTS FOR (n:Schema) REQUIRE n.id IS UNIQUE").consume()
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
    old, new = {}, {}
    for document in documents:
        if document.contribution and not document.faults:
            old[document.id] = document.contribution.document.content
            new[document.id] = digest(document.contribution)
    rows = [{"id": key, "old": old[key], "new": new[key]} for key in new]
    renew = """
    UNWIND $rows AS row MATCH (d:Document {id: row.id}) WHERE d.content_form IS NULL AND d.content = row.old
    SET d.content = row.new, d.content_form = 2
    """
    tx.run(renew, rows=rows).consume()
    keep = "UNWIND $rows AS id MATCH (d:Document {id: id}) WHERE d.content_form IS NULL SET d.content_form = 1"
    tx.run(keep, rows=[document.id for document in documents if document.id not in new]).consume()
    # Loads that did not finish name the hashes of their documents, too: else those that are in would be missed.
    for key, ids, contents in tx.run("MATCH (l:Load) RETURN l.id, l.documents, l.contents").values():
        pairs = zip(ids, contents, strict=True)
        renewed = [new[id_] if id_ in new and old[id_] == content else content for id_, content in pairs]
        if renewed != contents:
            tx.run("MATCH (l:Load {id: $id}) SET l.contents = $contents", id=key, contents=renewed).consume()


def _participations(link: Link) -> None:
    """Events say how they stand, and whom they concern. What is written is as version 3 has it: see
    ``_digests_of_lines``."""
    events = sorted(key for (key,) in link.read(lambda tx: tx.run("MATCH (e:Event) RETURN e.id").values()))
    for some in parted(events, 500):
        link.write(partial(stand_anew, ids=some))
        link.write(partial(renew_participations, events=some))


STEPS: tuple[Step, ...] = (
    Step("says which version it has", _first_version),
    Step("has digests of its documents that any program can compute", _digests_of_lines),
    Step("says of each event how it stands and whom it concerns", _participations),
)
"""The first step leads from version 0 to 1, the next from 1 to 2, and so on; a step that was released never changes."""


def migrate_graph(link: Link, start: int, steps: Sequence[Step] = STEPS) -> tuple[str, ...]:
    """Takes every step from version ``start`` on, and notes each one once it is done; what they were, in words."""
    if steps[start:]:
        unknown(link)
    for number, step in enumerate(steps[start:], start + 1):
        step.run(link)
        mark(link, number)
    return tuple(step.what for step in steps[start:])

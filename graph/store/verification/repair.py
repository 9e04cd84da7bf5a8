"""Mending a store: what belongs to no document goes, and what documents and judgements make together is made anew.

What a document itself lacks no store can know: such documents are marked, so that the next load replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.graph.grouping import parted
from goodoffices.graph.model import Affiliation
from goodoffices.graph.store.actors import (
    CREATE_OF,
    affiliation_id,
    mend_labels,
    rename_actors_by_documents,
    rename_places_by_documents,
)
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.edges import remove_edges
from goodoffices.graph.store.foreign_nodes import ALWAYS_SET, unknown
from goodoffices.graph.store.merged import ALL_TIES, judged_ids, settled, stored_judgements, taken_apart
from goodoffices.graph.store.participation import renew_participations
from goodoffices.graph.store.remove import Removal, Removed, remove
from goodoffices.graph.store.report import Damaged
from goodoffices.graph.store.standing import stand_anew, wrongly_standing
from goodoffices.graph.store.verification.judged import wrongly_judged
from goodoffices.graph.store.verification.leavings import leavings
from goodoffices.graph.store.verification.merged import PAGE, SAID_OF, Page, misled, misnamed, misplaced, misrelated
from goodoffices.graph.store.verification.residue import freed
from goodoffices.graph.store.verification.verify import Found, Verification

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.connection import Link

_AT_ONCE = " WITH x LIMIT 10000"
"""What one transaction removes of a kind: a server holds all of it in memory until the commit."""

IDS = "MATCH (n:%s) WHERE n.id IS NOT NULL RETURN n.id ORDER BY n.id"
EVENTS_WITHOUT_DOCUMENT = """
MATCH (e:Event) WHERE e.document IS NOT NULL AND (e.documents IS NULL OR e.documents <> [e.document])
SET e.documents = [e.document]
"""
AFFILIATIONS = Removal("UNWIND $rows AS id MATCH (:Actor {id: id})-[x:OF]->(:Actor)", nodes=False)
VIEWS = "MATCH (e:Event) WHERE e.document IS NULL AND e.members IS NOT NULL RETURN e.id"
PARTS = "MATCH (e:Event) WHERE e.merged_into IS NOT NULL RETURN e.id"
PART = "UNWIND $rows AS id MATCH (e:Event {id: id}) SET e.merged_into = null"
MERGED = Removal("UNWIND $rows AS id MATCH (x:Event {id: id})")


Mend = Callable[["ManagedTransaction", list[str]], object]
"""Makes anew what hangs on some actors, places or events (ids)."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did.

    ``freed``: documents that another version had left something in; ``damaged``: those that stay damaged, and are
    replaced by the next load or restore that has them; ``removed``: what belonged to no document; ``renewed``: what was
    not as documents and judgements make it.
    """

    documents: int
    freed: tuple[str, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    removed: tuple[Found, ...] = ()
    renewed: tuple[Found, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there was anything to mend."""
        return bool(self.freed or self.removed or self.renewed)


def repaired(link: Link, found: Verification, again: Callable[[], Verification]) -> Repaired:
    """Mends what a verification found; ``again`` verifies anew."""
    if found.sound:
        return Repaired(found.documents)
    unknown(link)
    removed = tuple(Found(count, what) for what, count in _removed(link) if count)
    free = tuple(document.id for document in found.damaged if link.write(partial(freed, document=document.id)))
    _renew(link)
    left = again()
    still_wrong = {fault.what: fault.count for fault in left.derived}
    renewed = (Found(fault.count - still_wrong.get(fault.what, 0), fault.what) for fault in found.derived)
    return Repaired(found.documents, free, left.damaged, removed, tuple(fault for fault in renewed if fault.count > 0))


def _removed(link: Link) -> Iterator[tuple[str, int]]:
    """What belongs to no document, with how many were removed; until none is left, since some go with others."""
    for what, text in leavings().items():
        label = re.match(r"\s*MATCH \(x:(\w+)\)", text)
        own = ""
        if label:
            # Others may have nodes under the same label, which are left alone: goodoffices' own have all of these.
            own = " WITH DISTINCT x WHERE " + " AND ".join(f"x.{key} IS NOT NULL" for key in ALWAYS_SET[label[1]])
        removal = Removal(text + own + _AT_ONCE, nodes=bool(label))
        total = 0
        while (gone := link.write(partial(remove, removal=removal, rows=[0]))) != Removed():
            total += gone.nodes if label else gone.relationships
        yield what, total


def _renew(link: Link) -> None:
    """Makes anew what documents and judgements make together, a page of actors or places a transaction."""
    for label, wrong, mend in (
        ("Actor", misnamed, rename_actors_by_documents),
        ("Actor", misled, _tie_actors),
        ("Place", misplaced, rename_places_by_documents),
    ):
        _mend_pages(link, label, wrong, mend)
    link.write(lambda tx: tx.run(EVENTS_WITHOUT_DOCUMENT).consume())
    if any(link.read(wrongly_judged).values()):
        link.write(_judge_anew)
    # After all else, of which these are derived.
    _mend_pages(link, "Event", wrongly_standing, stand_anew)
    _mend_pages(link, "Event", misrelated, renew_participations)
    mend_labels(link)


def _mend_pages(link: Link, label: str, wrong: Page, mend: Mend) -> None:
    for ids in parted(link.read(partial(_ids, text=IDS % label)), PAGE):
        link.write(partial(_mend_page, ids=ids, wrong=wrong, mend=mend))


def _ids(tx: ManagedTransaction, text: str) -> list[str]:
    return [key for (key,) in tx.run(text).values()]


def _mend_page(tx: ManagedTransaction, ids: Sequence[str], wrong: Page, mend: Mend) -> None:
    # Looked for again in the transaction that mends: others may have changed them since they were verified.
    mend(tx, sorted(set(wrong(tx, ids))))


def _tie_actors(tx: ManagedTransaction, ids: list[str]) -> None:
    """Creates the OF of these actors anew, as documents say them."""
    # All OF of such an actor go: a second one under the same id could not be told from the right one.
    remove(tx, AFFILIATIONS, ids)
    pairs = sorted(Affiliation(*row) for row in fetch_rows(tx, SAID_OF, ids))
    run_rows(tx, CREATE_OF, [{"id": affiliation_id(pair), "actor": pair.actor, "of": pair.of} for pair in pairs])


def _judge_anew(tx: ManagedTransaction) -> None:
    """Takes away all that judgements make, whoever they are by now, and makes it again."""
    judgements = stored_judgements(tx)
    merged = _ids(tx, PARTS)
    state = taken_apart(tx, judgements, {*judged_ids(judgements, "event"), *merged}, judged_ids(judgements, "actor"))
    # What no judgement that there is accounts for was not taken apart, and goes as well.
    views = _ids(tx, VIEWS)
    remove_edges(tx, views)
    remove(tx, MERGED, views)
    run_rows(tx, PART, merged)
    for removal in ALL_TIES:
        remove(tx, removal, [0])
    settled(tx, replace(state, events=state.events | set(merged), merged=frozenset(merged)))

"""Mending a store: what belongs to no document goes, and what documents and judgements make together is made anew.

What a document itself lacks no store can know: such documents are marked, so that the next load replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from goodoffices.graph.model import Affiliation
from goodoffices.graph.store_actors import (
    CREATE_OF,
    affiliation_id,
    mend_labels,
    rename_actors_by_documents,
    rename_places_by_documents,
)
from goodoffices.graph.store_edges import remove_edges
from goodoffices.graph.store_foreign import ALWAYS_SET, unknown
from goodoffices.graph.store_judged import wrongly_judged
from goodoffices.graph.store_leavings import leavings
from goodoffices.graph.store_link import fetch_rows, run_rows
from goodoffices.graph.store_merged import PAGE, SAID_OF, misled, misnamed, misplaced
from goodoffices.graph.store_remove import Removal, Removed, remove
from goodoffices.graph.store_residue import freed
from goodoffices.graph.store_same import ALL_TIES, settled, stored_judgements, taken_apart
from goodoffices.graph.store_verify import Damaged, Found, Verification

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store_link import Link

_AT_ONCE = " WITH x LIMIT 10000"

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
    free = tuple(one.id for one in found.damaged if link.write(partial(freed, document=one.id)))
    _renew(link)
    left = again()
    return Repaired(found.documents, free, left.damaged, removed, _renewed(found.derived, left.derived))


def _removed(link: Link) -> Iterator[tuple[str, int]]:
    """What belongs to no document, with how many were removed; until none is left, since some go with others."""
    for what, text in leavings().items():
        label = re.match(r"\s*MATCH \(x:(\w+)\)", text)
        removal = Removal(text + (_own(label[1]) if label else "") + _AT_ONCE, nodes=bool(label))
        total = 0
        while (gone := link.write(partial(remove, removal=removal, rows=[0]))) != Removed():
            total += gone.nodes if label else gone.relationships
        yield what, total


def _own(label: str) -> str:
    """Cypher that keeps what goodoffices made: others may have nodes under the same label, which are left alone."""
    return " WITH DISTINCT x WHERE " + " AND ".join(f"x.{key} IS NOT NULL" for key in ALWAYS_SET[label])


def _renew(link: Link) -> None:
    for label, work in (("Actor", _rename_actors), ("Actor", _tie_actors), ("Place", _rename_places)):
        ids = link.read(partial(_ids, text=IDS % label))
        for start in range(0, len(ids), PAGE):
            link.write(partial(work, ids=ids[start : start + PAGE]))
    link.write(lambda tx: tx.run(EVENTS_WITHOUT_DOCUMENT).consume())
    if any(link.read(wrongly_judged).values()):
        link.write(_judge_anew)
    mend_labels(link)


def _ids(tx: ManagedTransaction, text: str) -> list[str]:
    return [key for (key,) in tx.run(text).values()]


def _rename_actors(tx: ManagedTransaction, ids: list[str]) -> None:
    rename_actors_by_documents(tx, sorted(misnamed(tx, ids)))


def _rename_places(tx: ManagedTransaction, ids: list[str]) -> None:
    rename_places_by_documents(tx, sorted(misplaced(tx, ids)))


def _tie_actors(tx: ManagedTransaction, ids: list[str]) -> None:
    wrong = sorted(set(misled(tx, ids)))
    remove(tx, AFFILIATIONS, wrong)
    pairs = sorted(Affiliation(*row) for row in fetch_rows(tx, SAID_OF, wrong))
    run_rows(tx, CREATE_OF, [{"id": affiliation_id(pair), "actor": pair.actor, "of": pair.of} for pair in pairs])


def _judge_anew(tx: ManagedTransaction) -> None:
    """Takes away all that judgements make, whoever they are by now, and makes it again."""
    judgements = stored_judgements(tx)
    events, actors = (
        {end for one in judgements if one.kind == kind for end in (one.left, one.right)} for kind in ("event", "actor")
    )
    merged = _ids(tx, PARTS)
    state = taken_apart(tx, judgements, {*events, *merged}, actors)
    views = _ids(tx, VIEWS)
    remove_edges(tx, views)
    remove(tx, MERGED, views)
    run_rows(tx, PART, merged)
    for removal in ALL_TIES:
        remove(tx, removal, [0])
    settled(tx, replace(state, events=state.events | set(merged), merged=frozenset(merged)))


def _renewed(before: Iterable[Found], after: Iterable[Found]) -> tuple[Found, ...]:
    left = {one.what: one.count for one in after}
    counts = (Found(one.count - left.get(one.what, 0), one.what) for one in before)
    return tuple(one for one in counts if one.count > 0)

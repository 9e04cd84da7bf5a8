"""Whether stored documents are what they were loaded as: each read back and held against its digest.

What others change meanwhile is read until it stays, so that no document is called damaged for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.dump import digest, digest_former
from goodoffices.graph.dump.references import not_whole
from goodoffices.graph.errors import StoreChangedError, StoreDamagedError, StoreError, UsageError
from goodoffices.graph.grouping import grouped, parted
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.connection import fetch_rows
from goodoffices.graph.store.odd_values import ODD
from goodoffices.graph.store.read import BATCH_DOCUMENTS, contributions_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_READINGS = 40
"""How often a document is read, at most, until two readings agree."""

_PAUSE = 0.05
"""Seconds between two readings of one document."""

SPOKEN = "UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)-[s:SAID_BY]->(x) RETURN c.id, s.depth, x.id"

Spoken = Mapping[str, list[tuple[object, object]]]
"""By claim: who says it (an id), each after the depth."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document of the store: what it contributed, as far as that can be read, and what is wrong with it, in words."""

    id: str
    contribution: Contribution | None
    faults: tuple[str, ...] = ()


Round = tuple[Checked, ...] | None
"""One reading of some documents; None where others changed them meanwhile."""

Read = Callable[[Callable[["ManagedTransaction"], Round]], Round]
"""Runs work in a read transaction."""

Faults = Callable[["ManagedTransaction", Sequence[Contribution]], Iterator[tuple[str, ...]]]
"""What is wrong with each of several contributions that were just read."""


def checked(read: Read, documents: Iterable[str]) -> Iterator[Checked]:
    """Each of these documents that is there, by id; memory holds a few at a time."""
    return _in_batches(read, documents, _faults)


def formerly_checked(read: Read, documents: Iterable[str]) -> Iterator[Checked]:
    """As ``checked``, but held against the hash that documents bore before it was a digest of lines."""
    return _in_batches(read, documents, _former_faults)


def _in_batches(read: Read, documents: Iterable[str], faults: Faults) -> Iterator[Checked]:
    for ids in parted(sorted(set(documents)), BATCH_DOCUMENTS):
        settled = _settled(read, ids, faults)
        yield from (settled[key] for key in sorted(settled))


def _settled(read: Read, ids: Sequence[str], faults: Faults) -> Mapping[str, Checked]:
    """What these documents are: sound in one reading, or twice the same; those that are gone by then are left out."""
    settled: dict[str, Checked] = {}
    former: dict[str, Checked] = {}
    waiting = list(ids)
    for _ in range(_READINGS):
        reading = _round(read, waiting, faults) or [Checked(key, None) for key in waiting]
        found = {document.id: document for document in reading}
        for key, document in found.items():
            # Soundness is no accident: a digest fits nothing that was read in part. A fault may be one.
            if (document.contribution and not document.faults) or (document.faults and document == former.get(key)):
                settled[key] = document
        waiting = [key for key in found if key not in settled]
        if not waiting:
            return settled
        former = found
        time.sleep(_PAUSE)
    raise StoreChangedError(f"{waiting[0]} or a document beside it changes faster than it can be read")


def _round(read: Read, ids: Sequence[str], faults: Faults) -> Round:
    """One reading of these documents together, or one by one where something is in the way of that."""

    def reading(tx: ManagedTransaction) -> Round:
        found = contributions_of(tx, ids)
        if found is None:
            return None
        wrong = zip(found, faults(tx, found), strict=True)
        return tuple(Checked(contribution.document.id, contribution, words) for contribution, words in wrong)

    try:
        return read(reading)
    except (StoreError, UsageError) as error:
        # What the server finds fault with is no statement of ours, but what it stumbles over in damaged records.
        if type(error) not in (StoreError, StoreChangedError, StoreDamagedError, UsageError):
            raise
        if len(ids) == 1:
            return (Checked(ids[0], None, ("its parts cannot be read, or do not fit together",)),)
    # One of them is in the way of all, and is found only by itself.
    rounds = [(key, _round(read, [key], faults)) for key in ids]
    return tuple(document for key, found in rounds for document in ([Checked(key, None)] if found is None else found))


def _faults(tx: ManagedTransaction, found: Sequence[Contribution]) -> Iterator[tuple[str, ...]]:
    """What is wrong with each of these contributions: by its digest, by its references, and by who makes its claims."""
    events = [event.id for contribution in found for event in contribution.events]
    spoken = grouped((claim, (depth, speaker)) for claim, depth, speaker in fetch_rows(tx, SPOKEN, events))
    for contribution in found:
        wrong = list(_differing(contribution))
        try:
            wrong += not_whole(contribution)
        except ODD:
            wrong.append("it holds ids of a kind that is never loaded")
        # A digest does not tell: the document at depth 0 is no part of the contribution, and of the speakers only the
        # order is. The first claim that its document does not make, or whose chain of speakers has gaps, suffices.
        for claim in contribution.claims:
            wanted = enumerate((contribution.document.id, *claim.speakers))
            if sorted(spoken.get(claim.id, ()), key=repr) != sorted(wanted, key=repr):
                wrong.append(f"claim {claim.id} lacks who says it")
                break
        yield tuple(wrong)


def _differing(contribution: Contribution) -> Iterator[str]:
    """How the contribution differs from what its digest was made of; what can be named is named."""
    if contribution.document.content_form != digest.FORM:
        yield "it was found damaged before"
        return
    try:
        if digest.is_sound(contribution):
            return
        yield "what it holds is not what was loaded"
        claims = contribution.claims
        # Each event has a claim, and each quote stands behind one, so that what has none has lost it.
        for what, known, used in (
            ("event", {event.id for event in contribution.events}, {claim.event for claim in claims}),
            ("quote", {quote.id for quote in contribution.evidence}, {claim.evidence for claim in claims}),
        ):
            if bare := sorted(known - used):
                yield f"{what} {bare[0]} has no claim"
    except ODD:
        yield "it holds values of a kind that is never loaded"


def _former_faults(_: ManagedTransaction, found: Sequence[Contribution]) -> Iterator[tuple[str, ...]]:
    """As ``_faults``, by the hash that documents bore before."""
    for contribution in found:
        try:
            yield () if digest_former.is_formerly_sound(contribution) else ("its hash is another",)
        except ODD:
            yield ("it holds values of a kind that is never loaded",)

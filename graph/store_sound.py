"""Whether stored documents are what they were loaded as: each read back and held against its digest.

What others change meanwhile is read until it stays, so that no document is called damaged for it.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph import digest, digest_former
from goodoffices.graph.dump_links import not_whole
from goodoffices.graph.errors import StoreChangedError, StoreDamagedError, StoreError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store_dump import BATCH_DOCUMENTS, ODD, contributions_of
from goodoffices.graph.store_link import fetch_rows

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
    ids = sorted(set(documents))
    for start in range(0, len(ids), BATCH_DOCUMENTS):
        settled = _settled(read, ids[start : start + BATCH_DOCUMENTS], faults)
        yield from (settled[key] for key in sorted(settled))


def _settled(read: Read, ids: Sequence[str], faults: Faults) -> Mapping[str, Checked]:
    """What these documents are: sound in one reading, or twice the same; those that are gone by then are left out."""
    settled: dict[str, Checked] = {}
    former: dict[str, Checked] = {}
    waiting = list(ids)
    for _ in range(_READINGS):
        found = {one.id: one for one in _round(read, waiting, faults) or [Checked(key, None) for key in waiting]}
        for key, one in found.items():
            if (one.contribution and not one.faults) or (one.faults and one == former.get(key)):
                settled[key] = one
        waiting = [key for key in found if key not in settled]
        if not waiting:
            return settled
        former = found
        time.sleep(_PAUSE)
    raise StoreError(f"{waiting[0]} or a document beside it changes faster than it can be read")


def _round(read: Read, ids: Sequence[str], faults: Faults) -> Round:
    """One reading of these documents together, or one by one where something is in the way of that."""
    try:
        return read(lambda tx: _reading(tx, ids, faults))
    except StoreError as error:
        if type(error) not in (StoreError, StoreChangedError, StoreDamagedError):
            raise
        if len(ids) == 1:
            return (Checked(ids[0], None, ("its parts cannot be read, or do not fit together",)),)
    rounds = [(key, _round(read, [key], faults)) for key in ids]
    return tuple(one for key, found in rounds for one in ([Checked(key, None)] if found is None else found))


def _reading(tx: ManagedTransaction, ids: Sequence[str], faults: Faults) -> Round:
    found = contributions_of(tx, ids)
    if found is None:
        return None
    said = faults(tx, found)
    return tuple(Checked(one.document.id, one, wrong) for one, wrong in zip(found, said, strict=True))


def _faults(tx: ManagedTransaction, found: Sequence[Contribution]) -> Iterator[tuple[str, ...]]:
    spoken: defaultdict[str, list[tuple[object, object]]] = defaultdict(list)
    for claim, depth, speaker in fetch_rows(tx, SPOKEN, [event.id for one in found for event in one.events]):
        spoken[claim].append((depth, speaker))
    for one in found:
        yield (*_differing(one), *_loose(one), *_misspoken(one, spoken))


def _differing(one: Contribution) -> Iterator[str]:
    if one.document.content_form != digest.FORM:
        yield "it was found damaged before"
        return
    try:
        if not digest.is_sound(one):
            yield "what it holds is not what was loaded"
            yield from _unclaimed(one)
    except ODD:
        yield "it holds values of a kind that is never loaded"


def _unclaimed(one: Contribution) -> Iterator[str]:
    """What no claim speaks of, although each event has one and each quote stands behind one."""
    for what, known, used in (
        ("event", {event.id for event in one.events}, {claim.event for claim in one.claims}),
        ("quote", {quote.id for quote in one.evidence}, {claim.evidence for claim in one.claims}),
    ):
        if bare := sorted(known - used):
            yield f"{what} {bare[0]} has no claim"


def _loose(one: Contribution) -> Iterator[str]:
    try:
        yield from not_whole(one)
    except ODD:
        yield "it holds ids of a kind that is never loaded"


def _misspoken(one: Contribution, spoken: Spoken) -> Iterator[str]:
    """The first claim that its document does not make, or whose chain of speakers has gaps."""
    for claim in one.claims:
        wanted = list(enumerate((one.document.id, *claim.speakers)))
        if sorted(spoken.get(claim.id, ()), key=repr) != sorted(wanted, key=repr):
            yield f"claim {claim.id} lacks who says it"
            return


def _former_faults(_: ManagedTransaction, found: Sequence[Contribution]) -> Iterator[tuple[str, ...]]:
    for one in found:
        try:
            yield () if digest_former.is_formerly_sound(one) else ("its hash is another",)
        except ODD:
            yield ("it holds values of a kind that is never loaded",)

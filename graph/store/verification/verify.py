"""Whether all that a store holds is as it was loaded: a report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreDamagedError, StoreError, UsageError
from goodoffices.graph.store.report import Damaged
from goodoffices.graph.store.verification.judged import wrongly_judged
from goodoffices.graph.store.verification.leavings import left_over
from goodoffices.graph.store.verification.merged import wrongly_merged

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store.verification.documents import Checked

_READINGS = 3
"""How often a thing must be found wrong: what others change shows piece by piece, and some of it only at the end."""

_PAUSE = 0.5
"""Seconds between two of these."""


@dataclass(frozen=True, slots=True)
class Found:
    """So many of what belongs to no document, or is not what the documents and judgements together make."""

    count: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and found.

    ``leavings`` belong to no document. ``derived`` is what documents and judgements make together and is not so, in
    words that follow the number. Both are empty where only some documents were looked at.
    """

    documents: int
    damaged: tuple[Damaged, ...] = ()
    leavings: tuple[Found, ...] = ()
    derived: tuple[Found, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.damaged or self.leavings or self.derived)


Wrong = Mapping[str, frozenset[str]]
Read = Callable[[Callable[["ManagedTransaction"], Wrong]], Wrong]


def verified(
    checked: Iterable[Checked], read: Read, all_of_it: bool, on_document: Callable[[str], None] | None = None
) -> Verification:
    """The report on these documents, and, where they are ``all_of_it``, on what the store holds beside them."""
    number, damaged = 0, []
    for number, document in enumerate(checked, 1):  # noqa: B007 the last number is how many there are
        if document.faults:
            damaged.append(Damaged(document.id, document.faults))
        if on_document:
            on_document(document.id)
    if not all_of_it:
        return Verification(number, tuple(damaged))
    return Verification(
        number, tuple(damaged), _readable(read, left_over), _readable(read, wrongly_merged, wrongly_judged)
    )


def _readable(read: Read, *searches: Callable[[ManagedTransaction], Wrong]) -> tuple[Found, ...]:
    """What these searches find wrong time and again, or that the server could not end one of them."""
    try:
        wrong = {what: keys for search in searches for what, keys in read(search).items() if keys}
        for _ in range(1, _READINGS):
            if not wrong:
                break
            time.sleep(_PAUSE)
            again = {what: keys for search in searches for what, keys in read(search).items()}
            wrong = {what: left for what, keys in wrong.items() if (left := keys & again.get(what, frozenset()))}
    except (StoreError, UsageError) as error:
        # What the server stumbles over in damaged records; one that does not answer at all says nothing of them.
        if type(error) not in (StoreError, StoreDamagedError, UsageError):
            raise
        return (Found(1, f"search was ended by the server: {error}"),)
    return tuple(Found(len(keys), what) for what, keys in wrong.items())

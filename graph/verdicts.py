"""Verdicts and disputes: what the distinct speakers of an event's claims, taken together, say of it.

Nothing is averaged: every rule here counts who says what, and keeps both sides.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.dates import bounds

AFFIRMING = frozenset({"CT+", "PR+"})
DENYING = frozenset({"CT-", "PR-"})
ASPECTS_WITH_SIDES = frozenset({"status", "date", "formality"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as verdicts see it: the aspect, its value (None for the occurrence), and the deepest speaker."""

    aspect: str
    value: str | None
    factuality: str
    speaker: str

    @property
    def affirms(self) -> bool:
        """Whether the speaker says it is so, certainly or probably (FactBank CT+ or PR+)."""
        return self.factuality in AFFIRMING

    @property
    def denies(self) -> bool:
        """Whether the speaker says it is not so, certainly or probably (FactBank CT- or PR-)."""
        return self.factuality in DENYING


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disputed aspect of one event, as positions in the statements that were given.

    ``affirm`` against ``deny`` where speakers differ in sign on one ``value``; ``sides`` where different speakers
    affirm different values (``value`` is None then).
    """

    aspect: str
    value: str | None
    affirm: tuple[int, ...] = ()
    deny: tuple[int, ...] = ()
    sides: tuple[tuple[str, tuple[int, ...]], ...] = ()


def affirmers(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The distinct speakers who affirm the occurrence, sorted."""
    return tuple(sorted({s.speaker for s in statements if s.aspect == "occurrence" and s.affirms}))


def deniers(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The distinct speakers who deny the occurrence, sorted."""
    return tuple(sorted({s.speaker for s in statements if s.aspect == "occurrence" and s.denies}))


def verdict(statements: Iterable[Statement]) -> str:
    """asserted, disputed, denied or unconfirmed, from the occurrence claims alone."""
    known = tuple(statements)
    match bool(affirmers(known)), bool(deniers(known)):
        case True, True:
            return "disputed"
        case True, False:
            return "asserted"
        case False, True:
            return "denied"
    return "unconfirmed"


def disputes(statements: Sequence[Statement]) -> tuple[Dispute, ...]:
    """Every dispute among the claims on one event, ordered by aspect and value.

    A value is disputed when it is both affirmed and denied; status, date and formality also when two speakers affirm
    values that exclude each other (two dates only if no day fits both).
    """
    found = [*_by_sign(statements), *_by_value(statements)]
    return tuple(sorted(found, key=lambda dispute: (dispute.aspect, dispute.value or "")))


def opponents(dispute: Dispute, statements: Sequence[Statement]) -> Mapping[int, tuple[int, ...]]:
    """For the place of each statement in a dispute, the places of those that contradict it."""
    if dispute.affirm:
        return {**dict.fromkeys(dispute.affirm, dispute.deny), **dict.fromkeys(dispute.deny, dispute.affirm)}
    places = sorted(place for _, side in dispute.sides for place in side)
    found = {n: tuple(m for m in places if _exclude(statements[n], statements[m])) for n in places}
    return {place: others for place, others in found.items() if others}


def contradictions(statements: Sequence[Statement]) -> Mapping[int, tuple[int, ...]]:
    """For the place of each contradicted statement, the places of all that contradict it, sorted."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for dispute in disputes(statements):
        for place, others in opponents(dispute, statements).items():
            found[place].update(others)
    return {place: tuple(sorted(found[place])) for place in sorted(found)}


def _by_sign(statements: Sequence[Statement]) -> Iterable[Dispute]:
    for aspect, value in sorted({(s.aspect, s.value or "") for s in statements}):
        here = [(n, s) for n, s in enumerate(statements) if (s.aspect, s.value or "") == (aspect, value)]
        affirm = tuple(n for n, s in here if s.affirms)
        deny = tuple(n for n, s in here if s.denies)
        if affirm and deny:
            yield Dispute(aspect, value or None, affirm=affirm, deny=deny)


def _by_value(statements: Sequence[Statement]) -> Iterable[Dispute]:
    for aspect in sorted(ASPECTS_WITH_SIDES):
        here = [(n, s) for n, s in enumerate(statements) if s.aspect == aspect and s.affirms and s.value]
        if any(_exclude(one, other) for (_, one), (_, other) in itertools.combinations(here, 2)):
            values = sorted({str(s.value) for _, s in here})
            sides = tuple((value, tuple(n for n, s in here if s.value == value)) for value in values)
            yield Dispute(aspect, None, sides=sides)


def _exclude(one: Statement, other: Statement) -> bool:
    if one.speaker == other.speaker or one.value == other.value:
        return False
    return one.aspect != "date" or not _share_a_day(str(one.value), str(other.value))


def _share_a_day(one: str, other: str) -> bool:
    first, second = bounds(one), bounds(other)
    starts = [start for start in (first.start, second.start) if start]
    ends = [end for end in (first.end, second.end) if end]
    return not starts or not ends or max(starts) <= min(ends)

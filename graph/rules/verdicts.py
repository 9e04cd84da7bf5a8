"""Verdicts and disputes: what the distinct speakers of an event's claims, taken together, say of it.

Nothing is averaged: every rule here counts who says what, and keeps both sides.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from goodoffices.graph.vocabulary.dates import bounds

K = TypeVar("K")

AFFIRMING = frozenset({"CT+", "PR+"})
DENYING = frozenset({"CT-", "PR-"})
COMMITMENT = {"CT+": 0, "CT-": 0, "PR+": 1, "PR-": 1, "PS+": 2, "PS-": 2, "CTu": 3, "Uu": 3}
"""FactBank values by how far the speaker commits, most first; the sign plays no part."""
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
    found: list[Dispute] = []
    # Of each aspect and value, who affirms it against who denies it.
    by_value = _places_by(lambda said: (said.aspect, said.value or ""), enumerate(statements))
    for (aspect, value), places in sorted(by_value.items()):
        affirm = tuple(n for n in places if statements[n].affirms)
        deny = tuple(n for n in places if statements[n].denies)
        if affirm and deny:
            found.append(Dispute(aspect, value or None, affirm=affirm, deny=deny))
    # Of each aspect that has but one true value, the values that distinct speakers affirm.
    for aspect in sorted(ASPECTS_WITH_SIDES):
        here = [(n, s) for n, s in enumerate(statements) if s.aspect == aspect and s.affirms and s.value]
        if _any_exclude([s for _, s in here], aspect):
            sides = sorted(_places_by(lambda said: str(said.value), here).items())
            found.append(Dispute(aspect, None, sides=tuple((value, tuple(places)) for value, places in sides)))
    return tuple(sorted(found, key=lambda dispute: (dispute.aspect, dispute.value or "")))


def opponents(dispute: Dispute, statements: Sequence[Statement]) -> Mapping[int, tuple[int, ...]]:
    """For the place of each statement in a dispute, the places of those that contradict it."""
    if dispute.affirm:
        return {**dict.fromkeys(dispute.affirm, dispute.deny), **dict.fromkeys(dispute.deny, dispute.affirm)}
    involved = sorted(itertools.chain.from_iterable(places for _, places in dispute.sides))
    alike = _places_by(lambda said: (said.speaker, said.value), ((place, statements[place]) for place in involved))
    found: dict[int, tuple[int, ...]] = {}
    for places in alike.values():  # who says the same again has the same opponents
        said = statements[places[0]]
        others = (other for other in alike.values() if _exclude(said, statements[other[0]]))
        found |= dict.fromkeys(places, tuple(sorted(itertools.chain.from_iterable(others))))
    return {place: found[place] for place in sorted(found) if found[place]}


def contradictions(statements: Sequence[Statement]) -> Mapping[int, tuple[int, ...]]:
    """For the place of each contradicted statement, the places of all that contradict it, sorted."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for dispute in disputes(statements):
        for place, others in opponents(dispute, statements).items():
            found[place].update(others)
    return {place: tuple(sorted(found[place])) for place in sorted(found)}


def _places_by(key: Callable[[Statement], K], placed: Iterable[tuple[int, Statement]]) -> Mapping[K, list[int]]:
    """The places of statements by what ``key`` makes of each, in their order."""
    found: defaultdict[K, list[int]] = defaultdict(list)
    for place, statement in placed:
        found[key(statement)].append(place)
    return found


def _exclude(statement: Statement, other: Statement) -> bool:
    """Whether two statements on one aspect can't both be true; nobody is held against their own words."""
    if statement.speaker == other.speaker or statement.value == other.value:
        return False
    if statement.aspect != "date":
        return True
    days, others = bounds(str(statement.value)), bounds(str(other.value))
    starts = [start for start in (days.start, others.start) if start]
    ends = [end for end in (days.end, others.end) if end]
    return bool(starts and ends) and max(starts) > min(ends)


def _any_exclude(statements: Sequence[Statement], aspect: str) -> bool:
    """Whether any two of these exclude each other, without looking at each pair: claims may come by the thousand.

    Two dates do if one of one speaker begins after one of another has ended.
    """
    if len({said.speaker for said in statements}) < 2 or len({said.value for said in statements}) < 2:
        return False
    if aspect != "date":
        return True
    starts: dict[str, str] = {}
    ends: dict[str, str] = {}
    for said in statements:
        days = bounds(str(said.value))
        if days.start:
            starts[said.speaker] = max(days.start, starts.get(said.speaker, days.start))
        if days.end:
            ends[said.speaker] = min(days.end, ends.get(said.speaker, days.end))
    # The two earliest ends suffice: one of them is another's than the speaker whose start is looked at.
    earliest = heapq.nsmallest(2, ((end, speaker) for speaker, end in ends.items()))
    return any(start > end for speaker, start in starts.items() for end, other in earliest if other != speaker)

"""Who appears in generated documents: states of the shipped table and officials and bodies with made-up labels."""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goodoffices.graph.vocabulary.countries import Country, all_countries

HUBS = 10
"""How many of the most frequent actors are states for certain."""

BODIES = 0.05
"""The share of organisations among the actors that are no states."""

_LETTERS = (
    "Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa", "Lambda", "Mu",
    "Nu", "Omicron", "Pi", "Rho", "Sigma", "Tau", "Upsilon", "Phi", "Chi", "Psi", "Omega",
)  # fmt: skip
_ONES = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_TEENS = ("Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen")
_TENS = ("Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_NUMBERS = (*_ONES, *_TEENS, *(f"{ten}{one}" for ten in _TENS for one in ("", *(f"-{word}" for word in _ONES))))
_TITLES = ("Envoy", "Ambassador", "Minister", "Negotiator")
_BODIES = (("Council", "igo"), ("League", "igo"), ("Front", "armed_group"), ("Institute", None))


@dataclass(frozen=True, slots=True)
class Member:
    """One actor of the cast: ``type`` as annotated, ``country`` its own or the one that it acts for."""

    name: str
    type: str
    country: Country | None
    title: str = ""
    kind: str | None = None

    @property
    def side(self) -> str:
        """What no other participant of the same event may share."""
        return self.country.iso3 if self.country else self.name


class ResolvedActors:
    """Actors by falling frequency: the one of rank r appears in proportion to 1/r (Zipf's law)."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = tuple(members)
        self._weights = tuple(itertools.accumulate(1 / rank for rank in range(1, len(members) + 1)))

    def pick(self, rng: random.Random) -> Member:
        """One actor, the first ones most often."""
        at = bisect.bisect(self._weights, rng.random() * self._weights[-1])
        return self.members[min(at, len(self.members) - 1)]

    def pick_of(self, rng: random.Random, taken: set[str]) -> Member:
        """One actor of a side that is not taken yet, which then is."""
        for _ in range(100):
            member = self.pick(rng)
            if member.side not in taken:
                break
        taken.add(member.side)
        return member

    def states(self) -> Iterator[Member]:
        """The states of the cast, the most frequent first."""
        return (member for member in self.members if member.type == "State")


def cast_of(actors: int, seed: int) -> ResolvedActors:
    """A cast of that many actors, at least 20; half of them are states as long as the table has any."""
    if actors < 20:
        raise ValueError(f"a cast has 20 actors or more, not {actors}")
    rng = random.Random(f"cast {seed}")
    countries = rng.sample(all_countries(), min(len(all_countries()), actors // 2))
    states = [Member(country.name, "State", country) for country in countries]
    patrons = ResolvedActors(states)
    others = [_other(number, patrons, rng) for number in range(actors - len(states))]
    rest = [*states[HUBS:], *others]
    rng.shuffle(rest)
    return ResolvedActors([*states[:HUBS], *rest])


def _other(number: int, patrons: ResolvedActors, rng: random.Random) -> Member:
    if rng.random() < BODIES:
        noun, kind = rng.choice(_BODIES)
        return Member(f"{_label(number)} {noun}", "Organization", None, kind=kind)
    return Member(_label(number), "Official", patrons.pick(rng).country, title=rng.choice(_TITLES))


def _label(number: int) -> str:
    """A name that no other number has, and nobody: "Kappa Twelve", "Alpha Kappa Twelve"."""
    number, last = divmod(number, len(_NUMBERS))
    letters = [_LETTERS[number % len(_LETTERS)]]
    while number := number // len(_LETTERS):
        letters.insert(0, _LETTERS[number % len(_LETTERS)])
    return " ".join((*letters, _NUMBERS[last]))

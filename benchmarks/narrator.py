"""Writes the sentences of one generated document and annotates them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from benchmarks.cast import Member, ResolvedActors
from benchmarks.days import some_date
from benchmarks.paper import Paper
from benchmarks.plots import ASPECTS, NARRATED, PLOTS, REPORTED, STATUS_ROLES, qualities, slots, statuses
from goodoffices.graph.vocabulary.ontology import ontology

T = TypeVar("T")
Arguments = list[tuple[str, str]]

GROUP, TWO_STATES = 0.05, 0.03
"""How often a role is filled by an unnamed group, or by "the two governments" before it."""

SOURCE, VIA, CLAIM, AGAIN = 0.4, 0.2, 0.2, 0.03
"""How often an event has a named source, that one a messenger, a Claim follows, or the event is told once more."""


class Narrator:
    """One document's storyteller; the same ``rng`` tells the same story."""

    def __init__(self, rng: random.Random, cast: ResolvedActors, paper: Paper) -> None:
        self.rng, self.cast, self.paper = rng, cast, paper
        self.mentions: dict[Member, list[str]] = {}
        self.states: list[str] = []
        self.accords: list[str] = []

    def tell(self, events: int) -> None:
        """Writes that many events in paragraphs of five."""
        for number in range(events):
            if number:
                self.paper.write("\n\n" if number % 5 == 0 else " ")
            self._event(self._weighted(_types()))
        self.paper.write("\n")
        for mentions in self.mentions.values():
            if len(mentions) > 1:
                self.paper.equivalence(mentions)

    def _event(self, kind: str) -> None:
        taken: set[str] = set()
        status = self._weighted(statuses(kind))
        trigger, arguments = self._sentence(kind, status, taken)
        if kind == "Withdrawal" and self.accords:
            arguments.append(("From", self.accords[-1]))
        sourced = self._source(arguments, taken)
        self.paper.write(".")
        event = self.paper.event(kind, trigger, arguments)
        self._qualify(event, kind, status, sourced)
        if kind == "Agreement":
            self.accords.append(event)
        if self._happens(AGAIN):
            self._tell_again(kind, event)
        if self._happens(CLAIM):
            self._claim(kind, event, taken)

    def _sentence(self, kind: str, status: str, taken: set[str]) -> tuple[str, Arguments]:
        """The sentence up to its source; its trigger and the fillers of its roles."""
        plot = PLOTS[kind]
        sentence = plot.sentence + "".join(extra for chance, extra in plot.extras if self._happens(chance))
        trigger, arguments = "", Arguments()
        for words, slot in slots(sentence):
            self.paper.write(words)
            if slot.startswith("!"):
                trigger = self.paper.mention(kind, slot[1:])
            elif slot:
                arguments.append((slot, self._filler(taken)))
        self.paper.write(f", {status.replace('_', ' ')}")
        arguments += self._status_role(kind, status, taken)
        return trigger, [*arguments, *self._place(), *self._date(0.85)]

    def _status_role(self, kind: str, status: str, taken: set[str]) -> Arguments:
        role, words = STATUS_ROLES.get(status, ("", ""))
        if role not in ontology().events[kind].roles or not self._happens(0.7):
            return []
        self.paper.write(words)
        return [(role, self._actor(self.cast.pick_of(self.rng, taken)))]

    def _place(self) -> Arguments:
        if not self._happens(0.5):
            return []
        country = next(m.country for m in iter(lambda: self.cast.pick(self.rng), None) if m.country)
        self.paper.write(", in ")
        place = self.paper.mention("Place", (*country.capitals, country.name)[0])
        self.paper.normalisation(place, "ISO3166", country.iso3, country.name)
        return [("Place", place)]

    def _date(self, chance: float) -> Arguments:
        if not self._happens(chance):
            return []
        date = some_date(self.rng)
        self.paper.write(f" {date.before} ")
        mention = self.paper.mention("Date", date.words)
        self.paper.normalisation(mention, "EDTF", date.edtf, date.words)
        return [("Date", mention)]

    def _source(self, arguments: Arguments, taken: set[str]) -> bool:
        """Adds who said so, and who told of that; whether anybody did."""
        if not self._happens(SOURCE):
            return False
        self.paper.write(", said ")
        arguments.append(("Source", self._actor(self.cast.pick_of(self.rng, taken))))
        if self._happens(VIA):
            self.paper.write(", as told by ")
            arguments.append(("Via", self._actor(self.cast.pick_of(self.rng, taken))))
        return True

    def _qualify(self, event: str, kind: str, status: str, sourced: bool) -> None:
        self.paper.attribute("Status", event, status)
        if sourced or self._happens(0.1):
            self.paper.attribute("Factuality", event, self._weighted(REPORTED if sourced else NARRATED))
        for name, chance in qualities().items():
            if name in ontology().events[kind].attributes and self._happens(chance):
                self.paper.attribute(name, event, self.rng.choice(ontology().attributes[name]))

    def _tell_again(self, kind: str, event: str) -> None:
        self.paper.write(" This ")
        trigger = self.paper.mention(kind, "course of things")
        self.paper.write(" went on for a while.")
        self.paper.relation("SameEvent", event, self.paper.event(kind, trigger, ()))

    def _claim(self, kind: str, event: str, taken: set[str]) -> None:
        aspect = self._weighted(ASPECTS)
        self.paper.write(" ")
        arguments = [("Source", self._actor(self.cast.pick(self.rng))), ("About", event)]
        self.paper.write(" ")
        denies = self._happens(0.7)
        trigger = self.paper.mention("Claim", "denied" if denies else "confirmed")
        self.paper.write(" this")
        if aspect == "responsibility":
            self.paper.write(" of ")
            arguments.append(("Responsible", self._actor(self.cast.pick_of(self.rng, taken))))
        arguments += self._date(1.0 if aspect == "date" else 0.3)
        self.paper.write(".")
        claim = self.paper.event("Claim", trigger, arguments)
        self.paper.attribute("Aspect", claim, aspect)
        self.paper.attribute("Factuality", claim, "CT-" if denies else "CT+")
        if aspect == "status":
            self.paper.attribute("Status", claim, self._weighted(statuses(kind)))
        if aspect == "formality":
            self.paper.attribute("Formality", claim, self.rng.choice(ontology().attributes["Formality"]))

    def _filler(self, taken: set[str]) -> str:
        chance = self.rng.random()
        if chance < TWO_STATES and len(self.states) > 1:
            return self._two_governments()
        member = self.cast.pick_of(self.rng, taken)
        if chance > 1 - GROUP and member.type == "State":
            return self._group(member)
        return self._actor(member)

    def _two_governments(self) -> str:
        group = self.paper.mention("Group", "the two governments")
        for state in self.states[-2:]:
            self.paper.relation("Member", group, state)
        return group

    def _group(self, state: Member) -> str:
        group = self.paper.mention("Group", f"{self.rng.choice(('several', 'two', 'five'))} officials")
        self.paper.write(" of ")
        self.paper.relation("Of", group, self._actor(state))
        return group

    def _actor(self, member: Member) -> str:
        mention = self._state(member) if member.type == "State" else self._named(member)
        self.mentions.setdefault(member, []).append(mention)
        return mention

    def _state(self, member: Member) -> str:
        country = member.country
        assert country
        others = (*country.capitals, *country.aliases)
        words = self.rng.choice(others) if others and self._happens(0.25) else country.name
        mention = self.paper.mention("State", words)
        self.paper.normalisation(mention, "ISO3166", country.iso3, country.name)
        if member not in self.mentions:
            self.states.append(mention)
        return mention

    def _named(self, member: Member) -> str:
        """An official or a body; the first time with title, and with whom it acts for."""
        first = member not in self.mentions
        mention = self.paper.mention(member.type, f"{member.title} {member.name}".strip() if first else member.name)
        if first and member.kind:
            self.paper.attribute("Kind", mention, member.kind)
        if first and member.country:
            self.paper.write(" of ")
            state = Member(member.country.name, "State", member.country)
            self.paper.relation("Of", mention, self._actor(state))
        return mention

    def _happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def _weighted(self, choices: Sequence[tuple[str, int]]) -> str:
        values, weights = zip(*choices, strict=True)
        return str(self.rng.choices(values, weights)[0])


@cache
def _types() -> tuple[tuple[str, int], ...]:
    return tuple((kind, plot.share) for kind, plot in PLOTS.items())

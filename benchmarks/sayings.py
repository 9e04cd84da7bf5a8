"""What is said of one event of a generated network: its sentence, who takes part, and who affirms or denies it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.cast import Member
from benchmarks.days import Dating, some_date
from benchmarks.narrator import CLAIM, SOURCE, VIA
from benchmarks.plots import PLOTS, REPORTED, STATUS_ROLES, qualities, slots, statuses
from goodoffices.graph.model import content_id
from goodoffices.graph.rules.verdicts import Statement, verdict
from goodoffices.graph.vocabulary.ontology import EventType, ontology

TYPES = ("Negotiation", "Mediation", "Sanction")
"""The types whose events give relations."""

EVENTS = 20
"""How many events one document tells."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim: what is quoted, the word that it hangs on, and who says it, the narrator first and unnamed."""

    quote: str
    trigger: str
    factuality: str
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One event as a document tells it; ``before`` is the sentence in front of it."""

    number: int
    kind: EventType
    status: str
    roles: tuple[tuple[str, Member], ...]
    dated: Dating | None
    place: str | None
    qualities: Mapping[str, str]
    before: str
    voices: tuple[Voice, ...]

    @property
    def id(self) -> str:
        """The event's id."""
        return content_id("event", self.number)

    @property
    def text(self) -> str:
        """The sentence that tells it."""
        return self.voices[0].quote

    @property
    def verdict(self) -> str:
        """What its claims, taken together, say of it."""
        deepest = (("narrator", *voice.speakers)[-1] for voice in self.voices)
        said = zip(self.voices, deepest, strict=True)
        return verdict([Statement("occurrence", None, voice.factuality, speaker) for voice, speaker in said])


def saying(number: int, rng: random.Random, first: Member, others: Iterator[Member], before: str) -> Saying:
    """The event of that number, begun by ``first``; ``others`` are asked whenever somebody else is needed."""
    (name,) = rng.choices(TYPES, [PLOTS[one].share for one in TYPES])
    kind = ontology().events[name]
    values, weights = zip(*statuses(name), strict=True)
    (status,) = rng.choices(values, weights)
    text, trigger, roles = _sentence(rng, name, status, first, others)
    dated = some_date(rng) if rng.random() < 0.85 else None
    place = next(others) if rng.random() < 0.5 else None
    where = (*place.country.capitals, place.country.name)[0] if place and place.country else None
    text += (f", in {where}" if where else "") + (f" {dated.before} {dated.words}" if dated else "")
    voices = tuple(_voices(rng, text, trigger, others))
    return Saying(number, kind, status, roles, dated, where, _qualities(rng, kind), before, voices)


def _sentence(
    rng: random.Random, name: str, status: str, first: Member, others: Iterator[Member]
) -> tuple[str, str, tuple[tuple[str, Member], ...]]:
    """The sentence up to its place and date, its trigger, and who has which role."""
    plot, kind = PLOTS[name], ontology().events[name]
    sentence = plot.sentence + "".join(extra for chance, extra in plot.extras if rng.random() < chance)
    role, words = STATUS_ROLES.get(status, ("", ""))
    tail = f"{words}<{role}>" if role in kind.roles and rng.random() < 0.7 else ""
    text, trigger, roles = "", "", list[tuple[str, Member]]()
    for before, slot in slots(f"{sentence}, {status.replace('_', ' ')}{tail}"):
        text += before
        if slot.startswith("!"):
            trigger = slot[1:]
            text += trigger
        elif slot:
            member = next(others) if roles else first
            roles.append((kind.roles[slot].role or slot, member))
            text += _called(member)
    return text, trigger, tuple(roles)


def _called(member: Member) -> str:
    of = f" of {member.country.name}" if member.country and member.type != "State" else ""
    return f"{member.title} {member.name}{of}".strip()


def _voices(rng: random.Random, text: str, trigger: str, others: Iterator[Member]) -> Iterator[Voice]:
    """The claim of the sentence itself, and at times that of somebody who denies or confirms it."""
    factuality, speakers = "CT+", list[Member]()
    if rng.random() < SOURCE:
        speakers.append(next(others))
        text += f", said {_called(speakers[0])}"
        if rng.random() < VIA:
            speakers.append(next(others))
            text += f", as told by {_called(speakers[1])}"
        values, weights = zip(*REPORTED, strict=True)
        (factuality,) = rng.choices(values, weights)
    yield Voice(f"{text}.", trigger, factuality, tuple(one.name for one in reversed(speakers)))
    if rng.random() < CLAIM:
        other, denies = next(others), rng.random() < 0.7
        word = "denied" if denies else "confirmed"
        yield Voice(f"{text}. {_called(other)} {word} this.", word, "CT-" if denies else "CT+", (other.name,))


def _qualities(rng: random.Random, kind: EventType) -> dict[str, str]:
    borne = (name for name, chance in qualities().items() if name in kind.attributes and rng.random() < chance)
    return {name: rng.choice(ontology().attributes[name]) for name in borne}

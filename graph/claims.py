"""Claims of one document: who says what about which event, through which chain of speakers."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument, EventMention
from goodoffices.graph.events import EventClass, Telling, tellings
from goodoffices.graph.model import Claim, Evidence, content_id
from goodoffices.graph.quotes import Quoter
from goodoffices.graph.resolve import Cast
from goodoffices.graph.verdicts import AFFIRMING, DENYING

ASPECTS_OF_MENTIONS = ("status", "date", "formality")
"""The aspects on which event mentions themselves can differ."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """All claims of a document with the evidence that they quote."""

    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]


def testimony(document: AnnotatedDocument, cast: Cast, events: Sequence[EventClass]) -> Testimony:
    """Every claim that the document's event mentions and Claim annotations make, ordered by id."""
    witness = _Witness.of(document, cast, events)
    found = {claim.id: (claim, evidence) for claim, evidence in witness.claims()}
    evidence = {one.id: one for _, one in found.values()}
    return Testimony(
        claims=tuple(found[key][0] for key in sorted(found)),
        evidence=tuple(evidence[key] for key in sorted(evidence)),
    )


@dataclass(frozen=True, slots=True)
class _Witness:
    document: AnnotatedDocument
    cast: Cast
    events: Sequence[EventClass]
    event_of: Mapping[str, EventClass]
    spoken: tuple[Telling, ...]
    affirmed: Mapping[tuple[str, str], set[str | None]]
    """What Claims affirm of each event (id) and aspect."""
    denied: Mapping[tuple[str, str], set[str | None]]
    spoken_of: frozenset[str]
    """The mentions of whose occurrence a Claim speaks."""
    quoter: Quoter

    @classmethod
    def of(cls, document: AnnotatedDocument, cast: Cast, events: Sequence[EventClass]) -> _Witness:
        event_of = {telling.mention.id: event for event in events for telling in event.tellings}
        spoken = tuple(one for key, one in tellings(document).items() if key not in event_of)
        occurrences = (one for one in spoken if one.attributes.get("Aspect", "occurrence") == "occurrence")
        spoken_of = frozenset(filler for claim in occurrences for filler in _about(claim))
        affirmed, denied = (_said_of(spoken, event_of, factualities) for factualities in (AFFIRMING, DENYING))
        return cls(document, cast, events, event_of, spoken, affirmed, denied, spoken_of, Quoter.of(document))

    def claims(self) -> Iterator[tuple[Claim, Evidence]]:
        for event in self.events:
            told = {aspect: {one.value(aspect) for one in event.tellings} - {None} for aspect in ASPECTS_OF_MENTIONS}
            for telling in event.tellings:
                yield from self._of_mention(event, telling, told)
        for claim in self.spoken:
            for event in self._abouts(claim):
                yield from self._of_claim(event, claim)

    def _of_mention(
        self, event: EventClass, telling: Telling, told: Mapping[str, Collection[str | None]]
    ) -> Iterator[tuple[Claim, Evidence]]:
        """``told`` has all that the event's mentions say on each aspect."""
        if self._only_denied(telling):
            return
        yield from self._said(event, telling, "occurrence", None, None)
        for aspect in ASPECTS_OF_MENTIONS:
            value = telling.value(aspect)
            if value and (len(told[aspect]) > 1 or self._contradicted(event, aspect, value)):
                yield from self._said(event, telling, aspect, value, None)

    def _of_claim(self, event: EventClass, claim: Telling) -> Iterator[tuple[Claim, Evidence]]:
        aspect = claim.attributes.get("Aspect", "occurrence")
        if aspect != "responsibility":
            yield from self._said(event, claim, aspect, claim.value(aspect), None)
            return
        for actor in self._actors(claim.mention, "Responsible"):
            yield from self._said(event, claim, aspect, self.cast.actors[actor].name, actor)

    def _said(
        self, event: EventClass, telling: Telling, aspect: str, value: str | None, value_id: str | None
    ) -> Iterator[tuple[Claim, Evidence]]:
        evidence = self.quoter.evidence(telling.mention)
        trigger = (telling.start, telling.end)
        for chain in self._chains(telling.mention):
            key = content_id("claim", event.id, trigger, (self.document.id, *chain), aspect, value_id or value)
            claim = Claim(
                id=key,
                event=event.id,
                evidence=evidence.id,
                aspect=aspect,
                value=value,
                value_id=value_id,
                factuality=telling.factuality,
                said_on=self._said_on(telling, aspect),
                speakers=chain,
            )
            yield claim, evidence

    def _said_on(self, telling: Telling, aspect: str) -> str | None:
        """A Claim's date says when it was said, unless it is the very date that is claimed."""
        return telling.date if telling.mention.type == "Claim" and aspect != "date" else None

    def _chains(self, mention: EventMention) -> Iterable[tuple[str, ...]]:
        """Via in number order, then Source; each Source speaks for itself, and so does each member of a collective."""
        via = sorted((a for a in mention.arguments if a.role == "Via"), key=lambda a: a.number)
        links = [self.cast.stands_for[argument.filler] for argument in via]
        if sources := self._actors(mention, "Source"):
            links.append(sources)
        return itertools.product(*links)

    def _actors(self, mention: EventMention, role: str) -> tuple[str, ...]:
        fillers = (a.filler for a in mention.arguments if a.role == role)
        return tuple(sorted({actor for filler in fillers for actor in self.cast.stands_for[filler]}))

    def _abouts(self, claim: Telling) -> Iterator[EventClass]:
        return (self.event_of[filler] for filler in _about(claim))

    def _only_denied(self, telling: Telling) -> bool:
        """Annotated only because someone speaks of its occurrence: the narrator then claims nothing of it."""
        if "Factuality" in telling.attributes or self._actors(telling.mention, "Source"):
            return False
        return telling.mention.id in self.spoken_of

    def _contradicted(self, event: EventClass, aspect: str, value: str) -> bool:
        """Whether a Claim affirms another value or denies this one."""
        affirmed = self.affirmed.get((event.id, aspect), set())
        return len(affirmed) > (value in affirmed) or value in self.denied.get((event.id, aspect), ())


def _about(claim: Telling) -> Iterator[str]:
    return (argument.filler for argument in claim.mention.arguments if argument.role == "About")


def _said_of(
    spoken: Iterable[Telling], event_of: Mapping[str, EventClass], factualities: Collection[str]
) -> Mapping[tuple[str, str], set[str | None]]:
    """The values that Claims of these factualities give, by event and aspect."""
    found: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
    for claim in spoken:
        aspect = claim.attributes.get("Aspect")
        if aspect in ASPECTS_OF_MENTIONS and claim.factuality in factualities:
            for filler in _about(claim):
                found[event_of[filler].id, aspect].add(claim.value(aspect))
    return found

"""Claims of one document: who says what about which event, through which chain of speakers."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument, EventMention
from goodoffices.graph.construction.actors import ResolvedActors
from goodoffices.graph.construction.events import EventCluster, Telling, tellings
from goodoffices.graph.construction.quotes import Quoter
from goodoffices.graph.model import Claim, Evidence, content_id
from goodoffices.graph.rules.verdicts import AFFIRMING, DENYING

ASPECTS_OF_MENTIONS = ("status", "date", "formality")
"""The aspects on which event mentions themselves can differ."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """All claims of a document with the evidence that they quote."""

    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]


def testimony(document: AnnotatedDocument, cast: ResolvedActors, events: Sequence[EventCluster]) -> Testimony:
    """Every claim that the document's event mentions and Claim annotations make, ordered by id."""
    witness = _Witness.of(document, cast, events)
    found = {claim.id: (claim, evidence) for claim, evidence in witness.claims()}
    evidence = {quote.id: quote for _, quote in found.values()}
    return Testimony(
        claims=tuple(found[key][0] for key in sorted(found)),
        evidence=tuple(evidence[key] for key in sorted(evidence)),
    )


@dataclass(frozen=True, slots=True)
class _Witness:
    document: AnnotatedDocument
    cast: ResolvedActors
    events: Sequence[EventCluster]
    event_of: Mapping[str, EventCluster]
    spoken: tuple[Telling, ...]
    affirmed: Mapping[tuple[str, str], set[str | None]]
    """What Claims affirm of each event (id) and aspect."""
    denied: Mapping[tuple[str, str], set[str | None]]
    spoken_of: frozenset[str]
    """The mentions of whose occurrence a Claim speaks."""
    quoter: Quoter

    @classmethod
    def of(cls, document: AnnotatedDocument, cast: ResolvedActors, events: Sequence[EventCluster]) -> _Witness:
        event_of = {telling.mention.id: event for event in events for telling in event.tellings}
        spoken = tuple(telling for mention, telling in tellings(document).items() if mention not in event_of)
        occurrences = (claim for claim in spoken if claim.attributes.get("Aspect", "occurrence") == "occurrence")
        spoken_of = frozenset(filler for claim in occurrences for filler in _about(claim))
        affirmed: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
        denied: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)
        side = dict.fromkeys(AFFIRMING, affirmed) | dict.fromkeys(DENYING, denied)
        for claim in spoken:
            aspect = claim.attributes.get("Aspect")
            if aspect in ASPECTS_OF_MENTIONS and claim.factuality in side:
                for filler in _about(claim):
                    side[claim.factuality][event_of[filler].id, aspect].add(claim.value(aspect))
        return cls(document, cast, events, event_of, spoken, affirmed, denied, spoken_of, Quoter.of(document))

    def claims(self) -> Iterator[tuple[Claim, Evidence]]:
        """Every claim with what it quotes: those of event mentions, then those of Claim annotations."""
        for event in self.events:
            values = {
                aspect: {said.value(aspect) for said in event.tellings} - {None} for aspect in ASPECTS_OF_MENTIONS
            }
            for telling in event.tellings:
                yield from self._of_mention(event, telling, values)
        for claim in self.spoken:
            aspect = claim.attributes.get("Aspect", "occurrence")
            for event in (self.event_of[filler] for filler in _about(claim)):
                if aspect != "responsibility":
                    yield from self._by_speakers(event, claim, aspect, claim.value(aspect), None)
                    continue
                for actor in self._actors(claim.mention, "Responsible"):
                    yield from self._by_speakers(event, claim, aspect, self.cast.actors[actor].name, actor)

    def _of_mention(
        self, event: EventCluster, telling: Telling, values: Mapping[str, Collection[str | None]]
    ) -> Iterator[tuple[Claim, Evidence]]:
        """``values`` has all that the event's mentions say on each aspect."""
        speaks_for_itself = "Factuality" in telling.attributes or self._actors(telling.mention, "Source")
        # Annotated only because someone speaks of its occurrence: the narrator then claims nothing of it.
        if telling.mention.id in self.spoken_of and not speaks_for_itself:
            return
        yield from self._by_speakers(event, telling, "occurrence", None, None)
        for aspect in ASPECTS_OF_MENTIONS:
            value = telling.value(aspect)
            affirmed = self.affirmed.get((event.id, aspect), set())
            is_contradicted = len(affirmed) > (value in affirmed) or value in self.denied.get((event.id, aspect), ())
            # Where all agree, and no Claim affirms another value or denies this one, the event's own attribute says it:
            # a claim for each would be noise.
            if value and (len(values[aspect]) > 1 or is_contradicted):
                yield from self._by_speakers(event, telling, aspect, value, None)

    def _by_speakers(
        self, event: EventCluster, telling: Telling, aspect: str, value: str | None, value_id: str | None
    ) -> Iterator[tuple[Claim, Evidence]]:
        """What a mention says as a claim of each chain of speakers: two sources make two claims, never one of both."""
        evidence = self.quoter.evidence(telling.mention)
        trigger = (telling.start, telling.end)
        # A Claim's date says when it was said, unless it is the very date that is claimed.
        said_on = telling.date if telling.mention.type == "Claim" and aspect != "date" else None
        # Via in number order, then Source; each Source speaks for itself, and so does each member of a collective.
        via = sorted((a for a in telling.mention.arguments if a.role == "Via"), key=lambda a: a.number)
        links = [self.cast.stands_for[argument.filler] for argument in via]
        if sources := self._actors(telling.mention, "Source"):
            links.append(sources)
        for chain in itertools.product(*links):
            key = content_id("claim", event.id, trigger, (self.document.id, *chain), aspect, value_id or value)
            claim = Claim(
                id=key,
                event=event.id,
                evidence=evidence.id,
                aspect=aspect,
                value=value,
                value_id=value_id,
                factuality=telling.factuality,
                said_on=said_on,
                speakers=chain,
            )
            yield claim, evidence

    def _actors(self, mention: EventMention, role: str) -> tuple[str, ...]:
        fillers = (a.filler for a in mention.arguments if a.role == role)
        return tuple(sorted({actor for filler in fillers for actor in self.cast.stands_for[filler]}))


def _about(claim: Telling) -> Iterator[str]:
    return (argument.filler for argument in claim.mention.arguments if argument.role == "About")

"""Checks of claims, and that nothing is told as plain fact only because a record about it was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument, Attribute, EventMention, Note
from goodoffices.graph.validation.attributes import STATUS
from goodoffices.graph.validation.context import CLAIM, Record, Refusal, View, comma_separated
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.graph.vocabulary.text import with_article

DEFAULTED = ("Factuality", "Aspect")
"""Attributes whose absence says something: that it is certain, that the occurrence is meant."""

_ROLES_WANTED = {"responsibility": "Responsible", "date": "Date"}
_ATTRIBUTES_WANTED = {"status": STATUS, "formality": "Formality"}


def claims_about_nothing(view: View) -> Iterator[Refusal]:
    """Claims that no About ties to an event."""
    for claim in _claims(view.document):
        if not abouts(claim):
            yield Refusal(claim, "is a Claim about nothing", "add About: with the event that it affirms or denies")


def claims_without_their_aspect(view: View) -> Iterator[Refusal]:
    """Claims on an aspect that don't say what is claimed of it."""
    for claim in _claims(view.document):
        values = view.values(claim.id)
        aspect = values.get("Aspect", "occurrence")
        role, attribute = _ROLES_WANTED.get(aspect), _ATTRIBUTES_WANTED.get(aspect)
        if role and all(argument.role != role for argument in claim.arguments):
            yield Refusal(claim, f"claims the {aspect}, but has no {role}", f"add {role}: with its filler")
        if attribute and attribute not in values:
            hint = f"add the attribute {attribute} to {claim.id}"
            yield Refusal(claim, f"claims the {aspect}, but has no {attribute}", hint)


def claims_of_unfit_status(view: View) -> Iterator[Refusal]:
    """Statuses of Claims that the type of the event that they are about doesn't take."""
    claims = {claim.id: claim for claim in _claims(view.document)}
    for attribute in view.document.attributes:
        if attribute.name != STATUS or attribute.target not in claims:
            continue
        for about in abouts(claims[attribute.target]):
            event = view.event_type(about)
            if event and attribute.value not in event.statuses:
                message = f'the status "{attribute.value}" does not fit {about}, {with_article(event.name)}'
                yield Refusal(attribute, f"{message}; valid: {comma_separated(event.statuses)}")


@dataclass(frozen=True, slots=True)
class Unqualified:
    """Events that would say something else without records that were refused.

    A refused Factuality or Aspect would leave them certain or of another aspect; an event that stood there only to
    be affirmed or denied by a refused Claim would be the narrator's own.
    """

    view: View
    aspects: Mapping[str, str]

    @classmethod
    def of(cls, view: View) -> Unqualified:
        """What the document as it was read says of its claims."""
        aspects = {
            attribute.target: attribute.value for attribute in view.whole.attributes if attribute.name == "Aspect"
        }
        return cls(view, aspects)

    def without(self, dropped: Iterable[Record]) -> Iterator[Refusal]:
        """The events that say something else without these records."""
        records = tuple(dropped)
        words = self._lost_words(records)
        for name, (word, line) in words.items():
            message = f"would say something else without its {word}, which was refused (line {line})"
            yield Refusal(self.view.events[name], message)
        for name, (claim, line) in self._lost_claims(records).items():
            event = self.view.events[name]
            is_sourced = any(argument.role == "Source" for argument in event.arguments)
            # With a source or a factuality of its own it is told in its own place, whatever else was said of it.
            if name not in words and not is_sourced and "Factuality" not in self.view.values(name):
                yield Refusal(event, f"stands here only for {claim} to speak of, which was refused (line {line})")

    def _lost_words(self, dropped: Iterable[Record]) -> Mapping[str, tuple[str, int]]:
        """The events of which a Factuality or Aspect was refused, also one that was written as a note."""
        view = self.view
        # A # that was meant for an A is dropped as a note, and its word is as lost as if it had been an attribute.
        words = (
            (record.name if isinstance(record, Attribute) else record.type, record.target, record.line)
            for record in dropped
            if isinstance(record, Attribute | Note)
        )
        return {
            target: (name, line)
            for name, target, line in words
            if name in DEFAULTED and target in view.events and (name != "Aspect" or view.type_of(target) == CLAIM)
        }

    def _lost_claims(self, dropped: Iterable[Record]) -> Mapping[str, tuple[str, int]]:
        """The events that a refused Claim on the occurrence is about, with that Claim."""
        # An aspect that is no word of the ontology may have been meant for the occurrence.
        others = {aspect for aspect in ontology().attributes["Aspect"] if aspect != "occurrence"}
        return {
            about: (claim.id, claim.line)
            for claim in dropped
            if isinstance(claim, EventMention) and claim.type == CLAIM and self.aspects.get(claim.id) not in others
            for about in abouts(claim)
            if about in self.view.events
        }


def _claims(document: AnnotatedDocument) -> Iterator[EventMention]:
    return (event for event in document.events if event.type == CLAIM)


def abouts(claim: EventMention) -> tuple[str, ...]:
    """What a Claim is about: ids of event mentions."""
    return tuple(argument.filler for argument in claim.arguments if argument.role == "About")

"""What the checks of an annotated document share: the looking up, and the saying of what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Attribute,
    Equivalence,
    EventMention,
    Mention,
    Normalisation,
    Note,
    Relation,
)
from goodoffices.graph.vocabulary.ontology import EventType, ontology

Record = Mention | EventMention | Attribute | Relation | Equivalence | Normalisation | Note

TABLES = ("mentions", "events", "attributes", "relations", "equivalences", "normalisations", "notes")
"""The fields of a document that hold its records."""

CLAIM = "Claim"

LONGEST_SHOWN = 100
"""Characters of a text that a message shows."""
MOST_SHOWN = 5
"""Of a list whose length the file decides."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One record that can't stay, why, and what to do."""

    record: Record
    message: str
    hint: str = ""
    is_fault: bool = True
    """Whether the file is to be mended; else it is only said that the record is left out."""


@dataclass(frozen=True, slots=True)
class View:
    """A document as far as it is sound by now, indexed, with the lines of the ids refused so far.

    ``whole`` is the document as it was read.
    """

    document: AnnotatedDocument
    whole: AnnotatedDocument
    refused: Mapping[str, int]
    mentions: Mapping[str, Mention]
    events: Mapping[str, EventMention]
    event_of_trigger: Mapping[str, str]
    attributes: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, document: AnnotatedDocument, whole: AnnotatedDocument, refused: Mapping[str, int]) -> View:
        """The view of ``document``, which is what is left of ``whole``."""
        triggers = {event.trigger: event.id for event in document.events}
        values: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for attribute in document.attributes:
            values[attribute.target][attribute.name] = attribute.value
        return cls(document, whole, refused, document.mention_by_id(), document.event_by_id(), triggers, dict(values))

    def type_of(self, identifier: str) -> str | None:
        """The annotation type of a mention or event mention, None for any other id."""
        record = self.events.get(identifier) or self.mentions.get(identifier)
        return record.type if record else None

    def event_type(self, identifier: str) -> EventType | None:
        """What the ontology says of an event mention, None where there is none of a known type."""
        event = self.events.get(identifier)
        return ontology().events.get(event.type) if event else None

    def values(self, target: str) -> Mapping[str, str]:
        """The attributes of one annotation, by name."""
        return self.attributes.get(target, {})

    def named(self, identifier: str) -> str:
        """An annotation as a message names it: the id, for a mention its words, and the type."""
        words = ""
        if mention := self.mentions.get(identifier):
            # No more than a message needs: many messages may name one long mention.
            head = self.document.text[mention.start : min(mention.end, mention.start + LONGEST_SHOWN)]
            words = f' "{" ".join(head.split())}{"…" * (mention.end - mention.start > LONGEST_SHOWN)}"'
        return f"{identifier}{words} ({self.type_of(identifier)})"


Check = Callable[[View], Iterator[Refusal]]
"""Finds records that can't stay; looks only, and yields them in the order of the document."""


def name_of(record: Record) -> str:
    """The record's id in its file; an equivalence bears a star there."""
    return "*" if isinstance(record, Equivalence) else record.id


def comma_separated(words: tuple[str, ...]) -> str:
    """Words as a message lists them."""
    return ", ".join(words)


def some(words: Sequence[str]) -> str:
    """The first words of a list that may be long, and how many more there are."""
    more = len(words) - MOST_SHOWN
    return ", ".join(words[:MOST_SHOWN]) + f" and {more:,} more" * (more > 0)

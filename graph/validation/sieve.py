"""The document while it is checked: what is left of it, what refers to what, and the faults so far.

A record is looked at again only when something that it refers to has gone, so that a chain of records which fall one
after the other costs no more than its length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Attribute,
    Equivalence,
    EventMention,
    Mention,
    Normalisation,
    Note,
    Reading,
    Relation,
)
from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.claims import Unqualified
from goodoffices.graph.validation.context import TABLES, Check, Record, Refusal, View, name_of
from goodoffices.graph.vocabulary.ontology import ontology


class Sieve:
    """The document while it is checked: what is left of it, the faults and the remarks."""

    def __init__(self, path: str, reading: Reading, document: AnnotatedDocument) -> None:
        self.path = path
        self.whole = self.document = document
        self.faults = list(reading.faults)
        self.remarks = list(reading.remarks)
        self.refused = {fault.id: fault.line for fault in reading.faults if fault.id}
        self.links = Links(document)
        self._view: View | None = None
        self._drop_dangling(self.links.loose)

    def pass_through(self, stage: Iterable[Check]) -> None:
        """Drop what the stage's checks refuse, and then what refers to it."""
        view = self.view()
        self.drop([refusal for check in stage for refusal in check(view)])

    def settle(self, unqualified: Unqualified) -> None:
        """Drop what says something else without what was dropped, and so on until nothing does."""
        dropped = [record for record in all_records(self.whole) if not self.links.holds(record)]
        while dropped:
            dropped = self.drop(list(unqualified.without(dropped)))

    def view(self) -> View:
        """The document as far as it is sound by now."""
        self.document = self.links.left_of(self.document)
        # As it was, where nothing went since: most stages refuse nothing.
        if self._view is None or self._view.document is not self.document:
            self._view = View.of(self.document, self.whole, self.refused)
        return self._view

    def drop(self, found: Sequence[Refusal]) -> list[Record]:
        """Drop the refused records that are still there, and what refers to them; all that was dropped."""
        standing = [refusal for refusal in found if self.links.holds(refusal.record)]
        dropped = self._drop(standing)
        return dropped + self._drop_dangling(self.links.referring_to(dropped))

    def _drop_dangling(self, suspects: Sequence[Record]) -> list[Record]:
        dropped: list[Record] = []
        while suspects:
            fallen = self._drop(
                [refusal for record in suspects for refusal in self.links.dangling(record, self.refused)]
            )
            dropped += fallen
            suspects = self.links.referring_to(fallen)
        return dropped

    def _drop(self, found: Sequence[Refusal]) -> list[Record]:
        """Drop these records and the triggers that were theirs alone."""
        for refusal in found:
            record = refusal.record
            fault = Fault(self.path, record.line, name_of(record), refusal.message, refusal.hint)
            if refusal.is_fault:
                self.faults.append(fault)
            else:
                self.remarks.append(str(fault))
        # Two checks of a stage may refuse one record: both faults are told, and it goes once.
        gone = list({id(refusal.record): refusal.record for refusal in found}.values())
        self.refused.update((name_of(record), record.line) for record in gone)
        self.links.remove(gone)
        triggers = self.links.triggers_of(gone)
        self.refused.update((mention.id, line) for mention, line in triggers)
        self.links.remove([mention for mention, _ in triggers])
        return [*gone, *(mention for mention, _ in triggers)]


def all_records(document: AnnotatedDocument) -> Iterator[Record]:
    """All records of a document, table by table."""
    for table in TABLES:
        yield from getattr(document, table)


class Links:
    """Which records are left, which ids they bear, and which of them refer to an id; ``loose`` are those that referred
    to one that none bore from the beginning."""

    def __init__(self, document: AnnotatedDocument) -> None:
        self._left = {id(record): record for record in all_records(document)}
        self._count = len(self._left)
        self._bearing: Counter[tuple[str, str]] = Counter(map(_borne, self._left.values()))
        self._triggering = Counter(event.trigger for event in document.events)
        self._mentions = document.mention_by_id()
        self._referring: defaultdict[str, list[Record]] = defaultdict(list)
        self.loose: list[Record] = []
        for record in self._left.values():
            is_loose = False
            for identifier, kinds in referred(record):
                self._referring[identifier].append(record)
                is_loose = is_loose or not self._is_borne(identifier, kinds)
            if is_loose:
                self.loose.append(record)

    def holds(self, record: Record) -> bool:
        """Whether the record is left."""
        return id(record) in self._left

    def remove(self, records: Iterable[Record]) -> None:
        """Take records out."""
        for record in records:
            del self._left[id(record)]
            self._bearing[_borne(record)] -= 1
            if isinstance(record, EventMention):
                self._triggering[record.trigger] -= 1

    def triggers_of(self, records: Iterable[Record]) -> list[tuple[Mention, int]]:
        """The triggers that none but these events had, with the event's line.

        An event and its trigger are one record to whoever mends the file, so they go together.
        """
        lines = {event.trigger: event.line for event in records if isinstance(event, EventMention)}
        found = ((self._mentions.get(name), line) for name, line in lines.items() if not self._triggering[name])
        # An actor that was taken for a trigger is still an actor.
        entities = ontology().entities
        return [
            (mention, line)
            for mention, line in found
            if mention and self.holds(mention) and mention.type not in entities
        ]

    def referring_to(self, records: Iterable[Record]) -> list[Record]:
        """The records left that refer to one of these by its id."""
        names = dict.fromkeys(name_of(record) for record in records)
        found = (record for name in names for record in self._referring.get(name, ()) if self.holds(record))
        # Told apart by identity: two records of a file may be equal but for their lines.
        return list({id(record): record for record in found}.values())

    def dangling(self, record: Record, refused: dict[str, int]) -> Iterator[Refusal]:
        """Why a record can't stay that refers to an id which nothing defines, or whose record was refused."""
        for identifier, kinds in dict.fromkeys(referred(record)):
            if self._is_borne(identifier, kinds):
                continue
            lost = f"refers to {identifier}, which "
            # A note means nothing to the graph: that it goes is worth a word, but no mending.
            if isinstance(record, Note):
                yield Refusal(record, f"{lost}is not there; the note is left out", is_fault=False)
            elif identifier in refused:
                yield Refusal(record, f"{lost}was refused (line {refused[identifier]})")
            else:
                yield Refusal(record, f"{lost}nothing defines", "is a line missing?")

    def _is_borne(self, identifier: str, kinds: Iterable[str]) -> bool:
        return any(self._bearing.get((kind, identifier)) for kind in kinds)

    def left_of(self, document: AnnotatedDocument) -> AnnotatedDocument:
        """The document without what was taken out."""
        # Nothing went since: most stages of most documents refuse nothing, and tables may be long.
        if len(self._left) == self._count:
            return document
        self._count = len(self._left)
        left: dict[str, Any] = {
            table: tuple(record for record in getattr(document, table) if self.holds(record)) for table in TABLES
        }
        return replace(document, **left)


_MENTION, _EVENT, _OTHER = "mention", "event", "other"
_ANNOTATED = (_MENTION, _EVENT)


def _borne(record: Record) -> tuple[str, str]:
    kind = _MENTION if isinstance(record, Mention) else _EVENT if isinstance(record, EventMention) else _OTHER
    return kind, "" if isinstance(record, Note | Equivalence) else record.id


def referred(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids that a record refers to, each with the kinds of record that may bear it."""
    match record:
        case EventMention():
            yield record.trigger, (_MENTION,)
            yield from ((argument.filler, _ANNOTATED) for argument in record.arguments)
        case Relation():
            yield from ((end, _ANNOTATED) for end in (record.source, record.target))
        case Equivalence():
            yield from ((member, _ANNOTATED) for member in record.members)
        case Attribute() | Normalisation():
            yield record.target, _ANNOTATED
        case Note():
            yield record.target, (*_ANNOTATED, _OTHER)
        case Mention():
            pass

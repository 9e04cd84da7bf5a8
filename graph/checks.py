"""Everything about meaning that can be wrong in one annotated document: its words, ids, kinds, cycles and claims.

A faulty record is left out, and with it what refers to it; each is said, and the smallest record that holds the
fault goes. What is left never says more than the file does: an event that only a refused record kept from being
told as plain fact goes as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from goodoffices.graph.annotation import AnnotatedDocument, EventMention, Reading
from goodoffices.graph.checks_attributes import (
    misplaced_attributes,
    missing_values,
    unfit_statuses,
    unknown_attributes,
    unknown_values,
    values_given_twice,
)
from goodoffices.graph.checks_claims import (
    claims_about_nothing,
    claims_of_unfit_status,
    claims_without_their_aspect,
    events_left_unqualified,
)
from goodoffices.graph.checks_events import (
    circular_events,
    lone_triggers,
    mistyped_triggers,
    self_references,
    unfit_fillers,
    unknown_event_types,
    unknown_mention_types,
    unknown_roles,
)
from goodoffices.graph.checks_identity import (
    joined_triggers,
    mixed_identifiers,
    mixed_kinds,
    repeated_identifiers,
    unfit_identifiers,
    unknown_identifiers,
    unknown_schemes,
)
from goodoffices.graph.checks_relations import (
    circular_relations,
    unfit_ends,
    unknown_relations,
    unlike_same_events,
)
from goodoffices.graph.checks_view import TABLES, Check, Record, Refusal, View, name_of
from goodoffices.graph.errors import Fault
from goodoffices.graph.ontology import ontology

STAGES: tuple[tuple[Check, ...], ...] = (
    (unknown_mention_types, unknown_event_types, unknown_roles, unknown_attributes, unknown_relations, unknown_schemes),
    (
        lone_triggers,
        mistyped_triggers,
        unfit_fillers,
        self_references,
        misplaced_attributes,
        missing_values,
        unknown_values,
        unfit_statuses,
        unfit_ends,
        unlike_same_events,
        unfit_identifiers,
        unknown_identifiers,
        joined_triggers,
    ),
    (circular_events, values_given_twice, repeated_identifiers, mixed_kinds, mixed_identifiers),
    (circular_relations,),
    (claims_about_nothing, claims_without_their_aspect, claims_of_unfit_status),
    (events_left_unqualified,),
)
"""The checks in their order; a stage sees only what the stages before it found sound."""


def checked(reading: Reading) -> Reading:
    """The reading with what is left of its document, and a fault for each record that had to go, in file order."""
    if reading.document is None:
        return reading
    sieve = _Sieve(reading)
    for stage in STAGES:
        sieve.pass_through(stage)
    faults = sorted(sieve.faults, key=lambda fault: (fault.path == reading.path, fault.line))
    return replace(reading, document=sieve.document, faults=tuple(dict.fromkeys(faults)))


class _Sieve:
    """The document while it is checked: what is left of it, and the faults."""

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        assert document is not None
        self.path = reading.path
        self.whole = self.document = document
        self.faults = list(reading.faults)
        self.refused = {fault.id: fault.line for fault in reading.faults if fault.id}
        while self.drop(dangling):
            pass

    def pass_through(self, stage: Sequence[Check]) -> None:
        """Drop what the stage's checks refuse, and then what refers to it."""
        dropped = self.drop(*stage)
        while dropped:
            dropped = self.drop(dangling) or (stage == STAGES[-1] and self.drop(*stage))

    def drop(self, *checks: Check) -> bool:
        """Drop what these checks refuse in the document as it stands now; whether that was anything."""
        view = View.of(self.document, self.whole, self.refused)
        found = [refusal for check in checks for refusal in check(view)]
        if not found:
            return False
        self.faults.extend(self._fault(refusal) for refusal in found)
        gone = [refusal.record for refusal in found]
        self.refused = self.refused | {name_of(record): record.line for record in gone}
        self.document = _without(self.document, gone)
        self._drop_triggers([record for record in gone if isinstance(record, EventMention)])
        return True

    def _drop_triggers(self, events: Iterable[EventMention]) -> None:
        """An event and its trigger are one record to whoever mends the file, so they go together."""
        needed = {event.trigger for event in self.document.events}
        lines = {event.trigger: event.line for event in events if event.trigger not in needed}
        mentions = (mention for mention in self.document.mentions if mention.id in lines)
        triggers = [mention for mention in mentions if mention.type not in ontology().entities]
        self.refused = self.refused | {mention.id: lines[mention.id] for mention in triggers}
        self.document = _without(self.document, triggers)

    def _fault(self, refusal: Refusal) -> Fault:
        return Fault(self.path, refusal.record.line, name_of(refusal.record), refusal.message, refusal.hint)


def _without(document: AnnotatedDocument, records: Iterable[Record]) -> AnnotatedDocument:
    gone = {id(record) for record in records}
    left: dict[str, Any] = {
        table: tuple(record for record in getattr(document, table) if id(record) not in gone) for table in TABLES
    }
    return replace(document, **left)


def dangling(view: View) -> Iterator[Refusal]:
    """Records that refer to an id that nothing defines, or whose record was refused."""
    document = view.document
    notable = {*view.mentions, *view.events, *(name_of(one) for one in _others(document))}
    annotated = {*view.mentions, *view.events}
    for event in document.events:
        yield from _unknown(view, event, [event.trigger], set(view.mentions))
        yield from _unknown(view, event, [argument.filler for argument in event.arguments], annotated)
    for attribute in document.attributes:
        yield from _unknown(view, attribute, [attribute.target], annotated)
    for relation in document.relations:
        yield from _unknown(view, relation, [relation.source, relation.target], annotated)
    for equivalence in document.equivalences:
        yield from _unknown(view, equivalence, equivalence.members, annotated)
    for normalisation in document.normalisations:
        yield from _unknown(view, normalisation, [normalisation.target], annotated)
    for note in document.notes:
        yield from _unknown(view, note, [note.target], notable)


def _others(document: AnnotatedDocument) -> Iterator[Record]:
    yield from document.attributes
    yield from document.relations
    yield from document.normalisations


def _unknown(view: View, record: Record, ids: Iterable[str], known: set[str]) -> Iterator[Refusal]:
    for identifier in dict.fromkeys(ids):
        if identifier in known:
            continue
        if identifier in view.refused:
            line = view.refused[identifier]
            yield Refusal(record, f"refers to {identifier}, which was refused (line {line})")
        else:
            yield Refusal(record, f"refers to {identifier}, which nothing defines", "is a line missing?")

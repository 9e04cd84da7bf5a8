"""Checks of attributes: their names, bearers and values."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.graph.annotation import Attribute
from goodoffices.graph.validation.context import CLAIM, Refusal, View, comma_separated
from goodoffices.graph.vocabulary.ontology import ontology, unknown_word
from goodoffices.graph.vocabulary.text import with_article

STATUS = "Status"
KIND = "Kind"
KIND_BEARERS = ("Organization",)
"""The entity types that bear the one attribute that is no event's."""


def mistyped_attributes(view: View) -> Iterator[Refusal]:
    """Notes (#) that are attributes by their type and by the event on which they stand: the A became a #."""
    for note in view.document.notes:
        # Without this the event would silently bear none: a note is free text, and nothing else looks at it.
        if note.type in ontology().attributes and note.target in view.events:
            value = f"{note.text} ".split()[:1] or ["<value>"]
            number = note.id.removeprefix("#")
            hint = f"write A{number}<tab>{note.type} {note.target} {value[0][:40]}, with a number that is still free"
            yield Refusal(note, f"is a note, but {note.type} is an attribute of the event {note.target}", hint)


def unknown_attributes(view: View) -> Iterator[Refusal]:
    """Attributes that the ontology doesn't have."""
    for attribute in view.document.attributes:
        if attribute.name not in ontology().attributes:
            yield Refusal(attribute, unknown_word(attribute.name, ontology().attributes, "attribute"))


def misplaced_attributes(view: View) -> Iterator[Refusal]:
    """Attributes on an annotation whose type can't bear them."""
    for attribute in view.document.attributes:
        bearers = bearers_of(attribute.name)
        target = attribute.target
        if target in view.event_of_trigger and attribute.name != KIND:
            event = view.event_of_trigger[target]
            yield Refusal(attribute, f"{attribute.name} stands on {target}, a trigger", f"put it on the event, {event}")
        elif view.type_of(target) not in bearers:
            message = f"{view.named(target)} can't bear {attribute.name}; valid: {comma_separated(bearers)}"
            event_type = view.event_type(target)
            is_bearer = view.type_of(target) in KIND_BEARERS
            own = event_type.attributes if event_type else (KIND,) if is_bearer else ()
            hint = f"{with_article(view.type_of(target))} bears {comma_separated(own) or 'no attribute'}"
            yield Refusal(attribute, message, hint)


def bearers_of(name: str) -> tuple[str, ...]:
    """The annotation types that may bear an attribute."""
    if name == KIND:
        return KIND_BEARERS
    return tuple(event.name for event in ontology().events.values() if name in event.attributes)


def missing_values(view: View) -> Iterator[Refusal]:
    """Attributes without a value; every one of this scheme has one."""
    for attribute in view.document.attributes:
        if not attribute.value:
            yield Refusal(
                attribute, f"{attribute.name} has no value; valid: {comma_separated(_valid(view, attribute))}"
            )


def unknown_values(view: View) -> Iterator[Refusal]:
    """Values that the attribute doesn't have, whatever bears it."""
    for attribute in view.document.attributes:
        if attribute.value and attribute.value not in ontology().attributes[attribute.name]:
            message = unknown_word(attribute.value, _valid(view, attribute), f"value of {attribute.name}")
            yield Refusal(attribute, message)


def unfit_statuses(view: View) -> Iterator[Refusal]:
    """Statuses that the type of their event doesn't take; a Claim's is judged by the event that it is about."""
    for attribute in view.document.attributes:
        event = view.event_type(attribute.target)
        if attribute.name != STATUS or event is None or event.name == CLAIM:
            continue
        if attribute.value in ontology().statuses() and attribute.value not in event.statuses:
            unfit = f'the status "{attribute.value}" does not fit {with_article(event.name)}'
            yield Refusal(attribute, f"{unfit}; valid: {comma_separated(event.statuses)}")


def _valid(view: View, attribute: Attribute) -> tuple[str, ...]:
    """The values that an attribute may have where it stands: a status must be one of its event's type."""
    event = view.event_type(attribute.target)
    if attribute.name == STATUS and event is not None:
        return event.statuses
    return ontology().attributes[attribute.name]


def values_given_twice(view: View) -> Iterator[Refusal]:
    """Attributes that give an annotation a second value other than its first."""
    first: dict[tuple[str, str], Attribute] = {}
    for attribute in view.document.attributes:
        # To say the same twice, as annotators who work side by side do, contradicts nothing.
        before = first.setdefault((attribute.target, attribute.name), attribute)
        if before.value != attribute.value:
            message = f"{attribute.name} of {attribute.target} is {before.value} by {before.id}"
            yield Refusal(
                attribute, f"{message} (line {before.line}) and {attribute.value} here", "keep one of the two"
            )

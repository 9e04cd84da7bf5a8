"""Checks of mentions and events: their types, triggers, roles and fillers."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.graph.annotation import Argument
from goodoffices.graph.rules.circles import closing_arcs
from goodoffices.graph.validation.context import CLAIM, Refusal, View, comma_separated, some
from goodoffices.graph.vocabulary.ontology import RoleType, ontology, unknown_word
from goodoffices.graph.vocabulary.text import with_article


def unknown_mention_types(view: View) -> Iterator[Refusal]:
    """Mentions of a type that is neither an entity's nor an event's; a trigger's is its event's to answer for."""
    words = ontology()
    triggers = {event.trigger: event.type for event in view.whole.events}
    for mention in view.document.mentions:
        known = mention.type in words.entities or mention.type in words.events
        if not known and triggers.get(mention.id) != mention.type:
            valid, what = (tuple(words.events), "event") if mention.id in triggers else (words.entities, "entity")
            yield Refusal(mention, unknown_word(mention.type, valid, f"type of {what}"))


def unknown_event_types(view: View) -> Iterator[Refusal]:
    """Events of a type that the ontology doesn't have."""
    for event in view.document.events:
        if event.type not in ontology().events:
            yield Refusal(event, unknown_word(event.type, ontology().events, "type of event"))


def unknown_roles(view: View) -> Iterator[Refusal]:
    """Events with a role that their type doesn't take."""
    for event in view.document.events:
        known = ontology().events.get(event.type)
        for role in dict.fromkeys(argument.role for argument in event.arguments):
            if known and role not in known.roles:
                yield Refusal(event, unknown_word(role, known.roles, f"role of {with_article(event.type)}"))


def lone_triggers(view: View) -> Iterator[Refusal]:
    """Mentions of an event's type that are the trigger of no event."""
    # Of the whole file: the trigger of an event that was refused is that event's to answer for, and goes with it.
    triggers = {event.trigger for event in view.whole.events}
    read = view.whole.event_by_id()
    broken = [name for name in view.refused if name.startswith("E") and name not in read]
    hint = f"is {some(broken)}, which was refused, its event?" if broken else "add its E line or remove it"
    for mention in view.document.mentions:
        if mention.type in ontology().events and mention.id not in triggers:
            yield Refusal(mention, f"is the trigger of {with_article(mention.type)} that no E line tells", hint)


def mistyped_triggers(view: View) -> Iterator[Refusal]:
    """Events whose trigger is a mention of another type."""
    for event in view.document.events:
        trigger = view.mentions[event.trigger]
        if trigger.type != event.type:
            message = f"is {with_article(event.type)}, but its trigger {view.named(trigger.id)} is not"
            yield Refusal(event, message, f"write {trigger.type}:{trigger.id} or change the type of {trigger.id}")


def unfit_fillers(view: View) -> Iterator[Refusal]:
    """Events with a role filled by an annotation of a type that the role doesn't take."""
    for event in view.document.events:
        for argument in event.arguments:
            role = ontology().events[event.type].roles[argument.role]
            type_ = view.type_of(argument.filler)
            fits = type_ in role.fillers and (argument.filler in view.events) == (type_ in ontology().events)
            if not fits:
                named, valid = view.named(argument.filler), comma_separated(role.fillers)
                message = f"{argument.role} can't be {named}; valid: {valid}"
                yield Refusal(event, message, _advice(view, argument, role))


def _advice(view: View, argument: Argument, role: RoleType) -> str:
    """What to do about a filler that the role doesn't take, by the mistake that annotators make most there."""
    type_ = view.type_of(argument.filler)
    takes_actors = "State" in role.fillers
    if argument.filler in view.event_of_trigger:
        event = view.event_of_trigger[argument.filler]
        return "an event is no actor" if takes_actors else f"give the event, {event}, not its trigger"
    if type_ == "Place" and takes_actors:
        return "a place does not act: annotate it as State if its government is meant"
    if argument.filler in view.events and takes_actors:
        return "an event is no actor: name who took part in it"
    if type_ == CLAIM:
        return "a claim is no event: give the event that it is about"
    if argument.filler in view.events:
        return f"an event is wanted elsewhere: {argument.role} takes a mention"
    return "an actor is wanted" if takes_actors else f"give {with_article(' or '.join(role.fillers))}"


def self_references(view: View) -> Iterator[Refusal]:
    """Events that are a filler of their own, by id or by trigger."""
    for event in view.document.events:
        for argument in event.arguments:
            if argument.filler in (event.id, event.trigger):
                yield Refusal(event, f"{argument.role} points at {event.id} itself", "give the other event")


def circular_events(view: View) -> Iterator[Refusal]:
    """Events that lead back to themselves by their From or About; of each cycle, the one that closes it."""
    arcs = [(event.id, argument.filler) for event in view.document.events for argument in event.arguments]
    arcs = [arc for arc in arcs if arc[1] in view.events]
    closing = {arcs[place][0] for place in closing_arcs(arcs)}
    for event in view.document.events:
        if event.id in closing:
            roles = dict.fromkeys(argument.role for argument in event.arguments if argument.filler in view.events)
            yield Refusal(event, f"{' and '.join(roles)} leads in a circle back to {event.id}", "remove one link")

"""Checks of relations: what they join, and that they lead in no circle."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.graph.construction.actors import own_actors
from goodoffices.graph.rules.circles import closing_arcs
from goodoffices.graph.validation.context import CLAIM, Refusal, View, comma_separated
from goodoffices.graph.vocabulary.ontology import RelationType, ontology, unknown_word
from goodoffices.graph.vocabulary.text import with_article

SAME_EVENT = "SameEvent"
CIRCLE_FREE = ("Of", "Member")


def unknown_relations(view: View) -> Iterator[Refusal]:
    """Relations that the ontology doesn't have."""
    for relation in view.document.relations:
        if relation.type not in ontology().relations:
            yield Refusal(relation, unknown_word(relation.type, (*ontology().relations, "Equiv"), "relation"))


def unfit_ends(view: View) -> Iterator[Refusal]:
    """Relations from or to an annotation of a type that they don't take."""
    for relation in view.document.relations:
        known = ontology().relations[relation.type]
        ends = (("Arg1", relation.source, known.sources), ("Arg2", relation.target, known.targets))
        for end, identifier, valid in ends:
            type_ = view.type_of(identifier)
            if type_ not in valid or identifier in view.event_of_trigger:
                message = f"{end} of {relation.type} can't be {view.named(identifier)}; valid: {comma_separated(valid)}"
                yield Refusal(relation, message, _advice(view, known, end, identifier))


def _advice(view: View, known: RelationType, end: str, identifier: str) -> str:
    if identifier in view.event_of_trigger:
        return f"give the event, {view.event_of_trigger[identifier]}" if known.name == SAME_EVENT else ""
    if view.type_of(identifier) == "Place" and "State" in (known.sources if end == "Arg1" else known.targets):
        return "annotate it as State if its government is meant"
    if view.type_of(identifier) == CLAIM:
        return "a claim is no event"
    return ""


def unlike_same_events(view: View) -> Iterator[Refusal]:
    """SameEvent between an event and itself or one of another type."""
    for relation in view.document.relations:
        if relation.type != SAME_EVENT or not all(end in view.events for end in (relation.source, relation.target)):
            continue
        source, target = view.type_of(relation.source), view.type_of(relation.target)
        if relation.source == relation.target:
            yield Refusal(relation, f"{SAME_EVENT} joins {relation.source} with itself", "give the other event")
        elif source != target and {source, target} <= set(ontology().relations[SAME_EVENT].sources):
            ends = f"{relation.source}, {with_article(source)}, with {relation.target}, {with_article(target)}"
            yield Refusal(relation, f"{SAME_EVENT} joins {ends}", "one event has one type")


def circular_relations(view: View) -> Iterator[Refusal]:
    """Of and Member that lead from an actor back to itself; of each circle, the one that closes it."""
    found = {name: [arc for arc in view.document.relations if arc.type == name] for name in CIRCLE_FREE}
    # By actors, not by mentions: a circle may lead through two names of one actor.
    actor_of = own_actors(view.document) if any(found.values()) else {}
    for relations in found.values():
        arcs = [(actor_of[relation.source], actor_of[relation.target]) for relation in relations]
        for place in closing_arcs(arcs):
            relation, is_loop = relations[place], arcs[place][0] == arcs[place][1]
            ends = dict.fromkeys((view.named(relation.source), view.named(relation.target)))
            how = "joins an actor with itself" if is_loop else "leads in a circle"
            # Two mentions, one actor: what joined them may be an identifier or a name, which no line here shows.
            hint = "both ends are one actor by Equiv, identifier or name" if is_loop and len(ends) > 1 else ""
            yield Refusal(relation, f"{relation.type} {how}: {' and '.join(ends)}", hint or "remove one link")

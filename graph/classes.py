"""Which mentions of a document name one and the same actor or place, as its annotators joined them."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.graph.annotation import AnnotatedDocument, Mention


def classes(document: AnnotatedDocument) -> Mapping[str, tuple[str, ...]]:
    """Every entity mention's id with the ids of its whole class, in the order of the text.

    Overlapping equivalences make one class; a mention that none names is a class of its own. Triggers of events
    and ids that no mention bears are left out.
    """
    triggers = {event.trigger for event in document.events}
    entities = [mention for mention in document.mentions if mention.id not in triggers]
    joined = _joined({mention.id for mention in entities}, document)
    groups: dict[str, list[str]] = {}
    for mention in sorted(entities, key=_position):
        groups.setdefault(joined[mention.id], []).append(mention.id)
    whole = {root: tuple(members) for root, members in groups.items()}
    return {mention.id: whole[joined[mention.id]] for mention in entities}


def _joined(ids: set[str], document: AnnotatedDocument) -> dict[str, str]:
    """Each id with the one id that stands for its class."""
    parent = {identifier: identifier for identifier in ids}
    for equivalence in document.equivalences:
        members = [member for member in equivalence.members if member in parent]
        for member in members[1:]:
            parent[root(parent, member)] = root(parent, members[0])
    return {identifier: root(parent, identifier) for identifier in ids}


def root(parent: dict[str, str], identifier: str) -> str:
    """The id that stands for the class of ``identifier``; shortens the way there for the next time."""
    while parent[identifier] != identifier:
        parent[identifier] = parent[parent[identifier]]
        identifier = parent[identifier]
    return identifier


def _position(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.id

"""Which mentions of a document name one and the same actor or place, as its annotators joined them."""

from __future__ import annotations

from collections.abc import Mapping

from goodoffices.graph.annotation import AnnotatedDocument


def mention_clusters(document: AnnotatedDocument) -> Mapping[str, tuple[str, ...]]:
    """Every entity mention's id with the ids of its whole cluster, in the order of the text.

    Overlapping equivalences make one cluster; a mention that none names is a cluster of its own. Triggers of events
    and ids that no mention bears are left out.
    """
    triggers = {event.trigger for event in document.events}
    entities = [mention for mention in document.mentions if mention.id not in triggers]
    # Mentions as a disjoint-set forest: an equivalence may join two clusters that others made before.
    parent = {mention.id: mention.id for mention in entities}
    for equivalence in document.equivalences:
        members = [member for member in equivalence.members if member in parent]
        for member in members[1:]:
            parent[root(parent, member)] = root(parent, members[0])
    groups: dict[str, list[str]] = {}
    for mention in sorted(entities, key=lambda mention: (mention.start, mention.end, mention.id)):
        groups.setdefault(root(parent, mention.id), []).append(mention.id)
    return {member: members for members in map(tuple, groups.values()) for member in members}


def root(parent: dict[str, str], identifier: str) -> str:
    """The id that stands for the cluster of ``identifier``; shortens the way there for the next time."""
    # Not by recursion: a file may join its mentions in a chain as long as it likes.
    while parent[identifier] != identifier:
        parent[identifier] = parent[parent[identifier]]
        identifier = parent[identifier]
    return identifier

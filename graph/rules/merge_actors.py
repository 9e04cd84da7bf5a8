"""What several documents say of one actor or place, merged: the order of the documents never matters."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.graph.model import Actor, Place
from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.graph.vocabulary.spelling import fold


def merged_actor(records: Iterable[Actor]) -> Actor:
    """One actor out of the records that documents (at least one) have of it under one id.

    The longest of their best names wins (ties: the first by code point), every other name becomes an alias; official
    wins over person, else the kind that the ontology lists first; of identifiers and sizes the smallest.
    """
    known = list(records)
    name = _best_name(known)
    names = {actor.name for actor in known}.union(*(actor.aliases for actor in known))
    return Actor(
        id=known[0].id,
        name=name,
        aliases=tuple(sorted(names - {name})),
        kind=min((actor.kind for actor in known), key=ontology().kinds.index),
        # Documents that disagree here have one actor all the same; the smallest is as good as any, and the same for
        # every order in which they are loaded.
        iso3=_smallest(actor.iso3 for actor in known),
        wikidata=_smallest(actor.wikidata for actor in known),
        cardinality=_smallest(actor.cardinality for actor in known),
    )


def merged_place(records: Iterable[Place]) -> Place:
    """One place out of the records that documents (at least one) have of it: the longest name, the smallest code."""
    known = list(records)
    return Place(known[0].id, _best_name(known), _smallest(place.iso3 for place in known))


def kind_label(kind: str) -> str:
    """The second label of an actor of ``kind``: ``ArmedGroup`` for ``armed_group``."""
    return "".join(word.capitalize() for word in kind.split("_"))


def folded_names(actor: Actor) -> list[str]:
    """Every name of the actor as names are compared, for look-up."""
    return sorted({fold(name) for name in (actor.name, *actor.aliases)})


def _best_name(records: Iterable[Actor | Place]) -> str:
    return min((record.name for record in records), key=lambda name: (-len(name), name))


def _smallest(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value is not None), default=None)

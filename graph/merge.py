"""What several documents say of one actor or place, merged: the order of the documents never matters."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import replace

from goodoffices.graph.model import Actor, Place
from goodoffices.graph.names import fold
from goodoffices.graph.ontology import ontology


def merged_actor(sayings: Iterable[Actor]) -> Actor:
    """One actor out of what documents (at least one) say of it under one id.

    The longest of their best names wins (ties: the first by code point), every other name becomes an alias; official
    wins over person, else the kind that the ontology lists first; of identifiers and sizes the smallest.
    """
    return functools.reduce(_both_actors, (_tidy(actor) for actor in sayings))


def merged_place(sayings: Iterable[Place]) -> Place:
    """One place out of what documents (at least one) say of it: the longest name, the smallest code."""
    return functools.reduce(_both_places, sayings)


def kind_label(kind: str) -> str:
    """The second label of an actor of ``kind``: ``ArmedGroup`` for ``armed_group``."""
    return "".join(word.capitalize() for word in kind.split("_"))


def folded_names(actor: Actor) -> list[str]:
    """Every name of the actor as names are compared, for look-up."""
    return sorted({fold(name) for name in (actor.name, *actor.aliases)})


def _tidy(actor: Actor) -> Actor:
    return replace(actor, aliases=tuple(sorted(set(actor.aliases) - {actor.name})))


def _both_actors(one: Actor, other: Actor) -> Actor:
    name = _best_name(one.name, other.name)
    names = {one.name, other.name, *one.aliases, *other.aliases}
    return Actor(
        id=one.id,
        name=name,
        aliases=tuple(sorted(names - {name})),
        kind=min(one.kind, other.kind, key=ontology().kinds.index),
        iso3=_smallest(one.iso3, other.iso3),
        wikidata=_smallest(one.wikidata, other.wikidata),
        cardinality=_smallest(one.cardinality, other.cardinality),
    )


def _both_places(one: Place, other: Place) -> Place:
    return Place(one.id, _best_name(one.name, other.name), _smallest(one.iso3, other.iso3))


def _best_name(*names: str) -> str:
    return min(names, key=lambda name: (-len(name), name))


def _smallest(*values: str | None) -> str | None:
    return min((value for value in values if value is not None), default=None)

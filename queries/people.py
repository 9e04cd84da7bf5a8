"""Actors that were judged to be one, as one: nothing stored is rewritten, answers are merged when they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from goodoffices.graph.store import Ask

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class People:
    """Which actors are one: ``shown`` has the one that an answer shows for each, ``members`` all that it stands for."""

    shown: Mapping[str, Row] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def id(self, actor: str) -> str:
        """The id under which an actor is shown."""
        return str(self.shown[actor]["id"]) if actor in self.shown else actor

    def everybody(self, actors: Iterable[str]) -> tuple[str, ...]:
        """These actors and all who are one with them, sorted."""
        return tuple(sorted({key for actor in actors for key in self.members.get(self.id(actor), (actor,))}))

    def name(self, name: str) -> str:
        """The name that is shown for an actor of that name."""
        return self.names.get(name, name)

    def as_shown(self, actor: Mapping[str, Any]) -> Row:
        """An actor's row with the id, name and kind that are shown for it, and so in ``of``."""
        found = {**actor, **{key: value for key, value in self.shown.get(actor["id"], {}).items() if key in actor}}
        if isinstance(found.get("of"), list):
            found["of"] = [self.as_shown(of) if isinstance(of, dict) else self.name(of) for of in found["of"]]
        return found

    def each_once(self, actors: Iterable[Mapping[str, Any]], *same: str) -> list[Row]:
        """Actors as they are shown, each once among those equal in the fields ``same``; ``of`` is united."""
        if not self.shown:
            return [dict(actor) for actor in actors]
        found: dict[tuple[Any, ...], Row] = {}
        for actor in map(self.as_shown, actors):
            first = found.setdefault((actor["id"], *(actor[field] for field in same)), actor)
            if first is not actor and "of" in actor:
                first["of"] = [*first["of"], *(of for of in actor["of"] if of not in first["of"])]
        return list(found.values())


NOBODY = People()


def people(ask: Ask) -> People:
    """The actors that judgements made one, of those that are in the store."""
    pairs = ask(text_of("same-actors"))
    return _people(pairs) if pairs else NOBODY


def _people(pairs: Collection[Mapping[str, Any]]) -> People:
    from goodoffices.graph.judgements import Judgement, classes

    stored = {one["id"]: one for pair in pairs for one in (pair["one"], pair["other"]) if one}
    judged = (Judgement("actor", pair["left"], pair["right"], "same", None, "") for pair in pairs)
    groups = [[stored[key] for key in group if key in stored] for group in classes(judged)]
    shown = {one["id"]: _representative(group) for group in groups if len(group) > 1 for one in group}
    members: dict[str, tuple[str, ...]] = {}
    for key in sorted(shown):
        members[shown[key]["id"]] = (*members.get(shown[key]["id"], ()), key)
    return People(shown, members, _names(stored, shown))


def _representative(group: list[Mapping[str, Any]]) -> Row:
    """What is shown for all of a group: merged as documents' words on one actor are, under the smallest id."""
    from goodoffices.graph.merge import merged_actor
    from goodoffices.graph.model import Actor

    actors = sorted(Actor(**{**one, "aliases": tuple(one["aliases"])}) for one in group)
    merged = merged_actor(actors)
    return {field: getattr(merged, field) for field in ("id", "name", "kind", "iso3")}


def _names(stored: Mapping[str, Mapping[str, Any]], shown: Mapping[str, Row]) -> dict[str, str]:
    called = ((name, key) for key in shown for name in (stored[key]["name"], *stored[key]["aliases"]))
    return {name: shown[key]["name"] for name, key in called}

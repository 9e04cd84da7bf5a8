"""Actors that were judged to be one, as one: nothing stored is rewritten, answers are merged when they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from goodoffices.queries.engine.catalogue import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.rows import Found, Row


@dataclass(frozen=True, slots=True)
class MergedActors:
    """Which actors are one: ``shown`` has the one that an answer shows for each, ``members`` all that it stands for."""

    shown: Mapping[str, Row] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # By name, since edges keep those through whom they were rolled up as names and not as ids.
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

    def as_shown(self, actor: Found) -> Row:
        """An actor's row with the id, name and kind that are shown for it, and so in ``of``."""
        found = {**actor, **{key: value for key, value in self.shown.get(actor["id"], {}).items() if key in actor}}
        if isinstance(found.get("of"), list):
            found["of"] = [self.as_shown(of) if isinstance(of, dict) else self.name(of) for of in found["of"]]
        return found

    def each_once(self, actors: Iterable[Found], *same: str) -> list[Row]:
        """Actors as they are shown, each once among those equal in the fields ``same``; ``of`` is united."""
        # Nearly every graph: nobody was judged to be one, and the rows need no second look.
        if not self.shown:
            return [dict(actor) for actor in actors]
        found: dict[tuple[Any, ...], Row] = {}
        for actor in map(self.as_shown, actors):
            first = found.setdefault((actor["id"], *(actor[field] for field in same)), actor)
            if first is not actor and "of" in actor:
                # A new list: the row's own may be remembered for whoever asks next.
                first["of"] = [*first["of"], *(of for of in actor["of"] if of not in first["of"])]
        return list(found.values())


NOBODY_MERGED = MergedActors()


def merged_actors(ask: ReadTransaction) -> MergedActors:
    """The actors that judgements made one, of those that are in the store."""
    pairs = ask(text_of("same-actors"))
    if not pairs:
        return NOBODY_MERGED
    from goodoffices.graph.model import Actor
    from goodoffices.graph.rules.judgements import Judgement, judged_clusters
    from goodoffices.graph.rules.merge_actors import merged_actor

    stored = {one["id"]: one for pair in pairs for one in (pair["one"], pair["other"]) if one}
    # All judgements, also those on actors that no document tells of now: the two at their ends stay one.
    judged = (Judgement("actor", pair["left"], pair["right"], "same", None, "") for pair in pairs)
    shown: dict[str, Row] = {}
    members: dict[str, tuple[str, ...]] = {}
    for group in judged_clusters(judged):
        found = sorted(key for key in group if key in stored)
        if len(found) > 1:
            # What is shown for all of them: merged as documents' words on one actor are, under the smallest id.
            actors = (Actor(**{**stored[key], "aliases": tuple(stored[key]["aliases"])}) for key in found)
            merged = merged_actor(sorted(actors))
            row = {field: getattr(merged, field) for field in ("id", "name", "kind", "iso3")}
            shown |= dict.fromkeys(found, row)
            members[merged.id] = tuple(found)
    called = ((name, key) for key in shown for name in (stored[key]["name"], *stored[key]["aliases"]))
    return MergedActors(shown, members, {name: shown[key]["name"] for name, key in called})

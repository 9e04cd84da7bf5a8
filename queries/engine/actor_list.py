"""Everybody in the graph, each actor once, with all that it is also called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.rows import actor_row

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction


@dataclass(frozen=True, slots=True)
class Member:
    """An actor as it is shown, what else it is called, and the ``ids`` of all who were judged to be one with it."""

    id: str
    name: str
    kind: str
    iso3: str | None
    of: str | None
    aliases: tuple[str, ...]
    ids: tuple[str, ...]


def cast(ask: ReadTransaction) -> tuple[tuple[Member, ...], MergedActors]:
    """All actors by id, and who of them are one."""
    known, stored = merged_actors(ask), ask(text_of("page-nodes"))
    if any(one["id"] is None for one in stored):  # deleted while the statement ran
        raise StoreChangedError("the graph changed while its actors were listed; try again")
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in stored:
        names[known.id(one["id"])] |= {one["name"], *one["aliases"]}
    members = []
    for one in known.each_once(stored):
        also = sorted(names[one["id"]] - {one["name"]}, key=lambda name: (fold(name), name))
        members.append(Member(**actor_row(one), aliases=tuple(also), ids=known.everybody([one["id"]])))
    return tuple(members), known

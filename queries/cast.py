"""Everybody in the graph, each actor once, with all that it is also called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.names import fold
from goodoffices.queries.people import People, people
from goodoffices.queries.rows import Row, actor_row
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from goodoffices.graph.store import Ask


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


def cast(ask: Ask) -> tuple[tuple[Member, ...], People]:
    """All actors by id, and who of them are one."""
    known, stored = people(ask), ask(text_of("page-nodes"))
    if any(one["id"] is None for one in stored):  # deleted while the statement ran
        raise StoreChangedError("the graph changed while its actors were listed; try again")
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one in stored:
        names[known.id(one["id"])] |= {one["name"], *one["aliases"]}
    return tuple(_member(one, names[one["id"]], known) for one in known.each_once(stored)), known


def _member(actor: Row, names: set[str], known: People) -> Member:
    also = sorted(names - {actor["name"]}, key=lambda name: (fold(name), name))
    return Member(**actor_row(actor), aliases=tuple(also), ids=known.everybody([actor["id"]]))

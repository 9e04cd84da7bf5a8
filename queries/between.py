"""What joins two actors: the shortest ways through channels, and those without whom there is none."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.graph.names import fold
from goodoffices.graph.paths import Cut, Path, Ways, cut, through, ways
from goodoffices.queries.actors import resolve
from goodoffices.queries.filters import Filters
from goodoffices.queries.people import People, people
from goodoffices.queries.reheard import Whole, events_told
from goodoffices.queries.rows import Row, actor_row, names
from goodoffices.queries.selection import Answer, said_by
from goodoffices.queries.ties import AGENTS, Ties, actors_of, left_out, most_telling, row_between, ties

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask

_AT_MOST = 10
"""How many paths an answer has unless it is asked for more."""

_EVERYTHING = Filters()


def between(ask: Ask, a: str, b: str, filters: Filters = _EVERYTHING) -> Answer:
    """The shortest ways from one actor to another through channels: a row for each step of each.

    A channel is talks or a mediation that took place; it leads both ways. ``cut`` is 1 at a step to an actor without
    whom no channel joins the two. Where there is none such, it is the size of the smallest group without which none
    does, at the steps to each of that, and a path by each follows if it is not on the paths shown. A row shows one
    event, asserted before disputed and then the latest, and ``events`` says how many there are. ``limit`` counts
    paths. Raises UsageError if the two are one actor.
    """
    known = people(ask)
    asked = [resolve(ask, name, known) for name in (a, b)]
    said = tuple(dict.fromkeys(remark for one in asked for remark in one.remarks))
    sides = [tuple(sorted({known.id(key) for key in one.ids})) for one in asked]
    if set(sides[0]) & set(sides[1]):
        raise UsageError(f'"{a}" and "{b}" are one and the same actor.')
    if not all(sides):
        return Answer((), ("Nothing found.", *said))
    counted = said_by(ask, filters, known)
    channels = ties(ask, known, filters, counted, _agents(ask, known, (*sides[0], *sides[1])))
    limit = filters.limit or _AT_MOST
    found = _joined(ask, known, channels.as_one(sides[0]).as_one(sides[1]), sides, limit)
    rows = tuple(_rows(partial(events_told, ask, known, filters), found, _paths(found, limit)))
    remarks = (*_told(found, limit), *said, *left_out(ask, known, filters, counted))
    return Answer(rows, remarks if rows else ("Nothing found.", *remarks))


def _agents(ask: Ask, known: People, ids: Collection[str]) -> list[str]:
    """The officials and groups that are asked for themselves."""
    asked = actors_of(ask, ids, known).values()
    return [key for one in asked if one["kind"] in AGENTS for key in known.everybody([one["id"]])]


@dataclass(frozen=True, slots=True)
class _Found:
    """How two actors are joined; ``sides`` has all ids of each under the one that stands for it.

    ``detours``: a path by each of a group that only together cuts the two apart.
    """

    ties: Ties
    ways: Ways
    cut: Cut
    detours: tuple[Path, ...]
    sides: Mapping[str, Collection[str]]
    actors: Mapping[str, Row]

    def side(self, actor: str) -> Collection[str]:
        return self.sides.get(actor, (actor,))

    def called(self, actor: str) -> str:
        return str(self.actors[actor]["name"])


def _joined(ask: Ask, known: People, channels: Ties, sides: Sequence[tuple[str, ...]], limit: int) -> _Found:
    graph, (start, end) = channels.graph(), (side[0] for side in sides)
    found, parting = ways(graph, start, end), cut(graph, start, end)
    small = parting.together and len(parting.nodes) <= limit
    detours = tuple(through(graph, start, end, node, parting.nodes) for node in parting.nodes if small)
    nodes = {start, end, *found.distance, *parting.nodes, *(node for path in detours for node in path)}
    return _Found(channels, found, parting, detours, {side[0]: side for side in sides}, actors_of(ask, nodes, known))


def _paths(found: _Found, limit: int) -> list[Path]:
    """The first shortest paths, by the names on them, then those that show the rest of a group that cuts."""
    paths = list(islice(found.ways.paths(lambda node: (fold(found.called(node)), node)), min(limit, sys.maxsize)))
    seen = {node for path in paths for node in path}
    return [*paths, *(path for path in found.detours if not seen.intersection(found.cut.nodes).intersection(path))]


def _rows(whole: Whole, found: _Found, paths: Collection[Path]) -> Iterator[Row]:
    hops = {hop: found.ties.between(*hop) for path in paths for hop in pairwise(path)}
    events = whole({most_telling(told) for told in hops.values()})
    for number, path in enumerate(paths, 1):
        for step, hop in enumerate(pairwise(path), 1):
            one, other = hop
            event = events[most_telling(hops[hop])]
            yield {
                "path": number,
                "hop": step,
                "from": actor_row(found.actors[one]),
                "to": actor_row(found.actors[other]),
                "cut": found.cut.size if other in found.cut.nodes else None,
                "events": len(hops[hop]),
                **row_between(event, found.side(one), found.side(other)),
            }


def _told(found: _Found, limit: int) -> Iterator[str]:
    """What the paths amount to: whether there are more, and who could cut the two apart."""
    total = found.ways.count()
    one, other = found.called(found.ways.start), found.called(found.ways.end)
    nodes = names(found.actors[node] for node in found.cut.nodes)
    if total > limit:
        yield f"The first {limit} of {total} shortest paths."
    if not total:
        yield f"No channel joins {one} and {other}, not even through others."
    elif not nodes:
        yield f"{one} and {other} have a channel of their own; nobody else can cut it."
    elif found.cut.together:
        yield f"No single actor cuts {one} from {other}; it takes {len(nodes)}, such as {', '.join(nodes)}."
    else:
        yield f"Without {' or without '.join(nodes)} no channel joins {one} and {other}."

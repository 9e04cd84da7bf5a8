"""What joins two actors: the shortest ways through channels, and those without whom there is none."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.measures.cuts import Cut, cut
from goodoffices.graph.measures.paths import Path, Ways, through, ways
from goodoffices.graph.vocabulary.spelling import fold
from goodoffices.queries.engine.channels import (
    AGENTS,
    Ties,
    actors_of,
    left_out_channels,
    most_telling,
    row_between,
    ties,
)
from goodoffices.queries.engine.counterfactual_ties import Whole, events_told
from goodoffices.queries.engine.merged_actors import MergedActors, merged_actors
from goodoffices.queries.engine.name_resolution import refuse_one_for_both, resolve
from goodoffices.queries.engine.rows import ActorRow, EventRow, Row, actor_row, names
from goodoffices.queries.engine.selection import Answer, said_by
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.output.wording import with_state
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given

_AT_MOST = 10
"""How many paths an answer has unless it is asked for more."""

StepFields = TypedDict(
    "StepFields",
    {"path": int, "hop": int, "from": ActorRow, "to": ActorRow, "cut": int | None, "events": int},
)
"""A step of a way, and without how many there is none; ``events`` says how many make the channel."""


class StepRow(StepFields, EventRow):
    """A step from one actor to the next, and the event that shows its channel best."""


_CUTS = {None: "", 1: ", without whom there is no way"}


def _step(row: StepRow) -> str:
    more = f" ({row['events']} events, this one shown)" if row["events"] > 1 else ""
    parted = _CUTS.get(row["cut"], f", one of {row['cut']} without whom there is no way")
    return f"Path {row['path']}, step {row['hop']}: {with_state(row['from'])} – {with_state(row['to'])}{parted}{more}"


@question("between", Shape("event", StepRow, _step), "Channels between {a} and {b}")
def between(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """The shortest ways from one actor to another through channels: a row for each step of each.

    A channel is talks or a mediation that took place; it leads both ways. ``cut`` is 1 at a step to an actor without
    whom no channel joins the two. Where there is none such, it is the size of the smallest group without which none
    does, at the steps to each of that, and a path by each follows if it is not on the paths shown. A row shows one
    event, asserted before disputed and then the latest, and ``events`` says how many there are. ``limit`` counts
    paths. Raises UsageError if the two are one actor.
    """
    known, a, b = merged_actors(ask), given["a"], given["b"]
    asked = [resolve(ask, name, known) for name in (a, b)]
    said = tuple(dict.fromkeys(remark for one in asked for remark in one.remarks))
    sides = [tuple(sorted({known.id(key) for key in one.ids})) for one in asked]
    refuse_one_for_both(a, b, *sides)
    if not all(sides):
        return Answer((), ("Nothing found.", *said))
    counted = said_by(ask, filters, known)
    # Who asks for an official by name asks what that official did, and not what the state did.
    actors = actors_of(ask, (*sides[0], *sides[1]), known)
    agents = known.everybody(key for key, one in actors.items() if one["kind"] in AGENTS)
    channels = ties(ask, known, filters, counted, agents)
    limit = filters.limit or _AT_MOST
    # A name may fit several actors: they are one end here, or a way from one of them to another would count.
    found = _joined(ask, known, channels.as_one(sides[0]).as_one(sides[1]), sides, limit)
    rows = tuple(_rows(partial(events_told, ask, known, filters), found))
    remarks = (*_told(found, limit), *said, *left_out_channels(ask, known, filters, counted))
    return Answer(rows, remarks if rows else ("Nothing found.", *remarks))


@dataclass(frozen=True, slots=True)
class _Found:
    """How two actors are joined: all ``ways``, and the ``paths`` that are shown.

    ``sides`` has all ids of each of the two under the one that stands for it.
    """

    ties: Ties
    ways: Ways
    cut: Cut
    paths: list[Path]
    sides: Mapping[str, Collection[str]]
    actors: Mapping[str, Row]


def _joined(
    ask: ReadTransaction, known: MergedActors, channels: Ties, sides: Sequence[tuple[str, ...]], limit: int
) -> _Found:
    graph, (start, end) = channels.graph(), (side[0] for side in sides)
    found = ways(graph, start, end)
    parting = cut(found)
    # A group larger than the paths wanted would drown them.
    small = parting.together and len(parting.nodes) <= limit
    detours = [through(graph, start, end, node, parting.nodes) for node in parting.nodes if small]
    actors = actors_of(ask, {start, end, *found.distance, *parting.nodes, *chain.from_iterable(detours)}, known)
    # By names, so that every store and every order of loading gives the same first ones.
    paths = list(islice(found.paths(lambda node: (fold(actors[node]["name"]), node)), min(limit, sys.maxsize)))
    # Then those that show the rest of a group that only together cuts the two apart.
    seen = {node for path in paths for node in path if node in parting.nodes}
    paths += [path for path in detours if seen.isdisjoint(path)]
    return _Found(channels, found, parting, paths, {side[0]: side for side in sides}, actors)


def _rows(whole: Whole, found: _Found) -> Iterator[StepRow]:
    hops = {hop: found.ties.between(*hop) for path in found.paths for hop in pairwise(path)}
    events = whole({most_telling(told) for told in hops.values()})
    for number, path in enumerate(found.paths, 1):
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
                **row_between(event, found.sides.get(one, (one,)), found.sides.get(other, (other,))),
            }


def _told(found: _Found, limit: int) -> Iterator[str]:
    """What the paths amount to: whether there are more, and who could cut the two apart."""
    total = found.ways.count()
    one, other = (found.actors[end]["name"] for end in (found.ways.start, found.ways.end))
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

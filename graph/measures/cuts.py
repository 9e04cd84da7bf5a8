"""The nodes without which nothing joins two others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from networkx import Graph

    from goodoffices.graph.measures.paths import Ways

_Gate = tuple[str, bool]
"""A node as a way comes to it (False) and as it leaves it (True): between the two only one way has room."""

_Reached = dict[_Gate, _Gate | None]
"""Every gate that was looked at, and from which."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The nodes without which nothing joins two others: each alone, or only all ``together``."""

    nodes: tuple[str, ...]
    together: bool = False

    @property
    def size(self) -> int:
        """How many nodes it takes."""
        return len(self.nodes) if self.together else min(1, len(self.nodes))


def cut(found: Ways) -> Cut:
    """Every node that alone cuts two others apart; if there is none, the smallest set that does, next to the end.

    ``found`` are the shortest paths between the two. Nothing cuts neighbours, nor what is not joined. Of several
    smallest sets, the one nearest to the end is taken.
    """
    if not found.distance or found.graph.has_edge(found.start, found.end):
        return Cut(())
    smallest = _nearest_to(found.end, found.start, found.graph)
    return Cut(tuple(sorted(smallest)), together=True) if len(smallest) > 1 else Cut(tuple(_alone(found)))


def _alone(found: Ways) -> Iterator[str]:
    """Every node that alone cuts the two apart, in the order of the way."""
    from networkx import articulation_points, has_path, restricted_view

    # Articulation points come of one search of the graph: only these few are worth the search that is sure.
    joints = set(articulation_points(found.graph))
    for node in next(found.paths(str))[1:-1]:
        if node in joints and not has_path(restricted_view(found.graph, [node], []), found.start, found.end):
            yield node


def _nearest_to(end: str, other: str, graph: Graph[str]) -> set[str]:
    """The smallest set of nodes that cuts two apart that are joined but no neighbours, the one nearest to ``end``.

    As many ways as share no node are found one by one, each allowed to lead those before it elsewhere (Ford and
    Fulkerson). Where the next one gets stuck is the cut: by Menger's theorem there are as many nodes in it as ways.
    """
    # Not networkx's: it first builds two more graphs of twice the size, which takes ten times as long as the search.
    before: dict[str, str] = {}
    reached: _Reached = {}
    while path := _one_more(end, other, graph, before, reached):
        _lead(path, before)
        reached.clear()
    return {node for node in before if (node, False) in reached and (node, True) not in reached}


def _one_more(end: str, other: str, graph: Graph[str], before: Mapping[str, str], reached: _Reached) -> list[_Gate]:
    """A way from ``end`` beside those that lead to each node from the one ``before`` it; empty if there is none."""
    reached[end, True] = None
    todo: list[_Gate] = [(end, True)]
    for gate in todo:
        if gate[1] and other in graph[gate[0]]:
            return _back(gate, reached)
        for following in _onward(gate, graph, before):
            if following not in reached:
                reached[following] = gate
                todo.append(following)
    return []


def _onward(gate: _Gate, graph: Graph[str], before: Mapping[str, str]) -> Iterable[_Gate]:
    """Where a way can go on from a gate: to a node that is taken only back along the way that takes it."""
    node, leaving = gate
    if not leaving:
        return ((before[node], True) if node in before else (node, True),)
    taken = ((node, False),) if node in before else ()
    return (*((following, False) for following in graph[node]), *taken)


def _back(gate: _Gate | None, reached: _Reached) -> list[_Gate]:
    path: list[_Gate] = []
    while gate:
        path.append(gate)
        gate = reached[gate]
    return path[::-1]


def _lead(path: Sequence[_Gate], before: dict[str, str]) -> None:
    """Adds a way to those that lead to each node from the one ``before`` it, and takes from these what it undoes."""
    hops = [(one, leaving, other) for (one, leaving), (other, _) in pairwise(path) if one != other]
    for one in [one for one, leaving, _ in hops if not leaving]:
        del before[one]
    before.update((other, one) for one, leaving, other in hops if leaving)

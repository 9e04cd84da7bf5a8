"""Ways through a network: the shortest paths between two nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from networkx import Graph

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The shortest paths from ``start`` to ``end``: ``distance`` has how far from the end each node on them is."""

    graph: Graph[str]
    start: str
    end: str
    distance: dict[str, int]

    def paths(self, order: Callable[[str], Any]) -> Iterator[Path]:
        """One path after the other, sorted by ``order`` of their nodes; there may be very many."""
        return self._from(self.start, order) if self.distance else iter(())

    def _from(self, node: str, order: Callable[[str], Any]) -> Iterator[Path]:
        if node == self.end:
            yield (node,)
            return
        # By recursion, since a path is no longer than the network is wide: a handful of nodes.
        for following in sorted(self._nearer(node), key=order):
            for rest in self._from(following, order):
                yield (node, *rest)

    def _nearer(self, node: str) -> list[str]:
        return [other for other in self.graph[node] if self.distance.get(other) == self.distance[node] - 1]

    def count(self) -> int:
        """How many paths there are, without walking them."""
        ways = {self.end: 1}
        # From the end on: there are far more paths than nodes, so that they are summed and not walked.
        for node in sorted(self.distance, key=lambda near: self.distance[near])[1:]:
            ways[node] = sum(ways[following] for following in self._nearer(node))
        return ways.get(self.start, 0) if self.distance else 0


def ways(graph: Graph[str], start: str, end: str) -> Ways:
    """The shortest paths between two nodes of an undirected graph; none where nothing joins them."""
    from networkx import single_source_shortest_path_length as lengths

    # Measured from both ends: a node is on a shortest path where the two distances add up to the whole.
    ahead = lengths(graph, end) if start in graph and end in graph else {}
    if start not in ahead:
        return Ways(graph, start, end, {})
    behind = lengths(graph, start)
    return Ways(graph, start, end, {node: far for node, far in ahead.items() if far + behind[node] == ahead[start]})


def through(graph: Graph[str], start: str, end: str, node: str, others: tuple[str, ...]) -> Path:
    """A shortest way from ``start`` to ``end`` by ``node`` and none of the ``others``."""
    from networkx import restricted_view

    rest = restricted_view(graph, [other for other in others if other != node], [])
    first = next(ways(rest, start, node).paths(str))
    return (*first, *next(ways(rest, node, end).paths(str))[1:])

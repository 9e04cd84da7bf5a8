"""Ways through a network: the shortest paths between two nodes, and the nodes without which there is none."""

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
        for following in sorted(self._nearer(node), key=order):
            for rest in self._from(following, order):
                yield (node, *rest)

    def _nearer(self, node: str) -> list[str]:
        return [one for one in self.graph[node] if self.distance.get(one) == self.distance[node] - 1]

    def count(self) -> int:
        """How many paths there are, without walking them."""
        ways = {self.end: 1}
        for node in sorted(self.distance, key=lambda one: self.distance[one])[1:]:
            ways[node] = sum(ways[following] for following in self._nearer(node))
        return ways.get(self.start, 0) if self.distance else 0


def ways(graph: Graph[str], start: str, end: str) -> Ways:
    """The shortest paths between two nodes of an undirected graph; none where nothing joins them."""
    from networkx import single_source_shortest_path_length as lengths

    ahead = lengths(graph, end) if start in graph and end in graph else {}
    if start not in ahead:
        return Ways(graph, start, end, {})
    behind = lengths(graph, start)
    return Ways(graph, start, end, {node: far for node, far in ahead.items() if far + behind[node] == ahead[start]})


@dataclass(frozen=True, slots=True)
class Cut:
    """The nodes without which nothing joins two others: each alone, or only all ``together``."""

    nodes: tuple[str, ...]
    together: bool = False

    @property
    def size(self) -> int:
        """How many nodes it takes."""
        return len(self.nodes) if self.together else min(1, len(self.nodes))


def cut(graph: Graph[str], start: str, end: str) -> Cut:
    """Every node that alone cuts two others apart; if there is none, the smallest set that does, next to the end.

    Nothing cuts neighbours, nor what is not joined. Of several smallest sets, the one nearest to ``end`` is taken
    (a minimum node cut by maximum flow, as networkx has it).
    """
    from networkx import minimum_node_cut

    found = ways(graph, start, end)
    if not found.distance or graph.has_edge(start, end):
        return Cut(())
    if alone := _alone(graph, next(found.paths(str))):
        return Cut(alone)
    return Cut(tuple(sorted(minimum_node_cut(graph, start, end))), together=True)


def _alone(graph: Graph[str], path: Path) -> tuple[str, ...]:
    """The nodes of a path that every path between its ends goes through, in its order."""
    from networkx import articulation_points, has_path, restricted_view

    joints = set(articulation_points(graph)).intersection(path[1:-1])
    without = ((node, restricted_view(graph, [node], [])) for node in path[1:-1] if node in joints)
    return tuple(node for node, rest in without if not has_path(rest, path[0], path[-1]))


def through(graph: Graph[str], start: str, end: str, node: str, others: tuple[str, ...]) -> Path:
    """A shortest way from ``start`` to ``end`` by ``node`` and none of the ``others``."""
    from networkx import restricted_view

    rest = restricted_view(graph, [one for one in others if one != node], [])
    first = next(ways(rest, start, node).paths(str))
    return (*first, *next(ways(rest, node, end).paths(str))[1:])

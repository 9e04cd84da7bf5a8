"""Shortest paths and cuts against brute force on small graphs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.measures.cuts import Cut, cut
from goodoffices.graph.measures.paths import Path, through, ways


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    """Graphs of a start "a", an end "z" and up to five other nodes; either end may be missing."""
    nodes = ["a", *"bcdef"[: draw(st.integers(0, 5))], "z"]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(draw(st.lists(st.sampled_from(list(itertools.combinations(nodes, 2))), unique=True)))
    return graph


def walks(graph: nx.Graph[str]) -> Iterator[Path]:
    """All simple paths from a to z, by trying every order of every choice of the other nodes."""
    others = sorted(set(graph) - {"a", "z"})
    if {"a", "z"} <= set(graph):
        for length in range(len(others) + 1):
            for middle in itertools.permutations(others, length):
                path = ("a", *middle, "z")
                if all(graph.has_edge(*hop) for hop in itertools.pairwise(path)):
                    yield path


@given(graphs())
def test_the_shortest_paths_are_all_of_them_in_order(graph: nx.Graph[str]) -> None:
    every = list(walks(graph))
    shortest = [path for path in every if len(path) == min(map(len, every))]
    found = ways(graph, "a", "z")
    assert list(found.paths(str)) == sorted(shortest)
    assert found.count() == len(shortest)
    assert list(found.paths(lambda node: -ord(node))) == sorted(shortest, reverse=True)


def cuts(graph: nx.Graph[str], size: int) -> list[tuple[str, ...]]:
    """Every set of so many nodes that all paths go through."""
    others = sorted(set(graph) - {"a", "z"})
    every = [set(path[1:-1]) for path in walks(graph)]
    return [chosen for chosen in itertools.combinations(others, size) if all(path & set(chosen) for path in every)]


@given(graphs())
def test_a_cut_is_every_node_that_all_paths_need_or_else_a_smallest_set(graph: nx.Graph[str]) -> None:
    found = cut(ways(graph, "a", "z"))
    if not any(walks(graph)) or graph.has_edge("a", "z"):
        assert found == Cut(())
    elif alone := [node for (node,) in cuts(graph, 1)]:
        assert (sorted(found.nodes), found.together) == (alone, False)
    else:
        smallest = next(sets for size in itertools.count(2) if (sets := cuts(graph, size)))
        assert found.together
        assert found.nodes in smallest


@given(graphs())
def test_single_cuts_stand_in_the_order_of_the_way(graph: nx.Graph[str]) -> None:
    found = cut(ways(graph, "a", "z"))
    for path in walks(graph):
        assert found.together or [node for node in path if node in found.nodes] == list(found.nodes)


@given(graphs())
def test_a_way_through_one_of_a_group_meets_no_other_of_it(graph: nx.Graph[str]) -> None:
    found = cut(ways(graph, "a", "z"))
    for node in found.nodes if found.together else ():
        path = through(graph, "a", "z", node, found.nodes)
        assert path in set(walks(graph))
        assert set(path) & set(found.nodes) == {node}


@st.composite
def larger(draw: st.DrawFn) -> nx.Graph[str]:
    """Graphs of up to 20 nodes that are too many for brute force."""
    nodes, seed = draw(st.integers(3, 20)), draw(st.integers(0, 10**6))
    drawn = nx.gnp_random_graph(nodes, draw(st.sampled_from((0.1, 0.2, 0.3, 0.5, 0.8))), seed=seed)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(("azbcdefghijklmnopqrst"[one], "azbcdefghijklmnopqrst"[other]) for one, other in drawn.edges)
    return graph


@given(larger())
def test_a_smallest_group_is_the_one_that_networkx_finds(graph: nx.Graph[str]) -> None:
    found = ways(graph, "a", "z")
    if found.distance and not graph.has_edge("a", "z"):
        told = cut(found)
        smallest = nx.minimum_node_cut(graph, "a", "z")
        assert told.size == len(smallest)
        assert not told.together or set(told.nodes) == smallest


def test_of_several_smallest_groups_the_one_next_to_the_end_is_told() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from([("a", "b"), ("b", "c"), ("c", "z"), ("a", "d"), ("d", "e"), ("e", "z")])
    assert cut(ways(graph, "a", "z")) == Cut(("c", "e"), together=True)
    assert cut(ways(graph, "z", "a")) == Cut(("b", "d"), together=True)

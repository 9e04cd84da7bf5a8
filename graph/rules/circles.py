"""Circles among directed links, and what closes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

Arc = tuple[str, str]


def closing_arcs(arcs: Sequence[Arc]) -> list[int]:
    """The places of the links that lead back to where their way came from: without them there is no circle.

    Ways are followed from the first link's source on, in the order of the links, each link once.
    """
    leaving: defaultdict[str, list[int]] = defaultdict(list)
    for place, (source, _) in enumerate(arcs):
        leaving[source].append(place)
    is_on_the_way: dict[str, bool] = {}
    closing: list[int] = []
    for source in leaving:
        if source not in is_on_the_way:
            closing += _followed(source, arcs, leaving, is_on_the_way)
    return sorted(closing)


def _followed(start: str, arcs: Sequence[Arc], leaving: dict[str, list[int]], on_the_way: dict[str, bool]) -> list[int]:
    """What closes a circle among the links that are reached from here first: a depth-first search."""
    # With a stack of its own, not by recursion: a chain may have as many links as the file has lines.
    closing: list[int] = []
    way: list[tuple[str, Iterator[int]]] = [(start, iter(leaving[start]))]
    on_the_way[start] = True
    while way:
        here, links = way[-1]
        for place in links:
            there = arcs[place][1]
            if on_the_way.get(there):
                closing.append(place)
            elif there not in on_the_way:
                on_the_way[there] = True
                way.append((there, iter(leaving.get(there, ()))))
                break
        else:
            # Visited but no longer on the way: a second way that leads here closes no circle.
            on_the_way[here] = False
            way.pop()
    return closing

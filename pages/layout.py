"""Where the actors stand: computed once, with a seed, so that the page needs no physics and its bytes repeat."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
import rustworkx as rx

from goodoffices.pages.layout_large import SPRING_UP_TO, SPRING_WITHOUT_EXTRA, has_extra, layout_notice, spread
from goodoffices.pages.model import PageData

SPACING = 150
"""Pixels of canvas between two actors in the middle: room for a name at the first zoom."""
DENSITY = 0.45
"""Of the root mean square distance from the middle, to the spacing times the root of the number of actors."""
CLOSEST = 140
"""Pixels that two actors are kept apart at least: between two hubs all their parallel relations must find room."""
CROWD = 500
"""Up to so many actors are moved apart; more never show at once."""
MARGIN = 110
ROW_RATIO = 1.7

Point = tuple[float, float]
Places = dict[str, Point]


def positions(ids: Sequence[str], pairs: Iterable[tuple[str, str]], *, seed: int) -> dict[str, tuple[int, int]]:
    """A place in whole pixels for each id; joined ids stand together, components apart, single ids in rows below."""
    graph = _graph(ids, pairs)
    components = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part))
    joined = [_component(graph, part, seed) for part in components if len(part) > 1]
    singles = [graph[part[0]] for part in components if len(part) == 1]
    placed = _shelves([*joined, *_grid(singles, _box(joined[0])[3] if joined else 0)])
    # Whole pixels, because the last bits of a float differ by platform, and the page's bytes must not. No two at one
    # pixel: who comes later by id moves to the right until there is room.
    taken: dict[tuple[int, int], str] = {}
    for name in sorted(placed):
        x, y = map(round, placed[name])
        taken[next((right, y) for right in count(x) if (right, y) not in taken)] = name
    return {name: place for place, name in taken.items()}


def _graph(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> rx.PyGraph[str, None]:
    """The actors with one line for each joined pair: parallel relations must not pull harder."""
    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    index = dict(zip(ids, graph.add_nodes_from(ids), strict=True))
    # Sorted: a seed gives the same places only for the same order of lines.
    joined = sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b})
    graph.add_edges_from([(index[a], index[b], None) for a, b in joined])
    return graph


def _component(graph: rx.PyGraph[str, None], part: list[int], seed: int) -> Places:
    """One component in its own frame, turned so that its long side lies flat."""
    inner = graph.subgraph(part)
    by_springs = len(part) <= (SPRING_UP_TO if has_extra() else SPRING_WITHOUT_EXTRA)
    points = _flat(_spring(inner, seed) if by_springs else spread(len(part), inner.edge_list(), seed=seed).tolist())
    mean_square = sum(x * x + y * y for x, y in points) / len(points)
    size = SPACING * DENSITY * math.sqrt(len(points) / mean_square)
    sized = [(x * size, y * size) for x, y in points]
    return dict(zip(inner.nodes(), _apart(sized) if len(part) <= CROWD else sized, strict=True))


def _spring(graph: rx.PyGraph[str, None], seed: int) -> list[Sequence[float]]:
    distance, turns = 1.8 / math.sqrt(len(graph)), 300 if len(graph) < 500 else 60
    places = rx.spring_layout(graph, seed=seed, k=distance, num_iter=turns, scale=1)
    return [places[index] for index in graph.node_indices()]


def remarks(page: PageData) -> tuple[str, ...]:
    """What is to be said of the places on a page where what lays out large networks is not installed."""
    graph = _graph([node.id for node in page.nodes], [(edge.source, edge.target) for edge in page.edges])
    joined = max(map(len, rx.connected_components(graph)), default=0)
    return tuple(filter(None, [layout_notice(joined)]))


def _apart(points: Sequence[Point]) -> list[Point]:
    """The points with those that are closer than ``CLOSEST`` pushed away from each other, half the lack each."""
    places = np.asarray(points)
    # So often at most: in a crowd those who are pushed away from one come too close to another.
    for _ in range(60):
        between = places[:, None] - places[None]
        # Two at one place have no distance to divide by.
        distance = np.maximum(np.hypot(between[..., 0], between[..., 1]), 1e-6)
        lack = np.maximum(CLOSEST - distance, 0) / 2
        np.fill_diagonal(lack, 0)
        if not lack.any():
            break
        places = places + (between * (lack / distance)[..., None]).sum(axis=1)
    return [(float(x), float(y)) for x, y in places]


def _flat(points: Sequence[Sequence[float]]) -> list[Point]:
    """The points turned about their centre until their principal axis is horizontal: names are wide, screens too."""
    cx, cy = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    moved = [(x - cx, y - cy) for x, y in points]
    across = sum(x * y for x, y in moved)
    angle = -0.5 * math.atan2(2 * across, sum(x * x - y * y for x, y in moved))
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos - y * sin, x * sin + y * cos) for x, y in moved]


def _grid(names: list[str], height: float) -> list[Places]:
    """Actors without any relation, in one block of columns about as high as the largest component beside it."""
    if not names:
        return []
    rows = max(1, round(height / MARGIN), math.ceil(math.sqrt(len(names) / ROW_RATIO)))
    return [{name: (i // rows * SPACING * 1.3, i % rows * MARGIN) for i, name in enumerate(names)}]


def _shelves(blocks: list[Places]) -> Places:
    """The blocks beside each other in rows of about the width of the first, none over another."""
    placed: Places = {}
    boxes = [_box(block) for block in blocks]
    area = sum((width + MARGIN) * (height + MARGIN) for _, _, width, height in boxes)
    limit = max([math.sqrt(area * ROW_RATIO) * 1.2, *(width for _, _, width, _ in boxes)])
    x = y = deepest = 0.0
    for block, (left, top, width, height) in zip(blocks, boxes, strict=True):
        if x > 0 and x + width > limit:
            x, y, deepest = 0.0, y + deepest + MARGIN, 0.0
        placed |= {name: (px - left + x, py - top + y) for name, (px, py) in block.items()}
        x, deepest = x + width + MARGIN * 1.5, max(deepest, height)
    return placed


def _box(block: Places) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in block.values()], [y for _, y in block.values()]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

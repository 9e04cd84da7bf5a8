"""The drawing's data: pyvis holds nodes, edges and options; the page's own template and script draw them.

Of pyvis the subclass keeps the container and the vis-network option names, and nothing else: its templates ask
networks for scripts and run injected ones, its writers use the platform's encoding and leave folders behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NoReturn

from pyvis.network import Network

from goodoffices.pages.layout import positions
from goodoffices.pages.model import Edge, Node, PageData

UNDIRECTED = frozenset({"NEGOTIATES_WITH"})
STEP = 0.22
"""Roundness between one parallel edge and the next; above 1 the curve would bend back over its own ends."""
LOOP = 18

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "tooltipDelay": 0, "keyboard": {"enabled": True, "bindToWindow": False}},
}


class _Ids(list[str]):
    """pyvis asks its list of ids for every node and edge; a set answers at once."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def append(self, one: str) -> None:
        self._seen.add(one)
        super().append(one)

    def __contains__(self, one: object) -> bool:
        return one in self._seen


class EvidenceNetwork(Network):  # type: ignore[misc] # pyvis has no types
    """A pyvis network that is always directed, without physics, and keeps every parallel edge."""

    def __init__(self) -> None:
        super().__init__(directed=True)
        self.node_ids = _Ids()
        self.options = OPTIONS

    def generate_html(self, *_: object, **__: object) -> NoReturn:
        """Refused: ``goodoffices.pages.render`` makes the page."""
        raise NotImplementedError(
            "Use goodoffices.pages.render: pyvis's own pages ask networks and run injected script."
        )

    write_html = save_graph = show = generate_html


def network(page: PageData, *, seed: int) -> EvidenceNetwork:
    """The page's actors at their places and its relations with curves that keep parallel ones apart."""
    drawing = EvidenceNetwork()
    nodes = sorted(page.nodes, key=lambda node: node.id)
    places = positions([node.id for node in nodes], [(e.source, e.target) for e in page.edges], seed=seed)
    for node in nodes:
        drawing.add_node(node.id, **_node(node, places[node.id]))
    curves = _curves(page.edges)
    for edge in sorted(page.edges, key=lambda edge: (edge.date_start or "9999", edge.id)):
        directed = _directed(edge, page)
        drawing.add_edge(edge.source, edge.target, **_edge(edge, directed=directed), **curves[edge.id])
    return drawing


def _node(node: Node, place: tuple[int, int]) -> dict[str, Any]:
    x, y = place
    about = {"kind": node.kind, "iso3": node.iso3, "of": node.of, "mediator": node.mediator}
    return {"label": node.name, "x": x, "y": y, **about}


def _edge(edge: Edge, *, directed: bool) -> dict[str, Any]:
    facts = ("id", "type", "event_id", "level", "status", "verdict", "date", "date_start", "date_end")
    arrows = "to" if directed else ""
    return {**{name: getattr(edge, name) for name in facts}, "through": list(edge.through), "arrows": arrows}


def _directed(edge: Edge, page: PageData) -> bool:
    """Talks have no direction, and proposed ones only if the text names who asked for them."""
    if edge.type == "PROPOSES_TALKS":
        return bool(page.events[edge.event_id].get("requested_by"))
    return edge.type not in UNDIRECTED


def _curves(edges: Iterable[Edge]) -> dict[str, dict[str, Any]]:
    """For each edge id what bends it: the edges of one pair, in either direction, fan out to both sides."""
    bundles: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        bundles[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    return {
        edge.id: _loop(rank) if low == high else _curve(rank, len(bundle), reverse=edge.source != low)
        for (low, high), bundle in bundles.items()
        for rank, edge in enumerate(sorted(bundle, key=lambda edge: (edge.level == "rolled_up", edge.type, edge.id)))
    }


def _curve(rank: int, count: int, *, reverse: bool) -> dict[str, Any]:
    """The bend of the ``rank``-th of ``count`` parallel edges; ``reverse`` runs against the bundle's direction."""
    step = min(STEP, 1.6 / count)
    offset = (rank - (count - 1) / 2) * step
    if not offset:
        return {"smooth": False}
    clockwise = (offset > 0) != reverse
    return {"smooth": {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": _r(abs(offset))}}


def _loop(rank: int) -> dict[str, Any]:
    return {"smooth": False, "selfReference": {"size": LOOP + 8 * rank, "angle": _r(0.785 + 0.5 * rank)}}


def _r(number: float) -> float:
    """Few digits: no platform's last bit may change the file."""
    return round(number, 3)

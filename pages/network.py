"""The drawing's data: pyvis holds nodes, edges and options; the page's own template and script draw them.

Of pyvis the subclass keeps the container and the vis-network option names, and nothing else: its templates ask
networks for scripts and run injected ones, its writers use the platform's encoding and leave folders behind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NoReturn

from pyvis.network import Network

from goodoffices.graph.vocabulary.ontology import ontology
from goodoffices.pages.layout import positions
from goodoffices.pages.model import Edge, PageData

STEP = 0.22
"""Roundness between one parallel edge and the next; above 1 the curve would bend back over its own ends."""
LOOP = 18
FACTS = ("id", "type", "event_id", "level", "status", "verdict", "date", "date_start", "date_end")
"""What a relation says of itself and its event."""

OPTIONS: dict[str, Any] = {
    # The places come with the page, and nothing may move them.
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    # Keys belong to the drawing only while it has the focus; the page has keys of its own.
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
        # Undirected, pyvis would drop every further edge between two, and look through all edges to find it.
        super().__init__(directed=True)
        self.node_ids = _Ids()
        self.options = OPTIONS

    def generate_html(self, *_: object, **__: object) -> NoReturn:
        """Refused: ``goodoffices.pages.render`` makes the page."""
        raise NotImplementedError(
            "Use goodoffices.pages.render: pyvis's own pages ask networks and run injected script."
        )

    write_html = save_graph = show = generate_html


def evidence_network(page: PageData, *, seed: int) -> EvidenceNetwork:
    """The page's actors at their places and its relations with curves that keep parallel ones apart."""
    drawing = EvidenceNetwork()
    # Sorted, as the edges below, so that the order in which a store answers changes no byte.
    nodes = sorted(page.nodes, key=lambda node: node.id)
    places = positions([node.id for node in nodes], [(e.source, e.target) for e in page.edges], seed=seed)
    for node in nodes:
        x, y = places[node.id]
        about = {"kind": node.kind, "iso3": node.iso3, "of": node.of, "mediator": node.mediator}
        drawing.add_node(node.id, label=node.name, x=x, y=y, **about)
    curves = _curves(page.edges)
    for edge in sorted(page.edges, key=lambda edge: (edge.date_start or "9999", edge.id)):
        drawn = {"through": list(edge.through), "arrows": "to" if _directed(edge, page) else "", **curves[edge.id]}
        drawing.add_edge(edge.source, edge.target, **{name: getattr(edge, name) for name in FACTS}, **drawn)
    return drawing


def _directed(edge: Edge, page: PageData) -> bool:
    """Talks have no direction, and proposed ones only if the text names who asked for them."""
    known = ontology().edges.get(edge.type)
    if known is not None and known.unasked:
        return bool(page.events[edge.event_id].get("requested_by"))
    return known is None or known.is_directed


def _curves(edges: Iterable[Edge]) -> dict[str, dict[str, Any]]:
    """For each edge id what bends it: the edges of one pair, in either direction, fan out to both sides."""
    bundles: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        bundles[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    curves: dict[str, dict[str, Any]] = {}
    for (low, high), bundle in bundles.items():
        ranked = sorted(bundle, key=lambda edge: (edge.level == "rolled_up", edge.type, edge.id))
        for rank, edge in enumerate(ranked):
            if low == high:
                loop = {"size": LOOP + 8 * rank, "angle": _r(0.785 + 0.5 * rank)}
                curves[edge.id] = {"smooth": False, "selfReference": loop}
            else:
                curves[edge.id] = _curve(rank, len(bundle), reverse=edge.source != low)
    return curves


def _curve(rank: int, count: int, *, reverse: bool) -> dict[str, Any]:
    """The bend of the ``rank``-th of ``count`` parallel edges; ``reverse`` runs against the bundle's direction."""
    step = min(STEP, 1.6 / count)
    offset = (rank - (count - 1) / 2) * step
    if not offset:
        return {"smooth": False}
    # vis bends to the side that is seen along the edge, which for its opposite is the other one.
    clockwise = (offset > 0) != reverse
    return {"smooth": {"enabled": True, "type": "curvedCW" if clockwise else "curvedCCW", "roundness": _r(abs(offset))}}


def _r(number: float) -> float:
    """Few digits: no platform's last bit may change the file."""
    return round(number, 3)

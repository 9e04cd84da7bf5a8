"""From the answer about a network to the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.graph.names import fold
from goodoffices.pages import Edge, Node, PageData
from goodoffices.queries.network import Network, network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodoffices.graph.store import Ask


def page_data(ask: Ask, a: str | None = None, b: str | None = None) -> PageData:
    """The page of the whole graph, of what concerns ``a``, or of what concerns both.

    Raises UnknownNameError if nobody bears a name.
    """
    found = network(ask, a, b)
    return PageData(
        title=_title(found.names or tuple(filter(None, (a, b)))),
        subtitle=_subtitle(found),
        nodes=tuple(Node(**node) for node in found.nodes),
        edges=tuple(Edge(**edge) for edge in found.edges),
        events={event["event_id"]: event for event in found.events},
    )


def _title(names: Iterable[str]) -> str:
    return " and ".join(sorted(set(names), key=fold)) or "Who mediated between whom"


def _subtitle(found: Network) -> str:
    counts = ((found.nodes, "actor"), (found.edges, "relation"), (found.events, "event"))
    return ", ".join(f"{len(some)} {what}{'' if len(some) == 1 else 's'}" for some, what in counts)

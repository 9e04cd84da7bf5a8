"""Ten questions of the Python interface, on whom a graph knows best and least."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.api import Graph

_BY_ROLES = """
MATCH (a:Actor)-[r:ROLE_IN]->(:Event) WHERE a.kind = $kind
WITH a, count(r) AS roles RETURN a.id AS id ORDER BY roles %s, id LIMIT $limit
"""

_APART = """
MATCH (a:State)-[r:ROLE_IN]->(:Event)
WHERE a.id <> $hub AND NOT EXISTS { MATCH (a)-[:NEGOTIATES_WITH|MEDIATES]-(:Actor {id: $hub}) }
WITH a, count(r) AS roles RETURN a.id AS id ORDER BY roles DESC, id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Ids to ask about: the two states that take part in most events, the official in fewest, and one event.

    ``apart`` is the state that takes part in most events of those that have no channel with the hub, except by others.
    """

    hub: str
    second: str
    apart: str
    rare: str
    event: str


def subjects_of(graph: Graph) -> Subjects:
    """Whom and what to ask about in this graph."""
    hub, second = _actors(graph, "DESC", "state", 2)
    (rare,) = _actors(graph, "ASC", "official", 1)
    (event,) = graph.cypher("MATCH (e:Event) RETURN e.id AS id ORDER BY id LIMIT 1")
    apart = graph.cypher(_APART, {"hub": hub})
    return Subjects(hub, second, apart[0]["id"] if apart else second, rare, event["id"])


def _actors(graph: Graph, order: str, kind: str, limit: int) -> list[str]:
    return [row["id"] for row in graph.cypher(_BY_ROLES % order, {"kind": kind, "limit": limit})]


Question = Callable[[Graph, Subjects], Any]

QUESTIONS: Mapping[str, Question] = {
    "who_mediated(hub, hub)": lambda graph, who: graph.who_mediated(who.hub, who.second),
    "mediations(hub)": lambda graph, who: graph.mediations(who.hub),
    "talks(hub)": lambda graph, who: graph.talks(who.hub),
    "talks(hub, hub)": lambda graph, who: graph.talks(who.hub, who.second),
    "talks(rare)": lambda graph, who: graph.talks(who.rare),
    "sanctions(by=hub, on=hub)": lambda graph, who: graph.sanctions(who.hub, who.second),
    "timeline(hub, hub)": lambda graph, who: graph.timeline(who.hub, who.second),
    "disputed(hub)": lambda graph, who: graph.disputed(who.hub),
    "evidence(event)": lambda graph, who: graph.evidence(who.event),
    "status()": lambda graph, who: graph.status(),
}
"""What is asked, by how the reports call it; the answers are whole, without a limit."""

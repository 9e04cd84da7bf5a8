"""Every shipped question with parameters to ask it by: of two hubs, of one, and of everybody where it takes nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.questions import Subjects
from goodoffices.api import Graph
from goodoffices.queries.engine.catalogue import Question, all_questions

BY_METHOD = ("could-mediate", "between", "brokers")
"""Questions that Cypher alone can't say: each is a method of the graph."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what it is asked of; ``parameters`` is None where a method answers and no statement."""

    question: str
    of: str
    parameters: Mapping[str, Any] | None
    words: tuple[str, ...] = ()

    def ask(self, graph: Graph, limit: int | None) -> list[dict[str, Any]]:
        """The rows, at most ``limit`` of them."""
        filters: Any = {} if limit is None else {"limit": limit}
        if self.parameters is not None:
            takes = self.question not in ("evidence", "judgements")
            return graph.question(self.question, filters if takes else None, **self.parameters)
        found: list[dict[str, Any]] = getattr(graph, self.question.replace("-", "_"))(*self.words, **filters)
        return found


def cases(who: Subjects) -> Iterator[Case]:
    """All cases, question by question in the order of their names."""
    for question in all_questions():
        if question.group != "helper" and question.name not in BY_METHOD:
            yield from _of(question, who)
    for name in BY_METHOD:
        words = () if name == "brokers" else (who.hub, who.second)
        yield Case(name, "two hubs" if words else "everybody", None, words)
    # Only of these two is it asked who could cut them apart.
    yield Case("between", "a hub and one apart", None, (who.hub, who.apart))


def _of(question: Question, who: Subjects) -> Iterator[Case]:
    actors = [one for one in question.parameters if one.kind == "actor"]
    others = {one.name: _others(who)[one.name] for one in question.parameters if one.kind != "actor"}
    named = dict(zip((one.name for one in actors), (who.hub, who.second, who.rare), strict=False))
    least = sum(not one.optional for one in actors)
    for count, of in ((2, "two hubs"), (1, "a hub"), (0, "everybody")):
        if least <= count <= len(actors):
            told = of if actors else "no actor"
            yield Case(question.name, told, {**dict(list(named.items())[:count]), **others})


def _others(who: Subjects) -> Mapping[str, Any]:
    return {
        "event": who.event,
        "months": 6,
        "days": 365,
        "left": [who.hub],
        "right": [who.second],
        "source": [who.rare],
        "as_of": "2015",
        "day": "2015",
        "start": "2010",
        "end": "2012",
        "relation": "NEGOTIATES_WITH",
    }

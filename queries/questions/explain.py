"""How a shipped question is asked: its Cypher, the values of its parameters, and the plan that the store makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.queries.engine.catalogue import Parameter, question_named
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.parameters import value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.graph.store.store import ReadTransaction, Store


IN_PYTHON = "In Cypher: statements of several other questions, of which Python makes the answer."
"""What is told of a question without a statement of its own."""


@dataclass(frozen=True, slots=True)
class Explained:
    """``plan`` has the lines of the server's plan, none where it tells none."""

    text: str
    parameters: Mapping[str, object]
    plan: tuple[str, ...]


def explain(store: Store, name: str, given: Mapping[str, object]) -> Explained:
    """What would be asked; parameters that are not given are null. Raises UnknownNameError as the question would."""
    asked = question_named(name)
    if not asked.text:
        return Explained(IN_PYTHON, {}, ())
    parameters = store.answer(lambda ask: {one.name: _value(ask, one, given.get(one.name)) for one in asked.parameters})
    return Explained(asked.text, parameters, store.plan(asked.text, parameters))


def _value(ask: ReadTransaction, parameter: Parameter, word: object) -> object:
    if parameter.kind == "actor" and word is not None:
        return list(resolve(ask, str(word)).ids)
    return value(parameter, word)

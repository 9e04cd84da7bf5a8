"""What answers a question: how its rows are made and what they are, in the module that its file names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.rows import DatedEventRow, PairRow
from goodoffices.queries.output.shapes import PLAIN, Shape
from goodoffices.queries.questions import by_statement

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.catalogue import Question
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.selection import Answer

    Make = Callable[[ReadTransaction, Given, Filters], Answer]


@dataclass(frozen=True, slots=True)
class Definition:
    """How the question ``name`` is answered: ``make`` gives the rows, which are of this ``shape``.

    ``titles``: the question in words, of several the first whose actors are all given.
    """

    name: str
    make: Make
    shape: Shape
    titles: tuple[str, ...] = ()


def question(name: str, shape: Shape, *titles: str) -> Callable[[Make], Definition]:
    """Says that a function makes the rows of the question ``name``; the head of its file names the module."""
    return lambda make: Definition(name, make, shape, titles)


def definition(asked: Question) -> Definition:
    """How a question is answered; of the modules only that of this question is imported.

    Raises UsageError where another package names a module that can't be loaded, or does not answer it.
    """
    if asked.rows in _BY_STATEMENT:
        make, shape = _BY_STATEMENT[asked.rows]
        return Definition(asked.name, partial(make, asked), shape)
    name = f"{asked.package}.{asked.rows.removesuffix('.py')}"
    try:
        module = import_module(name)
    # Of another package's module anything may be raised.
    except Exception as error:
        raise UsageError(f"{name} can't be loaded: {type(error).__name__}: {error}") from error
    found = (one for one in vars(module).values() if isinstance(one, Definition) and one.name == asked.name)
    if one := next(found, None):
        return one
    raise UsageError(f'{name}, which the file of "{asked.name}" names, answers no question of that name.')


_BY_STATEMENT: Mapping[str, tuple[Callable[[Question, ReadTransaction, Given, Filters], Answer], Shape]] = {
    "plain": (by_statement.plain_rows, PLAIN),
    "events": (by_statement.event_rows, Shape("event", DatedEventRow)),
    "pairs": (by_statement.pair_rows, Shape("pair", PairRow)),
}
"""What the head of a file says of rows that need no function of their own."""

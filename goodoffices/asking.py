"""A question put to a graph: what it is and whether its words can be meant, before the store is asked; and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from goodoffices.filters import FilterWords, filters_of
from goodoffices.queries.engine.catalogue import question_named
from goodoffices.queries.output.formats import lines_in
from goodoffices.queries.output.shapes import Rows
from goodoffices.queries.output.spool import in_pieces
from goodoffices.queries.questions.registry import definition
from goodoffices.queries.questions.run import about, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goodoffices.graph.spool import Spool
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.catalogue import Question
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.english.understanding import Understood
    from goodoffices.queries.output.formats import Format
    from goodoffices.queries.questions.registry import Definition

    Answered = Callable[["Asking", ReadTransaction], Rows]


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with the values of its parameters and the filters of its answer."""

    asked: Question
    given: Given
    filters: Filters
    defined: Definition

    def rows(self, ask: ReadTransaction) -> Rows:
        """The rows of the answer, within one read transaction."""
        answer = self.defined.make(ask, self.given, self.filters)
        return Rows(answer.rows, answer.remarks, answer.columns, about(self.asked, self.given), self.defined.shape)

    def kept(self, ask: ReadTransaction, spool: Spool[str], form: Format) -> Rows:
        """The same, but where the format is written row by row its lines are on the disk, and the answer has no rows.

        They take the place of any other there, because a question that is asked anew is answered anew.
        """
        spool.clear()
        answer = self.defined.make(ask, self.given, self.filters)
        lines = lines_in(form, answer.rows, self.defined.shape)
        for piece in in_pieces(lines or iter(())):
            spool.add(piece)
        rows = answer.rows if lines is None else ()
        return Rows(rows, answer.remarks, answer.columns, about(self.asked, self.given), self.defined.shape)


def asking(name: str, filters: FilterWords, parameters: Mapping[str, object]) -> Asking:
    """The question ``name`` with these words.

    Raises UnknownNameError for an unknown one, UsageError for a parameter that is missing, not known or can't be.
    """
    asked = question_named(name)
    if any(one.kind == "blocs" for one in asked.parameters):
        # Only here, because it brings the loaders, and most questions take no file.
        from goodoffices.blocs import with_blocs

        parameters = with_blocs(asked, parameters)
    # All of it before a transaction begins: what can't be meant is refused without asking the store.
    return Asking(asked, values_of(asked, parameters), filters_of(filters), definition(asked))


def rows_in_english(
    ask: ReadTransaction, text: str, tell: Callable[[Understood], None], answered: Answered = Asking.rows
) -> Rows:
    """The rows of a question in plain English; ``tell`` hears what it became before it is asked.

    Both are found in the one transaction of ``ask``, in which no name is looked up twice.
    """
    from goodoffices.queries.engine.once import Once
    from goodoffices.queries.english.understanding import understand

    once = Once(ask)
    understood = understand(once, text)
    tell(understood)
    asked = asking(understood.question, cast("FilterWords", understood.filters), understood.parameters)
    return answered(asked, once)

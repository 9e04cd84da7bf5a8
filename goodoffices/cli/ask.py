"""The command that takes a question in plain English.

Annotations are evaluated here, not kept as text, because typer reads them.
"""

import inspect
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.answering import answering
from goodoffices.cli.common import CITED_FORMAT, graph_of, notice, write_out
from goodoffices.cli.options import (
    DRAWN,
    LIMITED,
    give_signature,
    option,
    target_of,
)
from goodoffices.cli.page import draw_as
from goodoffices.graph.errors import UsageError
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.queries.english.understanding import Understood

WORDS = Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="A question, best in quotes.")]
FORMS = Annotated[bool, typer.Option("--forms", help="List the wordings that are understood instead.")]


def ask(ctx: typer.Context, question: WORDS = None, forms: FORMS = False, **words: Any) -> None:
    """Ask in plain English, by a documented grammar.

    Standard error says which command and Cypher the question became; what is not understood is refused.

    Example: goodoffices ask "What did Norway mediate since 1993?"
    """
    form, timeout, target = words.pop("form"), words.pop("timeout"), target_of(words)
    if forms:
        if target.path:
            raise UsageError("Only the answer to a question can be drawn: ask one, or leave out --page.")
        from goodoffices.queries.english.grammar import forms as known

        write_out("".join(f"{'… ' if one.filters else ''}{one.text}\n" for one in known()))
        return
    heard: list[Understood] = []
    with answering(form, drawn=target.path is not None) as answers:
        with graph_of(ctx, timeout=timeout) as graph:
            from goodoffices.asking import rows_in_english

            text, said = " ".join(question or ()), partial(_tell, heard=heard)
            rows = graph.store.answer(lambda ask: rows_in_english(ask, text, said, answers), timeout=graph.timeout)
            draw_as(graph, target, rows, text, heard[-1].filters)
        # After the page: an answer that can't be drawn is not written, and ends with 2.
        answers.put(rows)


*_own, _ = inspect.signature(ask).parameters.values()
give_signature(ask, [*_own, *DRAWN, LIMITED, option("form", CITED_FORMAT, Format.table)])


def _tell(understood: "Understood", heard: list["Understood"]) -> None:
    """Says what a question became, once, however often the store is asked."""
    if not heard:
        notice(*(line for told in understood.remarks for line in told.split("\n")))
    heard.append(understood)

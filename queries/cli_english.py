"""The command that takes a question in plain English.

Annotations are evaluated here, not kept as text, because typer reads them.
"""

from typing import TYPE_CHECKING, Annotated, cast

import typer

from goodoffices.queries.cli_common import FORMAT, Format, graph_of, put, put_rows, remark
from goodoffices.queries.cli_questions import table

if TYPE_CHECKING:
    from goodoffices.api import FilterWords

WORDS = Annotated[list[str] | None, typer.Argument(metavar="QUESTION", help="A question, best in quotes.")]
FORMS = Annotated[bool, typer.Option("--forms", help="List the wordings that are understood instead.")]


def ask(ctx: typer.Context, question: WORDS = None, forms: FORMS = False, form: FORMAT = Format.table) -> None:
    """Ask in plain English, by a documented grammar.

    Standard error says which command and Cypher the question became; what is not understood is refused.

    Example: goodoffices ask "What did Norway mediate since 1993?"
    """
    if forms:
        _list()
        return
    with graph_of(ctx) as graph:
        understood = graph.understand(" ".join(question or ()))
        remark(*understood.remarks)
        rows = graph.question(understood.question, cast("FilterWords", understood.filters), **understood.parameters)
    put_rows(rows, form, table(understood.question, rows) if form == Format.table else None)


def _list() -> None:
    from goodoffices.queries.english_grammar import forms

    put("".join(f"{'… ' if one.filters else ''}{one.text}\n" for one in forms()))

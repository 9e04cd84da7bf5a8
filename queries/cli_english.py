"""The command that takes a question in plain English.

Annotations are evaluated here, not kept as text, because typer reads them.
"""

import inspect
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.graph.errors import UsageError
from goodoffices.queries.cli_common import FORMAT, Format, graph_of, put, put_rows, remark
from goodoffices.queries.cli_filters import DRAWN, LIMITED, option, target_of
from goodoffices.queries.cli_page import draw_as

if TYPE_CHECKING:
    from goodoffices.api import Rows

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
        _list()
        return
    with graph_of(ctx, timeout=timeout) as graph:
        understood = graph.understand(" ".join(question or ()))
        remark(*(line for told in understood.remarks for line in told.split("\n")))
        rows = graph.answer(understood)
        draw_as(graph, target, rows, " ".join(question or ()), understood.filters)
    put_rows(rows, form, _table(understood.question, rows) if form == Format.table else None)


*_own, _ = inspect.signature(ask).parameters.values()
_signature = inspect.Signature([*_own, *DRAWN, LIMITED, option("form", FORMAT, Format.table)])
ask.__signature__ = _signature  # type: ignore[attr-defined] # typer reads it
ask.__annotations__ = {}


def _table(name: str, rows: "Rows") -> Any:
    """None where rows show no quotes; a plain table is made of them."""
    from goodoffices.queries.answer_tables import table_of

    told = rows and not {"claims", "first", "events", "affirm", "exact"}.isdisjoint(rows[0])
    return table_of(name, rows, terminal=sys.stdout.isatty()) if told else None


def _list() -> None:
    from goodoffices.queries.english_grammar import forms

    put("".join(f"{'… ' if one.filters else ''}{one.text}\n" for one in forms()))

"""The command that lists the shipped questions, runs one, or shows how it is asked.

Annotations are evaluated here, not kept as text, because the command's signature is put together from them.
"""

import inspect
import sys
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from goodoffices.graph.errors import UsageError
from goodoffices.queries.cli_common import Format, graph_of, put_rows, put_table, tell
from goodoffices.queries.cli_filters import COMMON, target_of
from goodoffices.queries.cli_page import draw
from goodoffices.queries.cli_see import PARAMETERS

if TYPE_CHECKING:
    from goodoffices.filter_words import FilterWords
    from goodoffices.queries.texts import Question

NAME = Annotated[str | None, typer.Argument(metavar="NAME", help="The question to run.")]
EXPLAIN = Annotated[bool, typer.Option("--explain", help="Show its Cypher and the store's plan instead.")]


def questions(
    ctx: typer.Context, name: NAME = None, parameter: PARAMETERS = None, explain: EXPLAIN = False, **filters: Any
) -> None:
    """List the shipped questions, or run one.

    Actors among the parameters are found by their names.

    Example: goodoffices questions who-mediated -p a=Iran -p b=USA
    """
    from goodoffices.queries.shipped import pairs

    form, timeout, target = filters.pop("form"), filters.pop("timeout"), target_of(filters)
    if target.path and (name is None or explain):
        raise UsageError("Only the answer to a question can be drawn: name one, or leave out --page.")
    if name is None:
        _list(form)
        return
    given = pairs(parameter or [], as_text=True)
    with graph_of(ctx, timeout=timeout) as graph:
        if explain:
            tell(*_told(graph.explain(name, **given)).split("\n"))
            return
        rows = graph.question(name, cast("FilterWords", filters), **given)
        draw(graph, target, rows, name, {**filters, **given})
    put_rows(rows, form, _table(name, rows) if form == Format.table else None)


*_own, _ = inspect.signature(questions).parameters.values()
questions.__signature__ = inspect.Signature([*_own, *COMMON])  # type: ignore[attr-defined] # typer reads it
questions.__annotations__ = {}


def _table(name: str, rows: Any) -> Any:
    from goodoffices.queries.answer_tables import table_of

    told = rows and ("claims" in rows[0] or isinstance(rows[0].get("first"), dict) or _has_events(rows[0]))
    return table_of(name, rows, terminal=sys.stdout.isatty()) if told else None


def _has_events(row: Any) -> bool:
    events = row.get("events")
    return isinstance(events, list) and all(isinstance(one, dict) for one in events)


def _told(explained: Any) -> str:
    from goodoffices.queries.output import cell

    values = "".join(f"${name} = {cell(value)}\n" for name, value in explained.parameters.items())
    plan = "\n".join(explained.plan) or "This store tells no plan."
    return f"{explained.text}\n\n{values}\n{plan}"


def _list(form: Format) -> None:
    from goodoffices.api import Rows
    from goodoffices.queries.tables import plain
    from goodoffices.queries.texts import GROUPS
    from goodoffices.queries.texts import questions as shipped

    order = list(GROUPS)
    found = sorted(shipped(), key=lambda one: (order.index(one.group), one.name))
    if form == Format.table:
        told = ([GROUPS[one.group].lower(), one.name, one.title] for one in found)
        put_table(plain(("group", "question", "asks"), told))
    else:
        put_rows(Rows(map(_row, found)), form)


def _row(question: "Question") -> dict[str, object]:
    parameters = [f"{one.name}{' (optional)' if one.optional else ''}" for one in question.parameters]
    row = {"name": question.name, "group": question.group, "title": question.title, "parameters": parameters}
    return {**row, "example": question.example}

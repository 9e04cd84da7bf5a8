"""The command that lists the shipped questions, runs one, or shows how it is asked.

Annotations are evaluated here, not kept as text, because the command's signature is put together from them.
"""

import inspect
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from goodoffices.cli.answering import answering
from goodoffices.cli.common import graph_of, put_rows, put_table, tell
from goodoffices.cli.options import OF_ANY_KIND, give_signature, target_of
from goodoffices.cli.page import draw
from goodoffices.cli.show import PARAMETERS
from goodoffices.graph.errors import UsageError
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.filters import FilterWords

NAME = Annotated[str | None, typer.Argument(metavar="NAME", help="The question to run.")]
EXPLAIN = Annotated[bool, typer.Option("--explain", help="Show its Cypher and the store's plan instead.")]


def questions(
    ctx: typer.Context, name: NAME = None, parameter: PARAMETERS = None, explain: EXPLAIN = False, **filters: Any
) -> None:
    """List the shipped questions, or run one.

    Actors among the parameters are found by their names.

    Example: goodoffices questions who-mediated -p a=Iran -p b=USA
    """
    from goodoffices.queries.questions.run import pairs

    form, timeout, target = filters.pop("form"), filters.pop("timeout"), target_of(filters)
    if target.path and (name is None or explain):
        raise UsageError("Only the answer to a question can be drawn: name one, or leave out --page.")
    if name is None:
        _list(form)
        return
    # As text, because the beginning of an event's id may look like a number.
    given = pairs(parameter or [], as_text=True)
    with answering(form, drawn=target.path is not None) as answers:
        with graph_of(ctx, timeout=timeout) as graph:
            if explain:
                tell(*_told(graph.explain(name, **given)).split("\n"))
                return
            rows = answers.answer(graph, name, cast("FilterWords", filters), given)
            draw(graph, target, rows, name, {**filters, **given})
        answers.put(rows)


*_own, _ = inspect.signature(questions).parameters.values()
give_signature(questions, [*_own, *OF_ANY_KIND])


def _told(explained: Any) -> str:
    from goodoffices.queries.output.cells import cell

    values = "".join(f"${name} = {cell(value)}\n" for name, value in explained.parameters.items())
    plan = "\n".join(explained.plan) or "This store tells no plan."
    return f"{explained.text}\n\n{values}\n{plan}"


def _list(form: Format) -> None:
    from goodoffices.api import Rows
    from goodoffices.queries.engine.catalogue import GROUPS
    from goodoffices.queries.engine.catalogue import all_questions as shipped
    from goodoffices.queries.output.grid import plain

    order = list(GROUPS)
    # What is only a part of other answers is run by its name alone.
    found = sorted(
        (one for one in shipped() if one.group != "helper"), key=lambda one: (order.index(one.group), one.name)
    )
    if form == Format.table:
        told = ([GROUPS[one.group].lower(), one.name, one.title] for one in found)
        put_table(plain(("group", "question", "asks"), told))
    else:
        rows: list[dict[str, object]] = []
        for one in found:
            parameters = [f"{each.name}{' (optional)' if each.optional else ''}" for each in one.parameters]
            row = {"name": one.name, "group": one.group, "title": one.title, "parameters": parameters}
            rows.append({**row, "example": one.example})
        put_rows(Rows(rows), form)

"""The command that asks in somebody's own Cypher.

Annotations are evaluated here, not kept as text, because the command's signature is put together from them.
"""

import inspect
import sys
from functools import partial
from typing import Annotated, Any

import typer

from goodoffices.cli.common import FORMAT, graph_of, notice, put_rows, put_spooled
from goodoffices.cli.options import LIMITED, give_signature, option
from goodoffices.queries.output.formats import Format

PARAMETERS = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter; JSON if it is any, else text."),
]


def cypher(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A statement; - reads it from standard input.")],
    parameter: PARAMETERS = None,
    write: Annotated[bool, typer.Option("--write", help="Allow it to change the graph.")] = False,
    **words: Any,
) -> None:
    """Ask in Cypher.

    The server itself refuses to change anything, unless --write is given. More than a million rows, or 500 MB of them,
    are refused.

    Example: goodoffices cypher 'MATCH (m:Mediator) RETURN m.name ORDER BY m.name'
    """
    from goodoffices.graph.spool import spooling
    from goodoffices.queries.output.spool import keep
    from goodoffices.queries.questions.run import pairs

    given = pairs(parameter or [])
    statement = sys.stdin.read() if text == "-" else text
    form = words.pop("form")
    with spooling() as spool:
        # These two are written row by row; the others are made of all rows at once.
        in_lines = form in (Format.jsonl, Format.csv)
        with graph_of(ctx, mixed=write, **words) as graph:
            rows = graph.cypher(statement, given, write=write, keep=partial(keep, spool) if in_lines else list)
            # Told at once, because with such nodes hardly any command opens the graph again.
            mixed = graph.store.mixed() if write else ""
        # Only after the last row has come: what is written is the whole answer, or nothing.
        put_spooled(spool, rows.columns, form) if in_lines else put_rows(rows, form)
        notice(*filter(None, [mixed]))
        if not (rows or spool):
            notice("No rows.")


*_own, _ = inspect.signature(cypher).parameters.values()
give_signature(cypher, [*_own, LIMITED, option("form", FORMAT, Format.table)])

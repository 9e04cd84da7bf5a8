"""Commands that show: the evidence of an event, and what own Cypher finds.

Annotations are evaluated here, not kept as text, because the commands' signatures are put together from them.
"""

import inspect
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

import typer

from goodoffices.queries.cli_common import FORMAT, Format, graph_of, put_rows, remark
from goodoffices.queries.cli_filters import DRAWN, LIMITED, option, target_of
from goodoffices.queries.cli_page import draw


class EvidenceFormat(StrEnum):
    """How evidence is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    markdown = "markdown"


PARAMETERS = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter; JSON if it is any, else text."),
]


def evidence(
    ctx: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or a beginning that only it has.")],
    form: Annotated[
        EvidenceFormat, typer.Option("--format", "-f", help="How it is written; markdown gives footnotes to cite.")
    ] = EvidenceFormat.table,
    **words: Any,
) -> None:
    """Every claim and quote of one event, and who says so.

    Example: goodoffices evidence f8e6037a -f markdown
    """
    target = target_of(words)
    with graph_of(ctx, **words) as graph:
        rows = graph.evidence(event)
        draw(graph, target, rows, "evidence", {"event": event})
    table = None
    if form == EvidenceFormat.table:
        from goodoffices.queries.answer_tables import table_of

        table = table_of("evidence", rows, terminal=sys.stdout.isatty())
    put_rows(rows, form, table)


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
    from goodoffices.queries.shipped import pairs

    given = pairs(parameter or [])
    statement = sys.stdin.read() if text == "-" else text
    form = words.pop("form")
    with graph_of(ctx, mixed=write, **words) as graph:
        rows = graph.cypher(statement, given, write=write)
        mixed = graph.store.mixed() if write else ""
    put_rows(rows, form)
    remark(*filter(None, [mixed]))
    if not rows:
        remark("No rows.")


def _taking(command: Callable[..., None], *options: inspect.Parameter) -> None:
    """Lets a command take these options beside its own words."""
    *own, _ = inspect.signature(command).parameters.values()
    command.__signature__ = inspect.Signature([*own, *options])  # type: ignore[attr-defined] # typer reads it
    command.__annotations__ = {}


_taking(evidence, *DRAWN, LIMITED)
_taking(cypher, LIMITED, option("form", FORMAT, Format.table))

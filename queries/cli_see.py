"""Commands that show: the evidence of an event, and what own Cypher finds."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from goodoffices.queries.cli_common import FORMAT, Format, graph_of, put_rows, remark
from goodoffices.queries.cli_filters import PAGE, RENDERER, Renderer, Target
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
    page: PAGE = None,
    renderer: RENDERER = Renderer.auto,
) -> None:
    """Every claim and quote of one event, and who says so.

    Example: goodoffices evidence f8e6037a -f markdown
    """
    with graph_of(ctx) as graph:
        rows = graph.evidence(event)
        draw(graph, Target(page, renderer), rows, "evidence", {"event": event})
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
    form: FORMAT = Format.table,
) -> None:
    """Ask in Cypher.

    The server itself refuses to change anything, unless --write is given.

    Example: goodoffices cypher 'MATCH (m:Mediator) RETURN m.name ORDER BY m.name'
    """
    from goodoffices.queries.shipped import pairs

    given = pairs(parameter or [])
    statement = sys.stdin.read() if text == "-" else text
    with graph_of(ctx, mixed=write) as graph:
        rows = graph.cypher(statement, given, write=write)
        mixed = graph.store.mixed() if write else ""
    put_rows(rows, form)
    remark(*filter(None, [mixed]))
    if not rows:
        remark("No rows.")

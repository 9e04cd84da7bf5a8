"""Commands that show: the network page, the evidence of an event, shipped questions, own Cypher."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.queries.cli_common import FORMAT, Format, graph_of, put, put_rows, remark

if TYPE_CHECKING:
    pass


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
) -> None:
    """Every claim and quote of one event, and who says so.

    Example: goodoffices evidence f8e6037a -f markdown
    """
    with graph_of(ctx) as graph:
        rows = graph.evidence(event)
    table = None
    if form == EvidenceFormat.table:
        from goodoffices.queries.answer_tables import table_of

        table = table_of("evidence", rows, terminal=sys.stdout.isatty())
    put_rows(rows, form, table)


def page(
    ctx: typer.Context,
    a: Annotated[str | None, typer.Argument(metavar="A", help="An actor; without one the whole graph.")] = None,
    b: Annotated[str | None, typer.Argument(metavar="B", help="Another, for what concerns both.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")] = Path("network.html"),
    show: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
) -> None:
    """Write the network page, one offline HTML file.

    The whole graph, what concerns A, or what concerns A and B; with the quote behind every line.

    Example: goodoffices page Iran -o iran.html
    """
    with graph_of(ctx) as graph:
        written = graph.page(a, b, output)
    put(f"{written}\n")
    if show:
        typer.launch(written.resolve().as_uri())


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
    with graph_of(ctx) as graph:
        rows = graph.cypher(statement, given, write=write)
    put_rows(rows, form)
    if not rows:
        remark("No rows.")

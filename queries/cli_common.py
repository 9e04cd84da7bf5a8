"""What all commands share: where the graph is, formats, and where answers and remarks go."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from goodoffices.graph.store_limit import TIMEOUT, checked_timeout
from goodoffices.queries.terminal import beneath, escaped, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from goodoffices.api import Graph, Rows


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


_JSON = frozenset({Format.json, Format.jsonl})

FORMAT = Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.", show_default=True)]


TIME = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="End the question after this time; 0: never.")
]


def graph_of(  # noqa: PLR0913 each says of one thing how the graph is opened
    context: typer.Context,
    *,
    create: bool = False,
    migrate: bool = False,
    damaged: bool = False,
    mixed: bool = False,
    timeout: float | None = TIMEOUT,
) -> Graph:
    """The graph that ``--store`` or the environment names, opened; ``timeout`` is the limit of a question.

    ``damaged``: also if files of it are lost; ``mixed``: also if others' nodes bear goodoffices' labels.
    """
    from goodoffices.api import Graph
    from goodoffices.graph.store import open_store

    limit = checked_timeout(timeout)
    store = open_store(context.obj, create=create, migrate=migrate, damaged=damaged, mixed=mixed)
    graph = Graph(store, limit)
    if store.copied:
        remark(f"{store.target} cannot be written to, so it is asked from a copy.")
    remark(*(f"{load} Run it again." for load in graph.store.unfinished()))
    return graph


def graph_there(context: typer.Context) -> Graph | None:
    """As ``graph_of``, but None where the folder holds no graph yet."""
    from goodoffices.graph.embedded import is_store
    from goodoffices.graph.store_target import ServerTarget, resolve_target

    target = resolve_target(context.obj)
    return graph_of(context) if isinstance(target, ServerTarget) or is_store(target) else None


def put(text: str, out: TextIO | None = None) -> None:
    """Writes to standard output at once; a reader that has gone away ends the command without a word."""
    stream = out or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise nobody_reads() from None


def nobody_reads() -> typer.Exit:
    """How a command ends whose reader has closed the pipe."""
    # What Python would still flush at its end goes nowhere, or it would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return typer.Exit()


def tell(*lines: str) -> None:
    """Writes lines for people to standard output, each of which stays one, also where a program passes them on."""
    put("".join(f"{one_line(line)}\n" for line in lines))


def remark(*lines: str) -> None:
    """Says something beside the answer, on standard error; each line stays one."""
    for line in lines:
        typer.echo(one_line(line), err=True)


def put_rows(rows: Rows, form: str, table: RenderableType | None = None) -> None:
    """Writes rows in a format; as a table, ``table`` or a plain one. Remarks go to standard error."""
    if form == Format.table:
        put_table(table or _plain(rows), bool(rows))
    else:
        from goodoffices.queries import footnotes, output

        written = {
            "json": output.as_json,
            "jsonl": output.as_json_lines,
            "csv": lambda found: output.as_csv(found, rows.columns),
            "markdown": footnotes.as_markdown,
        }
        text = written[form](rows)
        put(escaped(text, sys.stdout.isatty()) if form in _JSON else text)
    remark(*rows.remarks)


def _plain(rows: Rows) -> RenderableType:
    from goodoffices.queries.tables import plain

    columns = list(dict.fromkeys([*rows.columns, *(key for row in rows for key in row)]))
    return plain(columns, ([row.get(column) for column in columns] for row in rows))


def put_table(table: RenderableType, any_rows: bool = True) -> None:
    """Draws a table for standard output as it is: a terminal, a file or a pipe."""
    from goodoffices.queries.tables import drawn

    if any_rows:
        put(drawn(table, sys.stdout), beneath(sys.stdout))


def counted(number: int, what: str, several: str = "") -> str:
    """``3 documents``, ``1 document``, with thousands set apart."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def as_rows(row: dict[str, Any], columns: Sequence[str] = ()) -> Rows:
    """One row as an answer."""
    from goodoffices.api import Rows

    return Rows([row], columns=columns)


@contextmanager
def progress() -> Iterator[Callable[..., Callable[[str], None]]]:
    """Begins counting documents, of a total where it is known, on a terminal's standard error; silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _, __=None: lambda _: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn())
    console = Console(file=beneath(sys.stderr))
    # Standard output is not told by way of standard error; what is said there meanwhile is harmless already.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:

        def begin(what: str, total: int | None = None) -> Callable[[str], None]:
            task = bar.add_task(what, total=total)
            return lambda _: bar.advance(task)

        yield begin

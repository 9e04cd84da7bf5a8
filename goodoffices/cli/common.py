"""What all commands share: where the graph is, formats, and where answers and remarks go."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from goodoffices.graph.one_line import one_line
from goodoffices.graph.store.limit import TIMEOUT, checked_timeout
from goodoffices.queries.output.formats import Format, formats_of, written
from goodoffices.queries.output.terminal import beneath, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from goodoffices.api import Graph, Rows
    from goodoffices.graph.spool import Spool


_EVERY, _CITED = formats_of(), formats_of("evidence")


def _one_of(formats: tuple[Format, ...]) -> Callable[[str], Format]:
    # Left to typer, which would take the enum, every command would offer markdown, and only evidence has it.
    def read(word: str) -> Format:
        if word in formats:
            return Format(word)
        raise typer.BadParameter(f"'{word}' is not one of {', '.join(map(repr, map(str, formats)))}.")

    return read


FORMAT = Annotated[
    Format,
    typer.Option(
        *("--format", "-f"),
        help="How the answer is written.",
        show_default=True,
        parser=_one_of(_EVERY),
        metavar=f"[{'|'.join(_EVERY)}]",
    ),
]

CITED_FORMAT = Annotated[
    Format,
    typer.Option(
        *("--format", "-f"),
        help="How the answer is written; markdown, for evidence alone, gives footnotes to cite.",
        show_default=True,
        parser=_one_of(_CITED),
        metavar=f"[{'|'.join(_CITED)}]",
    ),
]

TIME = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", help="End the question after this time; 0: never.")
]


def graph_of(  # noqa: PLR0913 each says of one thing how the graph is opened
    context: typer.Context,
    *,
    # Only what stores something makes a folder: a misspelt one would look like an empty graph.
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
    from goodoffices.graph.store.store import open_store

    limit = checked_timeout(timeout)
    with _hidden("numpy", "pandas", "pyarrow"):
        store = open_store(context.obj, create=create, migrate=migrate, damaged=damaged, mixed=mixed)
    graph = Graph(store, limit)
    if store.copied:
        notice(f"{store.target} cannot be written to, so it is asked from a copy.")
    # Beside every answer, because what a load that broke off did not store is missing in it.
    notice(*(f"{one} {one.advice}" for one in graph.store.unfinished()))
    return graph


@contextlib.contextmanager
def _hidden(*modules: str) -> Iterator[None]:
    """Whoever imports something meanwhile finds none of these modules."""
    # Neo4j's driver imports them where they are installed, for types that no answer has; they take longer than itself.
    # Only in a process of ours: a program that uses the API may give the driver such values.
    hidden = dict.fromkeys(set(modules) - sys.modules.keys())
    sys.modules.update(hidden)  # type: ignore[arg-type] # None is what hides a module
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def graph_there(context: typer.Context) -> Graph | None:
    """As ``graph_of``, but None where the folder holds no graph yet."""
    from goodoffices.graph.store.embedded.server import is_store
    from goodoffices.graph.store.target import ServerTarget, resolve_target

    target = resolve_target(context.obj)
    return graph_of(context) if isinstance(target, ServerTarget) or is_store(target) else None


def write_out(text: str, out: TextIO | None = None) -> None:
    """Writes to standard output at once; a reader that has gone away ends the command without a word."""
    stream = out or sys.stdout
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # Before typer has it, which would end with 1: to have read enough is no failure.
        raise nobody_reads() from None


def nobody_reads() -> typer.Exit:
    """How a command ends whose reader has closed the pipe."""
    # What Python would still flush at its end goes nowhere, or it would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return typer.Exit()


def tell(*lines: str) -> None:
    """Writes lines for people to standard output, each of which stays one, also where a program passes them on."""
    write_out("".join(f"{one_line(line)}\n" for line in lines))


def notice(*lines: str) -> None:
    """Says something beside the answer, on standard error; each line stays one."""
    # One that has read enough of what is for people has had the answer, too: that is no failure.
    with contextlib.suppress(BrokenPipeError):
        for line in lines:
            typer.echo(one_line(line), err=True)


def put_rows(rows: Rows, form: Format) -> None:
    """Writes rows in a format. Remarks go to standard error."""
    text = written(rows, form, sys.stdout)
    # A table is drawn in colours and has made its texts harmless itself.
    write_out(text, beneath(sys.stdout) if form == Format.table else None)
    notice(*rows.remarks)


def put_spooled(spool: Spool[tuple[Any, ...]], columns: Sequence[str], form: Format) -> None:
    """Writes rows that lie on the disk, as lines of JSON or as a CSV table, some at a time."""
    from goodoffices.queries.output.csv import lines_of
    from goodoffices.queries.output.jsonl import lines
    from goodoffices.queries.output.spool import by_column, in_pieces

    if form == Format.jsonl:
        for piece in in_pieces(lines(by_column(spool, columns))):
            write_out(escaped(piece, sys.stdout.isatty()))
        return
    for piece in in_pieces(lines_of(lambda: by_column(spool, columns), columns)):
        write_out(piece)


def put_table(table: RenderableType, any_rows: bool = True) -> None:
    """Draws a table for standard output as it is: a terminal, a file or a pipe."""
    from goodoffices.queries.output.grid import drawn

    if any_rows:
        write_out(drawn(table, sys.stdout), beneath(sys.stdout))


def joined_with_and(words: Iterable[str]) -> str:
    """``a, b and c``."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def as_rows(row: dict[str, Any], columns: Sequence[str] = ()) -> Rows:
    """One row as an answer."""
    from goodoffices.api import Rows

    return Rows([row], columns=columns)


def is_watched() -> bool:
    """Whether somebody sees how a command gets on."""
    return sys.stderr.isatty()


@contextlib.contextmanager
def progress() -> Iterator[Callable[..., Callable[[str], None]]]:
    """Begins counting documents, of a total where it is known, on a terminal's standard error; silent elsewhere."""
    if not is_watched():
        yield lambda _, __=None: lambda _: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    from goodoffices.cli.pace import PaceColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), PaceColumn())
    console = Console(file=beneath(sys.stderr))
    # Standard output is not told by way of standard error; what is said there meanwhile is harmless already.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:

        def begin(what: str, total: int | None = None) -> Callable[[str], None]:
            task = bar.add_task(what, total=total)
            return lambda _: bar.advance(task)

        yield begin

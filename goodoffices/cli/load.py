"""Commands that fill the graph, empty it and tell what is in it."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.common import (
    FORMAT,
    as_rows,
    graph_of,
    graph_there,
    is_watched,
    joined_with_and,
    notice,
    progress,
    put_rows,
    put_table,
    tell,
    write_out,
)
from goodoffices.graph.one_line import one_line
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodoffices.graph.errors import Fault
    from goodoffices.graph.store.report import Damaged, LoadReport
    from goodoffices.load import Loaded

PATHS = Annotated[list[str], typer.Argument(metavar="PATH", help="Files or folders; - is standard input.")]
READER = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="The format, if it is not to be found from the files.")
]
LENIENT = Annotated[bool, typer.Option("--lenient", help="Skip faulty records and list each.")]


def load(
    ctx: typer.Context,
    paths: PATHS,
    reader: READER = None,
    lenient: LENIENT = False,
    form: FORMAT = Format.table,
) -> None:
    """Read and check annotated text, then store it.

    All of it is checked before any is stored; each document is stored whole or not at all. Loading the same again
    adds nothing; a changed document replaces what it said before. Judgements are
    read from judgements.jsonl beside the documents.

    Example: goodoffices load corpus/
    """
    from goodoffices.load import gathered, stored
    from goodoffices.loaders import count_documents

    with ExitStack() as stack:
        begin = stack.enter_context(progress())
        # What a graph holds already is not built again; a new one is made only when no fault was found.
        there = stack.enter_context(graph_there(ctx) or nullcontext())
        store = there.store if there else None
        on_read = begin("read and checked", count_documents(paths, reader) if is_watched() else None)
        batch = stack.enter_context(gathered(paths, reader, lenient=lenient, on_read=on_read, store=store))
        graph = there or stack.enter_context(graph_of(ctx, create=True))
        if graph.store.created:
            notice(f"Made a new graph in the folder {graph.store.target}.")
        on_stored = begin("stored", len(batch.spool) + len(batch.unchanged))
        loaded = stored(graph.store, batch, lambda document, _: on_stored(document))
    notice(*loaded.remarks, *(f"skipped: {fault}" for fault in loaded.skipped))
    put_report(loaded, form)


def put_report(loaded: Loaded, form: Format) -> None:
    """Writes what a load did, as text or as one row; what the replaced had lacked is said beside it."""
    notice(*_lacking(loaded.report.damaged, "replaced"))
    if form == Format.table:
        judged = [f"Judgements: {len(loaded.judged):,} new."] if loaded.judged else []
        tell(*report_lines(loaded.report), *judged)
        return
    lists = {"skipped": list(map(asdict, loaded.skipped)), "judged": list(map(asdict, loaded.judged))}
    put_rows(as_rows({**_as_lists(asdict(loaded.report)), **lists}), form)


def _lacking(damaged: Iterable[Damaged], what: str) -> Iterator[str]:
    return (f"{one.id} was damaged before it was {what}: {'; '.join(one.faults)}." for one in damaged)


def _as_lists(row: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}


def report_lines(report: LoadReport) -> list[str]:
    """What a load did, in words."""
    outcomes = (("added", report.added), ("replaced", report.replaced), ("unchanged", report.unchanged))
    done = [f"{len(ids):,} {outcome}" for outcome, ids in outcomes if ids]
    lines = [f"Documents: {joined_with_and(done)}." if done else "There was no document to load."]
    if not (report.added or report.replaced):
        return [*lines, "Nothing added, nothing removed."]
    lines.append(f"Added {_size(report.nodes_added, report.relationships_added)}.")
    if report.nodes_removed or report.relationships_removed:
        lines.append(f"Removed {_size(report.nodes_removed, report.relationships_removed)}.")
    return lines


def _size(nodes: int, relationships: int) -> str:
    return f"{counted(nodes, 'node')} and {counted(relationships, 'relationship')}"


def check(paths: PATHS, reader: READER = None, lenient: LENIENT = False, form: FORMAT = Format.table) -> None:
    """Read and check annotated text without storing it.

    Every fault is told with file, line, id and what to do. Ends with 1 if there is a fault, unless --lenient.

    Example: goodoffices check corpus/
    """
    from goodoffices.api import Rows
    from goodoffices.judge import judgement_files, read_judgements
    from goodoffices.load import read_and_check

    documents = 0
    faults: list[Fault] = list(read_judgements(judgement_files(paths))[1])
    for reading in read_and_check(paths, reader):
        documents += reading.document is not None
        faults += reading.faults
        notice(*reading.remarks)
    if form == Format.table:
        tell(*map(str, faults))
        tell(f"{counted(documents, 'document')} read, {counted(len(faults), 'fault')} found.")
    else:
        put_rows(Rows(map(asdict, faults), columns=("path", "line", "id", "message", "hint")), form)
    # As a load of the same would end, so that a script can ask before it loads.
    if faults and not lenient:
        raise typer.Exit(1)


def forget(
    ctx: typer.Context,
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Ids of documents; see status.")],
    form: FORMAT = Format.table,
) -> None:
    """Remove what these documents contributed, only that.

    If verify calls one of them damaged, what was wrong with it is told.

    Example: goodoffices forget oslo-1993
    """
    with graph_of(ctx) as graph:
        report = graph.forget(*documents)
    notice(*_lacking(report.damaged, "forgotten"))
    if form == Format.table:
        removed = _size(report.nodes_removed, report.relationships_removed)
        tell(f"Forgot {counted(len(report.forgotten), 'document')}: removed {removed}.")
    else:
        put_rows(as_rows(_as_lists(asdict(report))), form)


def status(ctx: typer.Context, form: FORMAT = Format.table) -> None:
    """What is in the graph, and where it is.

    The store and its server, counts by label, relationship, verdict, kind and event type, and the documents.

    Example: goodoffices status
    """
    with graph_of(ctx) as graph:
        found = graph.status()
    if form != Format.table:
        put_rows(as_rows(found), form)
        return
    tell(str(found["target"]), found["server"], "")
    counts = [(name, counted_of) for name, counted_of in found.items() if isinstance(counted_of, dict)]
    for name, numbers in counts:
        told = (f"{word} {number:,}" for word, number in sorted(numbers.items()))
        tell(f"{name.replace('_', ' ').capitalize()}: {', '.join(told) or 'none'}")
    from goodoffices.queries.output.grid import plain

    documents: list[dict[str, Any]] = found["documents"]
    write_out(f"\n{counted(len(documents), 'document')}\n")
    columns = ("id", "title", "published", "loaded_at")
    # A table goes past the screen that makes texts harmless, and so its cells must be.
    rows = ([one_line(str(one[name] or "")) for name in columns] for one in documents)
    put_table(plain(("id", "title", "published", "loaded at"), rows), bool(documents))

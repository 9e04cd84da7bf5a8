"""Commands that take the whole record out of a store and put it into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from goodoffices.cli.common import (
    FORMAT,
    as_rows,
    graph_of,
    nobody_reads,
    notice,
    progress,
    put_rows,
    tell,
)
from goodoffices.cli.load import put_report
from goodoffices.cli.verify import repair_lines
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.transfer import Dumped


def dump(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Compressed if it ends in .gz; - is standard output.")],
    sound: Annotated[bool, typer.Option("--sound", help="Leave out damaged documents and name each.")] = False,
    form: FORMAT = Format.table,
) -> None:
    """Write the whole record to a file.

    Lines of JSON that depend on no store, closed by a checksum; times of loading are left out, so that the same record
    gives the same bytes. restore reads it. Each document is verified; if one is damaged, nothing is written.

    Example: goodoffices dump record.jsonl.gz
    """
    from goodoffices.transfer import dumped

    try:
        with graph_of(ctx) as graph, progress() as begin:
            summary = dumped(graph.store, file, begin("written", len(graph.store.documents())), sound=sound)
    except BrokenPipeError:
        raise nobody_reads() from None
    _tell(file, summary, form)
    notice(*(f"left out: {one.id}: {'; '.join(one.faults)}" for one in summary.damaged))


def _tell(file: str, summary: Dumped, form: Format) -> None:
    records = counted(sum(summary.counts.values()), "record")
    told = f"Dumped {counted(summary.documents, 'document')} in {records}, SHA-256 {summary.sha256}."
    if file == "-":
        # Standard output holds the dump itself.
        notice(told)
    elif form == Format.table:
        tell(told)
    else:
        damaged = [{"id": one.id, "faults": list(one.faults)} for one in summary.damaged]
        row = {"file": file, "counts": dict(summary.counts), "sha256": summary.sha256, "damaged": damaged}
        put_rows(as_rows(row), form)


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What dump wrote; - is standard input.")],
    form: FORMAT = Format.table,
) -> None:
    """Load what dump wrote into this graph.

    All of the file is checked before any of it is stored; a damaged or cut one is refused. Documents that are there
    unchanged stay as they are, so that a run that was broken off can be repeated.

    Example: goodoffices restore record.jsonl.gz
    """
    from goodoffices.load import stored
    from goodoffices.transfer import documents_beside, unpacked

    # The file before the graph, so that one that is refused leaves no new folder behind.
    with progress() as begin, unpacked(file, begin("checked")) as batch, graph_of(ctx, create=True) as graph:
        if graph.store.created:
            notice(f"Made a new graph in the folder {graph.store.target}.")
        on_stored = begin("stored", len(batch.spool))
        loaded = stored(graph.store, batch, lambda document, _: on_stored(document))
        others = documents_beside(graph.store, batch)
    put_report(loaded, form)
    if others > 0:
        notice(f"The graph holds {counted(others, 'document')} beside those of the dump.")


def migrate(ctx: typer.Context) -> None:
    """Bring the graph of an older goodoffices up to date.

    Every other command refuses such a graph. A step that was broken off is taken again by the next run. What older
    versions left of documents that were changed or forgotten is removed, as repair does it.

    Example: goodoffices migrate
    """
    with graph_of(ctx, migrate=True) as graph, progress() as begin:
        changes, target = graph.store.migrated, graph.store.target
        # A folder of before kept some of what was removed from it, and nobody may have noticed.
        done = graph.store.repair(begin("looked at", len(graph.store.documents()))) if changes else None
    tell(*(f"Now the graph {change}." for change in changes), f"The graph in {target} is up to date.")
    if done and (done.changed or done.damaged):
        tell(*repair_lines(done))

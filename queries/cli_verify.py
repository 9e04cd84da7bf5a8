"""The command that says whether what the graph holds is what was loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.queries.cli_common import FORMAT, Format, counted, graph_of, progress, put_rows, tell

if TYPE_CHECKING:
    from goodoffices.graph.store_verify import Verification

COLUMNS = ("kind", "document", "count", "what")


def verify(
    ctx: typer.Context,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]...", help="Ids of documents; else all."),
    ] = None,
    form: FORMAT = Format.table,
) -> None:
    """Say whether all that was loaded is still there as it was.

    Each document is held against its digest. Where none is named, what belongs to no document is told, too, and what is
    not as documents and judgements together make it. Ends with 1 if anything is wrong.

    Example: goodoffices verify
    """
    with graph_of(ctx) as graph, progress() as begin:
        wanted = len(documents) if documents else len(graph.store.documents())
        found = graph.store.verify(documents or None, begin("verified", wanted))
    if form == Format.table:
        tell(*_lines(found))
    else:
        from goodoffices.api import Rows

        put_rows(Rows(_rows(found), columns=COLUMNS), form)
    if not found.sound:
        raise typer.Exit(1)


def _lines(found: Verification) -> Iterator[str]:
    if found.damaged:
        number = len(found.damaged)
        yield f"{number:,} of {counted(found.documents, 'document')} {'is' if number == 1 else 'are'} damaged:"
        yield from (f"  {one.id}: {'; '.join(one.faults)}" for one in found.damaged)
        yield "Forget them, and load them again or restore a dump: goodoffices forget DOCUMENT"
    else:
        yield f"{counted(found.documents, 'document')} {'verifies' if found.documents == 1 else 'verify'}."
    if found.leavings:
        yield "In the graph, and of no document:"
        yield from (f"  {one.count:,} {one.what}" for one in found.leavings)
    if found.derived:
        yield "Not as documents and judgements make it:"
        yield from (f"  {one.count:,} {one.what}" for one in found.derived)
    if found.leavings or found.derived:
        yield "A dump holds nothing of that: goodoffices dump FILE, then restore it into a new graph"


def _rows(found: Verification) -> Iterator[dict[str, Any]]:
    for damaged in found.damaged:
        for what in damaged.faults:
            yield {"kind": "document", "document": damaged.id, "count": 1, "what": what}
    for kind, findings in (("leaving", found.leavings), ("derived", found.derived)):
        for one in findings:
            yield {"kind": kind, "document": None, "count": one.count, "what": one.what}

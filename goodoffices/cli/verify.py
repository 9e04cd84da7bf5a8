"""Commands that say whether what the graph holds is what was loaded, and mend what can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.common import FORMAT, graph_of, notice, progress, put_rows, tell
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.graph.store.report import Damaged
    from goodoffices.graph.store.verification.repair import Repaired
    from goodoffices.graph.store.verification.verify import Found, Verification

# Named, because a head line is there in csv, too, when nothing is wrong.
COLUMNS = ("kind", "document", "count", "what")


def verify(
    ctx: typer.Context,
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]...", help="Ids of documents; else all."),
    ] = None,
    form: FORMAT = Format.table,
) -> None:
    """Say whether all is there as it was loaded.

    Each document is held against its digest. Where none is named, what belongs to no document is told, too, and what is
    not as documents and judgements together make it. Ends with 1 if anything is wrong.

    Example: goodoffices verify
    """
    # A folder of which files are lost is refused elsewhere; here it is looked at, to say which documents that concerns.
    with graph_of(ctx, damaged=True) as graph, progress() as begin:
        wanted = len(documents) if documents else len(graph.store.documents())
        found = graph.store.verify(documents or None, begin("verified", wanted))
        lost = graph.store.lost
    if form == Format.table:
        tell(*_lines(found))
    else:
        from goodoffices.api import Rows

        others = (*_found_rows("leaving", found.leavings), *_found_rows("derived", found.derived))
        put_rows(Rows((*_damaged_rows(found.damaged), *others), columns=COLUMNS), form)
    notice(*lost)
    if lost or not found.sound:
        raise typer.Exit(1)


def _lines(found: Verification) -> Iterator[str]:
    if found.damaged:
        number = len(found.damaged)
        yield f"{number:,} of {counted(found.documents, 'document')} {'is' if number == 1 else 'are'} damaged:"
        yield from map(_told, found.damaged)
        yield "Run goodoffices repair, then load them again or restore a dump"
    else:
        yield f"{counted(found.documents, 'document')} {'verifies' if found.documents == 1 else 'verify'}."
    if found.leavings:
        yield "In the graph, and of no document:"
        yield from (f"  {one.count:,} {one.what}" for one in found.leavings)
    if found.derived:
        yield "Not as documents and judgements make it:"
        yield from (f"  {one.count:,} {one.what}" for one in found.derived)
    if found.leavings or found.derived:
        yield "Mend that: goodoffices repair"


def _told(one: Damaged) -> str:
    return f"  {one.id}: {'; '.join(one.faults)}"


def _damaged_rows(damaged: Iterable[Damaged]) -> Iterator[dict[str, Any]]:
    for one in damaged:
        yield from ({"kind": "document", "document": one.id, "count": 1, "what": what} for what in one.faults)


def _found_rows(kind: str, found: Iterable[Found]) -> Iterator[dict[str, Any]]:
    return ({"kind": kind, "document": None, "count": one.count, "what": one.what} for one in found)


def repair(ctx: typer.Context, form: FORMAT = Format.table) -> None:
    """Mend what verify finds wrong.

    The graph itself must tell what is right: what belongs to no document is removed, and what documents and judgements
    make together is made anew. A document that lacks something stays damaged, ends this with 1, and is replaced by the
    next load or restore that has it.

    Example: goodoffices repair
    """
    # Nodes of others don't keep it out: it removes only what has all that goodoffices' own have. A folder of which
    # files are lost does, and is left as it is.
    with graph_of(ctx, mixed=True) as graph, progress() as begin:
        done = graph.store.repair(begin("looked at", len(graph.store.documents())))
    if form == Format.table:
        tell(*repair_lines(done))
    else:
        from goodoffices.api import Rows

        freed = ({"kind": "freed", "document": one, "count": 1, "what": "had another version's"} for one in done.freed)
        mended = (*_found_rows("removed", done.removed), *_found_rows("renewed", done.renewed))
        put_rows(Rows((*freed, *mended, *_damaged_rows(done.damaged)), columns=COLUMNS), form)
    if done.damaged:
        raise typer.Exit(1)


def repair_lines(done: Repaired) -> Iterator[str]:
    """What a repair did, in words."""
    if not (done.changed or done.damaged):
        yield f"There was nothing to mend: {counted(done.documents, 'document')} as loaded."
    if done.freed:
        yield f"Freed {counted(len(done.freed), 'document')} of what another version had left: {', '.join(done.freed)}."
    yield from (f"Removed {one.count:,} {one.what}." for one in done.removed)
    yield from (f"Made anew: {one.count:,} {one.what}." for one in done.renewed)
    if done.damaged:
        yield f"{counted(len(done.damaged), 'document')} cannot be mended:"
        yield from map(_told, done.damaged)
        yield "Load them again, or restore a dump: that replaces them"

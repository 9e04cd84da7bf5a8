"""The command that judges two events or two actors to be one, or not to be."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.cli.common import FORMAT, as_rows, graph_of, notice, put_rows, tell
from goodoffices.graph.errors import UsageError
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.judge import Outcome


class _Verb(StrEnum):
    """What is done about a pair."""

    accept = "accept"
    reject = "reject"
    undo = "undo"


_DONE = {_Verb.accept: "are one", _Verb.reject: "are not one", _Verb.undo: "are as if nothing had been judged"}


def same(  # noqa: PLR0913, PLR0917 - each is a word or an option of the command
    ctx: typer.Context,
    left: Annotated[
        str | None, typer.Argument(metavar="LEFT", help="An event's id, or an actor; without one, lists judgements.")
    ] = None,
    right: Annotated[str | None, typer.Argument(metavar="RIGHT", help="Another of the same kind.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Judge the two to be one.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Judge the two not to be one.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the judgement on the two back.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges, if it is to be noted.")] = None,
    judgements: Annotated[
        Path | None,
        typer.Option("--judgements", metavar="FILE", help="Where to record it (judgements.jsonl in this folder)."),
    ] = None,
    form: FORMAT = Format.table,
) -> None:
    """Judge two events or two actors to be one.

    What is one stands once in every answer and page, with the claims of both. A
    judgement is a line of text beside the corpus, read by load, and can be undone.

    Example: goodoffices same "Security Council" "United Nations" --reject
    """
    verb = _verb(accept=accept, reject=reject, undo=undo)
    if left is None and verb is None:
        with graph_of(ctx) as graph:
            rows = graph.judgements()
        put_rows(rows, form)
        return
    if left is None or right is None or verb is None:
        raise UsageError("Name two events or two actors, and one of --accept, --reject and --undo.")
    from goodoffices.graph.rules.judgements import NAME

    # Where nothing can be written the store alone has the judgement, which is no error, but told.
    usual = Path(NAME) if Path(NAME).exists() or os.access(Path(), os.W_OK) else None
    file = judgements or usual
    with graph_of(ctx) as graph:
        if verb == _Verb.undo:
            outcome = graph.undo(left, right, judgements=file)
        else:
            outcome = (graph.accept if accept else graph.reject)(left, right, by=by, judgements=file)
    _report(outcome, file, verb, form)


def _verb(**given: bool) -> _Verb | None:
    chosen = [_Verb(name) for name, wanted in given.items() if wanted]
    if len(chosen) > 1:
        raise UsageError("Choose one of --accept, --reject and --undo.")
    return chosen[0] if chosen else None


def _report(outcome: Outcome, file: Path | None, verb: _Verb, form: Format) -> None:
    """Says beside the answer where it is recorded, and then what is judged now."""
    if file is None:
        notice("No file of judgements can be written here; only the store has it (--judgements FILE names one).")
    elif outcome.file_changed:
        notice(f"Taken out of {file}." if verb == _Verb.undo else f"Recorded in {file}.")
    else:
        notice(f"{file} has no such judgement." if verb == _Verb.undo else f"{file} has it already.")
    one = outcome.judgement
    if form == Format.table:
        again = "" if outcome.store_changed else " already"
        tell(f"The {one.kind}s {one.left} and {one.right} {_DONE[verb]}{again}.")
        return
    row: dict[str, Any] = {name: getattr(one, name) for name in ("kind", "left", "right", "judgement", "by", "at")}
    put_rows(as_rows({**row, "changed": outcome.store_changed}), form)

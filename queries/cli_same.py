"""The command that judges two events or two actors to be one, or not to be."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.graph.errors import UsageError
from goodoffices.queries.cli_common import FORMAT, Format, as_rows, graph_of, put_rows, remark, tell

if TYPE_CHECKING:
    from goodoffices.api import Graph
    from goodoffices.judging import Outcome


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
    file = judgements or _usual_file()
    with graph_of(ctx) as graph:
        outcome = _done(graph, verb, (left, right), by, file)
    _say_where(outcome, file, verb)
    _report(outcome, verb, form)


def _verb(**given: bool) -> _Verb | None:
    chosen = [_Verb(name) for name, wanted in given.items() if wanted]
    if len(chosen) > 1:
        raise UsageError("Choose one of --accept, --reject and --undo.")
    return chosen[0] if chosen else None


def _usual_file() -> Path | None:
    """The file in the working directory, if it is there or can be made."""
    from goodoffices.graph.judgements import NAME

    return Path(NAME) if Path(NAME).exists() or os.access(Path(), os.W_OK) else None


def _done(graph: Graph, verb: _Verb, words: tuple[str, str], by: str | None, file: Path | None) -> Outcome:
    if verb == _Verb.undo:
        return graph.undo(*words, judgements=file)
    return (graph.accept if verb == _Verb.accept else graph.reject)(*words, by=by, judgements=file)


def _say_where(outcome: Outcome, file: Path | None, verb: _Verb) -> None:
    if file is None:
        remark("No file of judgements can be written here; only the store has it (--judgements FILE names one).")
    elif outcome.file_changed:
        remark(f"Taken out of {file}." if verb == _Verb.undo else f"Recorded in {file}.")
    else:
        remark(f"{file} has no such judgement." if verb == _Verb.undo else f"{file} has it already.")


def _report(outcome: Outcome, verb: _Verb, form: Format) -> None:
    one = outcome.judgement
    if form == Format.table:
        again = "" if outcome.store_changed else " already"
        tell(f"The {one.kind}s {one.left} and {one.right} {_DONE[verb]}{again}.")
        return
    row: dict[str, Any] = {name: getattr(one, name) for name in ("kind", "left", "right", "judgement", "by", "at")}
    put_rows(as_rows({**row, "changed": outcome.store_changed}), form)

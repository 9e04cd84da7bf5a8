"""The questions that are commands of their own, each put together from the head of its file when it is called for.

Annotations are evaluated here, not kept as text, because the commands' signatures are put together from them.
"""

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from goodoffices.cli.answering import answering
from goodoffices.cli.common import graph_of, notice, put_table
from goodoffices.cli.options import (
    CITED,
    COMMON,
    OF_CHANNELS,
    give_signature,
    option,
    target_of,
)
from goodoffices.cli.page import draw
from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.catalogue import Parameter, Question, commands, own_question
from goodoffices.queries.output.formats import Format

if TYPE_CHECKING:
    from goodoffices.filters import FilterWords

ACTOR = "a name, alias, demonym, capital, ISO code, Wikidata id or id"
PICTURE = Annotated[bool, typer.Option("--picture", help="Draw the events on an axis of time.")]


def command_names() -> tuple[tuple[str, str, str], ...]:
    """The heading, the name and the title of each question that is a command."""
    return tuple(("See" if one.group == "see" else "Ask", one.name, f"{one.title}.") for one in commands())


def command_of(name: str, before: Sequence[inspect.Parameter]) -> typer.core.TyperCommand | None:
    """The command that asks the question of that name, with what may stand ``before`` every one; None if none does."""
    asked = own_question(name)
    if asked is None or asked.command is None:
        return None
    # Typer makes commands of apps alone; an app with one is that command.
    single = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    help_ = f"{asked.title}.\n\n{asked.notes}\n\nExample: {asked.example}"
    single.command(name, help=help_)(_callback(asked, before))
    return cast("typer.core.TyperCommand", typer.main.get_command(single))


def _callback(asked: Question, before: Sequence[inspect.Parameter]) -> Callable[..., None]:
    def command(ctx: typer.Context, **words: Any) -> None:
        form, picture, timeout = words.pop("form"), words.pop("picture", False), words.pop("timeout")
        if picture and form != Format.table:
            raise UsageError(f"A picture is no {form}: leave out --picture or -f.")
        target, given = target_of(words), {one.name: words.pop(one.name) for one in asked.parameters}
        filters = {name: word for name, word in words.items() if name not in apart}
        with answering(form, drawn=target.path is not None) as answers:
            with graph_of(ctx, timeout=timeout) as graph:
                rows = answers.answer(graph, asked.name, cast("FilterWords", filters), given)
                draw(graph, target, rows, asked.name, {**filters, **given})
            # The graph is closed by now: a slow reader, such as a pager, keeps no server of a folder running.
            if picture:
                _put_picture(rows)
            else:
                answers.put(rows)

    apart = {one.name for one in before}
    # A question without a statement is asked of the network of channels; what is looked at is not narrowed.
    filtered = COMMON if asked.text else OF_CHANNELS
    shared = CITED if asked.group == "see" else filtered
    first = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    give_signature(command, [first, *_words(asked), *shared, *before])
    return command


def _words(asked: Question) -> Iterator[inspect.Parameter]:
    known = {one.name: one for one in asked.parameters}
    for word in asked.command or ():
        flag, _, name = word.rpartition("=")
        if word == "--picture":
            yield option("picture", PICTURE, False)
        elif flag:
            yield _option(flag, known[name])
        else:
            yield _argument(known[name])


def _argument(one: Parameter) -> inspect.Parameter:
    told = typer.Argument(metavar=one.name.upper(), help=_help(one))
    if one.optional:
        return option(one.name, Annotated[str | None, told])
    return option(one.name, Annotated[str, told], inspect.Parameter.empty)


def _option(flag: str, one: Parameter) -> inspect.Parameter:
    if one.kind == "flag":
        return option(one.name, Annotated[bool, typer.Option(flag, help=_help(one))], False)
    if one.kind == "blocs":
        return option(one.name, Annotated[Path | None, typer.Option(flag, metavar="FILE", help=_help(one))])
    return option(one.name, Annotated[str | None, typer.Option(flag, metavar=one.name.upper(), help=_help(one))])


def _help(one: Parameter) -> str:
    meaning = one.meaning[0].upper() + one.meaning[1:]
    return f"{meaning}: {ACTOR}." if one.kind == "actor" else f"{meaning}."


def _put_picture(rows: Any) -> None:
    from rich.console import Console

    from goodoffices.queries.output.timeline_chart import picture_of

    # Through a pipe as wide as it has to be, since nothing is cut there, as in tables.
    width = Console(file=sys.stdout).width if sys.stdout.isatty() else None
    put_table(picture_of(rows, width), bool(rows))
    notice(*rows.remarks)

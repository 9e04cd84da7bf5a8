"""The command ``goodoffices``: which commands there are, where the graph is, and how a run ends."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from goodoffices.graph.errors import AnnotationError, GoodofficesError, UsageError, WriteRefusedError
from goodoffices.queries import (
    cli_ask,
    cli_english,
    cli_load,
    cli_more,
    cli_move,
    cli_page,
    cli_questions,
    cli_same,
    cli_see,
    cli_verify,
)
from goodoffices.queries.cli_common import remark
from goodoffices.queries.terminal import guard

COMMANDS = {
    "Load": (
        *(cli_load.load, cli_load.check, cli_load.forget, cli_load.status, cli_verify.verify, cli_verify.repair),
        cli_same.same,
    ),
    "Ask": (
        *(cli_ask.who_mediated, cli_ask.mediations, cli_ask.talks, cli_ask.sanctions, cli_ask.timeline),
        *(cli_ask.disputed, cli_ask.brokers, cli_ask.could_mediate, cli_ask.between, cli_english.ask),
        cli_questions.questions,
    ),
    "See": (cli_page.page, cli_see.evidence),
    "Move": (cli_move.dump, cli_move.restore, cli_move.migrate),
    "More": (cli_more.connect, cli_see.cypher, cli_more.demo),
}
"""Every command in the order and under the heading in which the help shows it."""


class _Grouped(TyperGroup):
    """Shows the commands by group, in plain text, which costs half of what the decorated help does."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        width = max(map(len, self.commands))
        for group, functions in COMMANDS.items():
            commands = [self.commands[_name(function)] for function in functions]
            with formatter.section(group):
                formatter.write_dl([(f"{one.name:{width}}", one.get_short_help_str(66 - width)) for one in commands])


def _name(function: Any) -> str:
    return str(function.__name__).replace("_", "-")


app = typer.Typer(
    cls=_Grouped,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _group, _functions in COMMANDS.items():
    for _function in _functions:
        app.command(_name(_function), rich_help_panel=_group)(_function)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"goodoffices {version('goodoffices')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    ctx: typer.Context,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="FOLDER|URL", help="The graph: a folder, or a server's bolt:// URL."),
    ] = None,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")] = False,
) -> None:
    """Who mediated between whom, when, at whose request, did it work, and according to whom.

    The graph is at --store, else where GOODOFFICES_STORE or NEO4J_URI say, else in the folder .goodoffices.
    """
    ctx.obj = store


def main() -> None:
    """Runs the command line: ends with 0 answered, 1 failed, 2 wrong usage, 130 interrupted."""
    guard()
    try:
        app(prog_name="goodoffices")
    except GoodofficesError as error:
        sys.exit(_told(error))
    except OSError as error:
        remark(_shortened(f"goodoffices: {error}"))
        sys.exit(1)
    except UnicodeEncodeError as error:
        remark(f'goodoffices: "{error.object[:60]}" is no text: write names and dates in UTF-8')
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _told(error: GoodofficesError) -> int:
    """Says what went wrong on standard error; the exit code."""
    if isinstance(error, AnnotationError):
        remark(
            *map(str, error.faults),
            f"goodoffices: {len(error.faults)} faults; nothing was stored (--lenient skips them).",
        )
    else:
        hint = " (--write allows it)" if isinstance(error, WriteRefusedError) else ""
        remark(*map(_shortened, f"goodoffices: {error}{hint}".split("\n")))
    return 2 if isinstance(error, UsageError) else 1


def _shortened(line: str) -> str:
    """A line of an error without the middle of what was given to it, if that was a whole book."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


_LONGEST = 4_000

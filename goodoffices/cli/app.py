"""The command ``goodoffices``: which commands there are, where the graph is, and how a run ends."""

from __future__ import annotations

import inspect
import sys
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from goodoffices.cli import ask as cli_english
from goodoffices.cli import catalogue as cli_questions
from goodoffices.cli import load as cli_load
from goodoffices.cli import more as cli_more
from goodoffices.cli import page as cli_page
from goodoffices.cli import same as cli_same
from goodoffices.cli import show as cli_see
from goodoffices.cli import transfer as cli_move
from goodoffices.cli import verify as cli_verify
from goodoffices.cli.common import notice
from goodoffices.cli.options import give_signature, option
from goodoffices.cli.questions import command_names, command_of
from goodoffices.graph.errors import AnnotationError, GoodofficesError, UsageError, WriteRefusedError
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.output.terminal import guard

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = {
    "Load": (
        *(cli_load.load, cli_load.check, cli_load.forget, cli_load.status, cli_verify.verify, cli_verify.repair),
        cli_same.same,
    ),
    "Ask": (cli_english.ask, cli_questions.questions),
    "See": (cli_page.page,),
    "Move": (cli_move.dump, cli_move.restore, cli_move.migrate),
    "More": (cli_more.connect, cli_see.cypher, cli_more.demo),
}
"""Every command but the questions, in the order and under the heading in which the help shows it after these."""


class _Grouped(TyperGroup):
    """Shows the commands by group, in plain text, which costs half of what the decorated help does.

    The command of a question is made when it is called, so that all others start without it.
    """

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        questions = command_names()
        width = max(len(name) for name in (*self.commands, *(name for _, name, _ in questions)))
        for group, functions in COMMANDS.items():
            told = [(name, title) for heading, name, title in questions if heading == group]
            own = (self.commands[_name(function)] for function in functions)
            told += [(str(one.name), one.get_short_help_str(66 - width)) for one in own]
            with formatter.section(group):
                formatter.write_dl([(f"{name:{width}}", what) for name, what in told])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command of its own, else the question of that name; all are made where neither is, to name the nearest."""
        if found := super().get_command(ctx, cmd_name) or command_of(cmd_name, _BEFORE):
            return found
        for _, name, _ in command_names():
            if command := command_of(name, _BEFORE):
                self.add_command(command)
        return None

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, the questions first."""
        return [*(name for _, name, _ in command_names()), *super().list_commands(ctx)]


def _name(function: Any) -> str:
    return str(function.__name__).replace("_", "-")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"goodoffices {version('goodoffices')}")
        raise typer.Exit


def _take_store(ctx: typer.Context, given: str | None) -> None:
    # What stands before the command is read first, and holds where nothing stands after it.
    if given is not None:
        ctx.obj = given


STORE = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FOLDER|URL", callback=_take_store, help="The graph: a folder, or a server's bolt:// URL."
    ),
]
# Eager, or a command would first ask for the arguments that it lacks.
VERSION = Annotated[bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Say the version.")]


_BEFORE = (option("store", STORE), option("version", VERSION, False))
"""What may stand before a command, and after its name."""


def _with_what_goes_before(command: Callable[..., None]) -> Callable[..., None]:
    """The command, which also takes after its name what may stand before it."""

    @wraps(command)
    def run(**words: Any) -> None:
        command(**{name: word for name, word in words.items() if name not in added})

    added = {one.name for one in _BEFORE}
    # Evaluated, because typer takes a signature that is set as it is, and in most modules annotations are text.
    own = inspect.signature(command, eval_str=True)
    give_signature(run, [*own.parameters.values(), *_BEFORE])
    return run


app = typer.Typer(
    cls=_Grouped,
    add_completion=False,
    no_args_is_help=True,
    # Help and errors without rich, the import of which would double what help takes.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _group, _functions in COMMANDS.items():
    for _function in _functions:
        app.command(_name(_function), rich_help_panel=_group)(_with_what_goes_before(_function))


@app.callback()
def _everywhere(_: STORE = None, __: VERSION = False) -> None:
    """Who mediated between whom, when, at whose request, did it work, and according to whom.

    The graph is at --store, else where GOODOFFICES_STORE or NEO4J_URI say, else in the folder .goodoffices.
    """


def run_app() -> None:
    """Runs the command line: ends with 0 answered, 1 failed, 2 wrong usage, 130 interrupted."""
    # Before anything is read: an error of usage repeats what was typed, which a terminal might obey.
    guard()
    try:
        # By this name also under ``python -m``, so that help and errors are the same.
        app(prog_name="goodoffices")
    except GoodofficesError as error:
        sys.exit(_told(error))
    except OSError as error:
        # As the system says it, without the number that it has there.
        where = f"{error.filename}: " if error.filename else ""
        notice(_shortened(f"goodoffices: {where}{error.strerror or error}"))
        sys.exit(1)
    except UnicodeEncodeError as error:
        # Bytes of an argument that are no UTF-8 come from Python as halves of letters, which UTF-8 can't write.
        notice(f'goodoffices: "{error.object[:60]}" is no text: write names and dates in UTF-8')
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _told(error: GoodofficesError) -> int:
    """Says what went wrong on standard error; the exit code."""
    if isinstance(error, AnnotationError):
        number = len(error.faults)
        skips = f"--lenient skips {'it' if number == 1 else 'them'}"
        notice(*map(str, error.faults), f"goodoffices: {counted(number, 'fault')}; nothing was stored ({skips}).")
    else:
        hint = " (--write allows it)" if isinstance(error, WriteRefusedError) else ""
        notice(*map(_shortened, f"goodoffices: {error}{hint}".split("\n")))
    return 2 if isinstance(error, UsageError) else 1


def _shortened(line: str) -> str:
    """A line of an error without the middle of what was given to it, if that was a whole book."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


_LONGEST = 4_000

"""The questions as commands: each gives its words to the Python interface and writes the rows.

Annotations are evaluated here, not kept as text, because the commands' signatures are put together from them.
"""

import inspect
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goodoffices.graph.errors import UsageError
from goodoffices.queries.cli_common import Format, graph_of, put_rows
from goodoffices.queries.cli_filters import COMMON, OF_CHANNELS, target_of
from goodoffices.queries.cli_page import draw

if TYPE_CHECKING:
    from goodoffices.api import Graph, Rows

ONE = Annotated[str, typer.Argument(metavar="A", help="A name, alias, demonym, capital, ISO code, Wikidata id or id.")]
OTHER = Annotated[str, typer.Argument(metavar="B", help="The other actor, likewise.")]
MAYBE_ONE = Annotated[str | None, typer.Argument(metavar="A", help="An actor: a name, code or id.")]
MAYBE_OTHER = Annotated[str | None, typer.Argument(metavar="B", help="Another actor, likewise.")]


_OF_CHANNELS = frozenset({"brokers", "could-mediate", "between"})


def _command(question: Callable[..., "Rows"]) -> Callable[..., None]:
    """The command for a question: its own words, the filters that all questions share, and the format."""
    context, *own = inspect.signature(question).parameters.values()
    name = question.__name__.replace("_", "-")

    @wraps(question)
    def command(ctx: typer.Context, **words: Any) -> None:
        form, picture, timeout = words.pop("form"), words.pop("picture", False), words.pop("timeout")
        target = target_of(words)
        if picture and form != Format.table:
            raise UsageError(f"A picture is no {form}: leave out --picture or -f.")
        with graph_of(ctx, timeout=timeout) as graph:
            rows = question(graph, **words)
            draw(graph, target, rows, name, words)
        put_rows(rows, form, _table(name, rows, picture) if form == Format.table else None)

    first = context.replace(name="ctx", annotation=typer.Context)
    words = [one for one in own if one.kind is not inspect.Parameter.VAR_KEYWORD]
    shared = OF_CHANNELS if name in _OF_CHANNELS else COMMON
    command.__signature__ = inspect.Signature([first, *words, *shared])  # type: ignore[attr-defined] # typer reads it
    command.__annotations__ = {}
    return command


def _table(name: str, rows: "Rows", picture: bool) -> Any:
    from goodoffices.queries.answer_tables import table_of

    if picture:
        return _picture(rows)
    return table_of(name, rows, terminal=sys.stdout.isatty())


def _picture(rows: "Rows") -> Any:
    from rich.console import Console

    from goodoffices.queries.picture import picture_of

    return picture_of(rows, Console(file=sys.stdout).width if sys.stdout.isatty() else None)


@_command
def who_mediated(graph: "Graph", a: ONE, b: OTHER, **filters: Any) -> "Rows":
    """Who mediated, or offered to, between two actors.

    Example: goodoffices who-mediated Iran "Saudi Arabia"
    """
    return graph.who_mediated(a, b, **filters)


@_command
def mediations(graph: "Graph", actor: ONE, **filters: Any) -> "Rows":
    """What an actor mediated, and between whom.

    Example: goodoffices mediations Norway
    """
    return graph.mediations(actor, **filters)


@_command
def talks(graph: "Graph", a: ONE, b: MAYBE_OTHER = None, **filters: Any) -> "Rows":
    """Negotiations of an actor, or between two.

    Example: goodoffices talks Iran USA --from 2010 --to 2015
    """
    return graph.talks(a, b, **filters)


BY = Annotated[str | None, typer.Option("--by", metavar="A", help="Who imposes: a name, code or id.")]
ON = Annotated[str | None, typer.Option("--on", metavar="B", help="On whom, likewise.")]


@_command
def sanctions(graph: "Graph", by: BY = None, on: ON = None, **filters: Any) -> "Rows":
    """Sanctions by or on an actor, with their life cycle.

    Example: goodoffices sanctions --on Libya
    """
    return graph.sanctions(by, on, **filters)


PICTURE = Annotated[bool, typer.Option("--picture", help="Draw the events on an axis of time.")]


@_command
def timeline(graph: "Graph", a: ONE, b: MAYBE_OTHER = None, picture: PICTURE = False, **filters: Any) -> "Rows":
    """Events in order, uncertain dates as ranges.

    Example: goodoffices timeline Argentina Chile
    """
    return graph.timeline(a, b, **filters)


@_command
def disputed(graph: "Graph", actor: MAYBE_ONE = None, **filters: Any) -> "Rows":
    """Claims against denials, side by side.

    Example: goodoffices disputed Iran
    """
    return graph.disputed(actor, **filters)


BLOC = Annotated[
    Path | None,
    typer.Option("--bloc", metavar="FILE", help="Who belongs where: CSV with the columns actor and bloc, or JSON."),
]
BY_REGION = Annotated[bool, typer.Option("--by-region", help="States by UN region; also those not in the file.")]
BY_SUBREGION = Annotated[bool, typer.Option("--by-subregion", help="States by UN sub-region, likewise.")]


@_command
def brokers(
    graph: "Graph", bloc: BLOC = None, by_region: BY_REGION = False, by_subregion: BY_SUBREGION = False, **filters: Any
) -> "Rows":
    """Who stands between blocs: Gould-Fernandez brokerage.

    Who talked or mediated with two that did not talk with each other: as
    coordinator, itinerant, gatekeeper, representative or liaison, by the blocs of
    the three. Blocs are UN regions unless a file says otherwise. Channels count both
    ways. --limit counts brokers (20).

    Example: goodoffices brokers --by-region --limit 3
    """
    return graph.brokers(bloc, by_region=by_region, by_subregion=by_subregion, **filters)


@_command
def could_mediate(graph: "Graph", a: ONE, b: OTHER, **filters: Any) -> "Rows":
    """Who could mediate between two actors, and why.

    Each reason for or against a candidate is a row with its quote; the rank is no
    score. --limit counts candidates (10).

    Example: goodoffices could-mediate Iran "Saudi Arabia"
    """
    return graph.could_mediate(a, b, **filters)


@_command
def between(graph: "Graph", a: ONE, b: OTHER, **filters: Any) -> "Rows":
    """The shortest channels between two actors.

    Through whom they lead, step by step, and without whom there would be none.
    --limit counts paths (10).

    Example: goodoffices between Norway Cuba
    """
    return graph.between(a, b, **filters)

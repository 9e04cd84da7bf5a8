"""The options that all questions share, as parameters of which the commands' signatures are put together.

Annotations are evaluated here, not kept as text, because typer reads them.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from goodoffices.cli.common import CITED_FORMAT, FORMAT, TIME
from goodoffices.graph.store.limit import TIMEOUT
from goodoffices.queries.engine.filters import FILTERS, FilterKind, FilterSpec
from goodoffices.queries.output.formats import Format


# Named again, because help should import nothing of the pages.
class Renderer(StrEnum):
    """What draws a network page."""

    auto = "auto"
    vis = "vis"
    sigma = "sigma"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a page goes, if anywhere, and what draws it."""

    path: Path | None
    renderer: Renderer


_VALUES: dict[FilterKind, tuple[Any, Any]] = {
    FilterKind.date: (str | None, None),
    FilterKind.flag: (bool, False),
    FilterKind.words: (list[str], ()),
    FilterKind.sources: (list[str], ()),
    FilterKind.actor: (str | None, None),
    FilterKind.number: (int | None, None),
}
"""What typer reads for a filter, and what stands for none."""

PAGE = Annotated[
    Path | None, typer.Option("--page", metavar="FILE", help="Also write a network page of the events in the answer.")
]

RENDERER = Annotated[
    Renderer, typer.Option("--renderer", help="Who draws the page; auto: vis up to 2,000 actors and 8,000 relations.")
]


def option(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    """An option of a command."""
    # By keyword alone, or none without a default could follow one that has it.
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def give_signature(command: Callable[..., None], parameters: Iterable[inspect.Parameter]) -> None:
    """Gives a command these parameters for typer to read, who could read none of a function's ``**words``."""
    command.__signature__ = inspect.Signature([*parameters])  # type: ignore[attr-defined] # functions may have one set
    # Typer evaluates these as well, and all that it needs stands in the signature.
    command.__annotations__ = {}


def _filter(one: FilterSpec) -> inspect.Parameter:
    kind, default = _VALUES[one.kind]
    told = typer.Option(one.option, metavar=one.metavar, help=one.option_help)
    return option(one.name, Annotated[kind, told], default)


# A page shows these unless told, so there must be a word that tells it.
_APART = typer.Option("--include-denied/--no-include-denied", help="Denied and mediator-less events, apart.")
_FOR_PAGES = {"include_denied": option("include_denied", Annotated[bool, _APART], True)}
"""Filters that pages take otherwise."""


def target_of(words: dict[str, Any]) -> Target:
    """What the options for drawing say; they are taken out of the ``words``."""
    return Target(words.pop("page"), words.pop("renderer"))


DRAWN = (option("page", PAGE), option("renderer", RENDERER, Renderer.auto))
"""The options of what can also be drawn."""

LIMITED = option("timeout", TIME, TIMEOUT)
"""How long a question may take."""

_REFUSED = typer.Option("--include-denied", hidden=True)
"""Taken where it can't hold so that the answer can say why, but not offered."""

CITED = (*DRAWN, LIMITED, option("form", CITED_FORMAT, Format.table))
"""What is taken by what is looked at, not asked: it has no filters."""

COMMON = (
    *map(_filter, FILTERS),
    *DRAWN,
    LIMITED,
    option("form", FORMAT, Format.table),
)
"""What every question takes: the filters, a page of its answer, its time, and the format."""

OF_ANY_KIND = (*COMMON[:-1], option("form", CITED_FORMAT, Format.table))
"""The same where the rows may be evidence."""

OF_CHANNELS = tuple(
    option(one.name, Annotated[bool, _REFUSED], default=False) if one.name == "include_denied" else one
    for one in COMMON
)
"""What questions about channels take: what is denied makes none."""

FOR_PAGES = tuple(_FOR_PAGES.get(one.name) or _filter(one) for one in FILTERS if one.name != "limit")
"""The filters that a page of its own takes."""

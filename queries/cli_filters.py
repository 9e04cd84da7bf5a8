"""The options that all questions share, as parameters of which the commands' signatures are put together.

Annotations are evaluated here, not kept as text, because typer reads them.
"""

import inspect
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from goodoffices.graph.store_limit import TIMEOUT
from goodoffices.queries.cli_common import FORMAT, TIME, Format


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


_FILTERS: tuple[tuple[str, Any, Any, typer.models.OptionInfo], ...] = (
    ("from_", str | None, None, typer.Option("--from", metavar="DATE", help="Not over before this date (EDTF).")),
    ("to", str | None, None, typer.Option("--to", metavar="DATE", help="Not begun after this date (EDTF).")),
    ("surely", bool, False, typer.Option("--surely", help="Dates must lie wholly between --from and --to.")),
    ("status", list[str], (), typer.Option("--status", metavar="STATUS", help="Only this status; can be repeated.")),
    (
        "verdict",
        list[str],
        (),
        typer.Option("--verdict", metavar="VERDICT", help="Only this verdict; can be repeated."),
    ),
    ("said_by", str | None, None, typer.Option("--said-by", metavar="ACTOR", help="Only with a claim by this actor.")),
    ("include_denied", bool, False, typer.Option("--include-denied", help="Denied and mediator-less events too.")),
    ("stated_only", bool, False, typer.Option("--stated-only", help="Only what the text itself names.")),
    (
        "without",
        list[str],
        (),
        typer.Option("--without", metavar="SOURCE", help="As if this actor or document said nothing; repeatable."),
    ),
    (
        "known_by",
        str | None,
        None,
        typer.Option("--known-by", metavar="DATE", help="Only what was said by then."),
    ),
    ("limit", int | None, None, typer.Option("--limit", metavar="N", help="At most so many rows.")),
)
_FOR_PAGES: dict[str, tuple[bool, typer.models.OptionInfo]] = {
    "include_denied": (
        True,
        typer.Option("--include-denied/--no-include-denied", help="Denied and mediator-less events, apart."),
    ),
}

PAGE = Annotated[
    Path | None, typer.Option("--page", metavar="FILE", help="Also write a network page of the events in the answer.")
]

RENDERER = Annotated[
    Renderer, typer.Option("--renderer", help="Who draws the page; auto: vis up to 2,000 actors and 8,000 relations.")
]


def option(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    """An option of a command."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def target_of(words: dict[str, Any]) -> Target:
    """What the options for drawing say; they are taken out of the ``words``."""
    return Target(words.pop("page"), words.pop("renderer"))


DRAWN = (option("page", PAGE), option("renderer", RENDERER, Renderer.auto))
"""The options of what can also be drawn."""

LIMITED = option("timeout", TIME, TIMEOUT)
"""How long a question may take."""

_REFUSED = typer.Option("--include-denied", hidden=True)
"""Taken where it can't hold so that the answer can say why, but not offered."""

COMMON = (
    *(option(name, Annotated[kind, told], default) for name, kind, default, told in _FILTERS),
    *DRAWN,
    LIMITED,
    option("form", FORMAT, Format.table),
)
"""What every question takes: the filters, a page of its answer, its time, and the format."""

OF_CHANNELS = tuple(
    option(one.name, Annotated[bool, _REFUSED], default=False) if one.name == "include_denied" else one
    for one in COMMON
)
"""What questions about channels take: what is denied makes none."""

FOR_PAGES = tuple(
    option(name, Annotated[kind, _FOR_PAGES.get(name, (default, told))[1]], _FOR_PAGES.get(name, (default, told))[0])
    for name, kind, default, told in _FILTERS
    if name != "limit"
)
"""The filters that a page of its own takes."""

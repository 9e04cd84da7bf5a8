"""The part of docs/cli.md that lists all arguments and options of the commands, as their help tells them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from goodoffices.cli.app import app

from .marked import table, with_part

PAGE = "docs/cli.md"
SHARED = 4
"""An option that as many commands have, said in the same words, stands in the table of shared ones."""

_TEXTS = r" <(?:str|list\[str\])>$"
"""What the help says of arguments that may be any text."""

Told = tuple[str, str]
"""An option as it is written, and what it does."""


def files(root: Path) -> dict[str, str]:
    """The page with its two tables."""
    page = (root / PAGE).read_text(encoding="utf-8")
    told = dict(_options())
    takers: defaultdict[Told, list[str]] = defaultdict(list)
    for command, options in told.items():
        for one in options:
            takers[one].append(command)
    shared = {one: commands for one, commands in takers.items() if len(commands) >= SHARED}
    own = [(f"`{command}`", *one) for command, options in told.items() for one in options if one not in shared]
    common = [(*one, ", ".join(f"`{command}`" for command in commands)) for one, commands in shared.items()]
    page = with_part(page, "options of one command", table(("command", "option", "meaning"), own))
    return {PAGE: with_part(page, "shared options", table(("option", "meaning", "of"), common))}


def _options() -> Iterator[tuple[str, list[Told]]]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    yield "goodoffices", _told(group)
    context = typer.Context(group)
    for name in group.list_commands(context):
        yield name, _told(group.get_command(context, name))


def _told(command: Any) -> list[Told]:
    context = command.make_context(command.name, [], resilient_parsing=True)
    records = (one.get_help_record(context) for one in command.params)
    return [
        (f"`{re.sub(_TEXTS, '', written)}`", " ".join(meaning.split())) for written, meaning in filter(None, records)
    ]

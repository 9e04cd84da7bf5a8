"""Tables for people: drawn to fit a terminal; whole, and as wide as they need to be, when they are piped."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from goodoffices.graph.one_line import strip_control
from goodoffices.graph.store.odd_values import said_of_odd_values
from goodoffices.queries.output.cells import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import Found

    Block = tuple[Found, str, Sequence[RenderableType]]
    """A row with a date, its status in words, and what is told of it."""

_UNBOUNDED = 1_000_000
"""The width of a table that is piped: no line of it wraps."""


@said_of_odd_values()
def drawn(table: RenderableType, out: TextIO) -> str:
    """The table as text for ``out``: in its width and colours if it is a terminal, else plain and unwrapped."""
    if out.isatty():
        console = Console(file=io.StringIO(), force_terminal=True, width=Console(file=out).width)
    else:
        # Without colours whatever the environment says: what is piped is read by programs, too.
        console = Console(file=io.StringIO(), force_terminal=False, color_system=None, width=_UNBOUNDED)
    with console.capture() as captured:
        console.print(table, soft_wrap=False)
    # Cells are filled up with spaces, which would make lines of a pipe as long as the longest.
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def said(text: str, style: str = "") -> Text:
    """Text from a document in one line, as nothing but text: no markup, no character that a terminal would obey."""
    return Text(strip_control(text.replace("\r\n", " ").replace("\n", " ")), style=style)


def plain(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Columns with a head, a line each: for status and for users' own Cypher."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(said(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(strip_control(cell(value))) for value in row))
    return table


def dated(blocks: Iterable[Block], terminal: bool) -> Table:
    """A block for each row: when on the left, the status beside it, what happened on the right.

    On a terminal the two left columns are kept narrow.
    """
    from goodoffices.queries.output.wording import date_of

    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold", pad_edge=False)
    table.add_column("When", max_width=13 if terminal else None)
    table.add_column("Status", max_width=14 if terminal else None)
    table.add_column("Who, and the words for it", ratio=1, overflow="fold")
    for row, status, block in blocks:
        table.add_row(said(date_of(row)), said(status, STYLES.get(row.get("verdict", ""), "")), Group(*block))
    return table


STYLES = {"disputed": "yellow", "denied": "red", "unconfirmed": "yellow"}
"""The colours of verdicts that no reader may miss."""

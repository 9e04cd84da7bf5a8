"""Answers as tables for people: for each kind of row what happened, on what terms, and the quotes with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_type_hints

from rich.console import Group
from rich.padding import Padding

from goodoffices.queries.output import wording as words
from goodoffices.queries.output.cells import worded
from goodoffices.queries.output.grid import dated, drawn, plain, said
from goodoffices.queries.output.quotes import footnote, quotes_of, sides_of
from goodoffices.queries.output.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import Found, Kind
    from goodoffices.queries.output.grid import Block
    from goodoffices.queries.output.shapes import Rows

_INNER = Shape("event")
"""How an event within a row is told."""


def write_table(rows: Rows, out: TextIO) -> str:
    """The table as text: in the width and colours of a terminal, with long quotes cut; else plain, whole, unwrapped."""
    return drawn(_DRAWN[rows.kind](rows, out.isatty()), out) if rows else ""


def _events(rows: Rows, terminal: bool) -> RenderableType:
    """A block for each row; one that has the event of the row above does not tell its terms and quotes again."""
    # A mediation with five mediators gives five rows, and would give its quotes five times.
    before = [None, *(row["event_id"] for row in rows[:-1])]
    return dated(
        (
            _block(row, list(_event(row, rows.shape, terminal, repeats=row["event_id"] == last)))
            for row, last in zip(rows, before, strict=True)
        ),
        terminal,
    )


def _block(row: Found, parts: Sequence[RenderableType]) -> Block:
    return row, words.status_of(row), parts


def _event(row: Found, shape: Shape, short: bool, *, repeats: bool = False) -> Iterator[RenderableType]:
    yield said(shape.head(row), "bold")
    if repeats:
        yield said(f"the same event as above, {row['event_id']}", "dim")
        return
    if terms := ", ".join(words.circumstances(row)):
        yield said(terms)
    yield from (said(line, "bold") for line in (shape.lines(row) if shape.lines else ()))
    if extra := "; ".join(_fields(row, shape.beside, shape)):
        yield said(extra, "bold")
    yield from quotes_of(row["claims"], short)
    yield said(f"event {row['event_id']}", "dim")
    for later in row[shape.later] if shape.later else ():
        yield said(f"Then {words.date_of(later)}, {words.status_of(later)}", "bold")
        yield from _event(later, _INNER, short)


def _claims(rows: Rows, terminal: bool) -> RenderableType:
    """Events of which claims or edges are picked out: lines in plain letters, and sides in the place of all quotes."""
    shape, blocks = rows.shape, []
    for row in rows:
        parts: list[RenderableType] = [said(shape.head(row), "bold")]
        if terms := ", ".join(words.circumstances(row)):
            parts.append(said(terms))
        parts += map(said, shape.lines(row) if shape.lines else ())
        match shape.sides(row) if shape.sides else ():
            case ():
                parts += quotes_of(row["claims"], terminal)
            # A single side without a heading is the claim asked for, and stands against nobody.
            case (("", claims),):
                parts += quotes_of(claims, terminal)
            case sides:
                parts.append(sides_of(sides, terminal))
        parts.append(said(f"event {row['event_id']}", "dim"))
        blocks.append(_block(row, parts))
    return dated(blocks, terminal)


def _disputes(rows: Rows, terminal: bool) -> RenderableType:
    blocks: list[Block] = []
    for row in rows:
        sides = sides_of(rows.shape.sides(row) if rows.shape.sides else (), terminal)
        event = said(f"event {row['event_id']}", "dim")
        blocks.append((row, f"{row['aspect']} disputed", [said(rows.shape.head(row), "bold"), sides, event]))
    return dated(blocks, terminal)


def _pairs(rows: Rows, terminal: bool) -> RenderableType:
    """Each an event and what followed it; that the one led to the other is not said."""
    blocks = []
    for row in rows:
        first, then = row["first"], row["then"]
        when = words.after(row["days_least"], row["days_most"])
        later = said(f"{when}: {words.date_of(then)}, {words.status_of(then)}", "bold")
        parts = [*_event(first, _INNER, terminal), later, *_event(then, _INNER, terminal)]
        blocks.append(_block(first, parts))
    return dated(blocks, terminal)


def _groups(rows: Rows, terminal: bool) -> RenderableType:
    """What a row says of several events, and these below it."""
    parts: list[RenderableType] = []
    for row in rows:
        if rows.shape.block:
            parts += rows.shape.block(row, terminal)
            continue
        fields = _fields(row, [name for name in row if name != "events"], rows.shape)
        told = [_block(one, list(_event(one, _INNER, terminal))) for one in row["events"]]
        parts.append(said("; ".join(fields), "bold"))
        parts.append(dated(told, terminal) if told else Padding(said("no event"), (0, 0, 1, 0)))
    return Group(*parts)


def _fields(row: Found, names: Iterable[str], shape: Shape) -> Iterator[str]:
    """Columns in words, those without a value left out."""
    hints = get_type_hints(shape.row) if shape.row and names else {}
    for name in names:
        value = row[name]
        if value is not None and value != []:
            # A status is told as words, and whether something is so as yes or no.
            text = ("yes" if value else "no") if isinstance(value, bool) else worded(hints[name], value)
            yield f"{name.replace('_', ' ')}: {text.replace('_', ' ') if name == 'status' else text}"


def _plain(rows: Rows, _: bool) -> RenderableType:
    columns = list(dict.fromkeys([*rows.columns, *(key for row in rows for key in row)]))
    return plain(columns, ([row.get(column) for column in columns] for row in rows))


_DRAWN: Mapping[Kind, Callable[[Rows, bool], RenderableType]] = {
    "event": _events,
    "pair": _pairs,
    "group": _groups,
    "claim": _claims,
    "dispute": _disputes,
    "evidence": lambda rows, _: Group(*(Padding(footnote(row), (0, 0, 1, 0)) for row in rows)),
    "edge": _claims,
    "plain": _plain,
}
"""By the kind of the rows, for a terminal or not."""

"""What an answer on brokers looks like for people: roles in words and numbers, and an example of each with quotes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding

from goodoffices.graph.brokerage import ROLES
from goodoffices.queries import words
from goodoffices.queries.tables import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from goodoffices.queries.rows import Row

    Quotes = Callable[[Sequence[Row]], Iterable[RenderableType]]


def table_of_brokers(rows: Sequence[Row], quotes: Quotes) -> Group:
    """A block for each broker; ``quotes`` draws claims."""
    return Group(*(Padding(Group(*_block(row, quotes)), (0, 0, 1, 0)) for row in rows))


def _block(row: Row, quotes: Quotes) -> Iterator[RenderableType]:
    broker = row["broker"]
    yield said(f"{words.with_state(broker)}, {row['bloc']}" if broker else "The whole network", "bold")
    yield from (said(f"  {_score(row, role)}") for role in ROLES if row[role] or role == "total")
    for events, alike in groupby(row["brokered"], key=_events):
        yield said(_between(list(alike)))
        for event, end in events:
            yield Padding(Group(*_event(row, event, end, quotes)), (0, 0, 0, 2))


def _score(row: Row, role: str) -> str:
    z = row[f"{role}_z"]
    told = "" if z is None else f", z {z:.1f}"
    return f"{role} {row[role]} (expected {row[f'{role}_expected']:.1f}{told})"


def _events(example: Row) -> list[tuple[Row, Row]]:
    """An example's events with whom they join to the broker, in one order, so that a pair is told once either way."""
    found = zip(example["events"], example["ends"], strict=True)
    return sorted(found, key=lambda one: str(one[1]["id"]))


def _between(examples: Sequence[Row]) -> str:
    roles = " and ".join(one["role"] for one in examples)
    first = examples[0]
    ends = (f"{end['name']} ({bloc})" for end, bloc in zip(first["ends"], first["blocs"], strict=True))
    return f"{roles}: between {' and '.join(ends)}"


def _event(row: Row, event: Row, end: Row, quotes: Quotes) -> Iterator[RenderableType]:
    head = f"{row['broker']['name']} – {end['name']}: {event['type']}, {words.status_of(event)}, {words.date_of(event)}"
    yield said(head)
    if terms := ", ".join(words.circumstances(event)):
        yield said(terms)
    yield from quotes(event["claims"])
    yield said(f"event {event['event_id']}", "dim")

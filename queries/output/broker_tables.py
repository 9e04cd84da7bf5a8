"""What an answer on brokers looks like for people: roles in words and numbers, and an example of each with quotes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding

from goodoffices.graph.measures.brokerage import ROLES
from goodoffices.queries.output import wording as words
from goodoffices.queries.output.grid import said
from goodoffices.queries.output.quotes import quotes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import Found


def block(row: Found, short: bool) -> Iterator[RenderableType]:
    """What is told of one broker; long quotes are cut where it is ``short``."""
    broker = row["broker"]
    name = f"{words.with_state(broker)}, {row['bloc']}" if broker else "The whole network"
    parts: list[RenderableType] = [said(name, "bold")]
    for role in ROLES:
        if row[role] or role == "total":
            z = row[f"{role}_z"]
            # Where nothing was to vary, there is no z score, and 0 would say that all is as expected.
            told = "" if z is None else f", z {z:.1f}"
            parts.append(said(f"  {role} {row[role]} (expected {row[f'{role}_expected']:.1f}{told})"))
    # A gatekeeper between two is their representative the other way round: the same quotes are told once.
    for events, alike in groupby(row["brokered"], key=_events):
        examples = list(alike)
        roles = " and ".join(one["role"] for one in examples)
        placed = zip(examples[0]["ends"], examples[0]["blocs"], strict=True)
        ends = " and ".join(f"{end['name']} ({bloc})" for end, bloc in placed)
        parts.append(said(f"{roles}: between {ends}"))
        parts += [Padding(Group(*_event(row, event, end, short)), (0, 0, 0, 2)) for event, end in events]
    yield Padding(Group(*parts), (0, 0, 1, 0))


def _events(example: Found) -> list[tuple[Found, Found]]:
    """An example's events with whom they join to the broker, in one order, so that a pair is told once either way."""
    found = zip(example["events"], example["ends"], strict=True)
    return sorted(found, key=lambda one: str(one[1]["id"]))


def _event(row: Found, event: Found, end: Found, short: bool) -> Iterator[RenderableType]:
    head = f"{row['broker']['name']} – {end['name']}: {event['type']}, {words.status_of(event)}, {words.date_of(event)}"
    yield said(head)
    if terms := ", ".join(words.circumstances(event)):
        yield said(terms)
    yield from quotes_of(event["claims"], short)
    yield said(f"event {event['event_id']}", "dim")

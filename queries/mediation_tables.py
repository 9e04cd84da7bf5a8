"""The first line of a row in tables of who mediated, met and agreed, and what is told below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodoffices.queries.rows import Row


def _all(actors: Sequence[Row], nobody: str) -> str:
    return ", ".join(map(words.with_state, actors)) or nobody


def _capacity(row: Row) -> str:
    mediator = f"{words.with_state(row['mediator'])}, {row['capacity']}," if row["mediator"] else "Nobody named"
    return f"{mediator} between {_all(row['between'], 'parties not named')}"


def _joint(row: Row) -> str:
    return f"{_all(row['mediators'], 'Nobody named')} between {_all(row['between'], 'parties not named')}"


def _requested(row: Row) -> str:
    return f"{_all(row['requesters'], 'Nobody named')} asked: {_joint(row)}"


def _refused(row: Row) -> str:
    return f"{_joint(row)}, refused by {_all(row['refused_by'], 'whom is not told')}"


def _representing(row: Row) -> str:
    return f"{words.with_state(row['representative'])} in {row['type']} with {_all(row['opposite'], 'nobody named')}"


HEADS: Mapping[str, Callable[[Row], str]] = {
    "mediators": _capacity,
    "requested-mediations": _requested,
    "refused-offers": _refused,
    "joint-mediations": _joint,
    "representatives": _representing,
    "met": lambda row: f"{row['type'].capitalize()} with {', '.join(row['with'])}",
}
"""By question: what stands above the terms and quotes of a row."""

"""The first line of a row in tables of who mediated, met and agreed, and what is told below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.queries import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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


def _agreement(row: Row) -> str:
    return f"Agreement of {_all(row['signatories'], 'signatories not named')}"


def lines(row: Row) -> Iterator[str]:
    """What is told below a row's terms: who is blamed by whom, and what the latest is."""
    for one in row.get("blamed", ()):
        said = (f"{one['name']} {how} {', '.join(one[side])}" for side, how in _BLAME.items() if one[side])
        yield "; ".join(said)
    if latest := row.get("latest"):
        when, unknown = ("Latest", "status unknown")
        if row["as_of"]:
            when, unknown = f"As of {row['as_of']}", "begun, with what outcome by then is not sure"
        yield f"{when}: {latest['type']}, {latest['status'] or unknown}"


_BLAME = {"by": "blamed by", "denied_by": "cleared by", "left_open_by": "neither blamed nor cleared by"}

HEADS: Mapping[str, Callable[[Row], str]] = {
    "mediators": _capacity,
    "requested-mediations": _requested,
    "refused-offers": _refused,
    "joint-mediations": _joint,
    "agreements": _agreement,
    "representatives": _representing,
    "met": lambda row: f"{row['type'].capitalize()} with {', '.join(row['with'])}",
}
"""By question: what stands above the terms and quotes of a row."""

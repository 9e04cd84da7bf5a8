"""What tables say of disputes and sources in plain English: lines above the quotes, and which claims oppose which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodoffices.queries.rows import Row

    Sides = tuple[tuple[str, Sequence[Row]], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """How a row is told: ``lines`` first, then ``sides`` with their headings, else the quotes of ``claims``."""

    lines: tuple[str, ...] = ()
    sides: Sides = ()
    claims: Sequence[Row] = ()


def _edges(row: Row) -> Telling:
    return Telling(tuple(map(_edge, row["edges"])), claims=row["claims"])


def _edge(edge: Row) -> str:
    between = f"{edge['source']} {edge['type']} {edge['target']}"
    return f"{between}, through {' and '.join(edge['through'])}" if edge["through"] else between


def _single(row: Row) -> Telling:
    return Telling((f"Only {row['source']} affirms it",), claims=row["claims"])


def _unnamed(row: Row) -> Telling:
    return Telling((f"Only unnamed sources affirm it: {', '.join(row['sources'])}",), claims=row["claims"])


def _dropped(row: Row) -> Telling:
    if row["after"] is None:
        return Telling((f"Without the source nothing is told of it; with it {row['before']}",), claims=row["claims"])
    edges = f"; edge {row['relation_before'] or 'none'}, then {row['relation_after'] or 'none'}"
    changed = edges if row["relation_before"] != row["relation_after"] else ""
    return Telling((f"Without the source {row['after']}; with it {row['before']}{changed}",), claims=row["claims"])


def _spoken(row: Row) -> Telling:
    return Telling(claims=[row["claim"]])


def _contradicted(row: Row) -> Telling:
    return Telling(_topic(row["claim"]), (("The claim", [row["claim"]]), ("Contradicted by", row["contradicted_by"])))


def _topic(claim: Row) -> tuple[str, ...]:
    if claim["aspect"] == "occurrence":
        return ("Whether it occurred",)
    return (f"{claim['aspect'].capitalize()}: {str(claim['value']).replace('_', ' ')}",)


def _reversed(row: Row) -> Telling:
    first, then = ("Denied", "Affirmed") if row["direction"] == "denied_then_affirmed" else ("Affirmed", "Denied")
    sides = ((f"{first}, {row['earlier_on']}", [row["earlier"]]), (f"{then}, {row['later_on']}", [row["later"]]))
    return Telling((f"{row['speaker']}: {first.lower()}, later {then.lower()}",), sides)


def _camps(row: Row) -> Telling:
    value = f": {row['value'].replace('_', ' ')}" if row["value"] else ""
    return Telling((f"{row['aspect'].capitalize()}{value}",), (("Left", row["left"]), ("Right", row["right"])))


TELLINGS: Mapping[str, Callable[[Row], Telling]] = {
    "edge-evidence": _edges,
    "rolled-up-only": _edges,
    "single-source": _single,
    "unnamed-sources": _unnamed,
    "without-source": _dropped,
    "according-to": _spoken,
    "contradicted": _contradicted,
    "reversed-denials": _reversed,
    "camps": _camps,
}
"""By question."""

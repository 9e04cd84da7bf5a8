"""What a campaign found, round by round, and all campaigns in one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEAD = "| campaign | store | rounds | failed | what was seen |\n|---|---|---:|---:|---|"


@dataclass(frozen=True, slots=True)
class Round:
    """One round: what to count of it, and what went wrong, in words that let it be found again."""

    counts: tuple[tuple[str, int], ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rounds of one campaign on one store."""

    campaign: str
    store: str
    rounds: tuple[Round, ...]
    skipped: str = ""

    @property
    def failed(self) -> int:
        """How many rounds went wrong."""
        return sum(bool(one.faults) for one in self.rounds)

    def counted(self) -> dict[str, int]:
        """The counts of all rounds together."""
        total: dict[str, int] = {}
        for name, number in (count for one in self.rounds for count in one.counts):
            total[name] = total.get(name, 0) + number
        return total


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as a table in Markdown, and below it what failed."""
    listed = list(outcomes)
    faults = [f"- {one.campaign}, {one.store}: {fault}" for one in listed for fault in _faults(one.rounds)]
    return "\n".join([HEAD, *map(_row, listed), *(["", "What failed:", *faults] if faults else [])])


def _row(one: Outcome) -> str:
    seen = one.skipped and f"not run: {one.skipped}"
    seen = seen or ", ".join(f"{name} {number:,}" for name, number in one.counted().items())
    return f"| {one.campaign} | {one.store} | {len(one.rounds)} | {one.failed} | {seen} |"


def _faults(rounds: Sequence[Round]) -> list[str]:
    return [fault for one in rounds for fault in one.faults]

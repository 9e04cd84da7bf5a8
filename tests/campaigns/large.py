"""Large documents, each kind hard on another rule: what ``check`` takes grows as their lines do, and stays small."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns.fuzz_documents import costs
from tests.campaigns.outcome import Round
from tests.campaigns.warm import Ended, Warm
from tests.support.large_input import KINDS

LINES = (2000, 8000, 32_000)
STEEPEST = 2.0
"""How much more than its lines the time may grow, from the second size to the third."""
LITTLE = 0.3
"""Seconds of CPU below which growth says nothing."""


def large_documents(rounds: range, _: int) -> Iterator[Round]:
    """One kind a round, in every size."""
    with Warm() as warm:
        for number in rounds:
            kind = sorted(KINDS)[number % len(KINDS)]
            ended = [_checked(warm, kind, lines) for lines in LINES]
            faults = [fault for one in ended for fault in costs(one, one.code)]
            faults += _steep(ended[1].cpu, ended[2].cpu)
            counts = (("seconds of CPU at 32,000 lines", round(ended[2].cpu)), ("sound", int(ended[2].code == 0)))
            yield Round(counts, tuple(f"large-documents round {number} ({kind}): {fault}" for fault in faults))


def _checked(warm: Warm, kind: str, lines: int) -> Ended:
    with tempfile.TemporaryDirectory(prefix="goodoffices-large-") as folder:
        KINDS[kind](lines).write(Path(folder))
        return warm.run("check", folder)


def _steep(before: float, after: float) -> list[str]:
    times = LINES[2] / LINES[1]
    if before < LITTLE or after / before <= times * STEEPEST:
        return []
    return [f"four times the lines take {after / before:.1f} times the time: {before:.1f} and {after:.1f} s"]

"""Runs campaigns and says what they found: ``python -m tests.campaigns [NAME…] --size full``; 1 if a round failed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.campaigns.outcome import Outcome, Round, table
from tests.campaigns.plan import CAMPAIGNS, SIZES, STORES, Size, performed


def main() -> int:
    """Runs what the command line asks for, prints the table, writes it into a file if asked to."""
    asked = _options().parse_args()
    outcomes: list[Outcome] = []
    for outcome in performed(asked.names or list(CAMPAIGNS), asked.stores, _size(asked), asked.seed, told):
        outcomes.append(outcome)
        if asked.out:
            asked.out.parent.mkdir(parents=True, exist_ok=True)
            asked.out.write_text(table(outcomes) + "\n", encoding="utf-8")
    print(f"\n{table(outcomes)}")
    return int(any(one.failed for one in outcomes))


def told(campaign: str, store: str, rounds: Iterable[Round], every: int) -> Iterator[Round]:
    """Passes rounds on, with a line for each group of them and for each that fails."""
    start, failed, number = time.monotonic(), 0, 0
    for number, one in enumerate(rounds, start=1):
        failed += bool(one.faults)
        if one.faults or number % every == 0:
            seconds = time.monotonic() - start
            print(f"{campaign}, {store}: {number} rounds, {failed} failed, {seconds:.0f} s", *one.faults, sep="\n  ")
            sys.stdout.flush()
        yield one


def _size(asked: argparse.Namespace) -> Size:
    size: Size = SIZES[asked.size]
    if asked.round is not None:
        return size.with_rounds(range(asked.round, asked.round + 1))
    return size.with_rounds(range(asked.start, asked.rounds)) if asked.rounds else size


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description="Try what the store survives.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(CAMPAIGNS)}; all of them without")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=list(STORES))
    parser.add_argument("--size", choices=list(SIZES), default="sample")
    parser.add_argument("--rounds", type=int, help="up to which round of each, whatever the size says")
    parser.add_argument("--start", type=int, default=0, help="from which round on, with --rounds")
    parser.add_argument("--round", type=int, help="this round of each alone, as a fault names it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a file for the table")
    return parser


if __name__ == "__main__":
    sys.exit(main())

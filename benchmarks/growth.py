"""What a document costs in a large graph and in a small one: ``python -m benchmarks.growth SMALL LARGE --out RESULTS``.

SMALL and LARGE are graphs into which ``benchmarks.corpus`` was loaded; what they hold grows. Both get the same further
documents, of the same seed and so with the same hubs, in turns: what else the machine does falls on both alike, and
the ratio holds where a long load measured alone would not.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.results import Result, add
from goodoffices.graph.store import Store, open_store
from goodoffices.loading import gathered, stored

BEYOND = 10_000_000
"""The number of the first further document, which no graph holds yet."""


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result a round: seconds of storing the same documents in each graph; the first of them begins by turns."""
    with ExitStack() as stack:
        graphs = [stack.enter_context(open_store(folder)) for folder in (asked.small, asked.large)]
        sizes = [len(store.documents()) for store in graphs]
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="goodoffices-bench-")))
        for number in range(asked.rounds):
            corpus = home / str(number)
            start = BEYOND + (asked.first + number) * asked.documents
            write_corpus(corpus, Corpus(asked.documents, asked.events, asked.actors, asked.seed), start)
            took = _in_turns(graphs, corpus, number)
            print(f"round {number + 1}: {took[0]:.2f} s and {took[1]:.2f} s, {took[1] / took[0]:.2f}", file=sys.stderr)
            yield {
                "kind": "growth",
                "server": graphs[0].server,
                "sizes": sizes,
                "documents": asked.documents,
                "took": took,
            }


def _in_turns(graphs: list[Store], corpus: Path, number: int) -> list[float]:
    took = [0.0, 0.0]
    for side in (number % 2, 1 - number % 2):
        with gathered([corpus]) as batch:
            start = time.perf_counter()
            stored(graphs[side], batch)
            took[side] = time.perf_counter() - start
    return took


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="Measure growth.")
    parser.add_argument("small")
    parser.add_argument("large")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="rounds that the graphs have behind them (0)")
    parser.add_argument("--documents", type=int, default=100, help="documents of a round (100)")
    parser.add_argument("--out", type=Path, required=True, help="file to which results are added, a line each")
    add_options(parser)
    asked = parser.parse_args()
    ratios = []
    for result in measure(asked):
        add(asked.out, result)
        ratios.append(result["took"][1] / result["took"][0])
    print(json.dumps({"median ratio": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}))


if __name__ == "__main__":
    main()

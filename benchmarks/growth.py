"""What a document costs in a large graph and in a small one: ``python -m benchmarks.growth --out RESULTS``.

Two graphs are filled with the first documents of one corpus. Then both get the same further documents, of the same
seed and so with the same hubs, in turns: what else the machine does falls on both alike, and the ratio holds where a
long load measured alone would not. ``--folders SMALL LARGE`` takes graphs that were filled before.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.machine import peak
from benchmarks.results import Result, add
from benchmarks.targets import STORES, fresh
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import resolve_target
from goodoffices.load import gathered, stored

BEYOND = 10_000_000
"""The number of the first further document, which no graph holds yet."""

_AT_ONCE = 1000


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result a round: seconds of storing the same documents in each graph; the first of them begins by turns."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="goodoffices-bench-")))
        graphs = [stack.enter_context(store) for store in _graphs(asked, stack, home)]
        sizes = [len(store.documents()) for store in graphs]
        for number in range(asked.rounds):
            corpus = home / f"round {number}"
            write_corpus(corpus, _corpus(asked, asked.documents), BEYOND + (asked.first + number) * asked.documents)
            took = _in_turns(graphs, corpus, number)
            said = f"round {number + 1}: {took[0]:.2f} s and {took[1]:.2f} s, {took[1] / took[0]:.2f}"
            print(said, file=sys.stderr, flush=True)
            common = {"kind": "growth", "server": graphs[0].server, "sizes": sizes, "peak": peak()}
            yield {**common, "documents": asked.documents, "took": took}


def _graphs(asked: argparse.Namespace, stack: ExitStack, home: Path) -> Iterator[Store]:
    if asked.folders:
        yield from map(open_store, asked.folders)
        return
    for size in asked.sizes:
        store = Store(resolve_target(None, stack.enter_context(fresh(asked.store))), create=True)
        _fill(store, _corpus(asked, size), home / f"of {size}")
        yield store


def _corpus(asked: argparse.Namespace, documents: int) -> Corpus:
    return Corpus(documents, asked.events, asked.actors, asked.seed)


def _fill(store: Store, corpus: Corpus, home: Path) -> None:
    """Loads the corpus in parts that are written when they are needed, and says how long each took."""
    for start in range(0, corpus.documents, _AT_ONCE):
        with tempfile.TemporaryDirectory(dir=home.parent) as folder:
            write_corpus(Path(folder), replace(corpus, documents=min(_AT_ONCE, corpus.documents - start)), start)
            with gathered([folder]) as batch:
                began = time.perf_counter()
                stored(store, batch)
                seconds = time.perf_counter() - began
        print(f"{start + _AT_ONCE:,} documents: the last {seconds:.1f} s", file=sys.stderr, flush=True)


def _in_turns(graphs: list[Store], corpus: Path, number: int) -> list[float]:
    took = [0.0, 0.0]
    for side in (number % 2, 1 - number % 2):
        with gathered([corpus]) as batch:
            start = time.perf_counter()
            stored(graphs[side], batch)
            took[side] = time.perf_counter() - start
    return took


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description="Measure growth.")
    parser.add_argument("--store", choices=STORES, default=STORES[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[1000, 50_000], metavar="DOCUMENTS")
    parser.add_argument("--folders", nargs=2, metavar="GRAPH", help="graphs that were filled before")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="rounds that the graphs have behind them (0)")
    parser.add_argument("--documents", type=int, default=100, help="documents of a round (100)")
    parser.add_argument("--out", type=Path, required=True, help="file to which results are added, a line each")
    add_options(parser)
    return parser


def main() -> None:
    """Measures what the command line asks for."""
    asked = options().parse_args()
    ratios = []
    for result in measure(asked):
        add(asked.out, result)
        ratios.append(result["took"][1] / result["took"][0])
    print(f"{statistics.median(ratios):.2f} in the median, {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()

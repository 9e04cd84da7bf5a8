"""How a whole answer is written in lines as it grows: ``python -m benchmarks.lines --documents 5000 --out RESULTS``.

The timeline of the state that takes part in most events, as lines of JSON, cut at growing numbers of rows. Three ways
take turns, each time in a process of its own: as the command line does, whole events coming a few at a time; all rows
first and then the text, as the Python interface gives them; and a bare loop that sends the statement of the question,
fetches the events by the statement that tells them whole, a thousand at a time, and dumps each.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.machine import forget_peak, peak
from benchmarks.questions import subjects_of
from benchmarks.results import Result, add
from benchmarks.targets import STORES, Environment, fresh, run_module
from goodoffices.api import Graph, open_graph
from goodoffices.cli.answering import answering
from goodoffices.graph.grouping import parted
from goodoffices.graph.store.store import ReadTransaction, Store
from goodoffices.graph.store.target import resolve_target
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.output.formats import Format, written

_AT_ONCE = 1000


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result for each store, number of rows, way and round."""
    if asked.filled:
        with open_graph(create=False) as graph:
            yield from _of_graph(asked, graph, os.environ)
        return
    with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as home:
        write_corpus(Path(home) / "corpus", Corpus(asked.documents, asked.events, asked.actors, asked.seed))
        for store in asked.stores:
            with fresh(store) as environment, Graph(Store(resolve_target(None, environment), create=True)) as graph:
                print(f"loading {asked.documents:,} documents", file=sys.stderr, flush=True)
                graph.load(Path(home) / "corpus")
                yield from _of_graph(asked, graph, environment)


def _of_graph(asked: argparse.Namespace, graph: Graph, environment: Environment) -> Iterator[Result]:
    common = {"kind": "lines", "server": graph.store.server, "corpus": len(graph.store.documents())}
    who = subjects_of(graph)
    for _ in range(asked.rounds):
        for rows in asked.rows:
            for way in WAYS:
                words = ["--one", way, who.hub, who.rare, str(rows)]
                told = json.loads(run_module("benchmarks.lines", words, environment))
                print(f"{way}: {told}", file=sys.stderr, flush=True)
                yield {**common, "way": way, **told}


def once(way: str, hub: str, rare: str, rows: int) -> dict[str, float]:
    """Seconds of the wall and of this process's CPU until ``rows`` rows were written, and MiB that memory grew by.

    ``rare`` is asked about before, so that modules and statements are known when what is measured begins.
    """
    with open_graph(create=False, timeout=None) as graph, Path(os.devnull).open("w", encoding="utf-8") as out:
        list(WAYS[way](graph, rare, 1))
        forget_peak()
        before, start, cpu = peak(), time.perf_counter(), time.process_time()
        lines = 0
        for text in WAYS[way](graph, hub, rows):
            lines += text.count("\n")
            out.write(text)
        took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
        return {"rows": lines, **took, "grown": peak() - before}


def _in_lines(graph: Graph, hub: str, rows: int) -> Iterator[str]:
    with answering(Format.jsonl, drawn=False) as answers:
        answers.answer(graph, "timeline", {"limit": rows}, {"a": hub})
        yield from answers.spool or ()


def _all_at_once(graph: Graph, hub: str, rows: int) -> Iterator[str]:
    yield written(graph.timeline(hub, limit=rows), Format.jsonl, sys.stdout)


def _bare(graph: Graph, hub: str, rows: int) -> Iterator[str]:
    def work(ask: ReadTransaction) -> list[str]:
        ids = [row["event_id"] for row in ask(text_of("timeline"), a=[hub], b=None)][:rows]
        batches = parted(ids, _AT_ONCE)
        # Counted and dropped, as what a script has written is.
        return ["\n" * len([json.dumps(row) for row in ask(text_of("events"), ids=batch)]) for batch in batches]

    yield from graph.store.answer(work)


WAYS: Mapping[str, Callable[[Graph, str, int], Iterator[str]]] = {
    "in lines": _in_lines,
    "all rows first": _all_at_once,
    "a bare loop": _bare,
}
"""How an answer becomes text: its pieces, of which each ends with a line."""


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lines", description="Measure whole answers in lines.")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument("--filled", action="store_true", help="ask the graph that the environment names, as it is")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", nargs=4, metavar=("WAY", "HUB", "RARE", "ROWS"), help="measure this and print it")
    parser.add_argument("--out", type=Path, help="file to which results are added, a line each")
    add_options(parser)
    return parser


def main() -> None:
    """Measures what the command line asks for."""
    asked = options().parse_args()
    if asked.one:
        way, hub, rare, rows = asked.one
        print(json.dumps(once(way, hub, rare, int(rows))))
        return
    for result in measure(asked):
        add(asked.out, result)


if __name__ == "__main__":
    main()

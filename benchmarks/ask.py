"""How fast answers come: ``python -m benchmarks.ask --documents 10000 --out RESULTS``.

Ten questions of the Python interface by one client and by eight, each a process of its own, and the start of the
command line from nothing. On the embedded store one process serves it and the clients join, as they would in use.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.questions import QUESTIONS, Subjects, subjects_of
from benchmarks.results import Result, add
from benchmarks.targets import ROOT, STORES, Environment, fresh, is_there
from goodoffices.api import Graph
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import resolve_target

COLD: Mapping[str, tuple[str, ...]] = {
    "--version": ("--version",),
    "--help": ("--help",),
    "who-mediated": ("who-mediated", "{hub}", "{second}", "--limit", "20"),
    "evidence": ("evidence", "{event}"),
}
"""What is run from nothing, by how the report calls it."""


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result for each store and number of clients, and one for each command."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as home:
        corpus = Path(home) / "corpus"
        write_corpus(corpus, Corpus(asked.documents, asked.events, asked.actors, asked.seed))
        for store in asked.stores:
            if reason := is_there(store):
                print(f"{store} is left out: {reason}", file=sys.stderr)
                continue
            with fresh(store) as environment:
                common = {"store": store, "corpus": asked.documents}
                yield from ({**common, **result} for result in _of_store(asked, corpus, environment))


def _of_store(asked: argparse.Namespace, corpus: Path, environment: Environment) -> Iterator[Result]:
    with Graph(Store(resolve_target(None, environment), create=True)) as graph:
        print(f"loading {asked.documents:,} documents", file=sys.stderr, flush=True)
        graph.load(corpus)
        subjects = subjects_of(graph)
        common = {"kind": "ask", "server": graph.store.server, "rows": rows_of(graph, subjects)}
        for clients in asked.clients:
            print(f"{clients} asking", file=sys.stderr, flush=True)
            yield {**common, "clients": clients, **by_clients(clients, asked.rounds, subjects, environment)}
    for name, words in COLD.items():
        print(f"starting {name}", file=sys.stderr, flush=True)
        filled = [word.format(**asdict(subjects)) for word in words]
        yield {"kind": "cold", "command": name, "took": cold(filled, asked.starts, environment)}


def rows_of(graph: Graph, subjects: Subjects) -> dict[str, int]:
    """How many rows each question has for an answer; a status is one."""
    answers = {name: question(graph, subjects) for name, question in QUESTIONS.items()}
    return {name: len(answer) if isinstance(answer, list) else 1 for name, answer in answers.items()}


def by_clients(clients: int, rounds: int, subjects: Subjects, environment: Environment) -> dict[str, Any]:
    """What that many clients at once measured: milliseconds of first and of later answers by question."""
    command = [sys.executable, "-m", "benchmarks.client", str(rounds), json.dumps(asdict(subjects))]
    running = [_started(command, environment) for _ in range(clients)]
    try:
        for one in running:
            if _pipe(one.stdout).readline().strip() != "ready":
                raise RuntimeError("a client did not get ready; its own words are above")
        for one in running:
            _pipe(one.stdin).write("go\n")
            _pipe(one.stdin).flush()
        found = [json.loads(_pipe(one.stdout).read()) for one in running]
    finally:
        for one in running:
            one.kill()
            one.communicate()
    return {
        "first": {name: [one["first"][name] for one in found] for name in QUESTIONS},
        "took": {name: [value for one in found for value in one["took"][name]] for name in QUESTIONS},
    }


def _started(command: list[str], environment: Environment) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def cold(words: list[str], starts: int, environment: Environment) -> list[float]:
    """Milliseconds from the start of the command to its end, as often as asked."""
    took: list[float] = []
    for _ in range(starts):
        start = time.perf_counter()
        command = [sys.executable, "-m", "goodoffices", *words]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        took.append((time.perf_counter() - start) * 1000)
    return took


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ask", description="Measure asking.")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--rounds", type=int, default=50, help="how often each client asks each question (50)")
    parser.add_argument("--starts", type=int, default=20, help="how often each command is started (20)")
    parser.add_argument("--out", type=Path, required=True, help="file to which results are added, a line each")
    add_options(parser)
    return parser


def main() -> None:
    """Measures what the command line asks for."""
    asked = options().parse_args()
    for result in measure(asked):
        add(asked.out, result)


if __name__ == "__main__":
    main()

"""How fast every shipped question is answered: ``python -m benchmarks.every --documents 5000 --out RESULTS``.

Each is asked of the two states that take part in most events: of both, of one where the other may be left out, and of
everybody where both may. The first rows, as a terminal shows them, and the whole answer are measured warm; of the
statement itself the rows that its plan went through, where the server tells them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase

from benchmarks.cases import Case, cases
from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.questions import subjects_of
from benchmarks.results import Result, add
from benchmarks.targets import STORES, Environment, fresh
from goodoffices.api import Graph, open_graph
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget, resolve_target

SHOWN = 100
"""How many rows the first of an answer are."""

UNBOUNDED = ("new-since",)
"""Questions whose whole answer is the whole graph: only the first rows are measured."""

PATIENCE = 2.0
"""Seconds after which a question is not asked again, however many rounds are left."""


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result for each store and case."""
    if asked.filled:
        with open_graph(create=False) as graph:
            yield from _of_graph(asked, graph, resolve_target(None))
        return
    with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as home:
        write_corpus(Path(home) / "corpus", Corpus(asked.documents, asked.events, asked.actors, asked.seed))
        for store in asked.stores:
            with fresh(store) as environment:
                yield from _of_store(asked, Path(home) / "corpus", environment)


def _of_store(asked: argparse.Namespace, corpus: Path, environment: Environment) -> Iterator[Result]:
    target = resolve_target(None, environment)
    with Graph(Store(target, create=True)) as graph:
        print(f"loading {asked.documents:,} documents", file=sys.stderr, flush=True)
        graph.load(corpus)
        yield from _of_graph(asked, graph, target)


def _of_graph(asked: argparse.Namespace, graph: Graph, target: ServerTarget | Path) -> Iterator[Result]:
    subjects = subjects_of(graph)
    common = {"kind": "every", "server": graph.store.server, "corpus": len(graph.store.documents())}
    for case in cases(subjects):
        if asked.names and case.question not in asked.names:
            continue
        is_whole = not asked.first and case.question not in UNBOUNDED
        measured = {**_measured(graph, case, asked.rounds, is_whole), "plan": _went_through(graph, case, target)}
        result = {**common, "question": case.question, "of": case.of, **measured}
        told = (
            f"{result['rows'] or 0:,} rows, {min(result['first']):,.0f} and {min(result['whole'], default=0):,.0f} ms"
        )
        print(f"{case.question} of {case.of}: {told}", file=sys.stderr, flush=True)
        yield result


def _measured(graph: Graph, case: Case, rounds: int, is_whole: bool) -> dict[str, Any]:
    """``rows`` is None and ``whole`` empty where only the first rows are asked for."""
    warmed = len(case.ask(graph, None if is_whole else SHOWN))
    return {
        "rows": warmed if is_whole else None,
        "first": _milliseconds(graph, case, SHOWN, rounds),
        "whole": _milliseconds(graph, case, None, rounds) if is_whole else [],
    }


def _milliseconds(graph: Graph, case: Case, limit: int | None, rounds: int) -> list[float]:
    took: list[float] = []
    while len(took) < rounds and sum(took) < PATIENCE * 1000:
        start = time.perf_counter()
        case.ask(graph, limit)
        took.append((time.perf_counter() - start) * 1000)
    return took


def _went_through(graph: Graph, case: Case, target: ServerTarget | Path) -> int | None:
    """The rows that all operators of the statement's plan gave; None where no server tells them of a statement."""
    if case.parameters is None or not isinstance(target, ServerTarget) or "ArcadeDB" in graph.store.server:
        return None
    explained = graph.explain(case.question, **case.parameters)
    login = (target.user, target.password)
    with (
        GraphDatabase.driver(target.url, auth=login) as driver,
        driver.session(database=target.database) as session,
    ):
        profiled = session.run(f"PROFILE {explained.text}", dict(explained.parameters))
        for _ in profiled:  # without its rows a result has no counts
            pass
        profile = profiled.consume().profile
    return _rows(profile) if profile else None


def _rows(profile: dict[str, Any]) -> int:
    return int(profile["rows"]) + sum(map(_rows, profile.get("children", ())))


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.every", description="Measure every question.")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument("--filled", action="store_true", help="ask the graph that the environment names, as it is")
    parser.add_argument("--names", nargs="+", help="only these questions")
    parser.add_argument("--first", action="store_true", help="ask for the first rows only, not for whole answers")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is asked (7)")
    parser.add_argument("--out", type=Path, default=Path(os.devnull), help="file to which results are added")
    add_options(parser)
    return parser


def main() -> None:
    """Measures what the command line asks for."""
    asked = options().parse_args()
    for result in measure(asked):
        add(asked.out, result)


if __name__ == "__main__":
    main()

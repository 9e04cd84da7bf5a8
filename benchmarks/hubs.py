"""Whether a statement's cost grows with a hub's degree: ``python -m benchmarks.hubs --small 2000 --large 20000``.

Every document tells of one mediation by the same three actors, which are the hubs. At both sizes one more document
is loaded, changed and forgotten, and questions are asked about an actor of few events; each statement that runs is
timed. Prints a table of statements, the most grown first: milliseconds at both sizes, and their ratio.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from unittest.mock import patch

from neo4j import ManagedTransaction, Transaction

from benchmarks.targets import STORES, fresh
from goodoffices.api import Graph
from goodoffices.graph.model import Actor
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget, resolve_target
from tests.support.contributions import mediation

NOW = "2026-01-01T00:00:00Z"
FEW = (Actor("act-chad", "Chad", (), "state", "TCD"), Actor("act-mali", "Mali", (), "state", "MLI"))

Times = defaultdict[str, list[float]]


@contextlib.contextmanager
def timed() -> Iterator[Times]:
    """Milliseconds of every statement that runs meanwhile, its answer taken in whole."""
    found: Times = defaultdict(list)

    def listening(kind: type[Any]) -> Any:
        run = kind.run

        def told(self: Any, query: str, *rest: Any, **more: Any) -> Any:
            start = time.perf_counter()
            result = run(self, query, *rest, **more)
            result._buffer_all()
            found[" ".join(query.split())].append((time.perf_counter() - start) * 1000)
            return result

        return patch.object(kind, "run", told)

    with listening(ManagedTransaction), listening(Transaction):
        yield found


def measured(target: Any, documents: int, rounds: int) -> Mapping[str, float]:
    """The median milliseconds of every statement, with hubs in as many documents."""
    with Store(target, create=not isinstance(target, ServerTarget)) as store:
        store.load((mediation(f"d{number:06}") for number in range(documents)), loaded_at=NOW)
        store.load([mediation("few", parties=FEW, mediator=FEW[0])], loaded_at=NOW)
        _round(store, -1)
        with timed() as times:
            for number in range(rounds):
                _round(store, number)
    return {text: statistics.median(each) for text, each in times.items()}


def _round(store: Store, number: int) -> None:
    """One document that names the hubs, loaded, changed and forgotten, and questions about others."""
    for quote in ("Once.", "Twice."):
        store.load([mediation(f"new{number}", quote=quote)], loaded_at=NOW)
    store.forget([f"new{number}"])
    graph = Graph(store)
    graph.who_mediated("Chad", "Mali")
    graph.mediations("Chad")
    graph.talks("Chad")
    graph.timeline("Mali")
    graph.timeline("Mali", said_by="Chad")


def main() -> None:
    """Measures as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=2000)
    parser.add_argument("--large", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", choices=STORES, default="embedded")
    given = parser.parse_args()
    found = []
    for documents in (given.small, given.large):
        with fresh(given.store) as environment:
            target = resolve_target(environment.get("GOODOFFICES_STORE") or environment["NEO4J_URI"], environment)
            found.append(measured(target, documents, given.rounds))
    small, large = found
    print(f"| statement ({given.store}) | {given.small:,} | {given.large:,} | ratio |\n|---|---|---|---|")
    for text in sorted(small.keys() & large.keys(), key=lambda text: -large[text] / small[text]):
        shown = text[:110].replace("|", "\\|")
        print(f"| `{shown}` | {small[text]:.1f} | {large[text]:.1f} | {large[text] / small[text]:.1f} |")


if __name__ == "__main__":
    main()

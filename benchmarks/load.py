"""How fast documents get into a graph: ``python -m benchmarks.load --sizes 1000 10000 --out RESULTS``.

Every load runs in a process of its own on an empty store of its own; repeats take turns, so that what else the machine
does falls on all alike. Neo4j is the one of the tests; where it can't be had it is left out, which is said.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Corpus, add_options, write_corpus
from benchmarks.load_once import WRITERS
from benchmarks.results import add
from benchmarks.targets import STORES, fresh, is_there, run_module


def measure(asked: argparse.Namespace) -> Iterator[dict[str, object]]:
    """One result for each load, as soon as it is done."""
    stores = [store for store in asked.stores if _is_there(store)]
    with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as home:
        for documents in asked.sizes:
            corpus = Path(home) / str(documents)
            write_corpus(corpus, Corpus(documents, asked.events, asked.actors, asked.seed))
            for number, store, writer in itertools.product(range(asked.repeats), stores, asked.writers):
                said = f"{documents:,} documents, {store}, {writer}, {number + 1} of {asked.repeats}"
                print(said, file=sys.stderr, flush=True)
                made = _once(store, writer, corpus, asked.merge_documents)
                yield {"kind": "load", "store": store, "corpus": documents, "repeat": number, **made}


def _once(store: str, writer: str, corpus: Path, limit: int) -> dict[str, object]:
    arguments = [writer, str(corpus), *(["--limit", str(limit)] if writer == "merge" else [])]
    with fresh(store) as environment:
        result: dict[str, object] = json.loads(run_module("benchmarks.load_once", arguments, environment))
    return result


def _is_there(store: str) -> bool:
    reason = is_there(store)
    if reason:
        print(f"{store} is left out: {reason}", file=sys.stderr)
    return reason is None


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Measure loading.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000], metavar="DOCUMENTS")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    parser.add_argument("--writers", nargs="+", choices=WRITERS, default=WRITERS)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--merge-documents", type=int, default=100, help="documents that one MERGE a row gets (100)")
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

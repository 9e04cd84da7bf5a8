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
            whole = _corpus(asked, Path(home) / str(documents), documents)
            first = _corpus(asked, Path(home) / f"first of {documents}", min(documents, asked.merge_documents))
            for number, store, writer in itertools.product(range(asked.repeats), stores, asked.writers):
                said = f"{documents:,} documents, {store}, {writer}, {number + 1} of {asked.repeats}"
                print(said, file=sys.stderr, flush=True)
                made = _once(store, writer, first if writer == "merge" else whole)
                yield {"kind": "load", "store": store, "corpus": documents, "repeat": number, **made}


def _corpus(asked: argparse.Namespace, folder: Path, documents: int) -> Path:
    write_corpus(folder, Corpus(documents, asked.events, asked.actors, asked.seed))
    return folder


def _once(store: str, writer: str, corpus: Path) -> dict[str, object]:
    with fresh(store) as environment:
        printed = run_module("benchmarks.load_once", [writer, str(corpus)], environment)
    result: dict[str, object] = json.loads(printed)
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

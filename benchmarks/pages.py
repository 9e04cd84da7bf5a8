"""How fast network pages open and move: ``python -m benchmarks.pages --out RESULTS``.

The same generated networks are given to every subject; every visit is in a browser of its own, and visits to different
pages take turns. A subject that did not open a network within the patience is not given a larger one.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.page_subjects import SUBJECTS, Subject
from benchmarks.page_visit import visited
from benchmarks.results import Result, add
from benchmarks.webs import Web, page_of
from goodoffices.pages import PageData

SIZES: dict[str, Web] = {
    "50": Web(50, 150),
    "300": Web(300, 1_000),
    "2000": Web(2_000, 8_000),
    "10000": Web(10_000, 40_000),
    "50000": Web(50_000, 200_000),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that was written to be visited."""

    subject: Subject
    file: Path
    seconds: float


def measure(asked: argparse.Namespace) -> Iterator[Result]:
    """One result a visit, as soon as it is done."""
    subjects = [SUBJECTS[name] for name in asked.subjects if _is_there(SUBJECTS[name])]
    lost: set[str] = set()
    for size in asked.sizes:
        web = SIZES[size]
        trying = [one for one in subjects if one.least <= web.actors <= one.most and one.name not in lost]
        with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as home:
            for result in _of_size(asked, web, trying, Path(home)):
                if result["interactive"] is None:
                    lost.add(result["subject"])
                yield result


def _of_size(asked: argparse.Namespace, web: Web, subjects: Sequence[Subject], home: Path) -> Iterator[Result]:
    page = page_of(web) if subjects else None
    entries = [_entry(one, page, home) for one in subjects if page]
    spent = dict.fromkeys((one.subject.name for one in entries), 0.0)
    for number, entry in itertools.product(range(asked.runs), entries):
        name = entry.subject.name
        if entry.subject.is_ours or spent[name] < asked.budget:
            start = time.perf_counter()
            result = _visit(entry, web, number, asked.patience)
            spent[name] += time.perf_counter() - start
            yield result


def _entry(subject: Subject, page: PageData, home: Path) -> Entry:
    file = home / f"{subject.name}.html"
    start = time.perf_counter()
    subject.write(page, file)
    return Entry(subject, file, time.perf_counter() - start)


def _visit(entry: Entry, web: Web, number: int, patience: float) -> Result:
    found = visited(entry.file, entry.subject.drawing, patience)
    took = f"{found['interactive']:.2f} s" if found["interactive"] else f"not within {patience:g} s"
    print(f"{web.name}, {entry.subject.name}, {number + 1}: {took}", file=sys.stderr, flush=True)
    common = {"kind": "page", "subject": entry.subject.name, "actors": web.actors, "relations": web.relations}
    size = {"bytes": entry.file.stat().st_size, "written": entry.seconds, "patience": patience}
    return {**common, "repeat": number, **size, **found}


def _is_there(subject: Subject) -> bool:
    reason = subject.there()
    if reason:
        print(f"{subject.name} is left out: {reason}", file=sys.stderr)
    return reason is None


def options() -> argparse.ArgumentParser:
    """What can be asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="Measure pages.")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), metavar="ACTORS")
    parser.add_argument("--subjects", nargs="+", choices=SUBJECTS, default=list(SUBJECTS))
    parser.add_argument("--runs", type=int, default=5, help="visits to each page (5)")
    parser.add_argument("--patience", type=float, default=90, help="seconds for which a visit waits (90)")
    parser.add_argument("--budget", type=float, default=20, help="seconds after which others get no further visit (20)")
    parser.add_argument("--out", type=Path, required=True, help="file to which results are added, a line each")
    return parser


def main() -> None:
    """Measures what the command line asks for."""
    asked = options().parse_args()
    for result in measure(asked):
        add(asked.out, result)


if __name__ == "__main__":
    main()

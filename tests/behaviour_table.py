"""The behaviour suite as a table of behaviours and servers: ``python -m tests.behaviour_table [PYTEST OPTIONS]``.

Runs the tests that take a store on every server and prints Markdown: how many cases passed of each test.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from tests.servers import RELEASES
from tests.tree import ROOT

STORES = ("embedded", *RELEASES)
SUITE = ("test_store*.py", "test_questions.py", "test_attacks*.py", "test_plans.py")


class Table:
    """A plugin of pytest that counts outcomes by test and server."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Counts one case, once: where it was called, or where it could not be."""
        test, _, case = report.nodeid.partition("[")
        server = next((name for name in STORES if name in case), None)
        if server and (report.when == "call" or (report.when == "setup" and not report.passed)):
            self.counts[test][server]["xfailed" if hasattr(report, "wasxfail") else report.outcome] += 1

    def lines(self) -> Iterator[str]:
        """The table, a behaviour a row, and the sums."""
        yield f"| behaviour | {' | '.join(STORES)} |"
        yield "|---|" + "---|" * len(STORES)
        total: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for test, servers in sorted(self.counts.items()):
            for name, counts in servers.items():
                total[name] += counts
            file, _, behaviour = test.rpartition("/")[2].partition("::")
            words = behaviour.removeprefix("test_").replace("_", " ")
            yield f"| {words} ({file}) | {' | '.join(_cell(servers[name]) for name in STORES)} |"
        yield f"| **all** | {' | '.join(_cell(total[name]) for name in STORES)} |"


def _cell(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "–"


def main() -> int:
    """Runs the suite; the table goes to standard output, what pytest says to standard error."""
    table, start = Table(), time.monotonic()
    files = sorted(str(path) for pattern in SUITE for path in (ROOT / "tests").glob(pattern))
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        code = pytest.main(["-q", "-p", "no:cacheprovider", *sys.argv[1:], *files], plugins=[table])
    finally:
        sys.stdout = out
    sys.stdout.write("\n".join(table.lines()) + f"\n\nIn {(time.monotonic() - start) / 60:.1f} minutes.\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())

"""The behaviour suite as a table of behaviours and servers: ``python -m tests.behaviour_table [PYTEST OPTIONS]``.

Runs the tests that take a store on every server and prints Markdown: how many cases passed of each test. As a plugin
of pytest, ``-p tests.behaviour_table --behaviours FILE`` writes the table of whatever else is run.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers import RELEASES
from tests.support.tree import ROOT

STORES = ("embedded", *RELEASES)
SUITE = ("test_store*.py", "test_questions*.py", "test_attacks*.py", "test_plans.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--behaviours FILE``."""
    parser.addoption("--behaviours", type=Path, metavar="FILE", help="write a table of behaviours by server")


def pytest_configure(config: pytest.Config) -> None:
    """Counts if a table is wanted."""
    if path := config.getoption("--behaviours"):
        config.pluginmanager.register(Table(path))


class Table:
    """Counts outcomes by test and server, and writes them to a file in the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Counts one case, once: where it was called, or where it could not be."""
        test, _, case = report.nodeid.partition("[")
        server = next((name for name in STORES if name in case), None)
        if server and (report.when == "call" or (report.when == "setup" and not report.passed)):
            self.counts[test][server]["xfailed" if hasattr(report, "wasxfail") else report.outcome] += 1

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Writes the table, and says the sums."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("\n".join((*self.lines(), "")), encoding="utf-8")
        sums = "; ".join(f"{name} {_cell(self.total(name))}" for name in STORES)
        terminalreporter.write_line(f"Behaviours tried: {len(self.counts)}; {sums}. See {self.path}.")

    def lines(self) -> Iterator[str]:
        """The table, a behaviour a row, and the sums."""
        yield f"| behaviour | {' | '.join(STORES)} |"
        yield "|---|" + "---|" * len(STORES)
        for test, servers in sorted(self.counts.items()):
            file, _, behaviour = test.rpartition("/")[2].partition("::")
            words = behaviour.removeprefix("test_").replace("_", " ")
            yield f"| {words} ({file}) | {' | '.join(_cell(servers[name]) for name in STORES)} |"
        yield f"| **all** | {' | '.join(_cell(self.total(name)) for name in STORES)} |"

    def total(self, server: str) -> Counter[str]:
        """All outcomes on one server."""
        return sum((servers[server] for servers in self.counts.values()), Counter())


def _cell(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) or "–"


def main() -> int:
    """Runs the suite; the table goes to standard output, what pytest says to standard error."""
    files = sorted(str(path) for pattern in SUITE for path in (ROOT / "tests").rglob(pattern))
    path = ROOT / "build" / "behaviours.md"
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        options = ["-q", "-p", "no:cacheprovider", "-p", "tests.behaviour_table", "--behaviours", str(path)]
        code = pytest.main([*options, *sys.argv[1:], *files])
    finally:
        sys.stdout = out
    sys.stdout.write(path.read_text(encoding="utf-8"))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())

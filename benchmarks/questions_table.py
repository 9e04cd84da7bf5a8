"""The page's part on every question: a table, and which are slow."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.results import Result
from benchmarks.tables import Key, grouped, table

SECOND = 1000.0
"""Milliseconds in which the first rows of an answer are to be there."""


def every(results: Sequence[Result]) -> str:
    """Milliseconds of the first rows and of the whole answer of every question, by store, and the rows of its plan."""
    servers = list(dict.fromkeys(one["server"] for one in results))
    columns = ("question", "asked of", "rows", *(f"{server}: first, whole" for server in servers), "rows of the plan")
    by_case = grouped(results, lambda one: (one["question"], one["of"]))
    return table(columns, (_every_row(key, found, servers) for key, found in by_case.items()))


def _every_row(key: Key, found: Sequence[Result], servers: Sequence[str]) -> Sequence[str]:
    by_server = {one["server"]: one for one in found}
    plan = next((one["plan"] for one in found if one["plan"] is not None), None)
    return (
        f"`{key[0]}`",
        str(key[1]),
        next((f"{one['rows']:,}" for one in found if one["rows"] is not None), "-"),
        *(_first_and_whole(by_server.get(server)) for server in servers),
        "-" if plan is None else f"{plan:,}",
    )


def _first_and_whole(result: Result | None) -> str:
    if result is None:
        return "-"
    whole = f"{median(result['whole']):,.0f}" if result["whole"] else "-"
    return f"{median(result['first']):,.0f}, {whole}"


def slow(results: Sequence[Result]) -> str:
    """How many of the questions gave their first rows within a second, by store, and which did not."""
    by_server = grouped(results, lambda one: (one["server"],))
    return "".join(f"\n{_slow_line(str(server), found)}\n" for (server,), found in by_server.items())


def _slow_line(server: str, found: Sequence[Result]) -> str:
    over = [f"`{one['question']}` of {one['of']}" for one in found if median(one["first"]) > SECOND]
    told = f"First rows within a second on {server}: {len(found) - len(over)} of {len(found)}"
    return f"{told}; not {', '.join(over)}." if over else f"{told}."

"""Somebody's own Cypher: as the reader, or, when asked for, as the writer."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, LiteralString

from goodoffices.graph.errors import QuestionLimitError, UsageError, WriteRefusedError
from goodoffices.graph.store.servers import ADMINISTRATION, Operator, server_of
from goodoffices.graph.store.values import Keep, QueryResult, plain_value, size_of
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Result, Session

    from goodoffices.graph.store.connection import Link
    from goodoffices.graph.store.limit import Watch

MOST_ROWS = 1_000_000
"""Rows that an answer may have."""

MOST_BYTES = 500_000_000
"""Bytes that the rows of an answer may take up here."""

DEEPEST = 100
"""How deep brackets may stand in brackets: Neo4j reads deeper ones for minutes, and nothing ends that."""

_FETCH = 100
"""Records that come at a time: what has come and is not yet counted is no more than these."""

_QUOTED = re.compile(r"""'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|`[^`]*`|//[^\n\r]*|/\*.*?\*/""", re.DOTALL)
_ENDING = re.compile(r"\bTERMINATE(\s|/\*.*?\*/|//[^\n\r]*)*TRANSACTIONS?\b", re.IGNORECASE | re.DOTALL)

_NOT_HELD = "this {} server does not hold your user to reading: log in as one of a group with readRecord only"


def run_question(
    link: Link, text: str, parameters: Mapping[str, object], watch: Watch, keep: Keep = list
) -> QueryResult:
    """Columns and rows of ``text``, asked as the reader; raises WriteRefusedError if the server refuses to write."""
    # Only brackets that are none of a quote or a comment; how deep they stand at most is counted, not whether they fit.
    brackets = re.findall(r"[()\[\]{}]", _QUOTED.sub("", text))
    depths = itertools.accumulate(1 if bracket in "([{" else -1 for bracket in brackets)
    if max(depths, default=0) > DEEPEST:
        raise UsageError(f"the statement is nested more than {DEEPEST} deep: take it apart")
    if not link.two_users:
        _make_sure_of_reading(link, text, parameters, watch)
    elif _ENDING.search(text):  # the one who may read may end whatever is read
        raise WriteRefusedError(ADMINISTRATION)

    def table(tx: ManagedTransaction) -> QueryResult:
        result = _run(tx, text, parameters)
        rows = (tuple(map(plain_value, record.values())) for record in result)
        return QueryResult(tuple(result.keys()), keep(_bounded(rows)))

    return link.read(table, watch, _FETCH)


def planned(link: Link, text: LiteralString, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """The server's plan for ``text``, a line an operator, or in the server's own words."""
    summary = link.read(lambda tx: tx.run(f"EXPLAIN {text}", dict(parameters)).consume())
    return tuple(server_of(summary.server.agent).plan_lines(summary.plan)) if summary.plan else ()


def change(link: Link, text: str, parameters: Mapping[str, object], keep: Keep = list) -> QueryResult:
    """Columns and rows of ``text``, run as the writer and committed by itself.

    It has no limit: ArcadeDB keeps what a statement wrote before it was ended.
    """
    with link.autocommit() as session:
        result = _run(session, text, parameters)
        rows = (tuple(map(plain_value, record.values())) for record in result)
        return QueryResult(tuple(result.keys()), keep(rows))


def _make_sure_of_reading(link: Link, text: str, parameters: Mapping[str, object], watch: Watch) -> None:
    """What the read access mode alone leaves open, or all of it where the server knows no such mode."""
    server = server_of(link.agent())
    objection = server.objection
    if objection is None:
        # Whether this user may write shows only by trying. It is rolled back at once, and the type is one that every
        # graph of ours has.
        with contextlib.suppress(WriteRefusedError):
            with link.reading() as transaction:
                transaction.run("CREATE (n:Schema)").consume()
            raise UsageError(_NOT_HELD.format(server.name))
    elif reason := link.read(lambda tx: _reaches_out(tx, text, parameters, objection), watch):
        raise WriteRefusedError(reason)


def _reaches_out(
    tx: ManagedTransaction, text: str, parameters: Mapping[str, object], objection: Callable[[Operator], str | None]
) -> str | None:
    """Why this is no question; asks the server's own plan, because escapes can hide words from a search of the text."""
    bare = re.sub(r"\A\s*(EXPLAIN|PROFILE)\b", "", text, flags=re.IGNORECASE)
    plan = _run(tx, f"EXPLAIN {bare}", parameters).consume().plan
    return next(filter(None, map(objection, _operators(plan) if plan else ())), None)


def _operators(plan: Operator) -> Iterator[Operator]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _bounded(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, as long as they are not too many or too large; raises QuestionLimitError then."""
    size = 0
    for number, row in enumerate(rows, 1):
        size += size_of(row)
        if number > MOST_ROWS:
            raise QuestionLimitError(f"the answer has more than {MOST_ROWS:,} rows: ask for less, with LIMIT or counts")
        if size > MOST_BYTES:
            raise QuestionLimitError(
                f"the answer takes up more than {MOST_BYTES // 1_000_000} MB with its first {counted(number, 'row')}: "
                "ask for less, with LIMIT or for single properties"
            )
        yield row


def _run(runner: ManagedTransaction | Session, text: str, parameters: Mapping[str, object]) -> Result:
    """The result of a statement, whose parameters somebody gave who may not know what a server takes."""
    try:
        return runner.run(text, dict(parameters))
    except (ValueError, TypeError, OverflowError) as error:  # a value that no server could take
        raise UsageError(str(error)) from None

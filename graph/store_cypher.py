"""Somebody's own Cypher: as the reader, or, when asked for, as the writer."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, LiteralString

from goodoffices.graph.errors import QuestionLimitError, UsageError, WriteRefusedError
from goodoffices.graph.store_values import Answer, plain, size_of

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Result, Session

    from goodoffices.graph.store_limit import Watch
    from goodoffices.graph.store_link import Link

MOST_ROWS = 1_000_000
"""Rows that an answer may have."""

MOST_BYTES = 500_000_000
"""Bytes that the rows of an answer may take up here."""

DEEPEST = 100
"""How deep brackets may stand in brackets: Neo4j reads deeper ones for minutes, and nothing ends that."""

_FETCH = 100
"""Records that come at a time: what has come and is not yet counted is no more than these."""

_FILES = "LOAD CSV reads files and addresses outside of the graph, which a question may not do"
_ADMINISTRATION = "a question may not administer the server, or end what others ask of it"
_PROCEDURE = "a question may not call {}: only procedures are let through that read nothing but the graph"
_READING = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|info|ping|schema\.\w+|index\.(fulltext|vector)\.query\w+)"
    r"|dbms\.(components|info)|apoc\.(algo|meta|neighbors|path)\.[\w.]+"
)
"""Procedures for questions. Neo4j counts others as reading, too, that read files, change settings or end queries."""

_QUOTED = re.compile(r"""'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|`[^`]*`|//[^\n\r]*|/\*.*?\*/""", re.DOTALL)
_ENDING = re.compile(r"\bTERMINATE(\s|/\*.*?\*/|//[^\n\r]*)*TRANSACTIONS?\b", re.IGNORECASE | re.DOTALL)

_NOT_HELD = "this ArcadeDB server does not hold your user to reading: log in as one of a group with readRecord only"


def question(link: Link, text: str, parameters: Mapping[str, object], watch: Watch) -> Answer:
    """Columns and rows of ``text``, asked as the reader; raises WriteRefusedError if the server refuses to write."""
    if _depth(text) > DEEPEST:
        raise UsageError(f"the statement is nested more than {DEEPEST} deep: take it apart")
    if not link.two_users:
        _make_sure_of_reading(link, text, parameters, watch)
    elif _ENDING.search(text):  # the one who may read may end whatever is read
        raise WriteRefusedError(_ADMINISTRATION)
    return link.read(lambda tx: _table(tx, text, parameters), watch, _FETCH)


def _depth(text: str) -> int:
    """How many brackets stand within each other at most, those within quotes and comments left out."""
    steps = (1 if bracket in "([{" else -1 for bracket in re.findall(r"[()\[\]{}]", _QUOTED.sub("", text)))
    return max(itertools.accumulate(steps), default=0)


def planned(link: Link, text: LiteralString, parameters: Mapping[str, object]) -> tuple[str, ...]:
    """The server's plan for ``text``: its operators, indented by their depth, or, from ArcadeDB, its own words."""
    plan = link.read(lambda tx: tx.run(f"EXPLAIN {text}", dict(parameters)).consume().plan)
    if plan and plan["operatorType"].startswith("ArcadeDB"):
        return tuple(plan["args"]["string-representation"].splitlines())
    return tuple(_lines(plan, 0)) if plan else ()


def _lines(plan: Mapping[str, Any], depth: int) -> Iterator[str]:
    details = str(plan.get("args", {}).get("Details") or "")
    yield f"{'  ' * depth}{plan['operatorType'].partition('@')[0]} {details}".rstrip()
    for child in plan.get("children", ()):
        yield from _lines(child, depth + 1)


def change(link: Link, text: str, parameters: Mapping[str, object]) -> Answer:
    """Columns and rows of ``text``, run as the writer and committed by itself.

    It has no limit: ArcadeDB keeps what a statement wrote before it was ended.
    """
    with link.autocommit() as session:
        result = _run(session, text, parameters)
        return Answer(tuple(result.keys()), list(_rows(result)))


def _make_sure_of_reading(link: Link, text: str, parameters: Mapping[str, object], watch: Watch) -> None:
    """What the read access mode alone leaves open: Neo4j counts LOAD CSV, procedures that read files and the ending
    of others' queries as reading; ArcadeDB ignores the mode."""
    if "ArcadeDB" in link.agent():
        with contextlib.suppress(WriteRefusedError):
            _try_to_write(link)
            raise UsageError(_NOT_HELD)
    elif reason := link.read(lambda tx: _reaches_out(tx, text, parameters), watch):
        raise WriteRefusedError(reason)


def _try_to_write(link: Link) -> None:
    """What is rolled back at once; the type is one that every graph of ours has."""
    with link.reading() as transaction:
        transaction.run("CREATE (n:Schema)").consume()


def _reaches_out(tx: ManagedTransaction, text: str, parameters: Mapping[str, object]) -> str | None:
    """Why this is no question; asks the server's own plan, because escapes can hide words from a search of the text."""
    bare = re.sub(r"\A\s*(EXPLAIN|PROFILE)\b", "", text, flags=re.IGNORECASE)
    plan = _run(tx, f"EXPLAIN {bare}", parameters).consume().plan
    return next(filter(None, map(_objection, _operators(plan) if plan else ())), None)


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _objection(operator: Mapping[str, Any]) -> str | None:
    name = str(operator.get("operatorType")).partition("@")[0]
    if "LoadCSV" in name:
        return _FILES
    if name in ("AdministrationCommand", "TerminateTransactions"):
        return _ADMINISTRATION
    called = str(operator.get("args", {}).get("Details")).partition("(")[0]
    return None if "ProcedureCall" not in name or _READING.fullmatch(called) else _PROCEDURE.format(called)


def _table(tx: ManagedTransaction, text: str, parameters: Mapping[str, object]) -> Answer:
    result = _run(tx, text, parameters)
    return Answer(tuple(result.keys()), list(_bounded(_rows(result))))


def _rows(result: Result) -> Iterator[tuple[Any, ...]]:
    return (tuple(map(plain, record.values())) for record in result)


def _bounded(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows, as long as they are not too many or too large; raises QuestionLimitError then."""
    size = 0
    for number, row in enumerate(rows, 1):
        size += size_of(row)
        if number > MOST_ROWS:
            raise QuestionLimitError(f"the answer has more than {MOST_ROWS:,} rows: ask for less, with LIMIT or counts")
        if size > MOST_BYTES:
            raise QuestionLimitError(
                f"the first {number:,} rows of the answer take up more than {MOST_BYTES // 1_000_000} MB: "
                "ask for less, with LIMIT or for single properties"
            )
        yield row


def _run(runner: ManagedTransaction | Session, text: str, parameters: Mapping[str, object]) -> Result:
    try:
        return runner.run(text, dict(parameters))
    except (ValueError, TypeError, OverflowError) as error:  # a value that no server could take
        raise UsageError(str(error)) from None

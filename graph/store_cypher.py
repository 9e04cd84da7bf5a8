"""Somebody's own Cypher: as the reader, or, when asked for, as the writer."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import UsageError, WriteRefusedError
from goodoffices.graph.store_values import plain

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Result, Session

    from goodoffices.graph.store_link import Link

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]

_FILES = "LOAD CSV reads files and addresses outside of the graph, which a question may not do"
_NOT_HELD = "this ArcadeDB server does not hold your user to reading: log in as one of a group with readRecord only"


def question(link: Link, text: str, parameters: Mapping[str, object]) -> Table:
    """Columns and rows of ``text``, asked as the reader; raises WriteRefusedError if the server refuses to write."""
    if not link.two_users:
        _make_sure_of_reading(link, text, parameters)
    return link.read(lambda tx: _table(tx, text, parameters))


def change(link: Link, text: str, parameters: Mapping[str, object]) -> Table:
    """Columns and rows of ``text``, run as the writer and committed by itself."""
    with link.autocommit() as session:
        return _table(session, text, parameters)


def _make_sure_of_reading(link: Link, text: str, parameters: Mapping[str, object]) -> None:
    """What the read access mode alone leaves open: Neo4j counts LOAD CSV as reading, ArcadeDB ignores the mode."""
    if "ArcadeDB" in link.agent():
        with contextlib.suppress(WriteRefusedError):
            link.read(lambda tx: tx.run("SHOW USERS").consume())
            raise UsageError(_NOT_HELD)
    elif link.read(lambda tx: _reads_files(tx, text, parameters)):
        raise WriteRefusedError(_FILES)


def _reads_files(tx: ManagedTransaction, text: str, parameters: Mapping[str, object]) -> bool:
    """Asks the server's own plan, because words can be hidden from a search of the text by escapes."""
    bare = re.sub(r"\A\s*(EXPLAIN|PROFILE)\b", "", text, flags=re.IGNORECASE)
    plan = _run(tx, f"EXPLAIN {bare}", parameters).consume().plan
    return plan is not None and _loads(plan)


def _loads(plan: Mapping[str, Any]) -> bool:
    return "LoadCSV" in str(plan.get("operatorType")) or any(map(_loads, plan.get("children", ())))


def _table(runner: ManagedTransaction | Session, text: str, parameters: Mapping[str, object]) -> Table:
    result = _run(runner, text, parameters)
    columns = tuple(result.keys())
    return columns, [tuple(map(plain, values)) for values in result.values()]


def _run(runner: ManagedTransaction | Session, text: str, parameters: Mapping[str, object]) -> Result:
    try:
        return runner.run(text, dict(parameters))
    except (ValueError, TypeError, OverflowError) as error:  # a value that no server could take
        raise UsageError(str(error)) from None

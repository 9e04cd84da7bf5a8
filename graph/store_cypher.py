"""Somebody's own Cypher: as the reader, or, when asked for, as the writer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import WriteRefusedError
from goodoffices.graph.store_values import plain

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.store_link import Link

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]

_FILES = "LOAD CSV reads files and addresses outside of the graph, which a question may not do"


def question(link: Link, text: str, parameters: Mapping[str, object]) -> Table:
    """Columns and rows of ``text``, asked as the reader; raises WriteRefusedError if the server refuses to write."""
    return link.read(lambda tx: _asked(tx, text, parameters))


def change(link: Link, text: str, parameters: Mapping[str, object]) -> Table:
    """Columns and rows of ``text``, run as the writer and committed by itself."""
    with link.autocommit() as session:
        return _table(session.run(text, dict(parameters)))


def _asked(tx: ManagedTransaction, text: str, parameters: Mapping[str, object]) -> Table:
    if re.search(r"\bLOAD\b", text, re.IGNORECASE):
        _refuse_files(tx, text, parameters)
    return _table(tx.run(text, dict(parameters)))


def _refuse_files(tx: ManagedTransaction, text: str, parameters: Mapping[str, object]) -> None:
    """Neo4j counts LOAD CSV as reading, so its own plan is asked whether the statement does it."""
    bare = re.sub(r"\A\s*(EXPLAIN|PROFILE)\b", "", text, flags=re.IGNORECASE)
    plan = tx.run(f"EXPLAIN {bare}", dict(parameters)).consume().plan
    if plan and _loads(plan):
        raise WriteRefusedError(_FILES)


def _loads(plan: Mapping[str, Any]) -> bool:
    return "LoadCSV" in str(plan.get("operatorType")) or any(map(_loads, plan.get("children", ())))


def _table(result: Any) -> Table:
    columns = tuple(result.keys())
    return columns, [tuple(map(plain, values)) for values in result.values()]

"""The statements that goodoffices runs, as the driver gets them, and what Neo4j plans for each."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from neo4j import ManagedTransaction, Session, Transaction

from goodoffices.graph.store.store import Store

Statements = dict[str, Mapping[str, Any]]


@contextlib.contextmanager
def overheard() -> Iterator[Statements]:
    """Every statement that is run meanwhile, each with its first parameters; all of them run as ever."""
    heard: Statements = {}

    def listen(kind: type[Any]) -> None:
        run = kind.run

        def told(self: Any, query: str, parameters: Any = None, **more: Any) -> Any:
            heard.setdefault(query, parameters or {})
            return run(self, query, parameters, **more)

        patch.setattr(kind, "run", told)

    with pytest.MonkeyPatch.context() as patch:
        for kind in (ManagedTransaction, Transaction, Session):
            listen(kind)
        yield heard


def sampled(store: Store) -> None:
    """Waits until Neo4j has counted what its indexes hold, on which its plans depend."""
    with store._link.autocommit() as session:
        session.run("CALL db.prepareForReplanning(60)").consume()


def operators(store: Store, text: str, parameters: Mapping[str, Any]) -> list[str]:
    """The operators of the plan for a statement, with what each is about."""
    with store._link.autocommit() as session:
        plan = session.run(f"EXPLAIN {text}", dict(parameters)).consume().plan
    return list(_named(plan)) if plan else []


def _named(plan: Mapping[str, Any]) -> Iterator[str]:
    name = str(plan["operatorType"]).partition("@")[0]
    yield f"{name} {plan['args'].get('Details', '')}".strip()
    for child in plan.get("children", ()):
        yield from _named(child)

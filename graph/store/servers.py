"""What differs between the kinds of servers that hold a graph: a value for each, and nothing of it anywhere else.

All of them are asked over Bolt, and in the same Cypher. To let another kind in takes a value here, a server for the
tests in ``tests/support/servers.py``, and the promises of ``docs/stores.md`` tried on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Operator = Mapping[str, Any]
"""One operator of a plan, as the driver gives it."""


@dataclass(frozen=True, slots=True)
class Server:
    """One kind of server: how it is recognised, what it counts and plans, what its errors mean, what holds a question.

    ``agent`` finds its version in what it calls itself. ``relationships`` counts them by type. ``plan_lines`` tells a
    plan line by line. ``objection`` says why an operator of a plan is no question's; None where the server knows no
    read access mode, so that only its users' rights hold a question to reading. ``end_statement`` ends what the address
    ``$client`` asks; None where the server does that by itself, when the connection is cut.
    """

    name: str
    agent: re.Pattern[str]
    relationships: Callable[[ManagedTransaction], Iterable[tuple[str, int]]]
    plan_lines: Callable[[Operator], Iterable[str]]
    objection: Callable[[Operator], str | None] | None
    end_statement: LiteralString | None
    gone: str
    """Says that a record was found and then deleted by others before it was read: to be asked again."""
    in_the_way: str | None
    """Says that another transaction was in the way of one that writes, beyond what the driver knows: to be repeated."""
    lost: str | None
    """Says that a file of the graph is damaged."""


def server_of(agent: str) -> Server:
    """The kind of server that calls itself so; Bolt is Neo4j's, and what is unknown is taken for one."""
    return next((server for server in SERVERS if server.agent.search(agent)), NEO4J)


def server_name(agent: str) -> str:
    """Name and version of the server that calls itself so."""
    server = server_of(agent)
    found = server.agent.search(agent)
    return f"{server.name} {found['version']}" if found else agent.replace("/", " ", 1)


# Neo4j

FILES = "LOAD CSV reads files and addresses outside of the graph, which a question may not do"
ADMINISTRATION = "a question may not administer the server, or end what others ask of it"
_PROCEDURE = "a question may not call {}: only procedures are let through that read nothing but the graph"
_READING = re.compile(
    r"db\.(labels|relationshipTypes|propertyKeys|info|ping|schema\.\w+|index\.(fulltext|vector)\.query\w+)"
    r"|dbms\.(components|info)|apoc\.(algo|meta|neighbors|path)\.[\w.]+"
)
"""Procedures for questions. Neo4j counts others as reading, too, that read files, change settings or end queries."""


def _neo4j_relationships(tx: ManagedTransaction) -> Iterator[tuple[str, int]]:
    """Neo4j answers from its counts where a statement asks for one type and nothing else."""
    for (name,) in tx.run("CALL db.relationshipTypes()").values():
        quoted = name.replace("`", "``")
        # The name is quoted, and no parameter can stand for a type.
        yield name, int(tx.run(f"MATCH ()-[r:`{quoted}`]->() RETURN count(r)").values()[0][0])


def _neo4j_plan(plan: Operator, depth: int = 0) -> Iterator[str]:
    """The operators, indented by their depth."""
    details = str(plan.get("args", {}).get("Details") or "")
    yield f"{'  ' * depth}{plan['operatorType'].partition('@')[0]} {details}".rstrip()
    for child in plan.get("children", ()):
        yield from _neo4j_plan(child, depth + 1)


def _neo4j_objection(operator: Operator) -> str | None:
    """What Neo4j's access mode alone leaves open: it counts LOAD CSV, procedures that read files and the ending of
    others' queries as reading."""
    name = str(operator.get("operatorType")).partition("@")[0]
    if "LoadCSV" in name:
        return FILES
    # By the operator and not by the text, in which escapes can hide the word.
    if name in ("AdministrationCommand", "TerminateTransactions"):
        return ADMINISTRATION
    called = str(operator.get("args", {}).get("Details")).partition("(")[0]
    return None if "ProcedureCall" not in name or _READING.fullmatch(called) else _PROCEDURE.format(called)


NEO4J = Server(
    name="Neo4j",
    agent=re.compile(r"\ANeo4j[/ ](?P<version>.+)"),
    relationships=_neo4j_relationships,
    plan_lines=_neo4j_plan,
    objection=_neo4j_objection,
    end_statement=None,
    gone=r"Unable to load (NODE|RELATIONSHIP)",
    in_the_way=None,
    lost=None,
)

# ArcadeDB


def _arcadedb_relationships(tx: ManagedTransaction) -> Iterable[tuple[str, int]]:
    """ArcadeDB knows how many relationships there are of every type, but would count them one by one for Cypher."""
    counted: dict[str, int] = tx.run("CALL meta.stats() YIELD value RETURN value").values()[0][0]["relTypes"]
    return counted.items()


def _arcadedb_plan(plan: Operator) -> Iterable[str]:
    """Its own words."""
    return str(plan["args"]["string-representation"]).splitlines()


ARCADEDB = Server(
    name="ArcadeDB",
    agent=re.compile(r"ArcadeDB (?P<version>[^\s)]+)"),  # it calls itself a Neo4j of some version first
    relationships=_arcadedb_relationships,
    plan_lines=_arcadedb_plan,
    objection=None,
    end_statement="""
    SHOW TRANSACTIONS YIELD transactionId AS id, clientAddress AS client WHERE client = $client
    TERMINATE TRANSACTIONS id YIELD message RETURN message
    """,
    gone=r"Record #\d+:\d+ not found|record #\d+:\d+ was deleted during read",
    in_the_way=r"retry|[Cc]oncurrent|not found",
    # Also said, for a moment, of what another transaction removed.
    lost=r"Record #-?\d+:-?\d+ not found|cannot be cast to (class )?com\.arcadedb|new(Position|Limit) [<>]",
)

SERVERS = (ARCADEDB, NEO4J)
"""In the order in which they are looked for in what a server calls itself."""

ENGINE = ARCADEDB
"""The server of a graph that is a folder."""


# An error is read before it is known whose it is: what one kind of server says, no other says of anything else.
GONE, IN_THE_WAY, LOST = (
    re.compile("|".join(filter(None, patterns)))
    for patterns in zip(*((server.gone, server.in_the_way, server.lost) for server in SERVERS), strict=True)
)

"""The attack list: each attack by name, what it tries, and what it must be answered with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from goodoffices.graph.store.embedded.access import Access
from goodoffices.loaders.brat.lines import LONGEST, MOST_ROLES
from goodoffices.loaders.brat.records import MOST
from goodoffices.loaders.files import LARGEST

WRITES = (
    "CREATE (n:Actor {id: 'x'}) RETURN n",
    "CREATE (n:Unheard)",
    "MERGE (n:Actor {id: 'x'}) RETURN n",
    "MATCH (n:Actor) SET n.name = 'x'",
    "MATCH (n:Actor) SET n:Person",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) REMOVE n:State",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH ()-[r:MEDIATES]->() DELETE r",
    "MATCH (a:Actor), (b:Actor) CREATE (a)-[:KNOWS]->(b)",
    "MATCH (n:Actor) FOREACH (x IN [1] | SET n.name = 'x')",
    "FOREACH (x IN [1] | CREATE (:Actor {id: 'x'}))",
    "CALL { CREATE (n:Actor {id: 'x'}) RETURN n } RETURN n",
    "CREATE INDEX sly FOR (n:Actor) ON (n.name)",
    "CREATE CONSTRAINT sly FOR (n:Actor) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT actor_id",
    "DROP INDEX actor_iso3",
    "CREATE USER sly SET PASSWORD 'sly-password-1'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line",
    "CALL { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "MATCH (a:Actor) RETURN 1 AS x UNION CREATE (n:Sly) RETURN 1 AS x",
    "/* a */ CREATE /* b */ (n:Sly)",
    "INSERT (n:Sly)",
    "UNWIND range(1, 2) AS x MERGE (n:Sly {i: x})",
    "MATCH (n:Actor {id: 'ac700000000000000003'}) SET n = {}",
    "MATCH (n:Actor {id: 'ac700000000000000003'}) SET n += {sly: 1}",
    "MATCH (n:Actor {id: 'ac700000000000000003'}) SET n['sly'] = 1",
    "MATCH (n:Actor) WITH n LIMIT 1 CALL (n) { SET n.sly = 1 } RETURN n.id",
    "MATCH (n) CALL { WITH n SET n.sly = 1 } IN TRANSACTIONS",
    "DROP CONSTRAINT actor_id IF EXISTS",
    "ALTER USER neo4j SET PASSWORD 'sly-password-1'",
    "DROP USER neo4j",
    "SHOW USERS",
    "// EXPLAIN\nLOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'ht' + 'tp://127.0.0.1:1/x' AS line RETURN line",
    "LOAD CSV FROM 'ftp://127.0.0.1:1/x' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'file:/etc/hostname' AS line RETURN line",
    "LOAD CSV FROM '../../../../etc/hostname' AS line RETURN line",
    "UNWIND [1] AS x CALL (x) { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line }",
)
"""Refused as writing, or as reading outside of the graph, on every server."""

NOTHING = (
    "PROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "PROFILE CREATE (n:Actor {id: 'x'}) RETURN n",
    "CALL db.createLabel('Sly')",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL apoc.create.node(['Actor'], {id: 'x'})",
    "CALL apoc.cypher.doIt('CREATE (n:Actor)', {})",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL apoc.export.json.all('/tmp/x', {})",
    "L\\u004fAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CYPHER 5 PROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "DROP DATABASE neo4j",
    "USE system CREATE USER sly SET PASSWORD 'sly-password-1'",
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
    "EXPLAIN CREATE (n:Sly)",
    "explain PROFILE CREATE (n:Sly)",
    "/* */ PROFILE /* */ LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CYPHER 5 LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CYPHER 25 LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CYPHER runtime=slotted PROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "\\u004cOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "RETURN 1; CREATE (n:Sly)",
    "RETURN 1;;CREATE (n:Sly)",
    "USE system SHOW USERS",
    "USE neo4j MATCH (n) DETACH DELETE n",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'sly-password-1'",
    "CREATE DATABASE sly",
    "STOP DATABASE neo4j",
    "GRANT ROLE admin TO sly",
    "ENABLE SERVER 'sly'",
    "CALL db.clearQueryCaches()",
    "CALL `db`.`clearQueryCaches`()",
    "CALL db.clear\\u0051ueryCaches()",
    "CALL db.prepareForReplanning()",
    "CALL db.resampleIndex('event_type')",
    "CALL db.createProperty('sly')",
    "CALL db.createRelationshipType('SLY')",
    "CALL dbms.listConfig()",
    "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
    "CALL dbms.killConnection('bolt-1')",
    "CALL dbms.security.createUser('sly', 'sly-password-1', false)",
    "CALL apoc.periodic.iterate('RETURN 1', 'CREATE (n:Sly)', {})",
    "BEGIN",
    "COMMIT",
    "INSERT INTO Actor SET id = 'sly'",
    "DELETE FROM Actor",
    "{sql} DELETE FROM Actor",
    "IMPORT DATABASE file:///etc/hostname",
    "MATCH (n) NODETACH DELETE n",
)
"""Refused, unknown or without an answer, depending on the server; nothing happens on any."""


def _lead(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _planted(folder: Path, url: str, mode: int = 0o600) -> None:
    path = folder / "server.json"
    path.write_text(json.dumps(asdict(Access(url, "root", "x", "reader", "x", "goodoffices", 1))), encoding="utf-8")
    path.chmod(mode)


def _linked(name: str) -> Callable[[Path, Path], None]:
    return lambda folder, victim: _lead(folder / name, victim)


def _pipe(folder: Path, _: Path) -> None:
    (folder / "lock").unlink()
    os.mkfifo(folder / "lock")


def _hard_link(folder: Path, victim: Path) -> None:
    (folder / "lock").unlink()
    (folder / "lock").hardlink_to(victim)


def _moved(folder: Path, name: str) -> None:
    """Puts a folder of the store elsewhere and a link in its place."""
    away = folder.parent / f"away-{Path(name).name}"
    (folder / name).rename(away)
    (folder / name).symlink_to(away)


FOLDERS: Mapping[str, Callable[[Path, Path], None]] = {
    "lock is a link to a file": _linked("lock"),
    "lock is a link to nothing": lambda folder, victim: _lead(folder / "lock", victim.with_name("new")),
    "lock is a second name of a file": _hard_link,
    "lock is a pipe": _pipe,
    "server.json is a link": _linked("server.json"),
    "server.json.new is a link": _linked("server.json.new"),
    ".gitignore is a link": _linked(".gitignore"),
    "config/server-groups.json is a link": _linked("config/server-groups.json"),
    "config/server-users.jsonl is a link": _linked("config/server-users.jsonl"),
    "a file of the log is a link": _linked("log/arcadedb.log.0"),
    "the folder of databases is a link": lambda folder, _: _moved(folder, "databases"),
    "the database is a link": lambda folder, _: _moved(folder, "databases/goodoffices"),
    "the folder of the log is a link": lambda folder, _: _moved(folder, "log"),
}
"""What somebody does to a store's folder (with a victim's file); opening it must refuse and touch nothing."""

PLANTED: Mapping[str, Callable[[Path, int], None]] = {
    "server.json names a foreign host": lambda folder, port: _planted(folder, f"bolt://192.0.2.1:{port}"),
    "server.json hides a host behind a user": lambda folder, port: _planted(folder, f"bolt://127.0.0.1:1@x:{port}"),
    "server.json is open to others": lambda folder, port: _planted(folder, f"bolt://127.0.0.1:{port}", 0o644),
}
"""A file of access that no store wrote, with the port of a server that listens; nobody may talk to it."""

_HEAD = "T1\tState 0 4\tIran\nT2\tNegotiation 5 8\tmet\n"
_EVENT = f"{_HEAD}E1\tNegotiation:T2 Party:T1\n"
TOO_LARGE: Mapping[str, tuple[str, str, str, str]] = {
    "a text of more than 64 MiB": ("x" * (LARGEST + 1), _EVENT, "{}", "64 MiB"),
    "a million mentions": ("Iran met.", "T1\tState 0 4\tIran\n" * 1_000_000, "{}", f"{MOST:,}"),
    "a line of more than 1 MiB": ("Iran met.", f"{_EVENT}#1\tNote T1\t{'x' * LONGEST}\n", "{}", f"{LONGEST:,}"),
    "an id of 10 MB": ("Iran met.", f"{_EVENT}T{'9' * 10_000_000}\tState 0 4\tIran\n", "{}", "too long"),
    "an id of 40 digits": ("Iran met.", f"{_EVENT}T{'9' * 40}\tState 0 4\tIran\n", "{}", "not an id"),
    "100,000 roles": (
        "Iran met.",
        _HEAD + "E1\tNegotiation:T2" + " Party:T1" * 100_000,
        "{}",
        f"may have {MOST_ROLES}",
    ),
    "JSON nested 200,000 deep": ("Iran met.", _EVENT, '{"a":' * 200_000, "nested too deep"),
    "a document's id of 10 MB": ("Iran met.", _EVENT, json.dumps({"a": {"id": "x" * 10_000_000}}), "may have 1,000"),
    "a document's id with a NUL": ("Iran met.", _EVENT, json.dumps({"a": {"id": "x\0y"}}), "on one line"),
    "a document's id of two lines": ("Iran met.", _EVENT, json.dumps({"a": {"id": "x\ny"}}), "on one line"),
}
"""Text, annotations and description of a document, and words of the one fault that it must give."""

"""What somebody may have put into a store's folder before he handed it on, by name."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.processes import run_sql

DATABASE = Path("databases", "goodoffices")

_TIMES = "CREATE TIMESERIES TYPE Sly TIMESTAMP ts TAGS (a STRING) FIELDS (v DOUBLE) RETENTION 1 DAYS"
_BUCKETS = "SELECT ts.timeBucket('1h', ts) AS h, avg(v) AS v FROM Sly GROUP BY h"


def _by_sql(*statements: str) -> Callable[[Path], None]:
    return lambda folder: run_sql(folder, *statements)


def _in_schema(change: Callable[[str], str], name: str = "schema.json") -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        text = (folder / DATABASE / "schema.json").read_text(encoding="utf-8")
        (folder / DATABASE / name).write_text(change(text), encoding="utf-8")

    return plant


def _with_trigger(text: str) -> str:
    action = {"timing": "AFTER", "event": "CREATE", "typeName": "Document", "actionType": "SQL"}
    trigger = {"name": "sly", **action, "actionCode": "INSERT INTO Place SET id = 'sly'"}
    return json.dumps({**json.loads(text), "triggers": {"sly": trigger}})


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / DATABASE / "sly.bucket")


REFUSED: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "a trigger": (_by_sql("CREATE TRIGGER sly AFTER CREATE ON TYPE Document EXECUTE SQL 'SELECT 1'"), "triggers .sly"),
    "a function of SQL": (_by_sql('DEFINE FUNCTION sly.f "SELECT 1" LANGUAGE sql'), "functions .sly"),
    "a function of Cypher": (_by_sql('DEFINE FUNCTION sly.f "RETURN 1" LANGUAGE cypher'), "functions .sly"),
    "a view that is kept": (
        _by_sql("CREATE MATERIALIZED VIEW sly AS SELECT id FROM Document REFRESH EVERY 1 SECOND"),
        "materializedViews .sly",
    ),
    "an aggregate": (
        _by_sql(_TIMES.partition(" RETENTION")[0], f"CREATE CONTINUOUS AGGREGATE agg AS {_BUCKETS}"),
        "Sly|agg",
    ),
    "a type that forgets": (_by_sql(_TIMES), "Sly"),
    "a view of the graph": (
        _by_sql("CREATE GRAPH ANALYTICAL VIEW sly VERTEX TYPES (Actor) EDGE TYPES (ROLE_IN)"),
        "extensions",
    ),
    "a default value": (
        _by_sql("CREATE PROPERTY Document.sly STRING (default \"sysdate('yyyy')\")"),
        "a default for sly of Document",
    ),
    "a setting of the database": (
        _by_sql("ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` true"),
        "sets .*allowFileUrls",
    ),
    "a trigger written by hand": (_in_schema(_with_trigger), "triggers .sly"),
    "a trigger behind an empty list of them": (
        _in_schema(lambda text: f'{_with_trigger(text)[:-1]}, "triggers": {{}}}}'),
        "damaged",
    ),
    "a trigger in the former schema": (
        _in_schema(_with_trigger, "schema.prev.json"),
        "schema.prev.json holds triggers",
    ),
    "a schema that only the engine reads": (_in_schema(lambda text: f"// {text}"), "damaged"),
    "a schema nested too deep": (_in_schema(lambda _: '{"types":' * 100_000), "damaged"),
    "another database": (lambda folder: (folder / "databases" / "sly").mkdir(), "another database, sly"),
    "files of indexes that are no numbers": (
        _in_schema(lambda text: json.dumps({**json.loads(text), "migratedFileIds": {"sly": 1}})),
        "migratedFileIds .sly",
    ),
    "a pipe": (_pipe, "no plain file"),
}
"""What is refused, each with words that say so."""


def _hashed(password: str) -> str:
    salt = b"0123456789abcdef0123456789abcdef"
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1000)
    return "$".join(["PBKDF2WithHmacSHA256", "1000", *(base64.b64encode(part).decode() for part in (salt, key))])


def plant_config(folder: Path, user: str, password: str) -> None:
    """A user who may do all, a token, a group for all, backups to elsewhere and an open door."""
    rights = {"types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}}}
    group = {"resultSetLimit": -1, "readTimeout": -1, "access": ["updateSecurity", "updateSchema"], **rights}
    backup = {"version": 1, "enabled": True, "backupDirectory": str(folder.parent / "sly")}
    files: Mapping[str, object] = {
        "server-users.jsonl": {"name": user, "password": _hashed(password), "databases": {"*": ["admin"]}},
        "server-groups.json": {"version": 2, "databases": {"*": {"groups": {"admin": group, "readers": group}}}},
        "server-api-tokens.json": {
            "version": 1,
            "tokens": [{"name": "sly", "tokenHash": "sly", "permissions": rights}],
        },
        "backup.json": backup,
        "server-configuration.json": {"configuration": {"arcadedb.server.httpIncomingHost": "0.0.0.0"}},
        "sly.json": {},
    }
    for name, content in files.items():
        (folder / "config" / name).write_text(json.dumps(content) + "\n", encoding="utf-8")

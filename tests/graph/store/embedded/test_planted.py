"""A folder from elsewhere runs nothing, lets nobody in, and changes nothing of how its engine works."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import socket
import sys
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError, Neo4jError, ServiceUnavailable

from goodoffices.graph.errors import StoreDamagedError, StoreError, StoreUnavailableError, UsageError
from goodoffices.graph.store.connection import Login
from goodoffices.graph.store.store import Store, open_store
from tests.support.planted import DATABASE, REFUSED, plant_config
from tests.support.processes import engine_of, ids, load, run_sql
from tests.support.servers import snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, owners and sockets are those of POSIX")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that somebody else made and closed."""
    folder = tmp_path_factory.mktemp("made") / "graph"
    with open_store(folder, create=True) as store:
        load(store, "a")
    return folder


@pytest.fixture
def foreign(made: Path, store_folder: Path) -> Path:
    """A copy of it, without the note of its files: whoever changes them would take that away."""
    copy = Path(shutil.copytree(made, store_folder))
    (copy / "census.json").unlink()
    return copy


@pytest.mark.parametrize("plant", REFUSED)
def test_what_would_run_by_itself_is_refused_by_name(foreign: Path, plant: str) -> None:
    put, words = REFUSED[plant]
    put(foreign)
    with pytest.raises((StoreUnavailableError, StoreDamagedError), match=words) as caught:
        open_store(foreign)
    assert "\n" not in str(caught.value)
    assert not (foreign / "server.json").exists()


def test_types_of_the_users_own_stay_unread(foreign: Path) -> None:
    run_sql(foreign, "CREATE VERTEX TYPE Note", "CREATE DOCUMENT TYPE Memo", "CREATE EDGE TYPE SEEN UNIDIRECTIONAL")
    with open_store(foreign) as store:
        store.cypher("CREATE (:Note {text: 'mine'})", {}, write=True)
    with open_store(foreign) as store:
        assert store.read("MATCH (n:Note) RETURN n.text AS text") == [{"text": "mine"}]


def test_an_index_that_grew_large_is_nothing_planted(foreign: Path) -> None:
    """The engine writes it anew by itself, and notes in the schema which file took the place of which."""
    run_sql(
        foreign, "CREATE VERTEX TYPE Note", "CREATE PROPERTY Note.text STRING", "CREATE INDEX ON Note (text) UNIQUE"
    )
    many = "UNWIND range(1, 10000) AS n CREATE (:Note {text: n + $more})"
    with open_store(foreign) as store:
        while not moved(foreign) and store.read("MATCH (n:Note) RETURN count(n) AS n")[0]["n"] < 200_000:
            store.cypher(many, {"more": secrets.token_hex(50)}, write=True)
    assert moved(foreign)
    with open_store(foreign) as store:
        assert ids(store) == ["a"]


def moved(folder: Path) -> object:
    return json.loads((folder / DATABASE / "schema.json").read_bytes()).get("migratedFileIds")


def asked_as(url: str, user: str, password: str) -> object:
    with (
        GraphDatabase.driver(url, auth=(user, password), max_transaction_retry_time=0.0) as driver,
        driver.session(database="goodoffices") as session,
    ):
        return session.run("MATCH (d:Document) RETURN d.id AS id").values()


def test_users_tokens_and_settings_of_the_folder_are_gone(foreign: Path) -> None:
    plant_config(foreign, "sly", "sly-password-1")
    with open_store(foreign) as store:
        assert {path.name for path in (foreign / "config").iterdir()} == {
            "mcp-config.json",
            "server-groups.json",
            "server-users.jsonl",
        }
        assert "sly" not in "".join(path.read_text(encoding="utf-8") for path in (foreign / "config").iterdir())
        with pytest.raises(AuthError):
            asked_as(store.reader.url, "sly", "sly-password-1")
        with pytest.raises(ClientError, match="not allowed to create"):
            written_by(store.reader)
        load(store, "b")
        assert ids(store) == ["a", "b"]
    assert not (foreign.parent / "sly").exists()


def written_by(login: Login) -> None:
    with (
        GraphDatabase.driver(login.url, auth=(login.user, login.password), max_transaction_retry_time=0.0) as driver,
        driver.session(database="goodoffices") as session,
    ):
        session.run("CREATE (:Place {id: 'sly'})").consume()


def test_wrong_passwords_lock_nobody_out(embedded: Store) -> None:
    load(embedded, "a")
    url, own = embedded.reader.url, (embedded.reader, embedded.writer)
    for user in ("root", "reader", "writer", "neo4j", "admin"):
        for number in range(10):
            with pytest.raises((AuthError, Neo4jError, ServiceUnavailable)):
                asked_as(url, user, f"wrong-password-{number}")
    for login in own:
        assert asked_as(url, login.user, login.password) == [["a"]]
    with open_store(embedded.target) as joined:
        load(joined, "b")
    assert ids(embedded) == ["a", "b"]


def test_user_names_are_new_at_every_start(foreign: Path) -> None:
    names = []
    for _ in range(2):
        with open_store(foreign) as store:
            names += [store.reader.user, store.writer.user]
    assert len(set(names)) == 4
    assert {"root", "reader", "writer"} & set(names) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the port takes whoever has a password")
def test_nobody_reaches_a_port_of_the_engine_that_does_not_speak_bolt(embedded: Store) -> None:
    """Over HTTP a reader could repair, compress and lock."""
    bolt = int(embedded.reader.url.rpartition(":")[2])
    others = listening(engine_of(Path(embedded.target))) - {bolt}
    assert others
    for port in others:
        with pytest.raises(OSError, match="timed out"), contextlib.closing(connected(port)):
            pass


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=0.5)


def listening(process: int) -> set[int]:
    mine = {str(entry.readlink()) for entry in Path(f"/proc/{process}/fd").iterdir() if entry.is_symlink()}
    tables = [Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:] for name in ("tcp", "tcp6")]
    rows = [line.split() for lines in tables for line in lines]
    return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in mine}


MORE_THAN_READING = (
    "CHECK DATABASE",
    "CHECK DATABASE FIX",
    "CALL sql('CHECK DATABASE FIX')",
    "BACKUP DATABASE",
    "EXPORT DATABASE file://sly",
    "LOCK TYPE Document",
    "ALTER DATABASE `arcadedb.readYourWrites` false",
    'DEFINE FUNCTION sly.f "SELECT 1" LANGUAGE sql',
    "DEFINE FUNCTION sly.f() AS 1",
    "SHOW USERS",
    "SHOW SETTINGS",
)


@pytest.mark.parametrize("statement", MORE_THAN_READING)
def test_a_reader_may_do_no_more_than_read(embedded: Store, statement: str) -> None:
    load(embedded, "a")
    before = snapshot(embedded)
    schema = (Path(embedded.target) / DATABASE / "schema.json").read_bytes()
    with pytest.raises((StoreError, UsageError)):
        embedded.cypher(statement, {})
    assert snapshot(embedded) == before
    assert (Path(embedded.target) / DATABASE / "schema.json").read_bytes() == schema

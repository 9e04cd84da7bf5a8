"""Where a store is, and what is said when it is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.graph.errors import (
    StoreUnavailableError,
    UsageError,
)
from goodoffices.graph.store.connection import Login
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import DEFAULT_FOLDER, ServerTarget, resolve_target
from tests.support.servers import free_port


def test_where_the_store_is(tmp_path: Path) -> None:
    server = ServerTarget("bolt://host", "neo4j", "", None)
    assert resolve_target(None, {}) == Path(DEFAULT_FOLDER)
    assert resolve_target(None, {"NEO4J_URI": "bolt://host"}) == server
    assert resolve_target(None, {"NEO4J_URI": "bolt://host", "GOODOFFICES_STORE": "x"}) == Path("x")
    assert resolve_target(tmp_path, {"GOODOFFICES_STORE": "x"}) == tmp_path
    login = {"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "secret", "NEO4J_DATABASE": "db"}
    assert resolve_target("neo4j+s://host", login) == ServerTarget("neo4j+s://host", "ann", "secret", "db")


@pytest.mark.parametrize("address", ["http://host", "bolt://ann:secret@host", "ftp://x", "bolt://", "bolt://host:x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_target(address, {})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_does_not_answer(scheme: str) -> None:
    port = free_port()
    with pytest.raises(StoreUnavailableError, match=str(port)) as caught:
        Store(ServerTarget(f"{scheme}://127.0.0.1:{port}", "neo4j", "top-secret", None))
    assert "top-secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_password(neo4j_target: ServerTarget) -> None:
    with pytest.raises(StoreUnavailableError, match="NEO4J_PASSWORD") as caught:
        Store(replace(neo4j_target, password="top-secret"))
    assert "top-secret" not in str(caught.value)


def test_a_database_that_is_not_there(neo4j_target: ServerTarget) -> None:
    with pytest.raises(StoreUnavailableError, match="NEO4J_DATABASE"):
        Store(replace(neo4j_target, database="nowhere"))


def test_passwords_stay_out_of_texts() -> None:
    assert "secret" not in repr(ServerTarget("bolt://host", "ann", "secret", None))
    assert "secret" not in repr(Login("bolt://host", "ann", "secret", None))


def test_a_folder_without_a_store_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="no graph"):
        open_store(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []

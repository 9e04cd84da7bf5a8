"""Fixtures: every test that takes ``store`` runs on both servers, each started once a session and wiped between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from goodoffices.graph.store import Store, open_store
from goodoffices.graph.store_target import ServerTarget
from tests.servers import NoNeo4jError, neo4j_server, wipe

STORES = ("embedded", "neo4j")

# A first example pays for imports, and other work may run on the same machine: time is no criterion here.
settings.register_profile("goodoffices", deadline=None)
settings.load_profile("goodoffices")


@pytest.fixture(scope="session")
def neo4j_target() -> Iterator[ServerTarget]:
    """A Neo4j for the session; where there can be none, its tests are skipped, and in CI they fail."""
    try:
        with neo4j_server() as target:
            yield target
    except NoNeo4jError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Neo4j to test with: {error}")
        pytest.skip(f"no Neo4j to test with: {error}")


@pytest.fixture(scope="session")
def neo4j_session(neo4j_target: ServerTarget) -> Iterator[Store]:
    with Store(neo4j_target) as store:
        yield store


@pytest.fixture(scope="session")
def embedded_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "graph", create=True) as store:
        yield store


@pytest.fixture
def store_folder(tmp_path: Path) -> Path:
    """Where a store of the test's own may be made; there is a space in its path."""
    return tmp_path / "a store" / "graph"


@pytest.fixture
def embedded(embedded_session: Store) -> Store:
    """An empty embedded store."""
    wipe(embedded_session)
    return embedded_session


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, on each server in turn."""
    found = request.getfixturevalue(f"{request.param}_session")
    assert isinstance(found, Store)
    wipe(found)
    return found

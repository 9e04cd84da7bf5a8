"""Fixtures: a test that takes ``store`` runs on every server, each started once a session and wiped between."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from goodoffices.graph.store import Store, open_store
from goodoffices.graph.store_target import ServerTarget
from tests.page_visit import browser, visit, visit_file
from tests.servers import FOR_TESTS, OLDER, RELEASES, NoNeo4jError, neo4j_server, wipe
from tests.sigma_visit import gl_browser, plain, plain_browser, sigma

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # so a shell leaves it for what it runs in the background, and every process of the tests would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)

__all__ = ["browser", "gl_browser", "plain", "plain_browser", "sigma", "visit", "visit_file"]

STORES = ("embedded", *RELEASES)

# A first example pays for imports, and other work may run on the same machine: time is no criterion here.
settings.register_profile("goodoffices", deadline=None)
settings.load_profile("goodoffices")

Starting = Mapping[str, Future[ServerTarget]]


def wanted(items: list[pytest.Item]) -> list[str]:
    """Which Neo4js these tests need: as a parameter, or by a fixture's name."""
    named = {"neo4j_target": OLDER, "neo4j_session": OLDER} | {f"{name}_session": name for name in RELEASES}
    found: set[str] = set()
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        found |= {named[name] for name in names & set(named)} | (set(RELEASES) if "sessions" in names else set())
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        found |= {OLDER if value == "neo4j" else value for value in parameters if value in ("neo4j", *RELEASES)}
    return sorted(found, reverse=True)


@pytest.fixture(scope="session", autouse=True)
def starting(request: pytest.FixtureRequest) -> Iterator[Starting]:
    """The servers that this session needs, all of which start while the first tests run already."""
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(len(RELEASES)))

        def start(name: str) -> ServerTarget:
            return stack.enter_context(neo4j_server(name, FOR_TESTS))

        yield {name: pool.submit(start, name) for name in wanted(request.session.items)}


def target_of(starting: Starting, name: str) -> ServerTarget:
    """The server of that name, ready; where there can be none, its tests are skipped, and in CI they fail."""
    try:
        return starting[name].result()
    except NoNeo4jError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {name} to test with: {error}")
        pytest.skip(f"no {name} to test with: {error}")


@pytest.fixture(scope="session")
def neo4j_target(starting: Starting) -> ServerTarget:
    return target_of(starting, OLDER)


@pytest.fixture(scope="session", name="neo4j-5.26_session")
def _older_session(starting: Starting) -> Iterator[Store]:
    with Store(target_of(starting, "neo4j-5.26")) as store:
        yield store


@pytest.fixture(scope="session", name="neo4j-2026.08_session")
def _newer_session(starting: Starting) -> Iterator[Store]:
    with Store(target_of(starting, "neo4j-2026.08")) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_session(request: pytest.FixtureRequest) -> Store:
    found = request.getfixturevalue(f"{OLDER}_session")
    assert isinstance(found, Store)
    return found


@pytest.fixture(scope="session")
def embedded_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "graph", create=True) as store:
        yield store


@pytest.fixture(scope="session")
def sessions(request: pytest.FixtureRequest) -> Mapping[str, Store]:
    """All servers at once, by name."""
    return {name: request.getfixturevalue(f"{name}_session") for name in STORES}


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

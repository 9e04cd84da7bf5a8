"""Fixtures: a test that takes ``store`` runs on every server, each started once a session and wiped between."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from goodoffices.api import Graph
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import ServerTarget
from tests.spread import Spread, place
from tests.support.lacking import lacking
from tests.support.page_visit import browser, visit, visit_file
from tests.support.sample_corpus import SAMPLE
from tests.support.servers import FOR_TESTS, OLDER, RELEASES, NoNeo4jError, neo4j_server, wipe
from tests.support.sigma_visit import gl_browser, plain, plain_browser, sigma

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # so a shell leaves it for what it runs in the background, and every process of the tests would inherit that
    signal.signal(signal.SIGINT, signal.default_int_handler)

__all__ = ["browser", "gl_browser", "plain", "plain_browser", "sigma", "visit", "visit_file"]

STORES = ("embedded", *RELEASES)

ON_ONE_NEO4J = pytest.mark.parametrize("store", [name for name in STORES if name != OLDER], indirect=True)
"""Of many like cases that take long: what is not alike in two releases of Neo4j is tested by others."""

# A first example pays for imports, and other work may run on the same machine: time is no criterion here.
settings.register_profile("goodoffices", deadline=None)
settings.load_profile("goodoffices")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Spread | None:
    return Spread(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: place(item.nodeid))


def needed(item: pytest.Item) -> set[str]:
    """Which Neo4js a test needs: as a parameter, or by a fixture's name."""
    named = {"neo4j_target": OLDER, "neo4j_session": OLDER} | {f"{name}_session": name for name in RELEASES}
    names = set(getattr(item, "fixturenames", ()))
    found = {named[name] for name in names & set(named)} | (set(RELEASES) if "sessions" in names else set())
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return found | {OLDER if value == "neo4j" else value for value in parameters if value in ("neo4j", *RELEASES)}


class Starting:
    """Servers that start beside the tests, each when it is first asked for."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._pool = stack.enter_context(ThreadPoolExecutor(len(RELEASES)))
        self._begun: dict[str, Future[ServerTarget]] = {}

    def begin(self, name: str) -> Future[ServerTarget]:
        """The server of that name once it is ready."""
        if name not in self._begun:
            self._begun[name] = self._pool.submit(lambda: self._stack.enter_context(neo4j_server(name, FOR_TESTS)))
        return self._begun[name]


MEASURED = frozenset({"test_cli", "test_cli_move", "test_engine_process", "test_interrupts", "test_terminal"})
"""Modules whose tests start processes of which coverage is taken; it takes each a third of its time."""


@pytest.fixture(scope="module", autouse=True)
def unmeasured_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """What other tests start runs code that tests in this process, or of those modules, have measured already."""
    with pytest.MonkeyPatch.context() as patched:
        if request.path.stem not in MEASURED:
            patched.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def starting(request: pytest.FixtureRequest) -> Iterator[Starting]:
    """The servers of this session; where all tests are in one process they start while the first tests run already."""
    with ExitStack() as stack:
        found = Starting(stack)
        if not hasattr(request.config, "workerinput"):
            for name in sorted(set[str]().union(*map(needed, request.session.items)), reverse=True):
                found.begin(name)
        yield found


def target_of(starting: Starting, name: str) -> ServerTarget:
    """The server of that name, ready; where there can be none, its tests are skipped, and in CI they fail."""
    try:
        return starting.begin(name).result()
    except NoNeo4jError as error:
        lacking(f"no {name} to test with: {error}")


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


@pytest.fixture(scope="module")
def sample(embedded_session: Store) -> Graph:
    """The sample corpus in a folder; no test changes it for good."""
    wipe(embedded_session)
    graph = Graph(embedded_session)
    graph.load(SAMPLE)
    return graph


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

"""A question that is too much ends by its limit or by one Ctrl-C, here and on the server, and hurts nobody else."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from goodoffices.api import Graph
from goodoffices.graph.errors import QuestionLimitError, UsageError, WriteRefusedError
from goodoffices.graph.store import cypher as store_cypher
from goodoffices.graph.store.embedded.sweep import INTERVAL, abandoned
from goodoffices.graph.store.limit import GRACE
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.cut import Proxy
from tests.campaigns.monsters import monsters
from tests.support.contributions import mediation
from tests.support.processes import HOLD, load, running
from tests.support.servers import NOW

MONSTERS = dict(monsters())
ENDLESS = MONSTERS["ranges in each other"]
FRESH = [sys.executable, "-W", "error", "-m", "goodoffices"]
OTHERS = """
SHOW TRANSACTIONS YIELD currentQuery AS text WHERE NOT text CONTAINS 'SHOW TRANSACTIONS' AND text <> '' RETURN text
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


def is_idle_within(store: Store, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while store.read(OTHERS):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


PRODUCT = "MATCH (a), (b), (c), (d), (e) RETURN a, b, c, d, e"


@pytest.mark.parametrize("text", [ENDLESS, MONSTERS["every path"], PRODUCT], ids=["ranges", "paths", "product"])
def test_a_question_ends_at_its_limit_and_the_server_is_idle(store: Store, text: str) -> None:
    load(store, *"abcdefghijkl")
    began = time.monotonic()
    with pytest.raises(QuestionLimitError, match=r"its limit of 0\.5 seconds: ask for less, or raise --timeout$"):
        store.cypher(text, {}, timeout=0.5)
    assert time.monotonic() - began < 0.5 + GRACE
    assert is_idle_within(store, 5)
    assert store.cypher("RETURN 1 AS n", {}, timeout=30).rows == [(1,)]


def test_a_question_ends_at_its_limit_also_where_the_server_falls_silent(neo4j_target: ServerTarget) -> None:
    """It is not asked again over a new connection, to which nobody would answer either."""
    port = urlsplit(neo4j_target.url).port
    assert port
    with (
        contextlib.closing(Proxy(port)) as proxy,
        Store(replace(neo4j_target, url=f"bolt://127.0.0.1:{proxy.port}")) as store,
    ):
        threading.Timer(0.2, proxy.fall_silent).start()
        began = time.monotonic()
        with pytest.raises(QuestionLimitError, match="The server did not end it"):
            store.cypher(ENDLESS, {}, timeout=0.5)
        assert time.monotonic() - began < 0.5 + GRACE + 3


def test_what_is_asked_next_over_the_same_connection_is_not_ended_with_it(store: Store) -> None:
    for _ in range(5):
        with pytest.raises(QuestionLimitError):
            store.cypher(ENDLESS, {}, timeout=0.05)
        assert store.cypher("UNWIND range(1, 50000) AS x RETURN count(x) AS n", {}, timeout=30).rows == [(50_000,)]


def test_a_statement_that_writes_has_no_limit(store: Store) -> None:
    """A folder would keep the half of it."""
    text = "CREATE (a:Actor {id: 'mine'}) WITH a UNWIND range(1, 400000) AS x RETURN count(x) AS n"
    assert store.cypher(text, {}, write=True, timeout=0.001).rows == [(400_000,)]


def test_nothing_but_questions_ends_by_the_limit(store: Store, tmp_path: Path) -> None:
    graph = Graph(store, timeout=0.0001)
    store.load([mediation(f"d{number}") for number in range(20)], loaded_at=NOW)
    graph.dump(tmp_path / "record.jsonl")
    graph.page(path=tmp_path / "page.html")
    graph.site(tmp_path / "site")
    graph.reject("Iran", "Oman")
    graph.undo("Iran", "Oman")
    graph.forget("d3")
    graph.restore(tmp_path / "record.jsonl")
    assert graph.status()["documents"]
    with pytest.raises(QuestionLimitError):
        graph.talks("Iran")
    with pytest.raises(QuestionLimitError):
        graph.ask("Who talked to Iran?")
    with pytest.raises(QuestionLimitError):
        graph.cypher("RETURN 1")


def test_too_many_rows_are_refused_before_they_fill_the_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_cypher, "MOST_ROWS", 1000)
    assert len(store.cypher("UNWIND range(1, 1000) AS x RETURN x", {}).rows) == 1000
    with pytest.raises(QuestionLimitError, match=r"more than 1,000 rows: .*LIMIT"):
        store.cypher("UNWIND range(1, 6000000) AS x UNWIND range(1, 1000) AS y RETURN x", {}, timeout=30)
    assert is_idle_within(store, 5)


def test_rows_that_are_too_large_are_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_cypher, "MOST_BYTES", 3_000_000)
    assert store.cypher("UNWIND range(1, 20) AS x RETURN range(1, 1000) AS l", {}).rows
    with pytest.raises(QuestionLimitError, match="takes up more than 3 MB"):
        store.cypher("UNWIND range(1, 200) AS x RETURN range(1, 1000) AS l", {}, timeout=30)


@pytest.mark.parametrize("name", ["parentheses", "lists in lists"])
def test_what_is_nested_too_deep_is_one_sentence(store: Store, name: str) -> None:
    with pytest.raises(UsageError, match="nested more than 100 deep"):
        store.cypher(MONSTERS[name], {}, timeout=2)


def test_what_is_nested_no_deeper_is_answered(store: Store) -> None:
    quoted = "'" + "(" * 1000 + '\' AS q, "[[[" AS r /* ' + "{" * 1000 + " */ // " + "(" * 1000
    text = f"RETURN {'(' * 100}1{')' * 100} AS n, {'[' * 100}{']' * 100} AS l, {quoted}"
    assert [row[0] for row in store.cypher(text, {}, timeout=20).rows] == [1]


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf")])
def test_what_is_no_time_is_refused(limit: float, tmp_path: Path) -> None:
    from goodoffices.api import open_graph

    with pytest.raises(UsageError, match="no time limit"):
        open_graph(tmp_path / "graph", timeout=limit)


SPELLINGS = ("TERMINATE TRANSACTION 'x'", "terminate/* */transactions 'x'", "TERMINATE // now\nTRANSACTIONS 'x'")


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_question_may_not_end_questions(store: Store, text: str) -> None:
    with pytest.raises(WriteRefusedError, match="may not administer"):
        store.cypher(text, {})


# What follows are processes.


@contextlib.contextmanager
def asking(place: str, *words: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GOODOFFICES_", "NEO4J_"))}
    command = [*FRESH, "--store", place, "cypher", *words]
    with subprocess.Popen(
        command, env={**own, **variables}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until_asked(store: Store) -> None:
    end = time.monotonic() + 60
    while not store.read(OTHERS):
        assert time.monotonic() < end
        time.sleep(0.05)


def address(store: Store) -> tuple[str, dict[str, str]]:
    """Where another process finds this store, and with which variables."""
    if store.embedded:
        return store.target, {}
    return store.target, {"NEO4J_USERNAME": store.reader.user, "NEO4J_PASSWORD": store.reader.password}


def test_a_process_that_joined_is_ended_by_its_limit_with_a_sentence(store: Store) -> None:
    place, variables = address(store)
    with asking(place, "--timeout", "0.5", ENDLESS, **variables) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (1, "", 1)
    assert is_idle_within(store, 5)


def test_one_interrupt_ends_a_question_and_what_the_server_does_for_it(store: Store) -> None:
    place, variables = address(store)
    with asking(place, ENDLESS, **variables) as process:
        wait_until_asked(store)
        time.sleep(2.5)  # as long as an interrupt is kept waiting elsewhere
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=15) == ("", "")
    assert process.returncode == 130
    assert is_idle_within(store, 5)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells who is connected")
def test_what_a_killed_process_asked_is_ended(store: Store) -> None:
    place, variables = address(store)
    with asking(place, ENDLESS, **variables) as process:
        wait_until_asked(store)
        process.kill()
        process.wait()
    assert is_idle_within(store, 5 + 2 * INTERVAL)


def test_one_interrupt_ends_a_process_with_a_store_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    with open_store(folder, create=True) as store:
        load(store, "a")
    with asking(str(folder), ENDLESS) as process:
        end = time.monotonic() + 60
        while not (folder / "server.json").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=15) == ("", "")
    assert process.returncode == 130


def test_a_process_that_serves_ends_while_others_still_ask(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    with running(HOLD, folder) as owner, open_store(folder) as joined:
        load(joined, "a")
        with asking(str(folder), "--timeout", "0.5", ENDLESS) as process:
            wait_until_asked(joined)
            _, err = process.communicate(timeout=60)
        assert process.returncode == 1, err
        assert owner.poll() is None
        assert is_idle_within(joined, 5)


def test_only_those_are_abandoned_whose_clients_are_gone(store: Store) -> None:
    if not store.embedded or not Path("/proc/net/tcp").exists():
        pytest.skip("only a folder's server needs to be told who is gone, and only Linux tells who is connected")
    port = int(store.reader.url.rpartition(":")[2])
    store.read("RETURN 1 AS n")
    (mine,) = store.read("SHOW TRANSACTIONS YIELD clientAddress AS client RETURN client")
    assert abandoned([("q1", mine["client"]), ("q2", "/127.0.0.1:1")], port) == ["q2"]

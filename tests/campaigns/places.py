"""Where a campaign's store is: a folder or a Neo4j server, as a target for this process and variables for others."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.support.servers import HERE, OPENED, NoNeo4jError, free_port, jars
from tests.support.tree import ROOT

Target = ServerTarget | Path

HEAP = "3g"
"""How much memory a Neo4j may take. It doesn't count the lists that a question builds: a question that fills all of it
in its time leaves none for others."""

PATIENCE = 120.0
"""Seconds that a Neo4j may take to start."""

VARIABLES = ("GOODOFFICES_STORE", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")


class OwnNeo4j:
    """A Neo4j that can be killed and started again on the same data and port."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._port = free_port()
        self._password = secrets.token_urlsafe(24)
        self._server: subprocess.Popen[str] | None = None
        self.target = ServerTarget(f"bolt://127.0.0.1:{self._port}", "neo4j", self._password, None)

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._server
        return self._server.pid

    def start(self) -> None:
        """Starts it and waits until it is ready."""
        opened = [f"--add-opens={package}=ALL-UNNAMED" for package in OPENED]
        program = [str(HERE / "Neo4jServer.java"), str(self._home), str(self._port)]
        output = self._home.with_suffix(".output")
        with output.open("a", encoding="utf-8") as errors:
            self._server = subprocess.Popen(
                ["java", f"-Xmx{HEAP}", *opened, "-cp", f"{jars()}/*", *program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env={**os.environ, "NEO4J_PASSWORD": self._password},
            )
        assert self._server.stdout
        watch = threading.Timer(PATIENCE, self._server.kill)
        watch.start()
        ready = "ready" in (line.strip() for line in self._server.stdout)
        watch.cancel()
        if not ready:
            raise NoNeo4jError(f"Neo4j did not start: {output.read_text(encoding='utf-8')[-300:]}")

    def kill(self) -> None:
        """Kills it as a failing machine would."""
        if self._server:
            self._server.kill()
            self._server.communicate()
            self._server = None


@contextlib.contextmanager
def own_neo4j() -> Iterator[OwnNeo4j]:
    """A running Neo4j that is killed at the end, its data removed."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-neo4j-") as folder:
        server = OwnNeo4j(Path(folder) / "home")
        (Path(folder) / "home").mkdir()
        server.start()
        try:
            yield server
        finally:
            server.kill()


def variables(target: Target) -> dict[str, str]:
    """The environment in which another process finds the store."""
    rest = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    if isinstance(target, Path):
        return {**rest, "GOODOFFICES_STORE": str(target)}
    own = {"NEO4J_URI": target.url, "NEO4J_USERNAME": target.user, "NEO4J_PASSWORD": target.password}
    return {**rest, **own, **({"NEO4J_DATABASE": target.database} if target.database else {})}


def child(what: str, target: Target, spool: Path, *words: object) -> subprocess.Popen[str]:
    """A process of ``tests.campaigns.child`` on this store."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.campaigns.child", what, str(spool), *map(str, words)],
        cwd=ROOT,
        env=variables(target),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def emptied(target: ServerTarget) -> None:
    """Empties a server in steps that fit its memory."""
    step = "MATCH (n) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*)"
    with Store(target) as store:
        while store.cypher(step, {}, write=True).rows[0][0]:
            pass


@contextlib.contextmanager
def scratch(target: Target | None) -> Iterator[Target]:
    """An empty store for one round: the server emptied, else a new folder."""
    if isinstance(target, ServerTarget):
        emptied(target)
        yield target
        return
    with tempfile.TemporaryDirectory(prefix="goodoffices-campaign-") as folder:
        yield Path(folder) / "graph"

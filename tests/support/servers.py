"""The servers that the tests run on, and what a whole store looks like as a value."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goodoffices.graph.model import Contribution
from goodoffices.graph.store.report import LoadReport
from goodoffices.graph.store.schema import LABELS
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.java import find_java

HERE = Path(__file__).parents[1] / "neo4j"
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")


@dataclass(frozen=True, slots=True)
class Release:
    """A Neo4j to test with: its version in Maven, and the least Java that runs it."""

    version: str
    java: int


FOR_TESTS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:ReservedCodeCacheSize=240m")
"""A server that lives for minutes answers sooner when it does not optimise its code; not for measurements.

Without the last one it would have room for a fifth of the code, and throw away what it needs again.
"""

OLDER = "neo4j-5.26"
RELEASES = {OLDER: Release("5.26.30", 17), "neo4j-2026.08": Release("2026.08.1", 21)}

NOW = "2026-01-02T03:04:05Z"
LATER = "2027-01-01T00:00:00Z"

Snapshot = tuple[tuple[str, ...], tuple[str, ...]]


class NoNeo4jError(Exception):
    """There is no Neo4j to test with; says why."""


@contextlib.contextmanager
def neo4j_server(name: str = OLDER, options: tuple[str, ...] = ()) -> Iterator[ServerTarget]:
    """A Neo4j of RELEASES that may be wiped, on a Java of its own with ``options``.

    In place of the older one stands the server of NEO4J_URI where GOODOFFICES_TEST_WIPE=1 allows it.
    """
    environment = os.environ
    if name == OLDER and environment.get("NEO4J_URI") and environment.get("GOODOFFICES_TEST_WIPE") == "1":
        yield ServerTarget(
            environment["NEO4J_URI"],
            environment.get("NEO4J_USERNAME", "neo4j"),
            environment.get("NEO4J_PASSWORD", ""),
            environment.get("NEO4J_DATABASE"),
        )
        return
    release = RELEASES[name]
    java, lib = _java(release), jars(release.version)
    with tempfile.TemporaryDirectory(prefix=f"goodoffices-{name}-", ignore_cleanup_errors=True) as home:
        yield from _own_server(Path(home), lib, (str(java), *options))


def _java(release: Release) -> Path:
    try:
        return find_java(release.java)
    except LookupError as error:
        raise NoNeo4jError(f"Neo4j {release.version} cannot run: {error}") from None


def jars(version: str = RELEASES[OLDER].version) -> Path:
    """The folder with Neo4j's jars, fetched by Maven the first time and kept outside of the tree."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "goodoffices" / f"neo4j-{version}"
    if not cache.is_dir():
        if not shutil.which("mvn"):
            raise NoNeo4jError("mvn is not installed, and no NEO4J_URI with GOODOFFICES_TEST_WIPE=1 is set")
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent) as draft:
            _fetch(Path(draft) / "lib", version)
            with contextlib.suppress(OSError):  # another run was faster
                (Path(draft) / "lib").rename(cache)
    return cache


def _fetch(folder: Path, version: str) -> None:
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={version}"]
    done = subprocess.run(
        [*command, "dependency:copy-dependencies", f"-DoutputDirectory={folder}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if done.returncode or not folder.is_dir():
        raise NoNeo4jError(f"Maven could not bring Neo4j: {(done.stdout + done.stderr).strip()[:300]}")


def _own_server(home: Path, lib: Path, java: tuple[str, ...]) -> Iterator[ServerTarget]:
    port, password = free_port(), secrets.token_urlsafe(24)
    opened = [f"--add-opens={package}=ALL-UNNAMED" for package in OPENED]
    with (
        (home / "output").open("w+", encoding="utf-8") as output,
        subprocess.Popen(
            [*java, "-Xmx1g", *opened, "-cp", f"{lib}/*", str(HERE / "Neo4jServer.java"), str(home), str(port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=output,
            text=True,
            env={**os.environ, "NEO4J_PASSWORD": password},
        ) as server,
    ):
        try:
            _wait_until_ready(server, home / "output")
            yield ServerTarget(f"bolt://127.0.0.1:{port}", "neo4j", password, None)
        finally:
            server.kill()  # its data goes too, so there is nothing to close in order


def _wait_until_ready(server: subprocess.Popen[str], output: Path) -> None:
    assert server.stdout
    if "ready" not in iter(line.strip() for line in server.stdout):
        raise NoNeo4jError(f"Neo4j did not start: {output.read_text(encoding='utf-8')[-300:]}")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def load(store: Store, *contributions: Contribution, at: str = NOW) -> LoadReport:
    """Loads them at one fixed time."""
    return store.load(contributions, loaded_at=at)


def wipe(store: Store) -> None:
    """Empties the store."""
    store.cypher("MATCH (n) DETACH DELETE n", {}, write=True)


def snapshot(store: Store) -> Snapshot:
    """All nodes and all relationships, in one order whatever the server, without when they were loaded.

    The node in which the store says its version is left out: an empty store may have it or not.
    """
    nodes = store.read("MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels, properties(n) AS properties")
    relationships = store.read(
        """
        MATCH (a)-[r]->(b)
        RETURN labels(a) AS from, a.id AS source, type(r) AS type, properties(r) AS properties, labels(b) AS to,
               b.id AS target
        """
    )
    return (
        tuple(sorted(_text([sorted(row["labels"]), _timeless(row["properties"])]) for row in nodes)),
        tuple(sorted(map(_relationship, relationships))),
    )


def counts(store: Store) -> tuple[int, int]:
    """How many nodes and relationships there are."""
    nodes, relationships = snapshot(store)
    return len(nodes), len(relationships)


def _relationship(row: Mapping[str, Any]) -> str:
    ends = [[label for label in row[end] if label in LABELS] for end in ("from", "to")]
    return _text([ends[0], row["source"], row["type"], row["properties"], ends[1], row["target"]])


def _timeless(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in ("loaded_at", "source")}


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)

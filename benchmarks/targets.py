"""Empty stores to measure on, each fresh for one measurement and named by the environment that a process gets."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.support.servers import NoNeo4jError, neo4j_server

ROOT = Path(__file__).resolve().parent.parent
STORES = ("embedded", "neo4j")
_VARIABLES = ("GOODOFFICES_STORE", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")

Environment = Mapping[str, str]


@contextlib.contextmanager
def fresh(store: str) -> Iterator[Environment]:
    """The environment that names an empty store of one of STORES; raises NoNeo4jError where it can't be had."""
    with _embedded() if store == "embedded" else _neo4j() as names:
        yield {name: value for name, value in os.environ.items() if name not in _VARIABLES} | names


@contextlib.contextmanager
def _embedded() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="goodoffices-bench-") as folder:
        yield {"GOODOFFICES_STORE": str(Path(folder) / "graph")}


@contextlib.contextmanager
def _neo4j() -> Iterator[dict[str, str]]:
    with neo4j_server() as target:
        _empty(target)
        own = {"NEO4J_URI": target.url, "NEO4J_USERNAME": target.user, "NEO4J_PASSWORD": target.password}
        yield own | ({"NEO4J_DATABASE": target.database} if target.database else {})


def _empty(target: ServerTarget) -> None:
    """Empties the server in steps that fit its memory, however much the measurement before left there."""
    steps = (
        "MATCH ()-[r]->() WITH r LIMIT 20000 DELETE r RETURN count(*)",
        "MATCH (n) WITH n LIMIT 20000 DELETE n RETURN count(*)",
    )
    with Store(target) as store:
        for text in steps:
            while store.cypher(text, {}, write=True).rows[0][0]:
                pass


def is_there(store: str) -> str | None:
    """Why a store of that sort can't be had here, None if it can."""
    try:
        with fresh(store):
            return None
    except NoNeo4jError as error:
        return str(error)


def run_module(module: str, arguments: Sequence[str], environment: Environment) -> str:
    """What ``python -m module`` prints; its errors go to ours."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout

"""One process of a campaign: ``python -m tests.campaigns.child WHAT SPOOL [SEED] [SECONDS]``; the store is the
environment's. It says a line for each thing done, and errors as the command line says them.
"""

from __future__ import annotations

import pickle
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.questions import QUESTIONS, Subjects, subjects_of
from goodoffices.api import Graph
from goodoffices.graph.errors import GoodofficesError, UnknownNameError
from goodoffices.graph.model import Contribution
from goodoffices.graph.store import load as store_load
from goodoffices.graph.store.store import Store, open_store
from tests.support.servers import NOW


def say(*words: object) -> None:
    """One line, at once."""
    print(*words, flush=True)


def spooled(path: str) -> tuple[dict[str, str], list[Contribution]]:
    """What the material has kept: the plan of its documents, and all versions."""
    with Path(path).open("rb") as spool:
        return pickle.load(spool), list(_rest(spool))


def _rest(spool: Any) -> Iterator[Contribution]:
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return


def hold(store: Store, _: str, __: random.Random, ___: float) -> None:
    """Keeps the store open until the input ends."""
    sys.stdin.read()


def load(store: Store, spool: str, _: random.Random, __: float) -> None:
    """Loads all documents and says each once the store has said that it is in.

    A quarter of the usual batches, so that a load of some documents has many commits to be broken off between.
    """
    plan, versions = spooled(spool)
    say("loading")
    store_load.batches = partial(store_load.batches, rows=store_load.BATCH_ROWS // 4)
    store.load(versions[: len(plan)], loaded_at=NOW, planned=plan, on_document=lambda key, _: say("in", key))


def load_again_and_again(store: Store, spool: str, rng: random.Random, seconds: float) -> None:
    """Loads some versions of some documents, others each time."""
    _, versions = spooled(spool)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        chosen = {one.document.id: one for one in rng.sample(versions, min(len(versions), 12))}
        store.load(chosen.values(), loaded_at=NOW)
        say("load")


def ask_and_draw(store: Store, spool: str, rng: random.Random, seconds: float) -> None:
    """Asks questions, and now and then writes a network page."""
    staying = staying_actors(spooled(spool)[1])
    end, graph = time.monotonic() + seconds, Graph(store)
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            if not graph.cypher("MATCH (a:Actor) WHERE a.kind = 'official' RETURN a.id AS id LIMIT 1"):
                time.sleep(0.1)
                continue
            who = subjects_of(graph)
            try:
                _ask_once(graph, who, rng, Path(folder) / "page.html")
            except UnknownNameError as error:
                # Whom only some versions name is gone once another took their place, and nobody is left to tell of.
                if any(actor in str(error) for actor in (who.hub, who.second, who.rare) if actor in staying):
                    raise


def staying_actors(versions: Iterable[Contribution]) -> frozenset[str]:
    """The actors whom all versions of a document name: once it is loaded, each of them is there for good."""
    named: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for one in versions:
        named[one.document.id].append(frozenset(actor.id for actor in one.actors))
    return frozenset().union(*(frozenset.intersection(*of_one) for of_one in named.values()))


def _ask_once(graph: Graph, who: Subjects, rng: random.Random, page: Path) -> None:
    if rng.random() < 0.2:
        graph.page(who.hub, who.second, path=page)
        say("page")
        return
    # The event may be gone or replaced before it is asked about, which is an answer like any other.
    name = rng.choice([name for name in QUESTIONS if name != "evidence(event)"])
    QUESTIONS[name](graph, who)
    say("question")


WORKS: dict[str, Callable[[Store, str, random.Random, float], None]] = {
    "hold": hold,
    "load": load,
    "loads": load_again_and_again,
    "asks": ask_and_draw,
}


def main(what: str, spool: str, seed: str = "0", seconds: str = "0") -> int:
    """Does one of WORKS; 1 if goodoffices raised an error."""
    try:
        with open_store(create=True) as store:
            say("open")
            WORKS[what](store, spool, random.Random(seed), float(seconds))
    except GoodofficesError as error:
        print(f"goodoffices: {error}", file=sys.stderr)
        return 1
    say("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

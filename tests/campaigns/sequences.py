"""Random sequences of operations: after them the graph is the one built from scratch from what remains."""

from __future__ import annotations

import contextlib
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.graph.model import Contribution
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import differing
from tests.campaigns.material import Material, planned
from tests.campaigns.outcome import Round
from tests.support.servers import LATER, NOW, snapshot, wipe

LONGEST = 8
FRESH = 25
"""Sequences after which the embedded store gets a new folder; before that, all is forgotten in between."""


@dataclass(slots=True)
class State:
    """What ought to be in the store: the documents of which it is built."""

    documents: dict[str, Contribution] = field(default_factory=dict)


Operation = Callable[[random.Random, Material, State, Store], None]


def load_some(rng: random.Random, material: Material, state: State, store: Store) -> None:
    """Loads documents, of which some may be in already, as they are or otherwise."""
    chosen = {one.document.id: one for one in rng.sample((*material.documents, *material.former), rng.randint(1, 4))}
    store.load(chosen.values(), loaded_at=NOW, planned=planned(chosen.values()))
    state.documents |= chosen


def change_one(rng: random.Random, material: Material, state: State, store: Store) -> None:
    """Loads another version of a document that is in."""
    others = [
        one for one in (*material.documents, *material.former) if state.documents.get(one.document.id, one) != one
    ]
    if others:
        changed = rng.choice(others)
        store.load([changed], loaded_at=LATER)
        state.documents[changed.document.id] = changed


def forget_some(rng: random.Random, _: Material, state: State, store: Store) -> None:
    """Forgets one to three documents."""
    ids = sorted(state.documents)
    if ids:
        gone = rng.sample(ids, min(len(ids), rng.randint(1, 3)))
        store.forget(gone)
        for key in gone:
            del state.documents[key]


OPERATIONS: Mapping[str, Operation] = {"load": load_some, "change": change_one, "forget": forget_some}
"""To try another operation, add it here, and what it leaves behind to State and ``scratch_load``."""


def scratch_load(store: Store, state: State) -> None:
    """Builds from nothing what ought to be in the store."""
    store.load([state.documents[key] for key in sorted(state.documents)], loaded_at=NOW)


def sequences(material: Material, target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Sequences of one to eight operations; the graph is compared after each third operation or so, and at the end."""
    for start in range(0, len(rounds), FRESH):
        with _empty(target) as store, _empty(None) as scratch:
            for number in rounds[start : start + FRESH]:
                yield _sequence(f"sequence seed {seed} round {number}", material, store, scratch)


def _sequence(name: str, material: Material, store: Store, scratch: Store) -> Round:
    rng, state, done = random.Random(name), State(), list[str]()
    faults: list[str] = []
    length = rng.randint(1, LONGEST)
    for step in range(length):
        done.append(rng.choice(sorted(OPERATIONS) if step else ["load"]))
        OPERATIONS[done[-1]](rng, material, state, store)
        if not faults and (step == length - 1 or rng.random() < 0.3):
            wipe(scratch)
            scratch_load(scratch, state)
            faults = differing(f"after {', '.join(done)}", snapshot(store), snapshot(scratch))
    if state.documents:
        store.forget(sorted(state.documents))
    if snapshot(store) != ((), ()):
        faults.append("something is left when all is forgotten")
        wipe(store)
    counts = tuple((f"{word} operations", done.count(word)) for word in OPERATIONS)
    return Round(counts, tuple(f"{name}: {fault}" for fault in faults))


@contextlib.contextmanager
def _empty(target: ServerTarget | None) -> Iterator[Store]:
    if target:
        with Store(target) as store:
            wipe(store)
            yield store
        return
    with (
        tempfile.TemporaryDirectory(prefix="goodoffices-sequence-") as folder,
        open_store(Path(folder) / "graph", create=True) as store,
    ):
        yield store

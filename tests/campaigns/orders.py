"""Random orders of loading, replacing, forgetting, judging and undoing: each step's dump is that of a fresh load.

What a fresh load would dump is told without a store; in some rounds a real one confirms it, node by node. At the end
all is forgotten and undone, and nothing may be left.
"""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.graph.errors import InputError
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import Judgement, judged
from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import differing
from tests.campaigns.library import VERSIONS, document
from tests.campaigns.material import planned
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, emptied
from tests.campaigns.record import differing_dumps, dump_made_of, dump_of
from tests.support.servers import NOW, counts, snapshot, wipe

STEPS = 6
EVENTS = 1500
FRESH = 25
"""Rounds after which the embedded store gets a new folder; before that, all is forgotten in between."""
REOPENED = 0.3
"""How often the store is closed and opened again before a step: what it then finds it has not written itself."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a round is made of: documents, each with its number of events, and whether pairs are judged."""

    name: str
    sizes: Callable[[random.Random], Sequence[int]]
    judging: bool = False
    steps: int = STEPS
    confirmed: bool = False
    """Whether a fresh load into another store is compared, too."""


def _many(most: int, events: int) -> Callable[[random.Random], Sequence[int]]:
    """One to ``most`` documents, mostly few, whose events are ``events`` at most."""

    def sizes(rng: random.Random) -> Sequence[int]:
        number = round(most ** rng.random())
        limit = max(1, events // number)
        return [min(60, round(limit ** rng.random())) for _ in range(number)]

    return sizes


LARGE = (400, 500, 700, 1000, 1500, 2000)
HUGE = ((20_000,), (50,) * 400)
"""Events of the documents of those rounds that have many."""

KINDS = {
    "many": Kind("many", _many(100, EVENTS)),
    "confirmed": Kind("confirmed", _many(100, EVENTS), confirmed=True),
    "judged": Kind("judged", _many(12, 200), judging=True, confirmed=True),
    "large": Kind("large", lambda rng: [rng.choice(LARGE)], steps=3),
    "huge": Kind("huge", lambda rng: rng.choice(HUGE), steps=2),
}


def kind_of(number: int) -> Kind:
    """Of each hundred rounds 20 judge, 10 have one large document, 1 has 20,000 events, 10 are confirmed."""
    if number % 100 == 99:
        return KINDS["huge"]
    return KINDS[{0: "confirmed", 1: "judged", 2: "large", 6: "judged"}.get(number % 10, "many")]


@dataclass(slots=True)
class Order:
    """One round: the documents that there may be, what should be in by now, and what was done."""

    rng: random.Random
    bench: Bench
    sizes: Sequence[int]
    documents: dict[str, Contribution] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    reopened: int = 0

    @property
    def store(self) -> Store:
        """That of the bench, which may be another after each step."""
        return self.bench.store

    def reopen(self) -> None:
        """Closes the store and opens it again."""
        self.bench.reopen()
        self.reopened += 1

    def version(self, number: int, version: int) -> Contribution:
        """A version of one of its documents."""
        return document(number, self.sizes[number], version)


def load(order: Order) -> None:
    """Loads some or all documents, new or not, in one load or in several."""
    rng = order.rng
    every = range(len(order.sizes))
    numbers = rng.sample(every, rng.choice([len(every), rng.randint(1, len(every))]))
    version = rng.randrange(VERSIONS)
    mixed = rng.random() < 0.3
    chosen = [order.version(number, rng.randrange(VERSIONS) if mixed else version) for number in numbers]
    parts = rng.choice([1, 1, 2, rng.randint(1, 8)])
    order.done.append(f"load {len(chosen)} in {parts}")
    for part in filter(None, (chosen[start::parts] for start in range(parts))):
        order.store.load(part, loaded_at=NOW, planned=planned(part))
    order.documents |= {one.document.id: one for one in chosen}


def replace_some(order: Order) -> None:
    """Loads other versions of some or all documents that are in."""
    rng = order.rng
    numbers = [number for number in range(len(order.sizes)) if order.version(number, 0).document.id in order.documents]
    some = rng.sample(numbers, rng.choice([1, len(numbers), rng.randint(1, len(numbers))]))
    by_content = {one.document.content for one in order.documents.values()}
    chosen = []
    for number in some:
        versions = [order.version(number, version) for version in range(VERSIONS)]
        chosen.append(rng.choice([one for one in versions if one.document.content not in by_content]))
    order.done.append(f"replace {len(chosen)}")
    order.store.load(chosen, loaded_at=NOW, planned=planned(chosen))
    order.documents |= {one.document.id: one for one in chosen}


def forget(order: Order) -> None:
    """Forgets some or all documents."""
    ids = sorted(order.documents)
    gone = order.rng.sample(ids, order.rng.choice([1, len(ids), order.rng.randint(1, len(ids))]))
    order.done.append(f"forget {len(gone)}")
    order.store.forget(gone)
    for key in gone:
        del order.documents[key]


def judge(order: Order) -> None:
    """Judges pairs of events of one type, or of actors of one kind, that are in or may come."""
    new = [one for _ in range(order.rng.choice([1, 2, 4, 8])) for one in _judgement(order)]
    try:
        order.store.judge(new)
    except InputError:
        order.done.append(f"judge {len(new)}, refused")
        return
    order.done.append(f"judge {len(new)}")
    order.judgements |= {one.id: one for one in new}


def undo(order: Order) -> None:
    """Takes back some judgements or all."""
    ids = sorted(order.judgements)
    gone = order.rng.sample(ids, order.rng.choice([1, len(ids)]))
    order.done.append(f"undo {len(gone)}")
    order.store.undo([order.judgements.pop(key) for key in gone])


Step = Callable[[Order], None]


def next_step(order: Order, *, judging: bool) -> Step:
    """One that has something to work on."""
    steps: list[Step] = [load]
    steps += [replace_some, replace_some, forget] if order.documents else []
    steps += [judge, judge, judge] if judging and order.done else []
    steps += [undo] if order.judgements else []
    return order.rng.choice(steps)


def _judgement(order: Order) -> Iterator[Judgement]:
    rng = order.rng
    kind = rng.choice(["event", "event", "actor"])
    alike = _alike(order, kind)
    if alike:
        left, right = rng.sample(rng.choice(alike), 2)
        word = "same" if rng.random() < 0.85 else "different"
        yield judged(kind, (left, right), word, by=rng.choice([None, "x"]), at=f"2026-01-0{rng.randint(1, 9)}")


def _alike(order: Order, kind: str) -> list[list[str]]:
    """Ids of the documents' events by type, or of their actors without codes by kind, where there are two or more."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for number in range(len(order.sizes)):
        for one in (order.version(number, 0), order.version(number, 1)):
            for event in one.events if kind == "event" else ():
                groups[event.type].add(event.id)
            for actor in one.actors if kind == "actor" else ():
                if not (actor.iso3 or actor.wikidata):
                    groups[actor.kind].add(actor.id)
    return [sorted(group) for _, group in sorted(groups.items()) if len(group) > 1]


def orders(target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of up to six steps; after a fault the store is made anew."""
    with _bench(target) as bench, _bench(None) as scratch:
        for number in rounds:
            kind = kind_of(number)
            name = f"orders seed {seed} round {number}"
            rng = random.Random(name)
            order = Order(rng, bench, kind.sizes(rng))
            faults = _ordered(order, kind, scratch)
            if faults or number % FRESH == FRESH - 1:
                bench.renew()
            counted = (
                ("steps", len(order.done)),
                ("reopened", order.reopened),
                ("events", sum(order.sizes)),
                (f"{kind.name} rounds", 1),
            )
            yield Round(counted, tuple(f"{name} ({kind.name}): {fault}" for fault in faults))


def _ordered(order: Order, kind: Kind, scratch: Bench) -> list[str]:
    try:
        for _ in range(order.rng.randint(1, kind.steps)):
            if order.rng.random() < REOPENED:
                order.reopen()
            next_step(order, judging=kind.judging)(order)
            if faults := _compared(order, kind, scratch):
                return faults
        return _emptied(order)
    except Exception as error:  # noqa: BLE001 whatever it is, the next round begins with a store made anew
        return [f"after {_told(order)}: {type(error).__name__}: {error}"]


def _compared(order: Order, kind: Kind, scratch: Bench) -> list[str]:
    wanted = dump_made_of(order.documents.values(), order.judgements.values())
    what = f"after {_told(order)}"
    faults = differing_dumps(what, dump_of(order.store), wanted)
    if faults or not kind.confirmed:
        return faults
    scratch.store.load([order.documents[key] for key in sorted(order.documents)], loaded_at=NOW)
    scratch.store.judge(order.judgements.values())
    faults = differing_dumps(f"{what}, told and loaded afresh", dump_of(scratch.store), wanted)
    faults += differing(what, snapshot(order.store), snapshot(scratch.store))
    scratch.clear()
    return faults


def _emptied(order: Order) -> list[str]:
    if order.documents:
        order.store.forget(sorted(order.documents))
    order.store.undo(order.judgements.values())
    nodes, relationships = counts(order.store)
    what = f"left by {_told(order)}, all forgotten and undone"
    return [f"{what}: {nodes} nodes, {relationships} relationships"] if nodes or relationships else []


def _told(order: Order) -> str:
    sizes = order.sizes
    return f"{len(sizes)} documents of {min(sizes)} to {max(sizes)} events: {', '.join(order.done) or 'nothing'}"


@dataclass(slots=True)
class Bench:
    """A store for many rounds that can be opened again or made anew."""

    target: ServerTarget | None
    store: Store = field(init=False)
    _place: Target = field(init=False)
    _folder: ExitStack = field(default_factory=ExitStack)
    _opened: ExitStack = field(default_factory=ExitStack)

    def renew(self) -> None:
        """Takes a new folder, or empties the server."""
        self.close()
        if self.target:
            emptied(self.target)
            self._place = self.target
        else:
            folder = self._folder.enter_context(tempfile.TemporaryDirectory(prefix="goodoffices-orders-"))
            self._place = Path(folder) / "graph"
        self.reopen()

    def reopen(self) -> None:
        """Closes the store, if it is open, and opens it."""
        self._opened.close()
        self.store = self._opened.enter_context(Store(self._place, create=True))

    def close(self) -> None:
        """Closes the store, and takes its folder away."""
        self._opened.close()
        self._folder.close()

    def clear(self) -> None:
        """Empties the store, whatever is in it."""
        wipe(self.store)
        if counts(self.store) != (0, 0):
            self.renew()


@contextmanager
def _bench(target: ServerTarget | None) -> Iterator[Bench]:
    bench = Bench(target)
    try:
        bench.renew()
        yield bench
    finally:
        bench.close()

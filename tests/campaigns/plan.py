"""Which campaigns there are, on which store, and how many rounds of each."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.besieged import besieged
from tests.campaigns.crowd import crowds
from tests.campaigns.cut import cut_connections, restarted_servers
from tests.campaigns.damaged import DAMAGES, damaged_stores
from tests.campaigns.disk import full_disks, unable
from tests.campaigns.fuzz_documents import fuzzed_documents
from tests.campaigns.fuzz_dumps import fuzzed_dumps
from tests.campaigns.hostile import hostile_folders
from tests.campaigns.kill import killed_loads, killed_owners
from tests.campaigns.kill_writes import WRITES, killed_writes
from tests.campaigns.large import large_documents
from tests.campaigns.material import Material, made
from tests.campaigns.oddities import odd_arguments, odd_files
from tests.campaigns.orders import orders
from tests.campaigns.outcome import Outcome, Round
from tests.campaigns.places import OwnNeo4j, own_neo4j
from tests.campaigns.sequences import sequences
from tests.campaigns.stopped import stopped_owners
from tests.campaigns.terminals import terminals
from tests.campaigns.unwritable import unwritable_stores
from tests.support.large_input import KINDS as LARGE
from tests.support.servers import NoNeo4jError
from tests.support.terminal_payloads import PAYLOADS

STORES = ("embedded", "neo4j")
KILLED = {f"kill-{write}": write for write in WRITES}
DAMAGED = {f"damage-{kind}": kind for kind in DAMAGES}
FUZZED: Mapping[str, Callable[[ServerTarget | None, range, int], Iterator[Round]]] = {
    "fuzz-documents": fuzzed_documents,
    "fuzz-dumps": fuzzed_dumps,
    "odd-arguments": odd_arguments,
    "odd-files": odd_files,
}
CAMPAIGNS = (
    *("kill", *KILLED, "kill-owner", "stop", "disk", "unwritable", "cut", "restart", "crowd", "sequences", "orders"),
    *("terminals", *DAMAGED, "hostile", "monsters", *FUZZED, "large-documents"),
)

Told = Callable[[str, str, Iterable[Round], int], Iterator[Round]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything: generated documents, rounds by campaign and store, seconds of a crowd."""

    documents: int
    rounds: Mapping[tuple[str, str], range]
    seconds: float

    def with_rounds(self, rounds: range) -> Size:
        """The same with these rounds of each campaign that there is."""
        return replace(self, rounds=dict.fromkeys(FULL, rounds))


def _both(name: str, rounds: int | range) -> dict[tuple[str, str], range]:
    numbers = range(rounds) if isinstance(rounds, int) else rounds
    return {(name, store): numbers for store in STORES}


SAMPLE = {
    ("terminals", "embedded"): range(1),
    **_both("kill", 1),
    ("kill-owner", "embedded"): range(1),
    ("disk", "embedded"): range(1),
    **_both("cut", 1),
    ("restart", "neo4j"): range(1),
    **_both("crowd", 1),
    ("sequences", "embedded"): range(2),
    ("sequences", "neo4j"): range(1),
    ("orders", "embedded"): range(22, 24),
    ("orders", "neo4j"): range(23, 24),
    ("kill-restore", "embedded"): range(1),
    ("damage-schema", "embedded"): range(1),
    ("damage-cut", "embedded"): range(1),
    ("hostile", "embedded"): range(1),
    ("fuzz-documents", "embedded"): range(8),
    ("fuzz-dumps", "embedded"): range(6),
    ("odd-arguments", "embedded"): range(4),
    ("odd-files", "embedded"): range(4),
}
FULL = {
    ("terminals", "embedded"): range(len(PAYLOADS)),
    **_both("kill", 100),
    ("kill-owner", "embedded"): range(100),
    ("stop", "embedded"): range(20),
    ("disk", "embedded"): range(20),
    ("unwritable", "embedded"): range(20),
    **_both("cut", 20),
    ("restart", "neo4j"): range(20),
    **_both("crowd", 1),
    ("sequences", "embedded"): range(500),
    ("sequences", "neo4j"): range(100),
    **_both("orders", 500),
    **{(name, "embedded"): range(40) for name in DAMAGED},
    ("large-documents", "embedded"): range(len(LARGE)),
    ("fuzz-documents", "embedded"): range(4000),
    ("fuzz-dumps", "embedded"): range(1000),
    ("hostile", "embedded"): range(30),
    **_both("monsters", 40),
    **_both("odd-arguments", 100),
    ("odd-files", "embedded"): range(100),
    **{key: rounds for name in KILLED for key, rounds in _both(name, 100).items()},
}
SIZES = {"sample": Size(25, SAMPLE, 4.0), "full": Size(60, FULL, 300.0)}


@dataclass(slots=True)
class Stock:
    """The material that campaigns have in common, made when one first asks for it."""

    folder: Path
    documents: int
    _made: dict[str, Material] = field(default_factory=dict)

    def large(self) -> Material:
        """As many documents as the size says."""
        return self._of("large", self.documents, 5)

    def long(self) -> Material:
        """So many documents that a load of them takes some seconds."""
        return self._of("long", 300, 5)

    def small(self) -> Material:
        """A dozen documents with two events each."""
        return self._of("small", 12, 2)

    def _of(self, name: str, documents: int, events: int) -> Material:
        if name not in self._made:
            self._made[name] = made(self.folder / name, documents, events)
        return self._made[name]


def performed(names: Sequence[str], stores: Sequence[str], size: Size, seed: int, told: Told) -> Iterator[Outcome]:
    """Runs campaigns one after the other; those that cannot run here say why."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-material-") as folder:
        stock = Stock(Path(folder), size.documents)
        for store in stores:
            with _server(store) as (server, reason):
                for name in (one for one in CAMPAIGNS if one in names and size.rounds.get((one, store))):
                    why = reason or (unable() if name in ("disk", "unwritable") else "")
                    rounds = size.rounds[name, store]
                    seen = () if why else _rounds_of(name, stock, server, rounds, seed, size.seconds)
                    yield Outcome(name, store, tuple(told(name, store, seen, max(1, len(rounds) // 10))), why)


def _rounds_of(
    name: str, stock: Stock, server: OwnNeo4j | None, rounds: range, seed: int, seconds: float
) -> Iterable[Round]:
    target: ServerTarget | None = server.target if server else None
    runs: Mapping[str, Callable[[], Iterator[Round]]] = {
        "kill": lambda: killed_loads(stock.large(), target, rounds, seed),
        "kill-owner": lambda: killed_owners(stock.large(), rounds, seed),
        "stop": lambda: stopped_owners(stock.large(), rounds, seed),
        "disk": lambda: full_disks(stock.large(), rounds, seed),
        "unwritable": lambda: unwritable_stores(stock.large(), rounds, seed),
        "large-documents": partial(large_documents, rounds, seed),
        "cut": lambda: cut_connections(stock.large(), target, rounds, seed),
        "crowd": lambda: crowds(stock.large(), target, rounds, seed, seconds),
        "terminals": partial(terminals, rounds, seed),
        "sequences": lambda: sequences(stock.small(), target, rounds, seed),
        "orders": partial(orders, target, rounds, seed),
    }
    if name in KILLED:
        return killed_writes(KILLED[name], stock.large(), target, rounds, seed)
    if name in DAMAGED:
        return damaged_stores(DAMAGED[name], stock.large(), rounds, seed)
    if name == "hostile":
        return hostile_folders(rounds, seed)
    if name == "monsters":
        return besieged(stock.long(), server, rounds, seed)
    if name in FUZZED:
        return FUZZED[name](target, rounds, seed)
    if server and name == "restart":
        return restarted_servers(stock.large(), server, rounds, seed)
    return runs[name]()


@contextlib.contextmanager
def _server(store: str) -> Iterator[tuple[OwnNeo4j | None, str]]:
    """A Neo4j where one is wanted, or why there can be none."""
    if store == "embedded":
        yield None, ""
        return
    with contextlib.ExitStack() as stack:
        try:
            found = stack.enter_context(own_neo4j()), ""
        except NoNeo4jError as error:
            yield None, str(error)
            return
        yield found

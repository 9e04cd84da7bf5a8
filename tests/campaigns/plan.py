"""Which campaigns there are, on which store, and how many rounds of each."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tests.campaigns.crowd import crowds
from tests.campaigns.cut import cut_connections, restarted_servers
from tests.campaigns.disk import full_disks, unable
from tests.campaigns.kill import killed_loads, killed_owners
from tests.campaigns.material import Material, made
from tests.campaigns.outcome import Outcome, Round
from tests.campaigns.places import OwnNeo4j, own_neo4j
from tests.campaigns.sequences import sequences
from tests.campaigns.terminals import terminals
from tests.servers import NoNeo4jError
from tests.terminal_payloads import PAYLOADS

STORES = ("embedded", "neo4j")
CAMPAIGNS = ("kill", "kill-owner", "disk", "cut", "restart", "crowd", "sequences", "terminals")

Told = Callable[[str, str, Iterable[Round], int], Iterator[Round]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything: generated documents, rounds by campaign and store, seconds of a crowd."""

    documents: int
    rounds: Mapping[tuple[str, str], int]
    seconds: float

    def with_rounds(self, number: int) -> Size:
        """The same with so many rounds of each campaign."""
        return replace(self, rounds=dict.fromkeys(self.rounds, number))


def _rounds(kill: int, lost: int, restarts: int, embedded: int, neo4j: int) -> Mapping[tuple[str, str], int]:
    return {
        ("kill", "embedded"): kill,
        ("kill", "neo4j"): kill,
        ("kill-owner", "embedded"): kill,
        ("disk", "embedded"): lost,
        ("cut", "embedded"): lost,
        ("cut", "neo4j"): lost,
        ("restart", "neo4j"): restarts,
        ("crowd", "embedded"): 1,
        ("crowd", "neo4j"): 1,
        ("sequences", "embedded"): embedded,
        ("sequences", "neo4j"): neo4j,
    }


SIZES = {
    "sample": Size(25, {**_rounds(1, 1, 1, 5, 3), ("terminals", "embedded"): 1}, 4.0),
    "full": Size(60, {**_rounds(100, 20, 20, 500, 100), ("terminals", "embedded"): len(PAYLOADS)}, 300.0),
}


def performed(names: Sequence[str], stores: Sequence[str], size: Size, seed: int, told: Told) -> Iterator[Outcome]:
    """Runs campaigns one after the other; those that cannot run here say why."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-material-") as folder:
        large, small = made(Path(folder) / "large", size.documents), made(Path(folder) / "small", 12, events=2)
        for store in stores:
            with _server(store) as (server, reason):
                for name in (one for one in CAMPAIGNS if one in names and size.rounds.get((one, store))):
                    why = reason or (unable() if name == "disk" else "")
                    rounds = _rounds_of(name, small if name == "sequences" else large, server, size, seed, store)
                    seen = () if why else tuple(told(name, store, rounds, max(1, size.rounds[name, store] // 10)))
                    yield Outcome(name, store, seen, why)


def _rounds_of(
    name: str, material: Material, server: OwnNeo4j | None, size: Size, seed: int, store: str
) -> Iterator[Round]:
    target, rounds = server.target if server else None, size.rounds[name, store]
    runs: Mapping[str, Callable[[], Iterator[Round]]] = {
        "kill": partial(killed_loads, material, target, rounds, seed),
        "kill-owner": partial(killed_owners, material, rounds, seed),
        "disk": partial(full_disks, material, rounds, seed),
        "cut": partial(cut_connections, material, target, rounds, seed),
        "crowd": partial(crowds, material, target, rounds, seed, size.seconds),
        "sequences": partial(sequences, material, target, rounds, seed),
        "terminals": partial(terminals, rounds, seed),
    }
    if server and name == "restart":
        return restarted_servers(material, server, rounds, seed)
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

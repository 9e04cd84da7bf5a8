"""A connection that is cut at random moments of a load, and a server that is killed and started again meanwhile."""

from __future__ import annotations

import contextlib
import json
import random
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import examined
from tests.campaigns.kill import reported, undisturbed
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.places import OwnNeo4j, Target, child, scratch


class Proxy:
    """Stands between a client and the server at ``port`` on loopback, and can drop every connection at once.

    Or it can fall silent, as a server does that is too busy: what is said is taken and nothing comes back.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._ends: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._silent = threading.Event()
        self._entrance = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._entrance.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> int:
        """Drops all connections; how many there were."""
        with self._lock:
            ends, self._ends = self._ends, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        return len(ends) // 2

    def fall_silent(self) -> None:
        """Keeps all connections, and takes more, but hands nothing on."""
        self._silent.set()

    def close(self) -> None:
        """Takes no more connections, and drops those there are."""
        with contextlib.suppress(OSError):
            self._entrance.shutdown(socket.SHUT_RDWR)
        self._entrance.close()
        self.cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._entrance.accept()
                self._join(client)

    def _join(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._server))
        except OSError:
            client.close()
            return
        with self._lock:
            self._ends |= {client, server}
        for start, end in ((client, server), (server, client)):
            threading.Thread(target=self._pump, args=(start, end), daemon=True).start()

    def _pump(self, start: socket.socket, end: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := start.recv(65536):
                if not self._silent.is_set():
                    end.sendall(data)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        start.close()


def cut_connections(material: Material, target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Loads whose connection is cut one to three times; on a folder, that of a process which has joined another."""
    span = undisturbed(material, target)
    for number in rounds:
        name = f"cut seed {seed} round {number}"
        rng = random.Random(name)
        moments = [rng.uniform(0.0, sum(span)) for _ in range(rng.randint(1, 3))]
        with scratch(target) as place:
            yield _cut(name, place, material, moments)


def restarted_servers(material: Material, server: OwnNeo4j, rounds: range, seed: int) -> Iterator[Round]:
    """Loads whose Neo4j is killed at a random moment and started again at once."""
    span = undisturbed(material, server.target)
    for number in rounds:
        name = f"restart seed {seed} round {number}"
        with scratch(server.target) as place:
            loader = child("load", place, material.spool)
            killer = threading.Timer(random.Random(name).uniform(0.0, sum(span)), _restart, [server])
            killer.start()
            output, errors = loader.communicate(timeout=300)
            killer.join()
            seen = examined(name, place, material, reported(output), errors)
            yield replace(seen, counts=(("failed loads", int(loader.returncode != 0)), *seen.counts))


def _restart(server: OwnNeo4j) -> None:
    server.kill()
    server.start()


def _cut(name: str, place: Target, material: Material, moments: list[float]) -> Round:
    with _proxied(place, material) as (proxy, reached):
        loader = child("load", reached, material.spool)
        dropped: list[int] = []
        cutters = [threading.Timer(moment, lambda: dropped.append(proxy.cut())) for moment in moments]
        for cutter in cutters:
            cutter.start()
        output, errors = loader.communicate(timeout=300)
        for cutter in cutters:
            cutter.cancel()
            cutter.join()
    seen = examined(name, place, material, reported(output), errors)
    counts = (("cut", sum(dropped)), ("failed loads", int(loader.returncode != 0)))
    return replace(seen, counts=(*counts, *seen.counts))


@contextlib.contextmanager
def _proxied(place: Target, material: Material) -> Iterator[tuple[Proxy, Target]]:
    """A proxy before the server, and the store as it is reached through it."""
    if isinstance(place, ServerTarget):
        with contextlib.closing(Proxy(_port(place.url))) as proxy:
            yield proxy, replace(place, url=f"bolt://127.0.0.1:{proxy.port}")
        return
    with child("hold", place, material.spool) as owner:
        assert owner.stdout
        owner.stdout.readline()
        with contextlib.closing(_detour(place)) as proxy:
            yield proxy, place
        owner.communicate()


def _detour(folder: Path) -> Proxy:
    """Leads those who join the server of a folder through a proxy."""
    file = folder / "server.json"
    access = json.loads(file.read_text(encoding="utf-8"))
    proxy = Proxy(_port(access["url"]))
    file.write_text(json.dumps({**access, "url": f"bolt://127.0.0.1:{proxy.port}"}), encoding="utf-8")
    return proxy


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])

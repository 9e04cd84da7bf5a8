"""Questions that no server should be asked, alone and beside a load: each ends, and everybody else goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goodoffices.graph.store.store import Store
from tests.campaigns.aftermath import examined, said_badly
from tests.campaigns.kill import reported
from tests.campaigns.material import Material
from tests.campaigns.monsters import monsters
from tests.campaigns.outcome import Round
from tests.campaigns.places import OwnNeo4j, Target, child, scratch, variables
from tests.campaigns.record import differing_dumps, dump_of
from tests.campaigns.stopped import descendants
from tests.campaigns.warm import Warm
from tests.support.servers import NOW
from tests.support.tree import ROOT

LIMIT = 4.0
"""Seconds that the question itself may take."""
GRACE = 10.0
"""Seconds within which it has ended after its limit; after one Ctrl-C half of it."""
PROMPT = 3.0
"""Seconds within which somebody else is answered, or four times what it takes on this machine now."""
REST = 5.0
IDLE = 0.3
"""Seconds of CPU that a server may take in a second when it has nothing to do."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One monster: by which way it is asked, beside a load or alone, ended by its limit or by Ctrl-C."""

    name: str
    way: str
    beside: bool
    interrupted: bool
    owned: bool
    """Whether a process that does nothing else serves the folder."""

    def __str__(self) -> str:
        ended = "Ctrl-C" if self.interrupted else "its limit"
        return f"{self.name} by {self.way}, {'beside a load' if self.beside else 'alone'}, to be ended by {ended}"


def attack_of(number: int, seed: int) -> Attack:
    """Of eight rounds three are beside a load; every monster comes before one comes again."""
    rng = random.Random(f"monsters seed {seed} round {number}")
    names = [name for name, _ in monsters()]
    way = ("cypher", "api")[number // len(names) % 2]
    return Attack(names[number % len(names)], way, number % 8 in (1, 4, 6), rng.random() < 0.4, rng.random() < 0.5)


def besieged(material: Material, server: OwnNeo4j | None, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one monster each."""
    with Warm() as warm:
        for number in rounds:
            attack = attack_of(number, seed)
            with scratch(server.target if server else None) as place:
                with Store(place, create=True) as store:
                    store.load(material.documents[-len(material.documents) // 3 :], loaded_at=NOW)
                    before = dump_of(store)
                found = Siege(attack, place, material, warm, server).held(before)
            name = f"monsters seed {seed} round {number} ({attack})"
            yield replace(found, faults=tuple(f"{name}: {fault}" for fault in found.faults))


class Siege:
    """One round."""

    def __init__(self, attack: Attack, place: Target, material: Material, warm: Warm, server: OwnNeo4j | None) -> None:
        self.attack = attack
        self.place = place
        self.material = material
        self.warm = warm
        self.server = server

    def held(self, before: bytes) -> Round:
        """What came out."""
        usual = self._other()[0]
        owner = child("hold", self.place, self.material.spool) if self.attack.owned and not self.server else None
        if owner and owner.stdout:
            owner.stdout.readline()
        loader = child("load", self.place, self.material.spool) if self.attack.beside else None
        first = _first_in(loader) if loader else ""
        counts, faults = self._attacked(usual)
        loaded = loader.communicate(timeout=300) if loader else ("", "")
        faults += self._resting([owner.pid] if owner else [])
        if owner:
            owner.communicate(timeout=60)
        counts += [("loads", int(bool(loader))), ("failed loads", int(bool(loader and loader.returncode)))]
        if loader:
            seen = examined("the load", self.place, self.material, reported(first + loaded[0]), loaded[1])
            return Round((*counts, *seen.counts), (*faults, *seen.faults))
        with Store(self.place) as store:
            faults += differing_dumps("the store after it", dump_of(store), before)
        return Round(tuple(counts), tuple(faults))

    def _attacked(self, usual: float) -> tuple[list[tuple[str, int]], list[str]]:
        """Asks the monster, and something else meanwhile; how it ended, and what was wrong with that."""
        asked = subprocess.Popen(
            self._command(),
            cwd=ROOT,
            env=variables(self.place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        watch = threading.Timer(LIMIT, asked.send_signal, [signal.SIGINT])
        if self.attack.interrupted:
            watch.start()
        time.sleep(LIMIT / 2)
        seconds, faults = self._other()
        if seconds > max(PROMPT, 4 * usual):
            faults.append(f"somebody else waited for {seconds:.1f} s (usually {usual:.1f} s)")
        try:
            _, errors = asked.communicate(timeout=LIMIT + (GRACE / 2 if self.attack.interrupted else GRACE) + usual)
        except subprocess.TimeoutExpired:
            asked.kill()
            asked.communicate()
            return [("endless", 1)], [*faults, "it did not end"]
        watch.cancel()
        word = {0: "answered", 1: "ended with a sentence", 2: "ended with a sentence", 130: "interrupted"}
        told = "\n".join(line for line in errors.splitlines() if not line.startswith("The load begun"))
        if asked.returncode not in word or said_badly(told):
            faults.append(f"it ended with {asked.returncode}: {errors.strip()[-300:]}")
        return [(word.get(asked.returncode, "ended otherwise"), 1)], faults

    def _command(self) -> Sequence[str]:
        if self.attack.way == "api":
            return [sys.executable, "-m", "tests.campaigns.asker", self.attack.name, str(LIMIT)]
        text = dict(monsters())[self.attack.name]
        return [sys.executable, "-m", "goodoffices", "cypher", text, "--timeout", str(LIMIT), "-f", "json"]

    def _other(self) -> tuple[float, list[str]]:
        """Seconds until somebody else has an answer, and what was wrong with it."""
        ended = self.warm.on(self.place, "status", seconds=60.0)
        return ended.seconds, [f"somebody else was told: {ended.said}"] if ended.code else []

    def _resting(self, owners: Sequence[int]) -> list[str]:
        """Whether the server does nothing some seconds later."""
        servers = [self.server.pid] if self.server else [pid for one in owners for pid in (one, *descendants(one))]
        time.sleep(REST)
        start = sum(map(_cpu, servers))
        time.sleep(1.0)
        used = sum(map(_cpu, servers)) - start
        return [f"the server takes {used:.1f} s of CPU in a second"] if used > IDLE else []


def _first_in(loader: subprocess.Popen[str]) -> str:
    """What a load says up to its first document."""
    assert loader.stdout
    said = ""
    while (line := loader.stdout.readline()) and not line.startswith("in "):
        said += line
    return said + line


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken; none of one that is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

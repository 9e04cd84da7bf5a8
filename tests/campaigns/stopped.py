"""The process that serves a folder is stopped for some seconds, while others load and ask; then it goes on."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.campaigns.aftermath import examined, said_badly
from tests.campaigns.kill import reported, undisturbed
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.places import child, scratch

LONGEST = 6.0
"""Seconds that nothing happens, at most."""


def stopped_owners(material: Material, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds in which the owner, what it started, or both are stopped; those who joined go on, or are told why not."""
    span = undisturbed(material, None)
    for number in rounds:
        name = f"stop seed {seed} round {number}"
        rng = random.Random(name)
        moment, length, whom = rng.uniform(0, sum(span)), rng.uniform(0.5, LONGEST), rng.choice(WHOM)
        with scratch(None) as place:
            assert isinstance(place, Path)
            yield _stopped(name, place, material, moment, length, whom)


WHOM = ("owner", "children", "both")


def _stopped(name: str, place: Path, material: Material, moment: float, length: float, whom: str) -> Round:
    owner = child("hold", place, material.spool)
    assert owner.stdout
    owner.stdout.readline()
    loader = child("load", place, material.spool)
    asker = child("asks", place, material.spool, name, moment + length)
    time.sleep(moment)
    stopped = _chosen(owner.pid, whom)
    _tell(stopped, signal.SIGSTOP)
    time.sleep(length)
    _tell(stopped, signal.SIGCONT)
    (output, errors), (_, asked) = loader.communicate(timeout=300), asker.communicate(timeout=300)
    _, owned = owner.communicate(timeout=60)
    told = [*said_badly(errors), *said_badly(asked), *said_badly(owned)]
    faults = [f"{name}, {whom} for {length:.1f} s: {fault}" for fault in told]
    failed = (("failed loads", int(loader.returncode != 0)), ("failed questions", int(asker.returncode != 0)))
    seen = examined(name, place, material, reported(output))
    return replace(seen, counts=(*failed, *seen.counts), faults=(*faults, *seen.faults))


def _chosen(owner: int, whom: str) -> list[int]:
    below = list(descendants(owner))
    return ([owner] if whom != "children" or not below else []) + (below if whom != "owner" else [])


def descendants(pid: int) -> Iterator[int]:
    """The processes that this one started, and those started by them; none where there is no /proc."""
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for word in (task / "children").read_text(encoding="ascii").split():
                yield int(word)
                yield from descendants(int(word))


def _tell(pids: Iterable[int], what: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)

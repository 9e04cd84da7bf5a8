"""kill -9 at a random moment of a load: of the process that owns the folder, of a client, of the owner it joined."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from collections.abc import Iterator

from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import examined
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, child, scratch


def killed_loads(material: Material, target: ServerTarget | None, rounds: range, seed: int) -> Iterator[Round]:
    """Loads that are killed: on the embedded store with the server that runs in their process."""
    span = undisturbed(material, target)
    for number in rounds:
        name = f"kill seed {seed} round {number}"
        with scratch(target) as place:
            loader = child("load", place, material.spool)
            acknowledged, errors = killed(loader, random.Random(name), span)
            yield examined(name, place, material, acknowledged, errors)


def killed_owners(material: Material, rounds: range, seed: int) -> Iterator[Round]:
    """Owners that are killed while another process, which has joined them, loads; that one must not notice."""
    span = undisturbed(material, None)
    for number in rounds:
        name = f"kill of the owner seed {seed} round {number}"
        with scratch(None) as place:
            yield _without_owner(name, place, material, random.Random(name).uniform(0.0, sum(span)))


def _without_owner(name: str, place: Target, material: Material, moment: float) -> Round:
    owner = child("hold", place, material.spool)
    assert owner.stdout
    owner.stdout.readline()
    loader = child("load", place, material.spool)
    killer = threading.Timer(moment, owner.kill)
    killer.start()
    output, errors = loader.communicate(timeout=300)
    killer.cancel()
    owner.kill()
    owner.communicate()
    faults = [f"{name}: the one who joined saw: {errors.strip()[-300:]}"] if loader.returncode or errors else []
    seen = examined(name, place, material, reported(output))
    return Round(seen.counts, (*faults, *seen.faults))


def undisturbed(material: Material, target: ServerTarget | None) -> tuple[float, float]:
    """Seconds that a process takes to begin its load, and to do it, where nobody disturbs it."""
    with scratch(target) as place:
        start = time.monotonic()
        with child("load", place, material.spool) as loader:
            assert "loading" in _until(loader, "loading")
            begun = time.monotonic()
            assert "done" in _until(loader, "done")
            return begun - start, time.monotonic() - begun


def killed(loader: subprocess.Popen[str], rng: random.Random, span: tuple[float, float]) -> tuple[list[str], str]:
    """Kills a process, in one of five rounds while it still starts, else anywhere in its load.

    Returns which documents it had reported by then, and what it said of errors.
    """
    early = rng.random() < 0.2
    lines = [] if early else _until(loader, "loading")
    killer = threading.Timer(rng.uniform(0.0, span[0 if early else 1]), loader.kill)
    killer.start()
    with loader:
        assert loader.stdout
        assert loader.stderr
        output, errors = loader.stdout.read(), loader.stderr.read()
    killer.cancel()
    return reported("\n".join([*lines, output])), errors


def _until(loader: subprocess.Popen[str], word: str) -> list[str]:
    """What a process says up to a line that is this word, or to its end."""
    assert loader.stdout
    lines: list[str] = []
    for line in iter(loader.stdout.readline, ""):
        lines.append(line.strip())
        if lines[-1] == word:
            break
    return lines


def reported(output: str) -> list[str]:
    """The documents that a loader reported as loaded; a line that is not whole says nothing."""
    lines = output.splitlines(keepends=True)
    return [line[3:-1] for line in lines if line.startswith("in ") and line.endswith("\n")]

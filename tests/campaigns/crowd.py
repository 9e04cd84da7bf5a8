"""Eight processes at once: four load overlapping parts of a corpus, in changing versions, four ask and draw."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator

from goodoffices.graph.store.store import Store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import differing
from tests.campaigns.material import Material, stored_versions
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, child, scratch
from tests.support.servers import snapshot

LOADERS = 4
ASKERS = 4


def crowds(
    material: Material, target: ServerTarget | None, rounds: range, seed: int, seconds: float
) -> Iterator[Round]:
    """Rounds of so many seconds; nobody may see an error, and the graph must be that of a serial load."""
    for number in rounds:
        with scratch(target) as place:
            yield _crowded(f"crowd seed {seed} round {number}", place, material, seconds)


def _crowded(name: str, place: Target, material: Material, seconds: float) -> Round:
    works = ["loads"] * LOADERS + ["asks"] * ASKERS
    started = [child(work, place, material.spool, f"{name} {number}", seconds) for number, work in enumerate(works)]
    ended = [(process, *process.communicate(timeout=seconds + 300)) for process in started]
    faults = [fault for one in ended for fault in _seen(*one)]
    with Store(place) as store:
        faults += differing("the graph after all", snapshot(store), material.graph(stored_versions(store)))
    done = Counter(line for _, output, _ in ended for line in output.split())
    counts = tuple((f"{word}s", done[word]) for word in ("load", "question", "page"))
    return Round((("seconds", int(seconds)), *counts), tuple(f"{name}: {fault}" for fault in faults))


def _seen(process: subprocess.Popen[str], output: str, errors: str) -> list[str]:
    if process.returncode == 0 and not errors and output.endswith("done\n"):
        return []
    return [f"a process ended with {process.returncode}: {errors.strip()[-400:]}"]

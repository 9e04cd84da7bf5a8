"""Stores that cannot be written to, on a read-only or a full disk: they are asked as any other, and nothing changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns.damaged import COMMANDS, Sound, Stores, answer, word_for
from tests.campaigns.disk import MIB, small_disk
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.warm import Warm

ROOM = 256 * MIB


def unwritable_stores(material: Material, rounds: range, seed: int) -> Iterator[Round]:
    """Of four rounds two are on a read-only disk, two on a full one, each with a store that was closed or was not."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-unwritable-") as folder, Warm() as warm:
        stores = Stores(Path(folder), material, warm)
        for number in rounds:
            how = ("read-only", "full")[number // 2 % 2]
            name = f"unwritable seed {seed} round {number} ({how}, {('closed', 'killed')[number % 2]})"
            with small_disk(ROOM) as disk:
                yield _asked(name, how, disk, stores.of(killed=number % 2 == 1), warm, closed=number % 2 == 0)


def _asked(name: str, how: str, disk: Path, sound: Sound, warm: Warm, *, closed: bool) -> Round:
    store = Path(shutil.copytree(sound.folder, disk / "graph"))
    if how == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    else:
        with (disk / "ballast").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free)
    before = _state(store)
    words = {command: word_for(answer(warm, store, command), sound.answers.get(command)) for command in COMMANDS}
    wrong = ("wrong", "endless", "ugly", *(("refused",) if closed else ()))
    faults = [f"{command} {word}" for command, word in words.items() if word.startswith(wrong)]
    faults += [] if _state(store) == before else ["the folder is no longer what it was"]
    counts = tuple((f"{command} {word.partition(' ')[0]}", 1) for command, word in sorted(words.items()))
    return Round(counts, tuple(f"{name}: {fault}" for fault in faults))


def _state(folder: Path) -> list[tuple[str, int, str]]:
    """Every file with its mode and content."""
    return sorted(
        (str(path), path.stat().st_mode, hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in folder.rglob("*")
    )

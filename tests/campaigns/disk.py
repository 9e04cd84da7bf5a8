"""A disk that becomes full in the middle of a load: a small tmpfs with ballast of a random size."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns.aftermath import examined
from tests.campaigns.kill import reported
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.places import child

MIB = 1 << 20

ROOM = 2.0
"""The most room of a round, as a multiple of a finished store: while it loads it also needs its journal."""


def unable() -> str:
    """Why there can be no small disk here, empty if there can."""
    if sys.platform != "linux" or os.geteuid() or not shutil.which("mount"):
        return "only the superuser of a Linux may mount a small disk"
    try:
        with small_disk(MIB):
            return ""
    except subprocess.CalledProcessError:
        return "this system lets nobody mount a small disk"


@contextlib.contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A folder on a disk of ``size`` bytes."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-disk-") as folder:
        mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
        subprocess.run(mounted, check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True, capture_output=True)


def full_disks(material: Material, rounds: range, seed: int) -> Iterator[Round]:
    """Loads on a disk with random room, from none to enough; then there is room again."""
    empty, whole = used(material, 0), used(material, 1)
    for number in rounds:
        name = f"full disk seed {seed} round {number}"
        room = int(random.Random(name).uniform(0.2 * empty, ROOM * whole))
        with small_disk(4 * whole) as disk:
            yield _filled(name, disk, material, 4 * whole - room)


def used(material: Material, loads: int) -> int:
    """Bytes of a store that is empty, or holds the material."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-size-") as folder:
        process = child("load" if loads else "hold", Path(folder) / "graph", material.spool)
        process.communicate(timeout=300)
        return sum(path.stat().st_blocks * 512 for path in Path(folder).rglob("*"))


def _filled(name: str, disk: Path, material: Material, ballast: int) -> Round:
    with (disk / "ballast").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, ballast)
    loader = child("load", disk / "graph", material.spool)
    try:
        output, errors = loader.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        loader.kill()
        output, errors = loader.communicate()
        errors += "\nit hung: Error:"
    (disk / "ballast").unlink()
    unsaid = [] if loader.returncode == 0 or errors.strip() else [f"{name}: ended with {loader.returncode}, unsaid"]
    seen = examined(name, disk / "graph", material, reported(output), errors)
    return Round((("failed loads", int(loader.returncode != 0)), *seen.counts), (*unsaid, *seen.faults))

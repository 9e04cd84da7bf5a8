"""Copies of a sound store whose files are damaged at random: what is said of them is the truth, or refused.

An answer is right (the bytes of the sound store), refused (a sentence, no traceback, nothing answered) or wrong.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.graph.store.store import open_store
from tests.campaigns.aftermath import said_badly
from tests.campaigns.material import Material
from tests.campaigns.outcome import Round
from tests.campaigns.warm import Ended, Warm
from tests.support.servers import NOW

DATABASE = Path("databases", "goodoffices")
PAGE = 4096

Damage = Callable[[random.Random, Path], str]
"""Does something to the files of a database, and says what."""


def schema(rng: random.Random, database: Path) -> str:
    """The schema's file is empty, cut, gone, rubbish, an older one, short of a type, or has another byte."""
    file = database / "schema.json"
    data = file.read_bytes()
    how = rng.choice(["empty", "cut", "gone", "rubbish", "older", "short", "flipped"])
    if how == "gone":
        file.unlink()
    elif how == "older":
        shutil.copyfile(database / "schema.prev.json", file)
    elif how == "short":
        told = json.loads(data)
        gone = rng.choice(sorted(told["types"]))
        del told["types"][gone]
        file.write_text(json.dumps(told), encoding="utf-8")
        how = f"short of {gone}"
    else:
        place = rng.randrange(len(data))
        other = {"empty": b"", "cut": data[:place], "rubbish": rng.randbytes(len(data)), "flipped": _flip(data, place)}
        file.write_bytes(other[how])
    return f"schema {how}"


def cut(rng: random.Random, database: Path) -> str:
    """A bucket is cut off, emptied, or has a part that is zeros or rubbish."""
    file = rng.choice(_files(database, "*.bucket"))
    data = file.read_bytes()
    place = rng.randrange(_used(data))
    how = rng.choice(["cut", "cut", "emptied", "zeroed", "rubbish"])
    zeros = bytes(PAGE if how == "zeroed" else 0) or rng.randbytes(PAGE)
    other = {"cut": data[:place], "emptied": b""}.get(how, data[:place] + zeros + data[place + PAGE :])
    file.write_bytes(other[: len(data)])
    return f"{file.name} {how} at {place}"


def gone(rng: random.Random, database: Path) -> str:
    """Some buckets are gone, or everything is."""
    if rng.random() < 0.1:
        shutil.rmtree(database)
        database.mkdir()
        return "an emptied database"
    files = rng.sample(_files(database, "*.bucket"), rng.randint(1, 3))
    for file in files:
        file.unlink()
    return f"gone: {', '.join(file.name for file in files)}"


def flipped(rng: random.Random, database: Path) -> str:
    """One bit of a bucket's used part is another."""
    file = rng.choice(_files(database, "*.bucket"))
    data = file.read_bytes()
    place = rng.choice([number for number, byte in enumerate(data) if byte])
    file.write_bytes(_flip(data, place, 1 << rng.randrange(8)))
    return f"{file.name} flipped at {place}"


def index(rng: random.Random, database: Path) -> str:
    """An index, the dictionary or the journal is gone, cut, zeroed or has another byte."""
    journals = [file for file in _files(database, "*.wal") if file.stat().st_size]
    file = rng.choice([rng.choice(_files(database, "*idx")), *_files(database, "*.dict"), *journals])
    data = file.read_bytes()
    how = rng.choice(["gone", "cut", "zeroed", "flipped"])
    place = rng.randrange(_used(data))
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes({"cut": data[:place], "zeroed": bytes(len(data)), "flipped": _flip(data, place)}[how])
    return f"{file.name} {how} at {place}"


DAMAGES: Mapping[str, Damage] = {"schema": schema, "cut": cut, "gone": gone, "flipped": flipped, "index": index}
UNSEEN = ("flipped",)
"""Damage by which no count and no type need differ, so that a question cannot know of it; ``verify`` must."""


def _files(database: Path, pattern: str) -> list[Path]:
    return sorted(file for file in database.glob(pattern) if file.stat().st_size)


def _used(data: bytes) -> int:
    """Where the zeros begin that fill a file up."""
    return max(1, len(data.rstrip(b"\0")))


def _flip(data: bytes, place: int, bits: int = 255) -> bytes:
    return data[:place] + bytes([data[place] ^ bits]) + data[place + 1 :]


@dataclass(frozen=True, slots=True)
class Sound:
    """A store, and what it answers."""

    folder: Path
    answers: Mapping[str, bytes]


COMMANDS: Mapping[str, Sequence[str]] = {
    "question": ("timeline", "Iran", "-f", "json"),
    "events": ("questions", "page-events", "-f", "json"),
    "status": ("status", "-f", "json"),
    "dump": ("dump", "-"),
    "verify": ("verify",),
}


def damaged_stores(kind: str, material: Material, rounds: range, seed: int) -> Iterator[Round]:
    """Rounds of one kind of damage; every other one to a store whose process was killed, its journal still there."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-damaged-") as folder, Warm() as warm:
        stores = Stores(Path(folder), material, warm)
        for number in rounds:
            name = f"damage-{kind} seed {seed} round {number}"
            sound = stores.of(killed=number % 2 == 1)
            with tempfile.TemporaryDirectory(dir=folder) as place:
                copy = Path(shutil.copytree(sound.folder, Path(place) / "graph"))
                rng = random.Random(name)
                what = DAMAGES[kind](rng, copy / DATABASE)
                yield _round(f"{name}, {what}", kind, _asked(warm, copy, sound, rng))


class Stores:
    """Two sound stores of the material, made when they are first asked for."""

    def __init__(self, folder: Path, material: Material, warm: Warm) -> None:
        self._folder = folder
        self._material = material
        self._warm = warm
        self._made: dict[bool, Sound] = {}

    def of(self, *, killed: bool) -> Sound:
        """One that was closed, or one as it is while it is open, with its journal."""
        if killed not in self._made:
            place = self._folder / ("killed" if killed else "closed")
            self._made[killed] = sound_store(place, self._material, self._warm, killed=killed)
        return self._made[killed]


def sound_store(folder: Path, material: Material, warm: Warm, *, killed: bool) -> Sound:
    """A store of the material; ``killed``: as it is while it is open, with its journal."""
    with open_store(folder / "open", create=True) as store:
        store.load(material.documents, loaded_at=NOW)
        if killed:
            shutil.copytree(folder / "open", folder / "sound")
    if not killed:
        shutil.copytree(folder / "open", folder / "sound")
    copy = Path(shutil.copytree(folder / "sound", folder / "asked"))
    return Sound(folder / "sound", {name: answer(warm, copy, name).out for name in COMMANDS if name != "verify"})


def answer(warm: Warm, folder: Path, name: str) -> Ended:
    """What one of COMMANDS answers; a status without the place of the store."""
    ended = warm.run("--store", folder, *COMMANDS[name])
    if name == "status" and ended.code == 0:
        plain = [{key: value for key, value in row.items() if key != "target"} for row in json.loads(ended.out)]
        return Ended(0, json.dumps(plain).encode(), ended.err, 0, 0, 0, ended.timely)
    return ended


def _asked(warm: Warm, folder: Path, sound: Sound, rng: random.Random) -> dict[str, str]:
    """What became of each command, in a random order: each may change what the next one finds."""
    found: dict[str, str] = {}
    names = rng.sample(sorted(COMMANDS), len(COMMANDS))
    for name in names:
        ended = answer(warm, folder, name)
        found[name] = word_for(ended, sound.answers.get(name))
        if name == "dump" and ended.code == 0:
            found["restore"] = _restored(warm, folder, ended.out, sound.answers["dump"])
    if found["verify"] == "right" and found["dump"] != "right":
        found["verify"] = "wrong"
    return found


def _restored(warm: Warm, folder: Path, dump: bytes, sound: bytes) -> str:
    """What a restoring of this dump gives; its own dump tells."""
    (folder.parent / "dump").write_bytes(dump)
    ended = warm.run("--store", folder.parent / "other", "restore", folder.parent / "dump")
    if ended.code:
        return word_for(ended, None)
    return word_for(warm.run("--store", folder.parent / "other", "dump", "-"), sound)


def word_for(ended: Ended, sound: bytes | None) -> str:
    """Whether an answer is right, wrong or refused; with what was said, if that is nothing that anybody should see."""
    if not ended.timely:
        return "endless"
    if ended.code == 0:
        return "right" if sound in (None, ended.out) else "wrong"
    if ended.code == 2 and "No such command" in ended.err:
        return "unknown"
    plain = (
        ended.code == 1
        and (ended.err + ended.out.decode()).strip()
        and not ended.traceback
        and not said_badly(ended.err[-2000:])
    )
    return "refused" if plain else f"ugly ({ended.code}: {ended.said})"


def _round(name: str, kind: str, found: Mapping[str, str]) -> Round:
    bad = {command: word for command, word in found.items() if word.partition(" ")[0] in ("wrong", "endless", "ugly")}
    unseen = {command for command in bad if kind in UNSEEN and command in ("question", "events", "status")}
    counts = tuple((f"{command} {word.partition(' ')[0]}", 1) for command, word in sorted(found.items()))
    faults = tuple(f"{name}: {command} {word}" for command, word in sorted(bad.items()) if command not in unseen)
    return Round(counts, faults)

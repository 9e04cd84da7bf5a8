"""kill -9 of the command line in the midst of a replacing, forgetting, judging, restoring or migrating.

Afterwards each document is one of the two that it may be, the next command tells what is unfinished, and the same
command again gives what a fresh load gives.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from goodoffices.graph.errors import GoodofficesError
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import Judgement, judged
from goodoffices.graph.store.load import BATCH_ROWS
from goodoffices.graph.store.store import Store, open_store
from goodoffices.graph.store.target import ServerTarget
from tests.campaigns.aftermath import differing, said_badly
from tests.campaigns.material import Material, stored_versions
from tests.campaigns.outcome import Round
from tests.campaigns.places import Target, emptied
from tests.campaigns.record import differing_dumps, dump_made_of, dump_of
from tests.campaigns.warm import Ended, Warm
from tests.graph.store.test_store_version import OLD_FORM
from tests.support.servers import NOW, Snapshot, snapshot

WRITES = ("replace", "forget", "judge", "restore", "migrate")
JUDGEMENTS = 12


@dataclass(frozen=True, slots=True)
class State:
    """What a store holds."""

    documents: tuple[Contribution, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def dump(self) -> bytes:
        """The dump of a fresh load of it."""
        return dump_made_of(self.documents, self.judgements)

    def fill(self, store: Store) -> None:
        """Loads it into an empty store."""
        store.load(self.documents, loaded_at=NOW)
        store.judge(self.judgements)


@dataclass(frozen=True, slots=True)
class Write:
    """A command, what the store holds before and after it, and whether its graph has an older form before."""

    arguments: Sequence[str | Path]
    before: State
    after: State
    older: bool = False


def write_of(name: str, material: Material, folder: Path) -> Write:
    """The write of this name; ``folder`` is for the files that it reads."""
    former = {one.document.id: one for one in material.former}
    now = tuple(one for one in material.documents if one.document.id in former)
    judgements = tuple(_judgements(now))
    whole = State(now, judgements)
    if name == "replace":
        return Write(("load", material.corpus), State(tuple(former.values()), judgements), whole)
    if name == "forget":
        gone = [one.document.id for number, one in enumerate(now) if number % 3]
        return Write(("forget", *gone), whole, State(now[::3], judgements))
    if name == "judge":
        shutil.copytree(material.corpus, folder / "judged")
        lines = "".join(json.dumps(asdict(one)) + "\n" for one in judgements)
        (folder / "judged" / "judgements.jsonl").write_text(lines, encoding="utf-8")
        return Write(("load", folder / "judged"), State(now), whole)
    if name == "restore":
        (folder / "dump").write_bytes(whole.dump())
        return Write(("restore", folder / "dump"), State(now[: len(now) // 4]), whole)
    return Write(("migrate",), State(now), State(now), older=True)


def _judgements(documents: Iterable[Contribution]) -> Iterator[Judgement]:
    """Pairs of neighbours among the events of one type."""
    for type_ in ("mediation", "negotiation", "sanction"):
        ids = sorted(event.id for one in documents for event in one.events if event.type == type_)
        for left, right in zip(ids[::2], ids[1::2][: JUDGEMENTS // 3], strict=False):
            yield judged("event", (left, right), "same", by="x", at=NOW)


def killed_writes(
    name: str, material: Material, target: ServerTarget | None, rounds: range, seed: int
) -> Iterator[Round]:
    """Rounds of one write of WRITES."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-writes-") as folder, Warm() as warm:
        write = write_of(name, material, Path(folder))
        scene = Scene(write, target, Path(folder), warm)
        for number in rounds:
            title = f"kill-{name} seed {seed} round {number}"
            with scene.store() as place:
                yield scene.killed(title, place, random.Random(title).random())


class Scene:
    """What the rounds of one write share."""

    def __init__(self, write: Write, target: ServerTarget | None, folder: Path, warm: Warm) -> None:
        self.write = write
        self.target = target
        self.folder = folder
        self.warm = warm
        self.whole = self._whole()
        with self.store() as place:
            self.start = self.run(place, "status").seconds * 0.7
            self.span = self.run(place, *write.arguments).seconds
        if target:  # a server that has just started is slower than it will be
            with self.store() as place:
                self.span = self.run(place, *write.arguments).seconds

    def _whole(self) -> Snapshot:
        with open_store(self.folder / "whole", create=True) as store:
            self.write.after.fill(store)
            return snapshot(store)

    @contextlib.contextmanager
    def store(self) -> Iterator[Target]:
        """A store as it is before the write."""
        if self.target:
            emptied(self.target)
            self._fill(self.target)
            yield self.target
            return
        if not (self.folder / "before").exists():
            self._fill(self.folder / "before")
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            yield Path(shutil.copytree(self.folder / "before", Path(folder) / "graph"))

    def _fill(self, target: Target) -> None:
        with Store(target, create=True) as store:
            self.write.before.fill(store)
            if self.write.older:
                for statement in OLD_FORM:
                    store.cypher(statement, {}, write=True)

    def run(self, place: Target, *arguments: str | Path, kill: float | None = None) -> Ended:
        """One command on this store."""
        return self.warm.on(place, *arguments, kill=kill, rows=BATCH_ROWS // 4)

    def killed(self, title: str, place: Target, part: float) -> Round:
        """One round: the write is killed, looked at, and run again."""
        moment = self.start + part * (self.span - self.start)
        ended = self.run(place, *self.write.arguments, kill=moment)
        try:
            stage, faults = self._looked_at(place)
            faults += self._again(place, stage)
            with Store(place) as store:
                faults += differing_dumps("after a rerun", dump_of(store), self.write.after.dump())
                faults += differing("after a rerun", snapshot(store), self.whole)
        except GoodofficesError as error:
            stage, faults = "unknown", [f"after the kill: {error}"]
        counts = (("killed", int(ended.code == -9)), (stage, 1))
        return Round(counts, tuple(f"{title}, killed after {moment:.2f} s: {fault}" for fault in faults))

    def _looked_at(self, place: Target) -> tuple[str, list[str]]:
        """How far the write came, and what is wrong with the store or with what its next user is told."""
        status = self.run(place, "status")
        if self.write.older and status.code == 1 and "migrate" in status.err:
            return "not begun or half-way", said_badly(status.err)
        if status.code:
            return "unknown", [f"status ended with {status.code}: {status.said}"]
        with Store(place) as store:
            found = self._found(store)
            faults = differing_dumps("whole documents", dump_of(store), found.dump())
        stage = "half-way"
        if found.dump() == self.write.after.dump():
            stage = "done"
        elif found.dump() == self.write.before.dump():
            stage = "not begun"
        if stage == "half-way" and not status.err.strip():
            what = f"{len(found.documents)} documents, {len(found.judgements)} judgements"
            faults.append(f"half-way ({what}), and status says nothing of it")
        return stage, faults + said_badly(status.err)

    def _found(self, store: Store) -> State:
        """What is in, by the documents' own hashes."""
        known = {_version(one): one for one in (*self.write.before.documents, *self.write.after.documents)}
        documents = tuple(known[version] for version in sorted(stored_versions(store)))
        return State(documents, tuple(sorted(store.judgements())))

    def _again(self, place: Target, stage: str) -> list[str]:
        """The same command again; what is forgotten can't be forgotten again, so there the next write follows."""
        if stage == "done" and self.write.arguments[0] == "forget":
            with Store(place) as store:
                store.load(self.write.after.documents[:1], loaded_at=NOW)
            return []
        again = self.run(place, *self.write.arguments)
        faults = [f"a rerun ended with {again.code}: {again.said}"] if again.code else []
        status = self.run(place, "status")
        return faults + ([f"after a rerun status says: {status.said}"] if status.err.strip() else [])


def _version(one: Contribution) -> tuple[str, str]:
    return one.document.id, one.document.content

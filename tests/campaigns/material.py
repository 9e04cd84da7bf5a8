"""What the campaigns load, and what the graph of any part of it must be."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.graph.model import Contribution
from goodoffices.graph.store.store import Store, open_store
from goodoffices.load import gathered
from tests.support.servers import NOW, Snapshot, snapshot

Versions = frozenset[tuple[str, str]]
"""Documents by id and the hash of their content."""


@dataclass(slots=True)
class Material:
    """A folder with a corpus as files and as contributions; ``former`` are other versions of the generated ones."""

    folder: Path
    documents: tuple[Contribution, ...]
    former: tuple[Contribution, ...]
    _graphs: dict[Versions, Snapshot] = field(default_factory=dict)

    @property
    def corpus(self) -> Path:
        """Where the documents are as files in brat's format."""
        return self.folder / "corpus"

    @property
    def spool(self) -> Path:
        """The contributions, pickled: first the documents, then the former versions."""
        return self.folder / "contributions"

    def versions(self) -> Mapping[tuple[str, str], Contribution]:
        """Every version of every document."""
        return {_version(one): one for one in (*self.documents, *self.former)}

    def graph(self, versions: Iterable[tuple[str, str]]) -> Snapshot:
        """The graph of these versions and no others, loaded one after the other into a store of its own."""
        wanted = frozenset(versions)
        if wanted not in self._graphs:
            known = self.versions()
            self._graphs[wanted] = built(known[version] for version in sorted(wanted))
        return self._graphs[wanted]

    def whole(self) -> Snapshot:
        """The graph of all documents."""
        return self.graph(map(_version, self.documents))

    def ids(self) -> frozenset[str]:
        """The documents by id."""
        return frozenset(one.document.id for one in self.documents)


def built(contributions: Iterable[Contribution]) -> Snapshot:
    """The graph of a load into an empty store of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="goodoffices-serial-") as folder,
        open_store(Path(folder) / "graph", create=True) as store,
    ):
        store.load(contributions, loaded_at=NOW)
        return snapshot(store)


def made(folder: Path, documents: int, events: int = 5, seed: int = 1) -> Material:
    """The sample corpus and generated documents, of which each has a former version with other events."""
    now, former = (Corpus(documents, events, 200, seed) for seed in (seed, seed + 1))
    write_corpus(folder / "corpus", now)
    write_corpus(folder / "former", former)
    with as_file(files("goodoffices.loaders") / "sample") as sample:
        made = Material(folder, _read(folder / "corpus", sample), _read(folder / "former"))
    with made.spool.open("wb") as spool:
        pickle.dump(planned(made.documents), spool)
        for one in (*made.documents, *made.former):
            pickle.dump(one, spool)
    return made


def planned(contributions: Iterable[Contribution]) -> dict[str, str]:
    """The content hash of each document by its id."""
    return {one.document.id: one.document.content for one in contributions}


def stored_versions(store: Store) -> Versions:
    """What the store holds."""
    rows = store.read("MATCH (d:Document) RETURN d.id AS id, d.content AS content")
    return frozenset((row["id"], row["content"]) for row in rows)


def _read(*paths: Path) -> tuple[Contribution, ...]:
    with gathered(paths) as batch:
        return tuple(batch.contributions())


def _version(one: Contribution) -> tuple[str, str]:
    return one.document.id, one.document.content

"""Documents by the number of their events, each in several versions, made when they are first asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from benchmarks.corpus import Corpus, write_corpus
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from goodoffices.loaders import read

ACTORS = 200
VERSIONS = 3


@lru_cache(maxsize=1000)
def document(number: int, events: int, version: int) -> Contribution:
    """One version of the document of this number, with so many events or a few more; built without being checked."""
    (one,) = documents(number, 1, events, version)
    return one


def documents(start: int, number: int, events: int, version: int) -> Iterator[Contribution]:
    """So many documents, from number ``start`` on, in one version."""
    with tempfile.TemporaryDirectory(prefix="goodoffices-library-") as folder:
        write_corpus(Path(folder), Corpus(number, events, ACTORS, version + 1), start)
        for reading in read([folder]):
            assert reading.document
            yield build(reading.document)

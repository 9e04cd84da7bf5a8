"""Writes annotated documents as brat files: ``python -m benchmarks.corpus FOLDER --documents 1000 --seed 1``.

The same options give the same bytes; document n depends on no other. Names are drawn by Zipf's law. Nothing is held
in memory: each document is written when it is told, a thousand to a folder, each folder with its ``documents.json``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cast import ResolvedActors, cast_of
from benchmarks.days import published
from benchmarks.narrator import Narrator
from benchmarks.paper import Paper

FOLDER = 1000
"""Documents in one folder."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a corpus is made of; ``events`` are those of one document, claims about them apart."""

    documents: int
    events: int = 20
    actors: int = 2000
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Written:
    """One document: what goes into its two files and what ``documents.json`` says of it."""

    stem: str
    text: str
    annotations: str
    entry: dict[str, str]


def documents_of(corpus: Corpus, start: int = 0) -> Iterator[Written]:
    """The documents of a corpus, one after the other; or as many from number ``start`` on."""
    cast = cast_of(corpus.actors, corpus.seed)
    for number in range(start, start + corpus.documents):
        yield _document(number, corpus, cast)


def _document(number: int, corpus: Corpus, cast: ResolvedActors) -> Written:
    rng = random.Random(f"document {corpus.seed} {number}")
    paper = Paper()
    entry = {"title": f"Generated report {number}", "language": "en"}
    if rng.random() < 0.8:
        entry["published"] = published(rng)
    Narrator(rng, cast, paper).tell(corpus.events)
    return Written(f"report-{number:07}", paper.text, paper.annotations, entry)


def write_corpus(folder: Path, corpus: Corpus, start: int = 0) -> None:
    """Writes the corpus into ``folder``, which must not exist yet or be empty; ``start`` numbers its first document."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    documents = documents_of(corpus, start)
    for number in range(0, corpus.documents, FOLDER):
        _write_folder(folder / f"{number // FOLDER:04}", itertools.islice(documents, FOLDER))


def _write_folder(folder: Path, documents: Iterable[Written]) -> None:
    folder.mkdir()
    with (folder / "documents.json").open("w", encoding="utf-8", newline="\n") as described:
        for number, document in enumerate(documents):
            (folder / f"{document.stem}.txt").write_text(document.text, encoding="utf-8", newline="\n")
            (folder / f"{document.stem}.ann").write_text(document.annotations, encoding="utf-8", newline="\n")
            described.write(f"{',' if number else '{'}\n{json.dumps(document.stem)}: {json.dumps(document.entry)}")
        described.write("\n}\n")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that say what a corpus is made of, but for its size."""
    parser.add_argument("--events", type=int, default=20, help="events of a document (20)")
    parser.add_argument("--actors", type=int, default=2000, help="named actors, states among them (2000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another corpus (1)")


def main() -> None:
    """Writes the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Write annotated documents.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, required=True)
    add_options(parser)
    asked = parser.parse_args()
    write_corpus(asked.folder, Corpus(asked.documents, asked.events, asked.actors, asked.seed))


if __name__ == "__main__":
    main()

"""Pairs of text and annotations written for a test, and what reading them gives."""

from __future__ import annotations

import json
from pathlib import Path

from goodoffices.graph.annotation import AnnotatedDocument
from goodoffices.loaders import read

TEXT = "Oman met Iran in Muscat in 2012."


def pair(folder: Path, stem: str, text: str = TEXT, ann: str = "") -> Path:
    """A document in ``folder``; the path of its annotation file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.txt").write_bytes(text.encode())
    (folder / f"{stem}.ann").write_bytes(ann.encode())
    return folder / f"{stem}.ann"


def describe(folder: Path, entries: object) -> None:
    (folder / "documents.json").write_text(json.dumps(entries), encoding="utf-8")


def document_of(path: Path) -> AnnotatedDocument:
    """The one document of a path, which must have no fault."""
    (reading,) = read([path])
    assert reading.faults == ()
    assert reading.document is not None
    return reading.document


def messages(*paths: Path) -> list[str]:
    return [str(fault) for reading in read(paths) for fault in reading.faults]


def ids(*paths: Path) -> list[str]:
    return [reading.document.id for reading in read(paths) if reading.document]

"""What a reader of a format is: the loaders' own, one a folder, and those that other packages bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from goodoffices.graph.annotation import Reading


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A document whose files were hashed and are not parsed yet; ``parse`` reads them anew.

    ``path`` and ``source`` are those of the reading, ``id`` that of its document, ``text`` the SHA-256 of its text.
    """

    path: str
    id: str
    source: str
    text: str
    parse: Callable[[], Reading]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: ``suits`` tells whether a path is of it, ``expects`` says in words what it wants.

    ``read`` never raises for what is wrong inside a file: that is in the readings. ``read_stream`` is None for a
    format that can't come through standard input. ``read_hashed`` gives what ``read`` gives, and what can be parsed
    later unparsed; it is None for a format that hashes nothing. ``count`` tells how many readings a path will give, as
    far as that is known without reading any.
    """

    name: str
    expects: str
    suits: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Reading]]
    read_stream: Callable[[BinaryIO, str], Iterator[Reading]] | None = None
    read_hashed: Callable[[Path], Iterator[Reading | Unparsed]] | None = None
    count: Callable[[Path], int] | None = None

"""Every format that can be read, by name, and the one way to read any of them."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from goodoffices.graph.annotation import AnnotatedDocument, Reading
from goodoffices.graph.errors import Fault, InputError, UsageError
from goodoffices.graph.ontology import unknown_word
from goodoffices.loaders import brat
from goodoffices.loaders.files import shown

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: ``suits`` tells whether a path is of it, ``expects`` says in words what it wants.

    ``read`` never raises for what is wrong inside a file: that is in the readings. ``read_stream`` is None for a
    format that can't come through standard input.
    """

    name: str
    expects: str
    suits: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Reading]]
    read_stream: Callable[[BinaryIO, str], Iterator[Reading]] | None = None


READERS: Mapping[str, Reader] = {
    "brat": Reader("brat", brat.EXPECTS, brat.suits, brat.read, brat.read_stream),
}
"""The formats in the order in which they are tried on a path."""


def read(paths: Iterable[Path | str], reader: str | None = None, stdin: BinaryIO | None = None) -> Iterator[Reading]:
    """One reading for each document of all these paths, in their order; ``-`` is standard input.

    A pipe or device that is named is read as standard input is. ``reader`` names a format of READERS, else each path's
    own is found. What is given twice is read once; two documents with one id are a fault, two with equal texts a
    remark. Raises at once UsageError for an unknown reader, InputError for a path that is not there or that no reader
    knows, and while reading for one that holds nothing.
    """
    chosen = tuple((str(path), _reader(str(path), reader)) for path in paths)
    if not chosen:
        raise UsageError("nothing to read was named; give a file, a folder or - for standard input")
    return _each_once(itertools.chain.from_iterable(_of_path(path, one, stdin) for path, one in chosen))


def _reader(path: str, name: str | None) -> Reader:
    """The reader for a path: the named one, else the first that it suits."""
    if name is not None and name not in READERS:
        raise UsageError(unknown_word(name, READERS, "reader"))
    if path == STDIN:
        return _stream_reader(name)
    readers = [READERS[name]] if name else READERS.values()
    try:
        if not Path(path).exists():
            raise InputError(f"{shown(path)}: there is no such file or folder")
        found = next((one for one in readers if name or one.suits(Path(path)) or is_stream(path, one)), None)
    except OSError as error:
        raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from None
    if found is None:
        raise _nothing_readable(path, readers)
    return found


def _stream_reader(name: str | None) -> Reader:
    readers = [one for one in READERS.values() if one.read_stream and name in (None, one.name)]
    if not readers:
        raise UsageError(f'the reader "{name}" does not read standard input; give a path')
    return readers[0]


def _nothing_readable(path: str, readers: Iterable[Reader]) -> InputError:
    wanted = "; ".join(f"{one.name}: {one.expects}" for one in readers)
    return InputError(f"{shown(path)}: holds nothing to read; expected {wanted}")


def _of_path(path: str, reader: Reader, stdin: BinaryIO | None) -> Iterator[Reading]:
    with contextlib.ExitStack() as stack:
        if path == STDIN and reader.read_stream:
            readings = reader.read_stream(stdin or sys.stdin.buffer, STDIN)
        elif is_stream(path, reader) and reader.read_stream:
            readings = reader.read_stream(stack.enter_context(_opened(path)), shown(path))
        else:
            readings = reader.read(Path(path))
        yield from _some(path, reader, readings)


def is_stream(path: str, reader: Reader) -> bool:
    """Whether what was named is a pipe or device, such as ``/dev/stdin`` or a shell's ``<(…)``, and no named file."""
    mode = Path(path).stat().st_mode
    is_one = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)
    return is_one and not reader.suits(Path(path))


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from None


def _some(path: str, reader: Reader, readings: Iterator[Reading]) -> Iterator[Reading]:
    first = next(readings, None)
    if first is None and not Path(path).is_file():
        raise _nothing_readable(path, [reader])
    yield from itertools.chain([first] if first else [], readings)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of a document that was read: enough to know it again, not the document."""

    path: str
    text: str
    content: int


def _each_once(readings: Iterable[Reading]) -> Iterator[Reading]:
    by_id: dict[str, _Seen] = {}
    by_text: dict[str, str] = {}
    paths: set[str] = set()
    for reading in readings:
        place = _place(reading.path)
        if place not in paths:
            paths.add(place)
            yield _compared(reading, by_id, by_text)


def _place(path: str) -> str:
    """A file's own place: linked folders are resolved, but a linked file is another document than its target."""
    file = Path(path)
    return path if path.startswith(f"{STDIN}:") else str(file.parent.resolve() / file.name)


def _compared(reading: Reading, by_id: dict[str, _Seen], by_text: dict[str, str]) -> Reading:
    """The reading, with what it has in common with those before it."""
    document = reading.document
    if document is None:
        return reading
    seen = _Seen(reading.path, hashlib.sha256(document.text.encode()).hexdigest(), _content(document))
    before = by_id.setdefault(document.id, seen)
    if before is not seen:
        return _again(reading, document.id, seen, before)
    other = by_text.setdefault(seen.text, document.id)
    if other == document.id:
        return reading
    remark = f"{reading.path}: {document.id} has the same text as {other}; their narrators count as one"
    return replace(reading, remarks=(*reading.remarks, remark))


def _content(document: AnnotatedDocument) -> int:
    return hash(replace(document, path=""))


def _again(reading: Reading, name: str, seen: _Seen, before: _Seen) -> Reading:
    if seen.content == before.content:
        remark = f"{reading.path}: {name} is the same as in {before.path}; read once"
        return Reading(reading.path, None, reading.faults, (*reading.remarks, remark))
    other = "other annotations or another description" if seen.text == before.text else "another text"
    message = f'the id "{name}" is that of {before.path} already, which has {other}'
    fault = Fault(reading.path, 0, "", message, 'give one of them an "id" of its own in documents.json')
    return Reading(reading.path, None, (*reading.faults, fault), reading.remarks)

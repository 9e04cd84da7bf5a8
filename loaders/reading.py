"""The one way to read any format: each path by its reader, what is given twice once."""

from __future__ import annotations

import contextlib
import itertools
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from goodoffices.graph.annotation import Reading
from goodoffices.graph.errors import InputError, UsageError
from goodoffices.loaders.files import shown
from goodoffices.loaders.once import STDIN, EachOnce, Sources, Unchanged
from goodoffices.loaders.reader import Reader, Unparsed
from goodoffices.loaders.registry import READERS, brought_readers, reader_named


def read(paths: Iterable[Path | str], reader: str | None = None, stdin: BinaryIO | None = None) -> Iterator[Reading]:
    """One reading for each document of all these paths, in their order; ``-`` is standard input.

    A pipe or device that is named is read as standard input is. ``reader`` names a format, else each path's own is
    found; other packages are asked only for a name or a path that none of READERS knows. What is given twice is read
    once; two documents with one id are a fault, two with equal texts a remark. Raises at once UsageError for a reader
    that is unknown or can't be loaded, InputError for a path that is not there or that no reader knows, and while
    reading for one that holds nothing.
    """
    readings = EachOnce(None).of(_of_paths(paths, reader, stdin))
    return (reading for reading in readings if isinstance(reading, Reading))


def read_changed(
    paths: Iterable[Path | str], sources: Sources, reader: str | None = None
) -> Iterator[Reading | Unchanged]:
    """As ``read``, but what is as ``sources`` knows it is not parsed, as far as its format can be hashed.

    ``sources`` is asked for many documents at once. What has the same id or text as another is compared with it all
    the same.
    """
    return EachOnce(sources).of(_of_paths(paths, reader))


def count_documents(paths: Iterable[Path | str], reader: str | None = None) -> int | None:
    """About how many documents these paths hold, None where that shows only when they are read; raises as ``read``."""
    counts = [
        suiting.count(Path(path)) if suiting.count and path != STDIN and not is_stream(path, suiting) else None
        for path, suiting in _chosen(paths, reader)
    ]
    return None if None in counts else sum(filter(None, counts))


def _chosen(paths: Iterable[Path | str], reader: str | None) -> tuple[tuple[str, Reader], ...]:
    named = None if reader is None else reader_named(reader)
    chosen = tuple((str(path), _reader(str(path), named)) for path in paths)
    if not chosen:
        raise UsageError("nothing to read was named; give a file, a folder or - for standard input")
    return chosen


def _of_paths(
    paths: Iterable[Path | str], reader: str | None, stdin: BinaryIO | None = None
) -> Iterator[Reading | Unparsed]:
    return itertools.chain.from_iterable(_of_path(path, suiting, stdin) for path, suiting in _chosen(paths, reader))


def _reader(path: str, named: Reader | None) -> Reader:
    """The reader for a path: the named one, else the first of ours that it suits, else of other packages'."""
    if path == STDIN:
        streamed = named or next(reader for reader in READERS.values() if reader.read_stream)
        if not streamed.read_stream:
            raise UsageError(f'the reader "{streamed.name}" does not read standard input; give a path')
        return streamed
    try:
        if not Path(path).exists():
            raise InputError(f"{shown(path)}: there is no such file or folder")
        if named:
            return named
        tried: list[str] = []
        # Other packages last, and only then: a path of ours runs nobody else's code.
        for reader in itertools.chain(READERS.values(), brought_readers()):
            if isinstance(reader, UsageError):
                tried.append(str(reader))
            elif reader.suits(Path(path)) or is_stream(path, reader):
                return reader
            else:
                tried.append(f"{reader.name}: {reader.expects}")
    except OSError as error:
        raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from None
    raise _nothing_readable(path, *tried)


def _nothing_readable(path: str, *expected: str) -> InputError:
    return InputError(f"{shown(path)}: holds nothing to read; expected {'; '.join(expected)}")


def _of_path(path: str, reader: Reader, stdin: BinaryIO | None) -> Iterator[Reading | Unparsed]:
    readings: Iterator[Reading | Unparsed]
    with contextlib.ExitStack() as stack:
        if path == STDIN and reader.read_stream:
            readings = reader.read_stream(stdin or sys.stdin.buffer, STDIN)
        elif is_stream(path, reader) and reader.read_stream:
            try:
                stream = stack.enter_context(Path(path).open("rb"))
            except OSError as error:
                raise InputError(f"{shown(path)}: can't be read: {error.strerror}") from None
            readings = reader.read_stream(stream, shown(path))
        else:
            readings = (reader.read_hashed or reader.read)(Path(path))
        first = next(readings, None)
        # A folder without a document is a mistake of whoever named it; a setting among named files is none.
        if first is None and not Path(path).is_file():
            raise _nothing_readable(path, f"{reader.name}: {reader.expects}")
        yield from itertools.chain([first] if first else [], readings)


def is_stream(path: str, reader: Reader) -> bool:
    """Whether what was named is a pipe or device, such as ``/dev/stdin`` or a shell's ``<(…)``, and no named file."""
    mode = Path(path).stat().st_mode
    is_one = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)
    return is_one and not reader.suits(Path(path))

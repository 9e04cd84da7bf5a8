"""Each document of all paths once: compared with those before it, and parsed only where it changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goodoffices.graph.annotation import Reading
from goodoffices.graph.errors import Fault
from goodoffices.loaders.reader import Unparsed

STDIN = "-"

Sources = Callable[[Sequence[str]], Mapping[str, str]]
"""The hash of what each of some documents was read from when it was loaded, by id, as far as that is known."""

_UNPARSED_AT_ONCE = 1000
_READINGS_AT_ONCE = 64
"""How many are held in memory, to ask about them together."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document that whoever asked has just so; ``path`` is that of its reading."""

    path: str
    id: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of a document: enough to know it again, not the document, which may have to be parsed for its
    ``content``."""

    path: str
    id: str
    source: str
    text: str
    given: Unparsed | int

    @property
    def content(self) -> int:
        return self.given if isinstance(self.given, int) else _content(self.given.parse())

    def is_like(self, other: _Seen) -> bool:
        """Whether the two say the same, whatever their paths are."""
        # By what they were read from first: most are equal there, and then neither has to be parsed.
        return bool(self.source and self.source == other.source) or self.content == other.content


class EachOnce:
    """Documents in their order: what is given twice is read once, two with one id are a fault, two with equal texts a
    remark."""

    def __init__(self, sources: Sources | None) -> None:
        self._sources = sources
        self._by_id: dict[str, _Seen] = {}
        self._by_text: dict[str, str] = {}
        self._paths: set[str] = set()
        self._folders: dict[str, str] = {}

    def of(self, given: Iterable[Reading | Unparsed]) -> Iterator[Reading | Unchanged]:
        """The readings, each with what it has in common with those before it."""
        # By place before by id: a file that two of the paths name is no second document.
        new = (one for one in given if self._is_elsewhere(one.path))
        for some in _portions(new) if self._sources else ((one,) for one in new):
            ids = [key for one in some if (key := _known_as(one)[0])]
            stored = self._sources(ids) if self._sources and ids else {}
            for one in some:
                key, source = _known_as(one)
                yield self._compared(one, is_unchanged=bool(source) and stored.get(key) == source)

    def _is_elsewhere(self, path: str) -> bool:
        folder, name = os.path.split(path)
        # Linked folders are resolved, but a linked file is another document than its target.
        place = path if path.startswith(f"{STDIN}:") else f"{self._resolved(folder)}{os.sep}{name}"
        if place in self._paths:
            return False
        self._paths.add(place)
        return True

    def _resolved(self, folder: str) -> str:
        # Each folder once: to resolve its path asks the system for each of its parts.
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return self._folders[folder]

    def _compared(self, one: Reading | Unparsed, *, is_unchanged: bool) -> Reading | Unchanged:
        """The reading, with what it has in common with those before it."""
        reading = one if isinstance(one, Reading) else Reading(one.path, None) if is_unchanged else one.parse()
        seen = _seen(one)
        if seen is None or not (reading.document or is_unchanged):
            return reading
        before = self._by_id.setdefault(seen.id, seen)
        if before is not seen:
            return _second(reading, seen, before)
        other = self._by_text.setdefault(seen.text, seen.id)
        if other == seen.id:
            return Unchanged(seen.path, seen.id) if is_unchanged else reading
        remark = f"{seen.path}: {seen.id} has the same text as {other}; their narrators count as one"
        told = one.parse() if isinstance(one, Unparsed) and is_unchanged else reading
        return replace(told, remarks=(*told.remarks, remark))


def _portions(given: Iterable[Reading | Unparsed]) -> Iterator[list[Reading | Unparsed]]:
    """Some at a time; of documents that are held whole fewer."""
    some: list[Reading | Unparsed] = []
    readings = 0
    for one in given:
        some.append(one)
        readings += isinstance(one, Reading)
        if len(some) == _UNPARSED_AT_ONCE or readings == _READINGS_AT_ONCE:
            yield some
            some, readings = [], 0
    if some:
        yield some


def _known_as(one: Reading | Unparsed) -> tuple[str, str]:
    """Under which id and with which source the store may have the document; empty where neither is known."""
    if isinstance(one, Unparsed):
        return one.id, one.source
    # What has faults or remarks is read and checked each time, because each time they are to be told.
    if one.document is None or not one.source or one.faults or one.remarks:
        return "", ""
    return one.document.id, one.source


def _seen(one: Reading | Unparsed) -> _Seen | None:
    """What is to be remembered; None of what is no document."""
    if isinstance(one, Unparsed):
        return _Seen(one.path, one.id, one.source, one.text, one)
    if one.document is None:
        return None
    text = hashlib.sha256(one.document.text.encode()).hexdigest()
    return _Seen(one.path, one.document.id, one.source, text, _content(one))


def _content(reading: Reading) -> int:
    return hash(replace(reading.document, path="")) if reading.document else 0


def _second(reading: Reading, seen: _Seen, before: _Seen) -> Reading:
    """The reading of a document whose id another has."""
    if seen.is_like(before):
        remark = f"{seen.path}: {seen.id} is the same as in {before.path}; read once"
        return Reading(seen.path, None, reading.faults, (*reading.remarks, remark))
    other = "other annotations or another description" if seen.text == before.text else "another text"
    message = f'the id "{seen.id}" is that of {before.path} already, which has {other}'
    fault = Fault(seen.path, 0, "", message, 'give one of them an "id" of its own in documents.json')
    return Reading(seen.path, None, (*reading.faults, fault), reading.remarks)

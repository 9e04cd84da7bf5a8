"""The lines that brat itself writes, each read by one pattern; what does not fit is left to the parser of all lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from goodoffices.graph.annotation import Attribute, Normalisation, Note, Relation
from goodoffices.loaders.brat.lines import LONGEST_MENTION, PlacedMention

Plain = PlacedMention | Attribute | Normalisation | Note | Relation

_LONGEST = LONGEST_MENTION
"""Characters of a line that is looked at here."""

_MENTION = re.compile(r"(T[0-9]{1,18})\t([^ \t]+) ([0-9]{1,18}) ([0-9]{1,18})\t(.+)", re.DOTALL)
_ATTRIBUTE = re.compile(r"([AM][0-9]{1,18})\t([^ \t]+) ([^ \t]+)(?: ([^ \t]+))?")
_RELATION = re.compile(r"(R[0-9]{1,18})\t([^ \t]+) Arg1:([^ \t]+) Arg2:([^ \t]+)")
_NORMALISATION = re.compile(r"(N[0-9]{1,18})\tReference ([^ \t]+) ([^ \t:]+):([^ \t]+)\t([^\t]*)")
_NOTE = re.compile(r"(#[0-9]{1,18})\t([^ \t]+) ([^ \t]+)\t(.*)", re.DOTALL)


def plain_record(line: str, number: int) -> Plain | None:
    """The one record of a line in the plainest form, as ``parsed_line`` gives it; None if the line has another form."""
    read = _READERS.get(line[:1])
    return read(line, number) if read and len(line) <= _LONGEST else None


def _mention(line: str, number: int) -> PlacedMention | None:
    if match := _MENTION.fullmatch(line):
        name, kind, first, last, words = match.groups()
        start, end = int(first), int(last)
        if start < end:
            return PlacedMention(name, kind, ((start, end),), words, number)
    return None


def _attribute(line: str, number: int) -> Attribute | None:
    if match := _ATTRIBUTE.fullmatch(line):
        name, kind, target, value = match.groups("")
        return Attribute(name, kind, target, value, number)
    return None


def _relation(line: str, number: int) -> Relation | None:
    if match := _RELATION.fullmatch(line):
        name, kind, source, target = match.groups()
        return Relation(name, kind, source, target, number)
    return None


def _normalisation(line: str, number: int) -> Normalisation | None:
    if match := _NORMALISATION.fullmatch(line):
        name, target, scheme, value, label = match.groups()
        return Normalisation(name, target, scheme, value, label.strip(), number)
    return None


def _note(line: str, number: int) -> Note | None:
    if match := _NOTE.fullmatch(line):
        name, kind, target, text = match.groups()
        return Note(name, kind, target, text, number)
    return None


_READERS: Mapping[str, Callable[[str, int], Plain | None]] = {
    "T": _mention,
    "A": _attribute,
    "M": _attribute,
    "R": _relation,
    "N": _normalisation,
    "#": _note,
}

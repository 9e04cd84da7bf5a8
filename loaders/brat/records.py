"""A whole ``.ann`` file as records, with a fault for each line that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from goodoffices.graph.annotation import EventMention, RefusedLine
from goodoffices.graph.errors import Fault
from goodoffices.loaders.brat.lines import LineError, Record, line_id, parsed_line
from goodoffices.loaders.brat.plain_lines import plain_record
from goodoffices.loaders.files import BOM

MOST = 200_000
"""Lines of one document's annotations."""
MOST_ROLES = 250_000
"""Roles of all events of one document, as they are written."""

_KINDS = {"A": "attribute", "M": "attribute", "#": "note", "E": "event"}
_WORD = re.compile(r"\w+")
_TYPE = re.compile(r"\S*\s+(\w+)")
_EVENT = re.compile(r"(?<!\w)()(E[0-9]+)(?!\w)")
_ROLE = re.compile(r"\b([^\W\d]\w*):(E[0-9]+)(?!\w)")
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class ParsedStandoff:
    """The sound records of one ``.ann`` file in its order, what is wrong with the rest, and what is left of it."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: tuple[RefusedLine, ...] = ()


class _Line(NamedTuple):
    number: int
    text: str


def parsed_standoff(ann: str, path: str) -> ParsedStandoff:
    """The records of the file's text; ``path`` is what its faults name."""
    if (count := ann.count("\n")) > MOST:
        message = f"is too large: {count:,} lines; the annotations of one text may have {MOST:,}"
        return ParsedStandoff((), (Fault(path, 0, "", message, "split it into several documents"),))
    records: list[Record] = []
    faults: list[Fault] = []
    refused: list[RefusedLine] = []
    seen: dict[str, int] = {}
    roles = 0
    for line in _lines(ann):
        try:
            plain = plain_record(line.text, line.number)
            found = (plain,) if plain else parsed_line(line.text, line.number)
            name = plain.id if plain else line_id(line.text)
            # A second record of an id would decide by its place in the file which one the others mean.
            if name in seen:
                message = f"the id {name} stands on line {seen[name]} already"
                raise LineError(message, "give one of the two a new number")
            if name != "*":  # which all equivalences bear
                seen[name] = line.number
            roles += 0 if plain else _roles_with(found, roles)
        except LineError as error:
            faults.append(Fault(path, line.number, line_id(line.text), str(error), error.hint))
            refused.append(_refused(line))
        else:
            records.extend(found)
    is_cut = bool(ann.removeprefix(BOM)) and not ann.endswith("\n")
    # brat ends every line: without that the last may have lost its end, and still be a record.
    remarks = (f"{path}: the last line has no line end; make sure that the file is whole",) if is_cut else ()
    return ParsedStandoff(tuple(records), tuple(faults), remarks, tuple(refused))


def _lines(ann: str) -> Iterator[_Line]:
    # Not ``splitlines``, which ends lines at characters that an annotator may have marked, such as U+2028.
    for number, line in enumerate(ann.removeprefix(BOM).split("\n"), start=1):
        text = line.removesuffix("\r")
        if text.strip(" \t"):
            yield _Line(number, text)


def _roles_with(found: Iterable[Record], before: int) -> int:
    """How many roles a line's event has; raises LineError if there is no room for them after those before."""
    more = sum(len(record.arguments) for record in found if isinstance(record, EventMention))
    if before + more > MOST_ROLES:
        raise LineError(f"comes after {before:,} roles; one document may have {MOST_ROLES:,}", "split the document")
    return more


def _refused(line: _Line) -> RefusedLine:
    """What the line may have been: an attribute's name may stand anywhere in it, another type only after its id."""
    kind = _KINDS.get(line.text[0], line.text[0])
    type_ = _TYPE.match(line.text)
    words = _WORD.findall(line.text, 1) if kind == "attribute" else [type_[1]] if type_ else []
    return RefusedLine(line.number, kind, tuple(words), tuple(_links(line.text, kind)))


def _links(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """The events that a line names, each with the role that it has in it, which is empty but in an event's line."""
    pattern = _ROLE if kind == "event" else _EVENT
    # The number behind a role is no part of the pattern, which would try to end at each of its digits.
    return ((role.rstrip(_DIGITS), event) for role, event in pattern.findall(text))

"""A whole ``.ann`` file as records, with a fault for each line that is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goodoffices.graph.annotation import Attribute, EventMention
from goodoffices.graph.checks_claims import DEFAULTED
from goodoffices.graph.checks_view import CLAIM
from goodoffices.graph.errors import Fault
from goodoffices.loaders.brat_lines import LineError, Record, id_of, record_of
from goodoffices.loaders.files import BOM

MOST = 200_000
"""Lines of one document's annotations."""
MOST_ROLES = 250_000
"""Roles of all events of one document, as they are written."""

_QUALIFYING = re.compile(rf"(?:[AM].*|#\S*\s+)\b(?:{'|'.join(DEFAULTED)})\b")
_CLAIMING = re.compile(r"E\S*\s+Claim\b")
_EVENT = re.compile(r"(?<!\w)E[0-9]+(?!\w)")
_ABOUT = re.compile(r"\bAbout[0-9]*:(E[0-9]+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sound records of one ``.ann`` file in its order, and what is wrong with the rest."""

    records: tuple[Record, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


def sheet_of(ann: str, path: str) -> Sheet:
    """The records of the file's text; ``path`` is what its faults name."""
    if (count := ann.count("\n")) > MOST:
        message = f"is too large: {count:,} lines; the annotations of one text may have {MOST:,}"
        return Sheet((), (Fault(path, 0, "", message, "split it into several documents"),), ())
    records: list[Record] = []
    faults: list[Fault] = []
    refused: list[_Line] = []
    seen: dict[str, int] = {}
    roles = 0
    for line in _lines(ann):
        try:
            found = record_of(line.text, line.number)
            _refuse_second(id_of(line.text), line.number, seen)
            roles += _refuse_crowd(found, roles)
        except LineError as error:
            faults.append(Fault(path, line.number, id_of(line.text), str(error), error.hint))
            refused.append(line)
        else:
            records.extend(found)
    unsure = _left_unqualified(refused, records)
    faults.extend(_unsure(event, unsure[event.id], path) for event in _events(records) if event.id in unsure)
    kept = tuple(record for record in records if not (isinstance(record, EventMention) and record.id in unsure))
    return Sheet(kept, tuple(faults), tuple(_remarks(ann, path)))


def _lines(ann: str) -> Iterator[_Line]:
    for number, line in enumerate(ann.removeprefix(BOM).split("\n"), start=1):
        text = line.removesuffix("\r")
        if text.strip(" \t"):
            yield _Line(number, text)


def _refuse_second(name: str, number: int, seen: dict[str, int]) -> None:
    if name == "*":
        return
    if name in seen:
        raise LineError(f"the id {name} stands on line {seen[name]} already", "give one of the two a new number")
    seen[name] = number


def _refuse_crowd(found: Iterable[Record], before: int) -> int:
    """The roles of a line's event, if there is room for them after those before."""
    more = sum(len(event.arguments) for event in _events(found))
    if before + more > MOST_ROLES:
        raise LineError(f"comes after {before:,} roles; one document may have {MOST_ROLES:,}", "split the document")
    return more


def _left_unqualified(refused: Iterable[_Line], records: Iterable[Record]) -> Mapping[str, int]:
    """The events that would be told as plain fact because a refused line is missing, with that line.

    It may have given a factuality (without one: certain) or denied what stands there only to be denied.
    """
    records = tuple(records)
    spoken = {event.id for event in _events(records) if any(a.role == "Source" for a in event.arguments)}
    spoken |= {r.target for r in records if isinstance(r, Attribute) and r.name == "Factuality"}
    unsure: dict[str, int] = {}
    for line in refused:
        if _QUALIFYING.match(line.text):
            unsure |= dict.fromkeys(_EVENT.findall(line.text), line.number)
        elif _CLAIMING.match(line.text):
            unsure |= dict.fromkeys(set(_ABOUT.findall(line.text)) - spoken, line.number)
    return _spoken_of(records, unsure, spoken) | unsure


def _spoken_of(records: Iterable[Record], unsure: Mapping[str, int], spoken: set[str]) -> dict[str, int]:
    """What unsure claims are about is unsure as well."""
    claims = (event for event in _events(records) if event.id in unsure and event.type == CLAIM)
    pairs = ((a.filler, unsure[claim.id]) for claim in claims for a in claim.arguments if a.role == "About")
    return {event: line for event, line in pairs if event not in spoken}


def _unsure(event: EventMention, line: int, path: str) -> Fault:
    message = f"would say something else without line {line}, which was refused"
    return Fault(path, event.line, event.id, message)


def _events(records: Iterable[Record]) -> Iterator[EventMention]:
    return (record for record in records if isinstance(record, EventMention))


def _remarks(ann: str, path: str) -> Iterator[str]:
    if ann.removeprefix(BOM) and not ann.endswith("\n"):
        yield f"{path}: the last line has no line end; make sure that the file is whole"

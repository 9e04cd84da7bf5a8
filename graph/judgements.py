"""Judgements that two events or two actors are one and the same, or are not: a line of text each, beside the corpus.

Pure: what a text says, which classes the judgements make, and where they contradict each other.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from goodoffices.graph.classes import root
from goodoffices.graph.document_values import wrong_value
from goodoffices.graph.errors import Fault
from goodoffices.graph.json_text import Bounds, NoJsonError, json_object
from goodoffices.graph.model import content_id

NAME = "judgements.jsonl"
KINDS = ("event", "actor")
WORDS = ("same", "different")

_KEYS = ("left", "right", "kind", "judgement", "by", "at")
_FORM = '{"left":"<id>","right":"<id>","kind":"event","judgement":"same","by":null,"at":"2026-01-02T03:04:05Z"}'
_LONGEST = 200
MOST_NAMED = 5
"""Judgements that are named of a chain."""
_BOUNDS = Bounds(values=20, depth=2)


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """Somebody's judgement on two events or two actors (ids, the smaller one left), and when it was made (ISO)."""

    kind: str
    left: str
    right: str
    judgement: str
    by: str | None
    at: str

    @property
    def id(self) -> str:
        """One pair bears one judgement."""
        return content_id("judgement", self.kind, self.left, self.right)

    @property
    def accepts(self) -> bool:
        """Whether the two are judged to be one."""
        return self.judgement == "same"


@dataclass(frozen=True, slots=True)
class Line:
    """A judgement and where it is written; lines count from 1."""

    number: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair judged different that ``because`` of other judgements is the same.

    They are a chain from one of the two to the other; of a long one ``MOST_NAMED``, and ``is_whole`` is False.
    """

    different: Judgement
    because: tuple[Judgement, ...]
    is_whole: bool = True


def judged(kind: str, ends: tuple[str, str], judgement: str, *, by: str | None, at: str) -> Judgement:
    """The judgement on a pair that is named in either order."""
    left, right = sorted(ends)
    return Judgement(kind, left, right, judgement, by, at)


def view_id(members: Iterable[str]) -> str:
    """The id of the event that these events (ids) are together."""
    return content_id("event", "same", sorted(members))


def classes(judgements: Iterable[Judgement]) -> tuple[tuple[str, ...], ...]:
    """The ids that accepted pairs join, two or more in each class, everything sorted."""
    parent: dict[str, str] = {}
    for one in judgements:
        if one.accepts:
            left, right = (parent.setdefault(end, end) for end in (one.left, one.right))
            parent[root(parent, left)] = root(parent, right)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(parent, key)].append(key)
    return tuple(sorted(map(tuple, groups.values())))


def contradictions(judgements: Iterable[Judgement]) -> Iterator[Contradiction]:
    """Every pair that is judged different although other judgements make it one."""
    known = tuple(dict.fromkeys(judgements))
    for kind in KINDS:
        own = [one for one in known if one.kind == kind]
        class_of = {key: group[0] for group in classes(own) for key in group}
        against = [one for one in own if not one.accepts and _is_one(one, class_of)]
        if against:
            yield from map(_Trees.of(own).chain, against)


def _is_one(pair: Judgement, class_of: Mapping[str, str]) -> bool:
    return class_of.get(pair.left, pair.left) == class_of.get(pair.right, pair.right)


@dataclass(frozen=True, slots=True)
class _Trees:
    """Accepted pairs as trees: for each id the pair that leads towards its root, and how far off that is."""

    towards: Mapping[str, tuple[str, Judgement]]
    depth: Mapping[str, int]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> _Trees:
        """A tree for each class, as flat as can be from its first id."""
        beside: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        for one in judgements:
            if one.accepts:
                beside[one.left].append((one.right, one))
                beside[one.right].append((one.left, one))
        towards: dict[str, tuple[str, Judgement]] = {}
        depth: dict[str, int] = {}
        for start in beside:
            waiting = deque(() if start in depth else (start,))
            depth.setdefault(start, 0)
            while waiting:
                here = waiting.popleft()
                for there, one in beside[here]:
                    if there not in depth:
                        depth[there], towards[there] = depth[here] + 1, (here, one)
                        waiting.append(there)
        return cls(towards, depth)

    def chain(self, pair: Judgement) -> Contradiction:
        """The accepted pairs that lead from one end to the other by way of the tree."""
        left, right = pair.left, pair.right
        from_left: list[Judgement] = []
        from_right: list[Judgement] = []
        while left != right and len(from_left) + len(from_right) < MOST_NAMED:
            if self.depth[right] > self.depth[left]:
                right, one = self.towards[right]
                from_right.append(one)
            else:
                left, one = self.towards[left]
                from_left.append(one)
        return Contradiction(pair, (*from_left, *reversed(from_right)), is_whole=left == right)


def as_line(judgement: Judgement) -> str:
    """The judgement as one line of the file, with its line end."""
    values = asdict(judgement)
    return json.dumps({key: values[key] for key in _KEYS}, ensure_ascii=False, separators=(",", ":")) + "\n"


def lines_of(text: str, path: str) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """What the text of a file judges, line by line, and every fault in it; empty lines say nothing."""
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, written in _numbered(text):
        if written.strip():
            try:
                lines.append(Line(number, judgement_of(_object(written))))
            except _NoJudgementError as error:
                faults.append(Fault(path, number, "", str(error), f"a line is {_FORM}"))
    against = tuple(_contradicted(lines, path))
    wrong = {fault.line for fault in against}
    return tuple(line for line in lines if line.number not in wrong), tuple(sorted((*faults, *against)))


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, one at a time: a file may hold sixty million that are."""
    number, counted = 1, 0
    for found in re.finditer(r"[^\n]+", text):
        number += text.count("\n", counted, found.start())
        counted = found.start()
        yield number, found[0]


def _contradicted(lines: Iterable[Line], path: str) -> Iterator[Fault]:
    numbers: defaultdict[Judgement, list[int]] = defaultdict(list)
    for line in lines:
        numbers[line.judgement].append(line.number)
    for found in contradictions(numbers):
        because = ", ".join(f"line {number}" for number in sorted(numbers[one][0] for one in found.because))
        message = f"judges different what is the same by {because}{'' if found.is_whole else ' and others'}"
        pair = f"{found.different.left} {found.different.right}"
        for number in numbers[found.different]:
            yield Fault(path, number, pair, message, "take one of these lines out")


class _NoJudgementError(ValueError):
    """Why a line is no judgement."""


def judgement_of(values: Mapping[str, Any]) -> Judgement:
    """The judgement with these values; raises ValueError, in words, if they are none."""
    if set(values) != set(_KEYS):
        missing, unknown = sorted(set(_KEYS) - set(values)), sorted(set(values) - set(_KEYS))
        told = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"does not know {', '.join(unknown)}"] * bool(unknown)
        raise _NoJudgementError(f"a judgement {' and '.join(told)}")
    for key, valid in (("kind", KINDS), ("judgement", WORDS)):
        if values[key] not in valid:
            raise _NoJudgementError(f'"{key}" is {values[key]!r}, not {" or ".join(valid)}')
    left, right = (_id(key, values[key]) for key in ("left", "right"))
    if left == right:
        raise _NoJudgementError('"left" and "right" are the same id')
    return judged(values["kind"], (left, right), values["judgement"], by=_by(values["by"]), at=_time(values["at"]))


def _by(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise _NoJudgementError('"by" is neither text nor null')
    if wrong := wrong_value("by", value):
        raise _NoJudgementError(wrong)
    return value


def _object(text: str) -> Mapping[str, Any]:
    try:
        return json_object(text, _BOUNDS)
    except NoJsonError as error:
        raise _NoJudgementError(str(error)) from None


def _id(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST or " " in value:
        raise _NoJudgementError(f'"{key}" is no id')
    return value


def _time(value: object) -> str:
    try:
        datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _NoJudgementError(f'"at" is {value!r}, not a time such as 2026-01-02T03:04:05Z') from None
    return str(value)

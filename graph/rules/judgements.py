"""Judgements that two events or two actors are one and the same, or are not: a line of text each, beside the corpus.

Pure: what a text says, which clusters the judgements make, and where they contradict each other.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from goodoffices.graph.errors import Fault
from goodoffices.graph.json_text import JsonLimits, NoJsonError, json_object
from goodoffices.graph.model import content_id
from goodoffices.graph.rules.clusters import root
from goodoffices.graph.rules.document_values import wrong_value

NAME = "judgements.jsonl"
KINDS = ("event", "actor")
WORDS = ("same", "different")

_KEYS = ("left", "right", "kind", "judgement", "by", "at")
_FORM = '{"left":"<id>","right":"<id>","kind":"event","judgement":"same","by":null,"at":"2026-01-02T03:04:05Z"}'
_LONGEST = 200
MOST_NAMED = 5
"""Judgements that are named of a chain."""
_BOUNDS = JsonLimits(values=20, depth=2)


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


def judged_clusters(judgements: Iterable[Judgement]) -> tuple[tuple[str, ...], ...]:
    """The ids that accepted pairs join, two or more in each cluster, everything sorted."""
    parent: dict[str, str] = {}
    for judgement in judgements:
        if judgement.accepts:
            left, right = (parent.setdefault(end, end) for end in (judgement.left, judgement.right))
            parent[root(parent, left)] = root(parent, right)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(parent, key)].append(key)
    return tuple(sorted(map(tuple, groups.values())))


def contradictory_judgements(judgements: Iterable[Judgement]) -> Iterator[Contradiction]:
    """Every pair that is judged different although other judgements make it one."""
    known = tuple(dict.fromkeys(judgements))
    for kind in KINDS:
        own = [judgement for judgement in known if judgement.kind == kind]
        cluster_of = {key: group[0] for group in judged_clusters(own) for key in group}
        rejected = (pair for pair in own if not pair.accepts and pair.left in cluster_of)
        against = [pair for pair in rejected if cluster_of[pair.left] == cluster_of.get(pair.right)]
        # The trees cost as much as all the rest, and are wanted only to say why.
        if against:
            yield from map(_Trees.of(own).chain, against)


@dataclass(frozen=True, slots=True)
class _Trees:
    """Accepted pairs as trees: for each id the pair that leads towards its root, and how far off that is."""

    towards: Mapping[str, tuple[str, Judgement]]
    depth: Mapping[str, int]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> _Trees:
        """A tree for each cluster, as flat as can be from its first id."""
        beside: defaultdict[str, list[tuple[str, Judgement]]] = defaultdict(list)
        for judgement in judgements:
            if judgement.accepts:
                beside[judgement.left].append((judgement.right, judgement))
                beside[judgement.right].append((judgement.left, judgement))
        towards: dict[str, tuple[str, Judgement]] = {}
        depth: dict[str, int] = {}
        for start in beside:
            waiting = deque(() if start in depth else (start,))
            depth.setdefault(start, 0)
            while waiting:
                here = waiting.popleft()
                for there, judgement in beside[here]:
                    if there not in depth:
                        depth[there], towards[there] = depth[here] + 1, (here, judgement)
                        waiting.append(there)
        return cls(towards, depth)

    def chain(self, pair: Judgement) -> Contradiction:
        """The accepted pairs that lead from one end to the other by way of the tree."""
        left, right = pair.left, pair.right
        from_left: list[Judgement] = []
        from_right: list[Judgement] = []
        # From the deeper end up: the two ways meet where they first have an id in common.
        while left != right and len(from_left) + len(from_right) < MOST_NAMED:
            if self.depth[right] > self.depth[left]:
                right, judgement = self.towards[right]
                from_right.append(judgement)
            else:
                left, judgement = self.towards[left]
                from_left.append(judgement)
        return Contradiction(pair, (*from_left, *reversed(from_right)), is_whole=left == right)


def as_line(judgement: Judgement) -> str:
    """The judgement as one line of the file, with its line end."""
    values = asdict(judgement)
    return json.dumps({key: values[key] for key in _KEYS}, ensure_ascii=False, separators=(",", ":")) + "\n"


def judgement_lines(text: str, path: str) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """What the text of a file judges, line by line, and every fault in it; empty lines say nothing."""
    lines: list[Line] = []
    faults: list[Fault] = []
    number, counted = 1, 0
    # One at a time: a file may hold sixty million lines that are empty.
    for found in re.finditer(r"[^\n]+", text):
        number += text.count("\n", counted, found.start())
        counted = found.start()
        if found[0].strip():
            try:
                lines.append(Line(number, judgement_of(json_object(found[0], _BOUNDS))))
            except (_NoJudgementError, NoJsonError) as error:
                faults.append(Fault(path, number, "", str(error), f"a line is {_FORM}"))
    against = tuple(_contradicted(lines, path))
    wrong = {fault.line for fault in against}
    return tuple(line for line in lines if line.number not in wrong), tuple(sorted((*faults, *against)))


def _contradicted(lines: Iterable[Line], path: str) -> Iterator[Fault]:
    numbers: defaultdict[Judgement, list[int]] = defaultdict(list)
    for line in lines:
        numbers[line.judgement].append(line.number)
    for found in contradictory_judgements(numbers):
        because = ", ".join(f"line {number}" for number in sorted(numbers[reason][0] for reason in found.because))
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
        wrong = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"does not know {', '.join(unknown)}"] * bool(
            unknown
        )
        raise _NoJudgementError(f"a judgement {' and '.join(wrong)}")
    for key, valid in (("kind", KINDS), ("judgement", WORDS)):
        if values[key] not in valid:
            raise _NoJudgementError(f'"{key}" is {values[key]!r}, not {" or ".join(valid)}')
    ends = values["left"], values["right"]
    _refuse_ends(*ends)
    if values["by"] is not None and not isinstance(values["by"], str):
        raise _NoJudgementError('"by" is neither text nor null')
    if wrong_by := wrong_value("by", values["by"]):
        raise _NoJudgementError(wrong_by)
    try:
        datetime.fromisoformat(values["at"] if isinstance(values["at"], str) else "")
    except ValueError:
        raise _NoJudgementError(f'"at" is {values["at"]!r}, not a time such as 2026-01-02T03:04:05Z') from None
    return judged(values["kind"], ends, values["judgement"], by=values["by"], at=values["at"])


def _refuse_ends(left: object, right: object) -> None:
    # Only by their form: what they are ids of may not be loaded yet, or be loaded no more.
    for key, end in (("left", left), ("right", right)):
        if not isinstance(end, str) or not end.isprintable() or not 0 < len(end) <= _LONGEST or " " in end:
            raise _NoJudgementError(f'"{key}" is no id')
    if left == right:
        raise _NoJudgementError('"left" and "right" are the same id')

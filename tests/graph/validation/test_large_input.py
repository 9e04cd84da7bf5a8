"""What is read, checked and built of a document costs work in proportion to its lines, whatever they hold."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from tests.support.damage import faults_of
from tests.support.large_input import KINDS, Draft

FEW = 120
MORE = {"meetings": 1600}
"""Kinds whose every line is so much work that what is quadratic shows later."""
TIMES = 4
"""How many times more lines the longer document of a pair has."""
TOLERANCE = 1.4
"""By how much the work may grow faster than the lines: sorting does, a little; what is quadratic, by TIMES."""


def work_of(doing: Callable[[], object]) -> int:
    """How many lines of Python are run, each turn of a loop for itself: no clock, so the same on any machine."""
    steps = 0

    def count(_: FrameType, event: str, __: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        doing()
    finally:
        sys.settrace(before)
    return steps


BOUNDED = ("five hundred parties", "reports of one event by others")
"""Kinds of which few lines make much, up to a bound: only their checks are held to the lines."""


def faults_and_size(folder: Path) -> tuple[list[Fault], int]:
    """The faults of a folder, and how many records what is left of it makes."""
    readings = [validated(reading) for reading in read([folder])]
    built = [build(reading.document) for reading in readings if reading.document]
    return [fault for one in readings for fault in one.faults], sum(len(one.claims) + len(one.edges) for one in built)


@pytest.mark.parametrize("name", KINDS)
def test_four_times_the_lines_are_four_times_the_work(name: str, tmp_path: Path) -> None:
    doing = faults_of if name in BOUNDED else faults_and_size
    few = MORE.get(name, FEW)
    for lines in (few // 10, few, few * TIMES):
        KINDS[name](lines).write(tmp_path / str(lines))
    doing(tmp_path / str(few // 10))  # what is read but once, such as the vocabulary
    less, more = (work_of(functools.partial(doing, tmp_path / str(lines))) for lines in (few, few * TIMES))
    assert more < less * TIMES * TOLERANCE, f"{less:,} steps for {few} lines, {more:,} for {few * TIMES}"


@pytest.mark.parametrize(
    "name",
    ["events that lead to one that is not there", "events in a ring", "events that stand only to be denied"],
)
def test_what_falls_one_after_the_other_is_told_line_by_line(name: str, tmp_path: Path) -> None:
    faults, size = faults_and_size(KINDS[name](200).write(tmp_path).parent)
    events = (tmp_path / "large.ann").read_text(encoding="utf-8").count("\nE")
    assert len({fault.line for fault in faults if fault.id.startswith("E")}) >= events - 1
    assert size <= 1


def crowd(*, parties: int, events: int) -> Draft:
    """Talks of so many parties each."""
    draft = Draft()
    names = [draft.mark("Person", f"Ana Number{n}") for n in range(parties)]
    roles = " ".join(f"Party{n}:{name}" for n, name in enumerate(names, 1))
    for n in range(events):
        draft.note(f"E{n}\tNegotiation:{draft.mark('Negotiation', 'conferred')} {roles}", f"A{n}\tStatus E{n} held")
    return draft


def test_what_makes_more_relations_than_fit_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(crowd(parties=500, events=4).write(tmp_path).parent)
    assert [(fault.id, "more than 250,000 relations" in fault.message) for fault in faults if fault.id[0] == "E"] == [
        ("E2", True),
        ("E3", True),
    ]


def test_each_way_through_the_speakers_is_a_claim_and_too_many_are_a_fault(tmp_path: Path) -> None:
    faults, size = faults_and_size(KINDS["claims by way of many"](110).write(tmp_path).parent)
    assert {fault.id[0] for fault in faults} == {"E"}
    assert all("more than 250,000 claims" in fault.message for fault in faults)
    assert size == 0


def test_a_collective_of_too_many_is_a_fault(tmp_path: Path) -> None:
    faults, _ = faults_and_size(KINDS["members more and more"](2400).write(tmp_path).parent)
    assert {fault.id[0] for fault in faults} == {"R"}
    assert all("more than 500 actors" in fault.message for fault in faults)


def test_a_quote_of_a_text_without_stops_is_no_whole_text(tmp_path: Path) -> None:
    (reading,) = read([KINDS["one endless sentence"](6000).write(tmp_path)])
    document = validated(reading).document
    assert document is not None
    quotes = build(document).evidence
    assert len(quotes) > 1500
    assert max(len(quote.exact) for quote in quotes) < len(document.text) - 2000
    assert all(document.text[quote.start : quote.end] == quote.exact for quote in quotes)

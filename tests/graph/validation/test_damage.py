"""Damage is found: for every kind, a fault that names file, line and id and says what is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from tests.damage_table import rows
from tests.support.damage import algiers, copy, faults_of, shared
from tests.support.damage_kinds import KINDS

SEEDS = shared("corpus", "seeds")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not there")


def assert_found(name: str, folder: Path) -> None:
    expected = KINDS[name](folder)
    faults = faults_of(folder)
    assert expected.of(iter(faults)), f"{expected} not among\n" + "\n".join(map(str, faults))


def test_the_small_corpus_is_sound(tmp_path: Path) -> None:
    assert faults_of(algiers(tmp_path)) == []


@pytest.mark.parametrize("name", KINDS)
def test_damage_to_the_small_corpus_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    assert_found(name, algiers(tmp_path / "corpus"))


@needs_seeds
@pytest.mark.parametrize("name", KINDS)
def test_damage_to_the_seeds_is_found(name: str, tmp_path: Path) -> None:
    assert_found(name, copy(SEEDS, tmp_path / "corpus"))


@pytest.mark.parametrize("name", KINDS)
def test_what_is_left_after_damage_is_sound(name: str, tmp_path: Path) -> None:
    """What a lenient load would use passes the checks again without a new fault."""
    (tmp_path / "corpus").mkdir()
    folder = algiers(tmp_path / "corpus")
    KINDS[name](folder)
    for reading in map(validated, read([folder])):
        again = validated(reading)
        assert (again.document, again.faults) == (reading.document, reading.faults)


@st.composite
def damages(draw: st.DrawFn) -> list[tuple[int, str, str]]:
    """Places in a file, the kind of change to the line there, and what is put in."""
    kinds = st.sampled_from(["cut", "drop", "double", "swap", "insert", "id", "word"])
    inserts = st.sampled_from(
        ["\t", " ", ":", ";", "0", "-", "\r", "\u2028", "é", "T1", "E4", "T13", "Claim", "Place", "Of"]
    )
    return draw(st.lists(st.tuples(st.integers(0, 10_000), kinds, inserts), min_size=1, max_size=6))


def damaged(lines: list[str], place: int, kind: str, insert: str) -> list[str]:
    index = place % len(lines)
    line, at = lines[index], place % (len(lines[index]) + 1)
    before, after = lines[:index], lines[index + 1 :]
    changed = {
        "cut": [line[:at]],
        "drop": [],
        "double": [line, line],
        "swap": [lines[place // 7 % len(lines)]],
        "insert": [line[:at] + insert + line[at:]],
        "id": [re.sub(r"\b[TE]\d+$", insert, line)],
        "word": [re.sub(r"(?<=\t)\w+", insert, line, count=1)],
    }
    return [*before, *changed[kind], *after] or [""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return algiers(tmp_path_factory.mktemp("corpus"))


@settings(deadline=None)
@given(changes=damages())
def test_whatever_is_left_of_a_damaged_file_can_be_built(changes: list[tuple[int, str, str]], folder: Path) -> None:
    """No damage ends in anything but faults, and what is left is sound and makes a graph."""
    lines = (folder / "algiers.ann").read_text(encoding="utf-8").rstrip("\n").split("\n")
    for change in changes:
        lines = damaged(lines, *change)
    (folder / "damaged.txt").write_bytes((folder / "algiers.txt").read_bytes())
    (folder / "damaged.ann").write_bytes("".join(f"{line}\n" for line in lines).encode())
    (reading,) = map(validated, read([folder / "damaged.ann"]))
    assert reading.document is not None
    assert validated(reading) == reading
    assert build(reading.document).document.id == "damaged"


def test_the_table_has_a_message_for_each_kind(tmp_path: Path) -> None:
    table = list(rows(algiers(tmp_path)))
    assert [name for name, _ in table] == list(KINDS)
    assert all(message.startswith("`") for _, message in table)

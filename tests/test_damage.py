"""Damage is found: for every kind, a fault that names file, line and id and says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.graph.checks import checked
from goodoffices.loaders import read
from tests.damage import algiers, copy, faults_of, shared
from tests.damage_kinds import KINDS
from tests.damage_table import rows

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
    for reading in map(checked, read([folder])):
        again = checked(reading)
        assert (again.document, again.faults) == (reading.document, reading.faults)


def test_the_table_has_a_message_for_each_kind(tmp_path: Path) -> None:
    table = list(rows(algiers(tmp_path)))
    assert [name for name, _ in table] == list(KINDS)
    assert all(message.startswith("`") for _, message in table)

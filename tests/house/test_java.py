"""Which Java a server of the tests gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.java import find_java, version_of


def jdk(home: Path, version: str) -> Path:
    """A folder that looks like a JDK, with a program that tells a version."""
    for name in ("java", "javac"):
        program = home / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
        program.chmod(0o755)
    return home / "bin" / "java"


@pytest.mark.parametrize(("told", "number"), [("17.0.15", 17), ("1.8.0_452", 8), ("25", 25), ("none", 0)])
def test_the_version_of_a_java(tmp_path: Path, told: str, number: int) -> None:
    assert version_of(jdk(tmp_path / "jdk", told)) == number


def test_the_first_that_is_new_enough(tmp_path: Path) -> None:
    old, new, named = (jdk(tmp_path / name, version) for name, version in (("a", "17"), ("b", "25"), ("c", "21")))
    folders = (f"{tmp_path}/*",)
    assert find_java(17, {"PATH": str(old.parent)}, folders) == old
    assert find_java(21, {"PATH": str(old.parent)}, folders) == new
    for value in (named, named.parents[1]):
        assert find_java(21, {"GOODOFFICES_JAVA": str(value), "JAVA_HOME": str(new.parents[1])}, folders) == named


def test_none_that_is_new_enough(tmp_path: Path) -> None:
    jdk(tmp_path / "a", "17")
    (jdk(tmp_path / "runtime-only", "25").parent / "javac").unlink()
    with pytest.raises(LookupError, match=r"JDK 21 or later is installed \(found: 17\)"):
        find_java(21, {"PATH": ""}, (f"{tmp_path}/*",))

"""CONTRIBUTING keeps its word: what it names is there, and one more of a kind touches as few files as it says."""

from __future__ import annotations

import re

import pytest

from tests.support.tree import ROOT, tree

PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

PATH = re.compile(r"`((?:graph|loaders|queries|pages|goodoffices|tests|tools|docs)/[\w/.-]*)`")

MOST = {
    "a question": 4,
    "a question that is a command": 5,
    "a reader of a format": 3,
    "an event type with an edge of its own": 4,
    "a status": 1,
    "an attribute of events": 3,
    "a format of answers": 2,
    "a store": 4,
    "a renderer": 5,
}
"""How many files may be touched, beside tests of the new thing itself and what `make docs` writes."""


def section(heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING has no section {heading}"
    return found[1]


def rows(heading: str) -> dict[str, list[str]]:
    """The files that each line of the section's table names, by what stands before them."""
    lines = re.findall(r"^\| (.+?) \| (.+?) \|$", section(heading), re.MULTILINE)
    return {what: re.findall(r"`([^`]+)`", where) for what, where in lines if not what.startswith("-")}


def test_what_is_named_is_there() -> None:
    folders = {"/".join(path.split("/")[:depth]) for path in tree() for depth in range(1, path.count("/") + 1)}
    named = {path.removesuffix("/") for path in PATH.findall(PAGE) if not re.search(r"[A-Z]{3}", path)}
    assert sorted(named - set(tree()) - folders) == []


def test_the_map_of_nouns_leads_somewhere_for_each() -> None:
    found = rows("Where is what")
    assert len(found) > 25
    assert [what for what, where in found.items() if what != "what" and not PATH.search(f"`{'` `'.join(where)}`")] == []


@pytest.mark.parametrize("what", MOST)
def test_one_more_touches_few_files(what: str) -> None:
    files = rows("How to add")[what]
    assert 1 <= len(files) <= MOST[what]


def test_what_can_be_added_is_what_is_counted() -> None:
    assert [what for what in rows("How to add") if what != "to add"] == list(MOST)

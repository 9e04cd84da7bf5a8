"""The columns of docs/tested.md that are made: question, command and file. The others are written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from goodoffices.queries.engine.catalogue import GROUPS, Question, all_questions

from .marked import table

PAGE = "docs/tested.md"

_HEAD = ("Question", "Command", "File", "Tested in", "On these facts", "Quotes in each row")

_ON_THE_SAMPLE = {
    "sanctions-before-talks": "goodoffices questions sanctions-before-talks -p a=Iran -p b=USA -p days=12000",
    "evidence": "goodoffices evidence f8e6037a",
    "actors": """goodoffices questions actors -p ids='["20ddbb2fa00ce7ee2d76"]'""",
    "claims-said": """goodoffices questions claims-said -p ids='["f8e6037a314e0eea1cb0"]'""",
    "contacts-of-agents": "goodoffices questions contacts-of-agents -p a=Ireland",
    "events": """goodoffices questions events -p ids='["f8e6037a314e0eea1cb0"]'""",
    "find-document": """goodoffices questions find-document -p words='["oman-channel-2012"]'""",
    "find-event": "goodoffices questions find-event -p event=f8e6037a",
    "page-edges-among": """goodoffices questions page-edges-among -p ids='["f8e6037a314e0eea1cb0"]'""",
    "shared-events": (
        "goodoffices questions shared-events "
        """-p ids='["3754ee2b23069887f4cf", "5f18f077abbd2cf3205e"]' -p start=2018 -p end=2019"""
    ),
}
"""Commands that have rows in the sample corpus, where the question's own example has none there."""


def files(root: Path) -> dict[str, str]:
    """The page with its tables made anew: a new question gets a row, of which three cells are still to be written."""
    page = (root / PAGE).read_text(encoding="utf-8")
    head, *sections = re.split(r"^## ", page, flags=re.MULTILINE)
    written = {cells[0]: cells for section in sections for cells in _rows(section)}
    made = []
    for group, heading in GROUPS.items():
        rows = [_row(one, written.get(one.name, [])) for one in all_questions() if one.group == group]
        made.append("\n".join((f"## {heading}", "", *table(_HEAD, rows))) + "\n")
    return {PAGE: head + "\n".join(made)}


def _rows(section: str) -> Iterator[list[str]]:
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith(f"| {_HEAD[0]} "):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def _row(question: Question, written: list[str]) -> list[str]:
    by_hand = written[3:] or ["", "", ""]
    command = _ON_THE_SAMPLE.get(question.name, question.example)
    file = f"queries/questions/{question.group}/{question.name}.cypher"
    return [question.name, f"`{command}`", f"`{file}`", *by_hand]

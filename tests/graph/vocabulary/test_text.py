"""Messages count and name things as people do: one fault, two faults, an agreement."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from goodoffices.graph.vocabulary.text import counted, share, with_article
from goodoffices.queries.output.wording import after
from tests.support.tree import ROOMS, modules


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (counted(0, "fault"), "0 faults"),
        (counted(1, "fault"), "1 fault"),
        (counted(1234, "fault"), "1,234 faults"),
        (counted(2, "entry", "entries"), "2 entries"),
        (counted(1.0, "second"), "1 second"),
        (counted(1.5, "second"), "1.5 seconds"),
        (share(1, 1, "node"), "1 of 1 node"),
        (share(0, 2, "node"), "0 of 2 nodes"),
        (with_article("Agreement"), "an Agreement"),
        (with_article("Mediation"), "a Mediation"),
        (after(1, 1), "1 day later"),
        (after(1, None), "At least 1 day later"),
        (after(None, 1), "At most 1 day later"),
        (after(0, 1), "0 to 1 day later"),
        (after(2, 5), "2 to 5 days later"),
        (after(11_918, 11_948), "11,918 to 11,948 days later"),
        (after(None, None), "Later"),
    ],
)
def test_a_count_and_an_article_fit_their_word(told: str, words: str) -> None:
    assert told == words


def messages(text: str) -> Iterator[str]:
    """The f-strings of a module, a piece for each value in them: its code in braces, between the texts around it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            parts = [ast.Constant(""), *node.values, ast.Constant("")]
            for before, value, behind in zip(parts, parts[1:], parts[2:], strict=False):
                if isinstance(value, ast.FormattedValue):
                    yield f"{said(before)}{{{ast.unparse(value.value)}}}{said(behind)}"


def said(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else ""


ARTICLE = re.compile(r"\b[Aa]n? \{(?!'actor' if)")
PLURAL = re.compile(r"\{[^}]*(?:len\(|number|count\b|total)[^}]*\} (?:\w+ )?[a-z]{2,}s\b")
SEVERAL = re.compile(r"may have|; the answer is for all|\bof (?:its|\{)")
"""Of what is over a bound, fits several or is the larger of two, there is never one."""


def unfit(text: str) -> list[str]:
    """The f-strings that put an article before a word, or a plural behind a number, whichever these are."""
    return [one for one in messages(text) if ARTICLE.search(one) or (PLURAL.search(one) and not SEVERAL.search(one))]


def test_an_unfit_message_is_found() -> None:
    code = 'f"{len(faults)} faults"; f"an {kind}"; f"is a {kind} of"; f"{MOST} rows"; f"{counted(n, what)}"; f"ha {x}"'
    assert unfit(code) == ["{len(faults)} faults", "an {kind}", "is a {kind} of"]


def test_no_message_takes_a_number_or_a_word_for_granted() -> None:
    rooms = {path: text for path, text in modules().items() if path.split("/")[0] in {*ROOMS, "goodoffices"}}
    assert {path: found for path, text in rooms.items() if (found := unfit(text))} == {}

"""The grammar of English questions, files of data beside the questions: as a parser, and as what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from goodoffices.queries.engine.catalogue import GROUPS

if TYPE_CHECKING:
    from lark import Lark
    from lark.lexer import TerminalDef


@cache
def grammar() -> str:
    """The text of the grammar: what all questions share, then each group's own."""
    questions = files("goodoffices.queries.questions")
    own = (questions / group / "ask.lark" for group in GROUPS if group != "helper")
    return "\n".join(file.read_text(encoding="utf-8") for file in (files(__package__) / "base.lark", *own))


@cache
def parser() -> Lark:
    """What reads sentences; it gives forests of all ways to do so."""
    from lark import Lark

    # Names are free text, and where one ends only the rest of the sentence tells: no lexer could go ahead of the
    # parser.
    settings: dict[str, Any] = {"parser": "earley", "lexer": "dynamic", "ambiguity": "forest"}
    return Lark(grammar(), start="sentence", edit_terminals=_whole_words, **settings)


@cache
def telling() -> frozenset[str]:
    """The terminals that say more than that they are there: those with a name of their own and no underscore."""
    return frozenset(re.findall(r"^([A-Z]\w*):", grammar(), re.MULTILINE))


def _whole_words(terminal: TerminalDef) -> None:
    """Words end where a space or the sentence does, and capitals don't matter."""
    from lark.lexer import PatternRE

    # Else "in" would be found in "India".
    if terminal.pattern.value != " ":
        terminal.pattern = PatternRE(rf"(?:{terminal.pattern.to_regexp()})(?!\S)", ("i",))


def asked(rule: str) -> str:
    """The name of the question that a rule stands for."""
    return rule.replace("_", "-")


@cache
def questions_asked() -> frozenset[str]:
    """The questions that the grammar can ask, by name."""
    heads = re.findall(r"^\?(?:\w+_question|own_time):((?:.*\n)(?: +\|.*\n)*)", grammar(), re.MULTILINE)
    return frozenset({asked(rule) for head in heads for rule in re.findall(r"\w+", head)} | {"evidence"})


@dataclass(frozen=True, slots=True)
class Form:
    """A wording that the grammar takes, with parameters in capitals: of a question's rule, or of a filter's."""

    rule: str
    text: str
    filters: bool


@cache
def forms() -> tuple[Form, ...]:
    """All documented wordings, in the order of the grammar."""
    found: list[Form] = []
    waiting: list[tuple[str, bool]] = []
    for line in grammar().splitlines():
        if said := re.fullmatch(r"// (form|with): (.+)", line):
            waiting.append((said[2], said[1] == "with"))
        elif rule := re.match(r"(\w+):", line):
            found += [Form(rule[1], text, filters) for text, filters in waiting]
            waiting = []
    return tuple(found)

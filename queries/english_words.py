"""A reading of a sentence as what it becomes: the command that asks the same."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "who-mediated": ("a", "b"),
    "mediations": ("a",),
    "talks": ("a", "b"),
    "sanctions": ("--by=a", "--on=b"),
    "timeline": ("a", "b"),
    "disputed": ("a",),
    "evidence": ("event",),
    "brokers": (),
    "could-mediate": ("a", "b"),
    "between": ("a", "b"),
}
"""The questions that are commands of their own, with the parameters that these take, in order."""


IN_PYTHON = frozenset({"brokers", "could-mediate", "between"})
"""The questions that have no Cypher of their own: they are methods of the graph in Python."""


def command(question: str, parameters: Mapping[str, object], filters: Mapping[str, object]) -> str:
    """The command line that asks a question with these parameters and filters, as one types it in a shell."""
    own = _COMMANDS.get(question)
    words = _own(question, own, parameters) if own is not None else _shipped(question, parameters)
    return " ".join(["goodoffices", *words, *_options(filters)])


def _own(question: str, order: tuple[str, ...], parameters: Mapping[str, object]) -> Iterator[str]:
    yield question
    for one in order:
        option, _, name = one.rpartition("=")
        if name in parameters:
            yield from ([option] if option else [])
            yield _shell(str(parameters[name]))


def _shipped(question: str, parameters: Mapping[str, object]) -> Iterator[str]:
    yield from ("questions", question)
    for name, value in parameters.items():
        yield f"-p {name}={_shell(_parameter(value))}"


def _parameter(value: object) -> str:
    """A value as ``-p`` reads it: text that would be read as JSON is written as JSON."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    try:
        read: object = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return value if str(read) == value and isinstance(read, int) else json.dumps(value, ensure_ascii=False)


def _options(filters: Mapping[str, object]) -> Iterator[str]:
    for name, value in filters.items():
        option = "--" + name.strip("_").replace("_", "-")
        if value is True:
            yield option
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield f"{option} {_shell(str(one))}"


def _shell(word: str) -> str:
    if re.fullmatch(r"[\w./:=%@+,-][\w./:=%@+,~-]*", word):
        return word
    return f'"{word}"' if word and not re.search(r'["$`\\!]', word) else shlex.quote(word)

"""A reading of a sentence as what it becomes: the command that asks the same."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from goodoffices.queries.engine.catalogue import own_question
from goodoffices.queries.engine.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def command(question: str, parameters: Mapping[str, object], filters: Mapping[str, object]) -> str:
    """The command line that asks a question with these parameters and filters, as one types it in a shell."""
    # Only ours are looked at: a sentence must never run another package's code to be shown as a command.
    asked = own_question(question)
    if asked is None or asked.command is None:
        given = [f"-p {name}={_shell(_parameter(value))}" for name, value in parameters.items()]
        return " ".join(["goodoffices questions", question, *given, *_options(filters)])
    words = ["goodoffices", question]
    for one in asked.command:
        option, _, name = one.rpartition("=")
        if name in parameters:
            words += [*filter(None, [option]), _shell(str(parameters[name]))]
    return " ".join([*words, *_options(filters)])


def _parameter(value: object) -> str:
    """A value as ``-p`` reads it: text that would be read as JSON is written as JSON."""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    try:
        read: object = json.loads(value)
    except (ValueError, RecursionError):
        return value
    # A whole number comes back as it was written and needs no quotes; "1e3" and "true" would come back as others.
    return value if str(read) == value and isinstance(read, int) else json.dumps(value, ensure_ascii=False)


def _options(filters: Mapping[str, object]) -> Iterator[str]:
    for one in FILTERS:
        option, value = one.option, filters.get(one.name)
        # By identity: a limit of 1 is equal to True.
        if value is True:
            yield option
            continue
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        yield from (f"{option} {_shell(str(word))}" for word in several)


def _shell(word: str) -> str:
    # A tilde may not come first: the shell would put a home folder in its place.
    if re.fullmatch(r"[\w./:=%@+,-][\w./:=%@+,~-]*", word):
        return word
    return f'"{word}"' if word and not re.search(r'["$`\\!]', word) else shlex.quote(word)

"""The shipped questions: what stands in the ``.cypher`` files and in the comments at their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, LiteralString, cast

from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = {
    "mediation": "Who mediated",
    "success": "Status and success",
    "dispute": "Evidence and dispute",
    "brokerage": "Brokerage and leverage",
    "time": "Time",
    "see": "To see",
    "helper": "Parts of the answers",
}
"""The groups of the shipped questions, in order, with their headings."""

_FIELDS = ("title", "group", "example", "rows", "order")
_FIELD = re.compile(rf"({'|'.join(_FIELDS)}|parameter \w+): ")
_PARAMETER = re.compile(r"(?P<name>\w+): (?P<kind>\w+), (?P<meaning>.*?)(?P<optional> \(optional\))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know: ``kind`` is actor, events, text, texts, date, day, number or word."""

    name: str
    kind: str
    meaning: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A shipped question: ``group`` is one of GROUPS; ``notes`` say what its rows are.

    ``rows``: "events" where each row is a whole event, "pairs" where it is two, the second after the first, "view"
    where Python makes them of what the statement finds, else "plain". ``order`` is that of events: "usual" or "time".
    """

    name: str
    title: str
    group: str
    parameters: tuple[Parameter, ...]
    example: str
    notes: str
    text: LiteralString
    rows: str = "plain"
    order: str = "usual"


def question(name: str) -> Question:
    """The question of that name; raises UnknownNameError with the nearest names if there is none."""
    file = files(__package__).joinpath(f"{name}.cypher")
    if re.fullmatch(r"[a-z-]+", name) and file.is_file():
        return _read(name, file.read_text(encoding="utf-8"))
    names = tuple(_names())
    close = ", ".join(nearest(name, names)) or ", ".join(names)
    raise UnknownNameError(f'There is no question "{name}". Did you mean: {close}?')


def questions() -> tuple[Question, ...]:
    """All shipped questions, by name."""
    return tuple(question(name) for name in _names())


def text_of(name: str) -> LiteralString:
    """The statement of a question, without its head."""
    return question(name).text


def _names() -> Iterator[str]:
    found = (entry.name for entry in files(__package__).iterdir())
    return iter(sorted(name.removesuffix(".cypher") for name in found if name.endswith(".cypher")))


def _read(name: str, content: str) -> Question:
    lines = content.splitlines()
    head = [line.removeprefix("//").strip() for line in lines if line.startswith("//")]
    said = [line.partition(": ") for line in head]
    known = {key: value for key, _, value in said if key in _FIELDS}
    return Question(
        name=name,
        title=known["title"],
        group=known["group"],
        parameters=tuple(_parameter(key.split()[1], value) for key, _, value in said if key.startswith("parameter ")),
        example=known["example"],
        notes=" ".join(line for line in head if not _FIELD.match(line)),
        rows=known.get("rows", "plain"),
        order=known.get("order", "usual"),
        # The files are part of the package, so their text is as fixed as a literal; users' values are parameters.
        text=cast("LiteralString", "\n".join(line for line in lines if not line.startswith("//"))),  # type: ignore[redundant-cast] # to mypy, which has no LiteralString
    )


def _parameter(name: str, described: str) -> Parameter:
    match = _PARAMETER.fullmatch(f"{name}: {described}")
    if match is None:
        raise ValueError(f'the parameter "{name}" is described as "{described}", not as "kind, meaning"')
    return Parameter(name, match["kind"], match["meaning"], match["optional"] is not None)

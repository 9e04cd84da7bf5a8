"""The shipped questions: what stands in the ``.cypher`` files and in the comments at their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, LiteralString, cast

from goodoffices.graph.errors import UnknownNameError, UsageError
from goodoffices.graph.vocabulary.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

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

ENTRY_POINTS = "goodoffices.questions"
"""The group of entry points by which another package adds a folder of questions of its own."""

_PACKAGE = "goodoffices.queries.questions"
_FOLDER = Path(__file__).parents[1] / "questions"
_FIELDS = ("title", "command", "example", "rows", "order")
_FIELD = re.compile(rf"({'|'.join(_FIELDS)}|parameter \w+): ")
_NAME = re.compile(r"[a-z-]{1,60}")
_PARAMETER = re.compile(r"(?P<name>\w+): (?P<kind>\w+), (?P<meaning>.*?)(?P<optional> \(optional\))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question wants to know: ``kind`` is actor, events, text, texts, date, day, time, number, flag or
    blocs."""

    name: str
    kind: str
    meaning: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its file is in ``package``, ``group`` is one of GROUPS, or whose it is, ``notes`` say what rows are.

    ``rows``: "events" where each row is a whole event, "pairs" where it is two, the second after the first, the file of
    Python beside it that makes them of what statements find, else "plain". ``order`` is that of events: "usual" or
    "time". ``text`` is empty where Python asks other questions. ``command``: the words of a command of its own, in
    order; ``--by=a`` is an option for the parameter ``a``; None where ``goodoffices questions`` asks it.
    """

    name: str
    title: str
    package: str
    group: str
    parameters: tuple[Parameter, ...]
    example: str
    notes: str
    text: LiteralString
    rows: str = "plain"
    order: str = "usual"
    command: tuple[str, ...] | None = None


def question_named(name: str) -> Question:
    """The question of that name, of this package or of another that adds some.

    Raises UnknownNameError with the nearest names if there is none, UsageError if another package can't be loaded.
    """
    found = own_question(name)
    try:
        found = found or next(_in(name, _added()), None)
    except (LookupError, ValueError) as error:
        raise UsageError(f"the head of {name}.cypher lacks what a question says of itself: {error}") from error
    if found:
        return found
    # What is only a part of other answers is nobody's question, and is not offered as one.
    close = ", ".join(nearest(name, _names(part for part in GROUPS if part != "helper"), least=0.0))
    nearest_ones = f" Nearest: {close}." if close else ""
    raise UnknownNameError(f'There is no question "{name}".{nearest_ones} "goodoffices questions" lists all.')


@cache
def own_question(name: str) -> Question | None:
    """The question of that name if this package has it: nobody else's code is looked at."""
    # Kept for good, since these files change with the package alone; another package's are looked for anew.
    return next(_in(name, _folders()), None)


def all_questions() -> tuple[Question, ...]:
    """All questions of this package, by name; parts of the answers are among them."""
    return tuple(question_named(name) for name in _names())


def commands() -> tuple[Question, ...]:
    """The questions that are commands, in the order of the groups, then by name."""
    order = list(GROUPS)
    found = (one for one in all_questions() if one.command is not None)
    return tuple(sorted(found, key=lambda one: (order.index(one.group), one.name)))


def text_of(name: str) -> LiteralString:
    """The statement of a question, without its head."""
    return question_named(name).text


def returned_columns(text: str) -> tuple[str, ...]:
    """The columns that a statement returns; a server tells them with the rows, and not where there are none."""
    return tuple(returned_expressions(text))


def returned_expressions(text: str) -> Mapping[str, str]:
    """By column, what a statement returns in it."""
    # Only a RETURN at the beginning of a line: those of subqueries are indented, and parts of a union return the same.
    *_, returned = re.split(r"^RETURN(?: DISTINCT)? ", text, flags=re.MULTILINE)
    listed, depth = "", 0
    for letter in re.split(r"^ORDER BY|^LIMIT", returned, flags=re.MULTILINE)[0]:
        depth += (letter in "([{") - (letter in ")]}")
        listed += "\0" if letter == "," and depth == 0 else letter
    # What is called nothing is called as it is written.
    named = (re.split(r"\sAS\s", column.strip()) for column in listed.split("\0"))
    return {names[-1].strip(): " AS ".join(names[:-1]) or names[-1] for names in named}


def _in(name: str, folders: Iterator[tuple[str, str, Traversable]]) -> Iterator[Question]:
    # What is no plain name is not looked for: it could lead out of the folder, and "../" would find others' files.
    for package, group, folder in folders if _NAME.fullmatch(name) else ():
        file = folder.joinpath(f"{name}.cypher")
        if file.is_file():
            yield _read(name, package, group, file.read_text(encoding="utf-8"))


def _folders(groups: Iterable[str] = GROUPS) -> Iterator[tuple[str, str, Traversable]]:
    """The package, the group and the folder of each of these groups of ours."""
    return ((f"{_PACKAGE}.{group}", group, _FOLDER / group) for group in groups)


def _added() -> Iterator[tuple[str, str, Traversable]]:
    """The same of other packages. Their code runs: each is imported to find its folder."""
    # Only here, where a name is not ours: our own questions and --help look for no other package and run none.
    from importlib.resources import files

    from goodoffices.graph.plugins import plugins

    for plugin in plugins(ENTRY_POINTS):
        package = plugin.load(ModuleType)
        yield package.__name__, plugin.name, files(package)


def _names(groups: Iterable[str] = GROUPS) -> Iterator[str]:
    found = (entry.name for _, _, folder in _folders(groups) for entry in folder.iterdir())
    return iter(sorted(name.removesuffix(".cypher") for name in found if name.endswith(".cypher")))


def _read(name: str, package: str, group: str, content: str) -> Question:
    lines = content.splitlines()
    head = [line.removeprefix("//").strip() for line in lines if line.startswith("//")]
    said = [line.partition(": ") for line in head]
    known = {key: value for key, _, value in said if key in _FIELDS}
    return Question(
        name=name,
        title=known["title"],
        package=package,
        group=group,
        parameters=tuple(_parameter(key.split()[1], value) for key, _, value in said if key.startswith("parameter ")),
        example=known["example"],
        notes=" ".join(line for line in head if not _FIELD.match(line)),
        rows=known.get("rows", "plain"),
        order=known.get("order", "usual"),
        command=tuple(known["command"].split()) if "command" in known else None,
        # The files are part of the package, so their text is as fixed as a literal; users' values are parameters.
        text=cast("LiteralString", "\n".join(line for line in lines if not line.startswith("//"))),  # type: ignore[redundant-cast] # to mypy, which has no LiteralString
    )


def _parameter(name: str, described: str) -> Parameter:
    match = _PARAMETER.fullmatch(f"{name}: {described}")
    if match is None:
        raise ValueError(f'the parameter "{name}" is described as "{described}", not as "kind, meaning"')
    return Parameter(name, match["kind"], match["meaning"], match["optional"] is not None)

"""From a sentence to the question that it asks of this graph: of all readings the one whose names are somebody's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.queries.actors import resolve
from goodoffices.queries.english import read, tidied
from goodoffices.queries.english_errors import clock_words, not_taken, words_of
from goodoffices.queries.english_rules import Name, Reading
from goodoffices.queries.english_words import IN_PYTHON, command
from goodoffices.queries.parameters import value
from goodoffices.queries.people import people
from goodoffices.queries.texts import question, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.people import People
    from goodoffices.queries.texts import Parameter


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence became: a shipped question with parameters and filters as words, and the command that asks it.

    ``remarks`` say so to whoever asked, and how everyday dates were taken; the last is the Cypher with its values.
    """

    question: str
    parameters: Mapping[str, object]
    filters: Mapping[str, object]
    command: str
    remarks: tuple[str, ...]


def understand(ask: Ask, text: str) -> Understood:
    """The question that a sentence asks of this graph.

    Raises UsageError if the grammar has no such sentence, or if several readings fit; UnknownNameError if a name is
    nobody's.
    """
    who, readings = _Who(ask), read(text)
    fits = [one for one in _distinct(readings.found) if all(who.knows(*name) for name in one.names())]
    if not fits:
        raise next(iter(readings.faults), None) or _nobody(who, tidied(text), readings.found)
    if len(fits) > 1:
        raise UsageError(_several(fits))
    return _understood(fits[0], who)


class _Who:
    """Remembers whom the names of a sentence mean, since many readings share them."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.people: People = people(ask)
        self.found: dict[tuple[str, bool], tuple[str, ...] | None] = {}

    def knows(self, name: Name, source: bool = False) -> bool:
        """Whether a name is somebody's, even of several; a source may be a document, too."""
        return self.ids(name.text, source) is not None

    def ids(self, text: str, source: bool = False) -> tuple[str, ...] | None:
        """The ids of the actors that a name means, none if they are for a question to tell; None if it is nobody's."""
        if (text, source) not in self.found:
            self.found[text, source] = self._looked_up(text, source)
        return self.found[text, source]

    def _looked_up(self, text: str, source: bool) -> tuple[str, ...] | None:
        if source and self.ask(text_of("find-document"), words=[text]):
            return ()
        try:
            return resolve(self.ask, text, self.people).ids
        except AmbiguousNameError:
            return ()
        except (UnknownNameError, UsageError):
            return None


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """Readings that become different commands; where names stand makes no difference."""
    return list({command(one.question, *_words(one)): one for one in readings}.values())


def _words(reading: Reading) -> tuple[dict[str, object], dict[str, object]]:
    """Parameters and filters of a reading as words and numbers."""
    filters: dict[str, object] = {}
    for one in reading.filters:
        word = _plain(one.value)
        several = one.name in ("status", "verdict", "without")
        filters[one.name] = (*_told(filters.get(one.name)), word) if several else word
    return {one.parameter: _plain(one.value) for one in reading.given}, filters


def _told(words: object) -> tuple[object, ...]:
    return words if isinstance(words, tuple) else ()


def _plain(given: object) -> object:
    if isinstance(given, tuple):
        return [_plain(one) for one in given]
    return given.text if isinstance(given, Name) else given


def _understood(reading: Reading, who: _Who) -> Understood:
    parameters, filters = _words(reading)
    told = command(reading.question, parameters, filters)
    cypher = _cypher(reading.question, parameters, told, who)
    remarks = (f"This is: {told}", *reading.remarks, cypher)
    return Understood(reading.question, parameters, filters, told, remarks)


def _cypher(name: str, parameters: Mapping[str, object], told: str, who: _Who) -> str:
    """What is asked of the store: the text of the question, and the values of its parameters."""
    if name in IN_PYTHON:
        return "In Cypher: statements of several other questions, of which Python makes the answer."
    try:
        asked = question(name)
    except UnknownNameError:
        raise UsageError(f'This would be "{told}", a question that this goodoffices does not have.') from None
    values = "".join(f"  ${one.name} = {_value(one, parameters.get(one.name), who)}\n" for one in asked.parameters)
    text = "\n".join(f"  {line}" for line in asked.text.splitlines())
    return f"In Cypher (queries/{name}.cypher):\n{text}\n{values}"


def _value(parameter: Parameter, given: object, who: _Who) -> str:
    if parameter.kind == "actor" and given is not None:
        return json.dumps(list(who.ids(str(given)) or ()))
    return json.dumps(value(parameter, given), ensure_ascii=False)


def _several(fits: Sequence[Reading]) -> str:
    told = sorted(command(one.question, *_words(one)) for one in fits)
    return "\n".join(
        ["The question can be read in several ways; put names in quotes, or ask one of:", *(f"  {one}" for one in told)]
    )


def _nobody(who: _Who, sentence: str, readings: Sequence[Reading]) -> UsageError | UnknownNameError:
    """The error where no reading has only names that are somebody's: of the reading that comes nearest."""
    if error := clock_words(sentence):
        return error
    unknown = [[name for name, source in one.names() if not who.knows(name, source)] for one in readings]
    name = min(unknown, key=lambda names: (len(names), sum(len(one.text) for one in names)))[0]
    if begins := _beginning(who, name):
        return not_taken(sentence, len(words_of(sentence[: name.start])) + len(begins.split()) + 1)
    try:
        resolve(who.ask, name.text, who.people)
    except (UnknownNameError, UsageError) as error:
        return error
    raise AssertionError(name)


def _beginning(who: _Who, name: Name) -> str:
    """The longest beginning of a name that is somebody's, empty if none is or the name was marked as one."""
    words = [] if name.quoted else name.text.split()
    beginnings = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    return next((one for one in beginnings if who.ids(one) is not None), "")

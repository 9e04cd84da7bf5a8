"""From a sentence to the question that it asks of this graph: of all readings the one whose names are somebody's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.queries.engine.catalogue import question_named, text_of
from goodoffices.queries.engine.filters import FILTERS
from goodoffices.queries.engine.merged_actors import merged_actors
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.parameters import value
from goodoffices.queries.english.commands import command
from goodoffices.queries.english.errors import clock_words, not_taken, words_of
from goodoffices.queries.english.parse_ask import read_sentence, tidied
from goodoffices.queries.english.rules import Interpretation, Name
from goodoffices.queries.questions.explain import IN_PYTHON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.merged_actors import MergedActors


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


def understand(ask: ReadTransaction, text: str) -> Understood:
    """The question that a sentence asks of this graph.

    Raises UsageError if the grammar has no such sentence, or if several readings fit; UnknownNameError if a name is
    nobody's.
    """
    who, readings = _Who(ask), read_sentence(text)
    # Readings that become different commands: where names stand makes no difference.
    distinct = {command(one.question, *_words(one)): one for one in readings.found}
    fits = {
        told: one
        for told, one in distinct.items()
        if all(who.ids(name.text, source) is not None for name, source in one.names())
    }
    # A day that doesn't exist is told before a name that nobody bears: it is surely wrong.
    if not fits:
        raise next(iter(readings.faults), None) or _nobody(who, tidied(text), readings.found)
    # Never the likeliest: an answer to another question would look like one to this.
    if len(fits) > 1:
        listed = "".join(f"\n  {told}" for told in sorted(fits))
        raise UsageError(f"The question can be read in several ways; put names in quotes, or ask one of:{listed}")
    ((told, reading),) = fits.items()
    parameters, filters = _words(reading)
    cypher = _cypher(reading.question, parameters, told, who)
    remarks = (f"This is: {told}", *reading.remarks, cypher)
    return Understood(reading.question, parameters, filters, told, remarks)


class _Who:
    """Remembers whom the names of a sentence mean, since many readings share them."""

    def __init__(self, ask: ReadTransaction) -> None:
        self.ask = ask
        self.merged_actors: MergedActors = merged_actors(ask)
        self.found: dict[tuple[str, bool], tuple[str, ...] | None] = {}

    def ids(self, text: str, source: bool = False) -> tuple[str, ...] | None:
        """The ids of the actors that a name means, none if they are for a question to tell; None if it is nobody's.

        A ``source`` may be a document, too.
        """
        if (text, source) not in self.found:
            found: tuple[str, ...] | None = ()
            try:
                # A document needs no ids here: the question itself looks for it.
                if not (source and self.ask(text_of("find-document"), words=[text])):
                    found = resolve(self.ask, text, self.merged_actors).ids
            # It is somebody's, so this reading may be meant; of whom, the question asks back.
            except AmbiguousNameError:
                pass
            except (UnknownNameError, UsageError):
                found = None
            self.found[text, source] = found
        return self.found[text, source]


def _words(reading: Interpretation) -> tuple[dict[str, object], dict[str, object]]:
    """Parameters and filters of a reading as words and numbers."""
    filters: dict[str, Any] = {}
    for one in reading.filters:
        word = _plain(one.value)
        filters[one.name] = (*filters.get(one.name, ()), word) if one.name in _REPEATABLE else word
    return {one.parameter: _plain(one.value) for one in reading.given}, filters


_REPEATABLE = frozenset(one.name for one in FILTERS if one.kind.is_repeatable)


def _plain(given: object) -> object:
    if isinstance(given, tuple):
        return [_plain(one) for one in given]
    return given.text if isinstance(given, Name) else given


def _cypher(name: str, parameters: Mapping[str, object], told: str, who: _Who) -> str:
    """What is asked of the store: the text of the question, and the values of its parameters."""
    try:
        asked = question_named(name)
    except UnknownNameError:
        raise UsageError(f'This would be "{told}", a question that this goodoffices does not have.') from None
    if not asked.text:
        return IN_PYTHON
    values = ""
    for one in asked.parameters:
        given = parameters.get(one.name)
        is_actor = one.kind == "actor" and given is not None
        read = list(who.ids(str(given)) or ()) if is_actor else value(one, given)
        values += f"  ${one.name} = {json.dumps(read, ensure_ascii=False)}\n"
    text = "\n".join(f"  {line}" for line in asked.text.splitlines())
    return f"In Cypher (queries/questions/{asked.group}/{name}.cypher):\n{text}\n{values}"


def _nobody(who: _Who, sentence: str, readings: Sequence[Interpretation]) -> UsageError | UnknownNameError:
    """The error where no reading has only names that are somebody's: of the reading that comes nearest."""
    # Before names: "last year" would be told as part of a name that nobody bears.
    if error := clock_words(sentence):
        return error
    unknown = [[name for name, source in one.names() if who.ids(name.text, source) is None] for one in readings]
    name = min(unknown, key=lambda names: (len(names), sum(len(one.text) for one in names)))[0]
    # "Chad despite everything" is Chad and words that don't belong there, not a longer unknown name.
    words = [] if name.quoted else name.text.split()
    for count in range(len(words) - 1, 0, -1):
        if who.ids(" ".join(words[:count])) is not None:
            return not_taken(sentence, len(words_of(sentence[: name.start])) + count + 1)
    try:
        resolve(who.ask, name.text, who.merged_actors)
    except (UnknownNameError, UsageError) as error:
        return error
    raise AssertionError(name)

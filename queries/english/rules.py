"""What each rule of the grammar of English questions makes: names, parameters, filters, and of all a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import DateError, UsageError
from goodoffices.queries.engine.filters import FILTERS
from goodoffices.queries.engine.parameters import first_day, last_day
from goodoffices.queries.english import dates
from goodoffices.queries.english.dates import Time
from goodoffices.queries.english.grammar import asked, questions_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from goodoffices.queries.english.forest import Pieces

_RELATIONS = {"NEGOTIATED": "NEGOTIATES_WITH", "SANCTIONED": "SANCTIONS", "MEDIATED_FOR": "MEDIATES"}


LONGEST_NAME = 15
"""How many words a name without quotes may have."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name as it stands in a sentence; ``start`` is where, ``quoted`` whether in quotes."""

    text: str
    start: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter of a question with its value: a name or several, a number or a text."""

    parameter: str
    value: object


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of answers, under its name in Python."""

    name: str
    value: object


@dataclass(frozen=True, slots=True)
class Remark:
    """How words were taken."""

    text: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to read a sentence: the name of a question, its parameters, filters, and remarks on words."""

    question: str
    given: tuple[Given, ...]
    filters: tuple[Filter, ...] = ()
    remarks: tuple[str, ...] = ()

    def names(self) -> Iterator[tuple[Name, bool]]:
        """Every name, and whether it may be a document's as well as an actor's."""
        told: tuple[Given | Filter, ...] = (*self.given, *self.filters)
        for one in told:
            # A document's title is only looked for where a source is dropped: elsewhere it is nobody's name.
            source = (one.name if isinstance(one, Filter) else one.parameter) in ("without", "source")
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            yield from ((value, source) for value in values if isinstance(value, Name))


class Maker:
    """Makes a Reading of a sentence, rule by rule; ``faults`` say why some were none."""

    def __init__(self) -> None:
        self.faults: list[UsageError] = []

    def make(self, rule: str, pieces: Pieces) -> Pieces | None:
        """What stands for the pieces in a rule, None if they can't be meant."""
        # Every further word multiplies the ways to cut names; nobody is called by so many.
        if rule == "name" and len(pieces) > LONGEST_NAME:
            return None
        try:
            if rule in _MAKERS:
                return _MAKERS[rule](pieces)
            if rule in _PARAMETERS:
                return tuple(_given(rule, pieces))
            if (question := asked(rule)) not in questions_asked():
                return pieces
            # As a command has them, not as the sentence: two wordings of one question must become the same command.
            given = [one for one in pieces if isinstance(one, Given)]
            ordered = sorted(given, key=lambda one: _PARAMETERS.index(one.parameter))
            return (Interpretation(question, tuple(ordered)),)
        except (DateError, UsageError) as fault:
            # Kept, not raised: another reading of the same words may be sound.
            self.faults.append(UsageError(str(fault)))
            return None


_PARAMETERS = (
    *("a", "b", "mediator", "rejecter", "speaker", "source", "left", "right", "event", "relation", "relates"),
    *("start", "end", "day", "as_of", "days", "months"),
)
"""The rules that give parameters, in the order in which a command shows these."""


def _given(parameter: str, pieces: Pieces) -> Iterator[object]:
    times = [piece for piece in pieces if isinstance(piece, Time)]
    yield from (Remark(time.remark) for time in times if time.remark)
    if parameter in ("left", "right") or (parameter == "source" and len(pieces) > 1):
        yield Given(parameter, pieces)
    elif parameter in ("relation", "relates"):
        token: Any = pieces[0]
        yield Given("relation", _RELATIONS.get(token.type) or str(token).upper())
    elif times:
        # A time is given by its outermost days, so that none of those that were meant is lost.
        outermost = {"start": first_day, "end": last_day}.get(parameter, str)
        yield Given(parameter, outermost(times[0].text))
    elif isinstance(pieces[0], Name):
        yield Given(parameter, pieces[0])
    else:
        text = str(pieces[0])
        yield Given(parameter, int(text) if text.isdecimal() else text)


def _name(tokens: tuple[Any, ...]) -> Pieces:
    text, start = " ".join(tokens), tokens[0].start_pos
    if text.startswith('"'):
        return (Name(" ".join(text[1:-1].split()), start, quoted=True),)
    # "Oman's offer" is of Oman, "the Philippines' offer" of the Philippines; a lone "'s" stays what it is.
    return (Name(re.sub(r"(?:'s|(?<=s)')$", "", text, flags=re.IGNORECASE) or text, start),)


def _time(*names: str, moved: Callable[[str], str] = str) -> Callable[[tuple[Any, ...]], Pieces]:
    """The filters of these names, each of its own date, or all of the only one."""

    def make(times: tuple[Any, ...]) -> Pieces:
        remarks = tuple(Remark(time.remark) for time in times if time.remark)
        of_each = zip(names, times * (len(names) // len(times)), strict=True)
        return (*(Filter(name, moved(time.text)) for name, time in of_each), *remarks)

    return make


def _flag(name: str) -> Callable[[Pieces], Pieces]:
    return lambda _: (Filter(name, True),)


def _sentence(pieces: Pieces) -> Pieces:
    (found,) = (piece for piece in pieces if isinstance(piece, Interpretation))
    filters = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Filter)))
    single = [one.name for one in filters if not _SPECS[one.name].kind.is_repeatable]
    twice = sorted({name for name in single if single.count(name) > 1})
    if twice:
        raise UsageError(f"Said twice, and not alike: {', '.join(_SPECS[name].option for name in twice)}.")
    remarks = dict.fromkeys(piece.text for piece in pieces if isinstance(piece, Remark))
    ordered = tuple(sorted(filters, key=lambda one: _ORDER[one.name]))
    return (Interpretation(found.question, found.given, ordered, tuple(remarks)),)


_SPECS = {one.name: one for one in FILTERS}
_ORDER = {name: place for place, name in enumerate(_SPECS)}
"""The filters as a command shows them."""


_MAKERS: Mapping[str, Callable[[tuple[Any, ...]], Pieces]] = {
    "sentence": _sentence,
    "name": _name,
    "date": lambda pieces: pieces if isinstance(pieces[0], Time) else (dates.edtf(str(pieces[0])),),
    "everyday": lambda tokens: (dates.everyday([str(token) for token in tokens]),),
    "since": _time("from_"),
    "during": _time("from_", "to"),
    "span": _time("from_", "to"),
    "before": _time("to", moved=dates.day_before),
    "after": _time("from_", moved=dates.day_after),
    "until": _time("to"),
    "known_when": _time("known_by"),
    "said_by": lambda names: (Filter("said_by", names[0]),),
    "without": lambda names: tuple(Filter("without", name) for name in names),
    "include_denied": _flag("include_denied"),
    "surely": _flag("surely"),
    "stated_only": _flag("stated_only"),
    "narrowed": lambda tokens: tuple(
        Filter(token.type.lower(), str(token).lower().replace(" ", "_")) for token in tokens
    ),
    "limit": lambda tokens: (Filter("limit", int(tokens[0])),),
}

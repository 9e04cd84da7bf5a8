"""What an English sentence may ask, by the grammar ``ask.lark``: every way to read it, whoever its names may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import DateError, UsageError
from goodoffices.queries import english_dates as dates
from goodoffices.queries.english_dates import Time
from goodoffices.queries.english_errors import not_understood, too_many_ways
from goodoffices.queries.english_forest import TooManyWaysError, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lark import Lark
    from lark.lexer import TerminalDef

    from goodoffices.queries.english_forest import Pieces

LONGEST = (60, 600)
"""How many words and letters a sentence may have."""

_RELATIONS = {"NEGOTIATED": "NEGOTIATES_WITH", "SANCTIONED": "SANCTIONS", "MEDIATED_FOR": "MEDIATES"}


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
class Reading:
    """One way to read a sentence: the name of a question, its parameters, filters, and remarks on words."""

    question: str
    given: tuple[Given, ...]
    filters: tuple[Filter, ...] = ()
    remarks: tuple[str, ...] = ()

    def names(self) -> Iterator[tuple[Name, bool]]:
        """Every name, and whether it may be a document's as well as an actor's."""
        told: tuple[Given | Filter, ...] = (*self.given, *self.filters)
        for one in told:
            source = (one.name if isinstance(one, Filter) else one.parameter) in ("without", "source")
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            yield from ((value, source) for value in values if isinstance(value, Name))


def read(text: str) -> tuple[Reading, ...]:
    """Every way to read a sentence, at least one.

    Raises UsageError, with the first word that can't be taken and the nearest forms, if there is none.
    """
    from lark.exceptions import UnexpectedInput

    sentence = tidied(text)
    maker = _Maker()
    try:
        found = readings(_parser().parse(sentence), maker.make, _telling())
    except UnexpectedInput as error:
        raise not_understood(sentence, error) from None
    except TooManyWaysError:
        raise too_many_ways(sentence) from None
    if not found:
        raise maker.faults[0]
    return tuple(reading for (reading,) in found if isinstance(reading, Reading))


def tidied(text: str) -> str:
    """The sentence with single spaces, plain quotes, commas as words, and without its last mark.

    Raises UsageError for none, or one that is too long.
    """
    plain = " ".join(re.sub("[“”„«»]", '"', text).replace("’", "'").split())
    apart = "".join(
        part if part.startswith('"') else re.sub(r" *, *", " , ", part) for part in re.split('("[^"]*")', plain)
    )
    words = apart.rstrip("?!; ").split()
    if words and words[-1].endswith(".") and words[-1].count(".") == 1:
        words[-1] = words[-1][:-1]
    sentence = " ".join(words)
    if not sentence:
        raise UsageError("The question is empty.")
    if len(words) > LONGEST[0] or len(sentence) > LONGEST[1]:
        raise UsageError(f"A question has at most {LONGEST[0]} words and {LONGEST[1]} letters.")
    return sentence


def grammar() -> str:
    """The text of the grammar."""
    return files(__package__).joinpath("ask.lark").read_text(encoding="utf-8")


@cache
def _parser() -> Lark:
    from lark import Lark

    settings: dict[str, Any] = {"parser": "earley", "lexer": "dynamic", "ambiguity": "forest"}
    return Lark(grammar(), start="sentence", edit_terminals=_whole_words, **settings)


@cache
def _telling() -> frozenset[str]:
    """The terminals that say more than that they are there: those with a name of their own and no underscore."""
    return frozenset(re.findall(r"^([A-Z]\w*):", grammar(), re.MULTILINE))


def _whole_words(terminal: TerminalDef) -> None:
    """Words end where a space or the sentence does, and capitals don't matter."""
    from lark.lexer import PatternRE

    if terminal.pattern.value != " ":
        terminal.pattern = PatternRE(rf"(?:{terminal.pattern.to_regexp()})(?!\S)", ("i",))


def asked(rule: str) -> str:
    """The name of the question that a rule stands for."""
    return rule.replace("_", "-")


@cache
def questions_asked() -> frozenset[str]:
    """The questions that the grammar can ask, by name."""
    heads = re.findall(r"^\?(?:question|own_time):((?:.*\n)(?: +\|.*\n)*)", grammar(), re.MULTILINE)
    return frozenset({asked(rule) for head in heads for rule in re.findall(r"\w+", head)} | {"evidence"})


class _Maker:
    """Makes a Reading of a sentence, rule by rule; ``faults`` say why some were none."""

    def __init__(self) -> None:
        self.faults: list[UsageError] = []

    def make(self, rule: str, pieces: Pieces) -> Pieces | None:
        try:
            return self._made(rule, pieces)
        except (DateError, UsageError) as fault:
            self.faults.append(UsageError(str(fault)))
            return None

    def _made(self, rule: str, pieces: Pieces) -> Pieces:
        if rule in _MAKERS:
            return _MAKERS[rule](pieces)
        if rule in _PARAMETERS:
            return tuple(_given(rule, pieces))
        return (Reading(asked(rule), _sorted(pieces)),) if asked(rule) in questions_asked() else pieces


_PARAMETERS = frozenset(
    {"a", "b", "mediator", "source", "left", "right", "event", "days", "months", "day", "as_of", "start", "end"}
    | {"relation", "relates"}
)


def _sorted(pieces: Pieces) -> tuple[Given, ...]:
    return tuple(sorted((one for one in pieces if isinstance(one, Given)), key=lambda one: one.parameter))


def _given(parameter: str, pieces: Pieces) -> Iterator[object]:
    times = [piece for piece in pieces if isinstance(piece, Time)]
    yield from (Remark(time.remark) for time in times if time.remark)
    if parameter in ("left", "right"):
        yield Given(parameter, pieces)
    elif parameter in ("relation", "relates"):
        yield Given("relation", _relation(pieces[0]))
    elif times:
        yield Given(parameter, _day(parameter, times[0].text))
    else:
        yield Given(parameter, pieces[0] if isinstance(pieces[0], Name) else _value(str(pieces[0])))


def _relation(token: Any) -> str:
    return _RELATIONS.get(token.type) or str(token).upper()


def _day(parameter: str, text: str) -> str:
    sides = {"start": dates.first_day, "end": dates.last_day}
    return sides[parameter](text) if parameter in sides else text


def _value(text: str) -> object:
    return int(text) if text.isdecimal() else text


def _name(tokens: tuple[Any, ...]) -> Pieces:
    text, start = " ".join(tokens), tokens[0].start_pos
    if text.startswith('"'):
        return (Name(" ".join(text[1:-1].split()), start, quoted=True),)
    return (Name(re.sub(r"(?:'s|(?<=s)')$", "", text, flags=re.IGNORECASE) or text, start),)


def _date(pieces: tuple[Any, ...]) -> Pieces:
    return pieces if isinstance(pieces[0], Time) else (dates.edtf(str(pieces[0])),)


def _time(*names: str, moved: Callable[[str], str] = str) -> Callable[[tuple[Any, ...]], Pieces]:
    """The filters of these names, each of its own date, or all of the only one."""

    def make(times: tuple[Any, ...]) -> Pieces:
        remarks = tuple(Remark(time.remark) for time in times if time.remark)
        of_each = zip(names, times * (len(names) // len(times)), strict=True)
        return (*(Filter(name, moved(time.text)) for name, time in of_each), *remarks)

    return make


def _flag(name: str) -> Callable[[Pieces], Pieces]:
    return lambda _: (Filter(name, True),)


def _narrowed(tokens: tuple[Any, ...]) -> Pieces:
    return tuple(Filter(token.type.lower(), str(token).lower().replace(" ", "_")) for token in tokens)


def _sentence(pieces: Pieces) -> Pieces:
    (found,) = (piece for piece in pieces if isinstance(piece, Reading))
    filters = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Filter)))
    single = [one.name for one in filters if one.name not in ("status", "verdict", "without")]
    twice = sorted({name for name in single if single.count(name) > 1})
    if twice:
        raise UsageError(f"Said twice, and not alike: {', '.join('--' + name.strip('_') for name in twice)}.")
    remarks = dict.fromkeys(piece.text for piece in pieces if isinstance(piece, Remark))
    return (Reading(found.question, found.given, tuple(sorted(filters, key=_order)), tuple(remarks)),)


def _order(one: Filter) -> tuple[str, str]:
    return one.name, str(one.value)


_MAKERS: Mapping[str, Callable[[tuple[Any, ...]], Pieces]] = {
    "sentence": _sentence,
    "name": _name,
    "date": _date,
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
    "narrowed": _narrowed,
    "limit": lambda tokens: (Filter("limit", int(tokens[0])),),
}

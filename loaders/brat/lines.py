"""The lines of brat standoff, each parsed alone into the record that it stands for.

The format is told in brat's manual, "standoff". Fields are separated by tabs, what stands inside the middle field by
single spaces. Only ``\\n`` ends a line: U+2028 and the like are part of what an annotator marked.
"""

from __future__ import annotations

import functools
import itertools
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goodoffices.graph.annotation import (
    Argument,
    Attribute,
    Equivalence,
    EventMention,
    Normalisation,
    Note,
    Relation,
)
from goodoffices.loaders.brat.offsets import Spans

LONGEST = 1024 * 1024
"""Characters of the longest line."""

LONGEST_MENTION = 10_000
"""Characters that one mention may hold."""

MOST_PIECES = 20
"""Of one discontinuous mention."""

MOST_ROLES = 500
"""Of one event: each two parties make an edge."""

_LONGEST_KEPT = 40

_ID = re.compile(r"[TERAMN#][0-9]{1,18}|\*")
_SPACE = re.compile(r"\s")
_SPAN = re.compile(r"(?P<start>[0-9]+) (?P<end>[0-9]+)")
_OFFSETS_THEN_MORE = re.compile(r"\S+ [0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)* .+")


class LineError(ValueError):
    """Why a line is no record; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A T line: spans in the file's own unit, and the words that it records."""

    id: str
    type: str
    spans: Spans
    words: str
    line: int


Record = PlacedMention | EventMention | Relation | Attribute | Normalisation | Note | Equivalence

_FORMS: Mapping[str, str] = {
    "T": "T1<tab>State 0 4<tab>Iran",
    "E": "E1<tab>Mediation:T2 Mediator:T1 Party:T3",
    "R": "R1<tab>Of Arg1:T1 Arg2:T2",
    "A": "A1<tab>Status E1 held",
    "M": "M1<tab>Status E1 held",
    "N": "N1<tab>Reference T1 ISO3166:IRN<tab>Iran",
    "#": "#1<tab>AnnotatorNotes T1<tab>a remark",
    "*": "*<tab>Equiv T1 T2",
}


def line_id(line: str) -> str:
    """What the line calls itself, as far as it can be told: the text before its first tab or space."""
    return re.split(r"[\t ]", line, maxsplit=1)[0][:20]


def parsed_line(line: str, number: int) -> tuple[Record, ...]:
    """The records of one line (several for a symmetric relation of more than two). Raises LineError."""
    if len(line) > LONGEST:
        raise LineError(f"is too long: {len(line):,} characters; one line may have {LONGEST:,}", "split the record")
    name, tab, rest = line.partition("\t")
    kind = line[:1]
    if kind not in _FORMS:
        raise LineError(f'unknown type of line: "{_short(line)}"', "a line begins with T, E, R, A, M, N, # or *")
    form = f"the form is {_FORMS[kind]}"
    if not tab or " " in name:
        raise LineError(f'no tab after the id in "{_short(line)}"', form)
    if not _ID.fullmatch(name):
        raise LineError(f'"{name[:20]}" is not an id', f"{kind} and a number, as in {_FORMS[kind]}")
    try:
        return _PARSERS[kind](name, rest, number)
    except LineError as error:
        raise LineError(str(error), error.hint or form) from None


def _short(text: str) -> str:
    plain = text.replace("\t", "<tab>")
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _words(field: str) -> list[str]:
    return [word for word in field.split(" ") if word]


def _middle(rest: str) -> list[str]:
    """The words of a line that ends with its middle field; brat leaves a tab or space behind some."""
    field, _, more = rest.partition("\t")
    if more.strip():
        raise LineError(f'trailing text "{_short(more.strip())}"')
    return _words(field)


def _mention(name: str, rest: str, number: int) -> tuple[Record, ...]:
    place, tab, words = rest.partition("\t")
    kind, _, offsets = place.rstrip(" ").partition(" ")
    if not kind or not offsets:
        raise LineError("cut line: no type and offsets")
    if not tab and _OFFSETS_THEN_MORE.fullmatch(place):
        raise LineError("no tab between the offsets and the recorded text")
    parts = offsets.split(";")
    # A name that an annotator parted has a few pieces; each costs a search where offsets are wrong.
    if len(parts) > MOST_PIECES:
        message = f"has {len(parts):,} pieces; one mention may have {MOST_PIECES}"
        raise LineError(message, "mark the words that name it")
    spans = tuple(_span(part) for part in parts)
    if not tab or not words:
        raise LineError("cut line: no recorded text after the offsets")
    if len(words) > LONGEST_MENTION:
        message = f"marks {len(words):,} characters; one mention may have {LONGEST_MENTION:,}"
        raise LineError(message, "mark the words that name it")
    return (PlacedMention(name, kind, spans, words, number),)


def _span(part: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(part.strip(" "))
    if match is None:
        raise LineError(
            f'bad offsets: "{_short(part)}" is not two numbers', "write start and end, as in 0 4 or 0 4;8 12"
        )
    # Before ``int``, which takes long for numbers of many digits and refuses them beyond 4,300.
    if len(part) > 40:
        raise LineError(f'bad offsets: "{_short(part)}" is beyond any text')
    start, end = int(match["start"]), int(match["end"])
    if end < start:
        raise LineError(f"bad offsets: the end {end} lies before the start {start}", "did they change places?")
    if end == start:
        raise LineError(
            f"bad offsets: {start} to {end} is an empty span", "the end is the offset after the last character"
        )
    return start, end


def _event(name: str, rest: str, number: int) -> tuple[Record, ...]:
    words = _middle(rest)
    kind, colon, trigger = words[0].partition(":") if words else ("", "", "")
    if not (kind and colon and trigger):
        raise LineError("cut line: no type and trigger")
    if len(words) > MOST_ROLES + 1:
        raise LineError(f"has {len(words) - 1:,} roles; one event may have {MOST_ROLES}", "join them in a group")
    return (EventMention(name, kind, trigger, tuple(_argument(word) for word in words[1:]), number),)


def _argument(word: str) -> Argument:
    # Roles and ids recur from event to event, and from text to text; what is kept for that must be short.
    return _short_argument(word) if len(word) <= _LONGEST_KEPT else _parsed_argument(word)


@functools.lru_cache(maxsize=1 << 13)
def _short_argument(word: str) -> Argument:
    return _parsed_argument(word)


def _parsed_argument(word: str) -> Argument:
    # brat numbers the fillers of one role that has several: Party, Party2, Party3.
    name, _, filler = word.partition(":")
    role = name.rstrip("0123456789")
    if not role or not filler or _SPACE.search(filler):
        raise LineError(f'"{_short(word)}" is not a role with a filler', "write Role:T1 or Role2:T1; is the line cut?")
    # Roles and ids recur from event to event: each is held once.
    return Argument(sys.intern(role), int(name[len(role) :][:9] or 1), sys.intern(filler))


def _relation(name: str, rest: str, number: int) -> tuple[Record, ...]:
    words = _middle(rest)
    if len(words) < 3:
        raise LineError("cut line: a relation has a type and two arguments")
    if len(words) > 3:
        raise LineError(f'trailing text "{_short(" ".join(words[3:]))}"')
    ends = dict(word.partition(":")[::2] for word in words[1:])
    if set(ends) != {"Arg1", "Arg2"} or not all(ends.values()):
        raise LineError(f'the arguments "{_short(" ".join(words[1:]))}" are not Arg1 and Arg2')
    return (Relation(name, words[0], ends["Arg1"], ends["Arg2"], number),)


def _attribute(name: str, rest: str, number: int) -> tuple[Record, ...]:
    words = _middle(rest)
    # A flag has no value; that ours all need one is the vocabulary's to say, not the format's.
    if len(words) < 2:
        raise LineError("cut line: an attribute has a name and a target")
    if len(words) > 3:
        raise LineError(f'trailing text "{_short(" ".join(words[3:]))}"')
    return (Attribute(name, words[0], words[1], words[2] if len(words) == 3 else "", number),)


def _normalisation(name: str, rest: str, number: int) -> tuple[Record, ...]:
    middle, _, label = rest.partition("\t")
    words = _words(middle)
    if len(words) < 3:
        raise LineError("cut line: a normalisation has a target and an identifier")
    if len(words) > 3 or "\t" in label.rstrip("\t"):
        raise LineError(f'trailing text in "{_short(rest)}"', "is the tab before the label missing?")
    if words[0] != "Reference":
        raise LineError(f'a normalisation is a "Reference", not a "{_short(words[0])}"')
    scheme, colon, value = words[2].partition(":")
    if not (scheme and colon and value):
        raise LineError(f'"{_short(words[2])}" is not a scheme and a value, as in ISO3166:IRN')
    return (Normalisation(name, words[1], scheme, value, label.strip(), number),)


def _note(name: str, rest: str, number: int) -> tuple[Record, ...]:
    middle, _, text = rest.partition("\t")
    words = _words(middle)
    if len(words) != 2:
        raise LineError("a note has a type and a target")
    return (Note(name, words[0], words[1], text, number),)


def _joined(name: str, rest: str, number: int) -> tuple[Record, ...]:
    """A ``*`` line: an equivalence, or a symmetric relation, which brat writes in this form whatever its type."""
    words = _middle(rest)
    if len(words) < 3:
        raise LineError("cut line: two annotations at least are joined")
    if words[0] == "Equiv":
        return (Equivalence(tuple(words[1:]), number),)
    # A chain says what all pairs would: a symmetric relation is transitive, too.
    pairs = itertools.pairwise(words[1:])
    return tuple(Relation(name, words[0], source, target, number) for source, target in pairs)


_PARSERS: Mapping[str, Callable[[str, str, int], tuple[Record, ...]]] = {
    "T": _mention,
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "N": _normalisation,
    "#": _note,
    "*": _joined,
}

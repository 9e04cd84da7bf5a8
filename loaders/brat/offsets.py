"""In which unit a file counts its offsets, and where these lie in Unicode code points.

Editors and servers count a text differently: Java and JavaScript in UTF-16 units, others in bytes; some translate line
ends before they count, some count a byte order mark. A whole file that fits another way of counting is converted.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodoffices.loaders.files import BOM

Spans = tuple[tuple[int, int], ...]

_BREAK = re.compile(r"\r?[\n ]|\r")
_WIDE = {"code points": None, "UTF-16 code units": "[\U00010000-\U0010ffff]", "UTF-8 bytes": r"[^\x00-\x7f]"}
_LINE_ENDS = {"": None, "CRLF as one": r"(?<=\r)\n", "LF as two": r"(?<!\r)\n"}
_CODEC = {"code points": "utf-32-le", "UTF-16 code units": "utf-16-le", "UTF-8 bytes": "utf-8"}
_BYTES = {"code points": 4, "UTF-16 code units": 2, "UTF-8 bytes": 1}


@dataclass(frozen=True, slots=True)
class Unit:
    """One way of counting: the measure, how line ends count if not as they stand, and whether a BOM counts."""

    measure: str = "code points"
    line_ends: str = ""
    with_bom: bool = False

    def __str__(self) -> str:
        parts = [self.measure, self.line_ends and f"with {self.line_ends}", "with the BOM" if self.with_bom else ""]
        return " ".join(filter(None, parts))

    @property
    def oddity(self) -> int:
        """In how many ways it differs from plain code points."""
        return (self.measure != "code points") + bool(self.line_ends) + self.with_bom


POINTS = Unit()


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file records of one mention: its spans in the file's own unit, and the words they hold."""

    spans: Spans
    words: str


def fits(text: str, spans: Spans, words: str) -> bool:
    """Whether the spans (code points) hold the recorded words.

    The parts of a discontinuous mention are joined by a space, and a line end may be recorded as a space, as brat
    does both.
    """
    start, end = spans[0]
    if len(spans) == 1 and end <= len(text) and text[start:end] == words:
        return True
    if any(end > len(text) for _, end in spans) or sum(end - start for start, end in spans) > 2 * len(words):
        # Longer than line ends of two characters could make them: a mention of a word may claim to span the whole text.
        return False
    held = " ".join(text[start:end] for start, end in spans)
    return held == words or flat(held) == flat(words)


def flat(words: str) -> str:
    """The words with each line end as one space."""
    return _BREAK.sub(" ", words)


def unit_of(text: str, placed: Sequence[Placed], has_bom: bool) -> Unit | None:
    """The plainest unit that fits every mention, code points first; None if no unit does."""
    for unit in _units(text, has_bom):
        ruler = Ruler(text, unit)
        converted = ((ruler.points(mention.spans), mention.words) for mention in placed)
        # Every one: a few mentions of plain letters near the start fit any unit.
        if all(spans is not None and fits(text, spans, words) for spans, words in converted):
            return unit
    return None


def _units(text: str, has_bom: bool) -> Iterable[Unit]:
    """The ways of counting that differ on this text, the plainest first."""
    # Of eighteen; one of plain ASCII counts alike in all measures, and each unit costs a walk through the text.
    marked = BOM * has_bom + text
    measures = [name for name, wide in _WIDE.items() if wide is None or re.search(wide, marked)]
    line_ends = [name for name, wide in _LINE_ENDS.items() if wide is None or re.search(wide, text)]
    ways = itertools.product(measures, line_ends, [False, True] if has_bom else [False])
    return sorted((Unit(*way) for way in ways), key=lambda unit: unit.oddity)


class Ruler:
    """Converts offsets of one text from a unit to code points; remembers only the characters that count oddly."""

    def __init__(self, text: str, unit: Unit) -> None:
        self._base = _width(BOM, unit.measure) if unit.with_bom else 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._surplus = [0]
        # The line ends and characters that don't count as one; where none do, nothing is looked for (``(?!)``).
        patterns = filter(None, (_LINE_ENDS[unit.line_ends], _WIDE[unit.measure]))
        width_of_line_end = 0 if unit.line_ends == "CRLF as one" else 2
        for match in re.finditer("|".join(patterns) or r"(?!)", text):
            width = width_of_line_end if match[0] == "\n" else _width(match[0], unit.measure)
            start = match.start() + self._surplus[-1]
            self._starts.append(start)
            self._ends.append(start + width)
            self._surplus.append(self._surplus[-1] + width - 1)

    def points(self, spans: Spans) -> Spans | None:
        """The spans in code points, or None where one begins or ends inside a character or before the text."""
        converted = [(self._point(start), self._point(end)) for start, end in spans]
        if any(start is None or end is None for start, end in converted):
            return None
        return tuple((int(start or 0), int(end or 0)) for start, end in converted)

    def _point(self, offset: int) -> int | None:
        # Found by bisection over the odd characters alone: most texts have few, and offsets come in any order.
        within = offset - self._base
        passed = bisect_right(self._ends, within)
        inside = passed < len(self._starts) and self._starts[passed] < within
        return None if within < 0 or inside else within - self._surplus[passed]


def _width(character: str, measure: str) -> int:
    return len(character.encode(_CODEC[measure])) // _BYTES[measure]

"""Mentions of a brat file set into its text: each must hold the words that the file records for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import Mention
from goodoffices.graph.errors import Fault
from goodoffices.loaders.brat_lines import PlacedMention
from goodoffices.loaders.offsets import POINTS, Placed, Ruler, Spans, fits, flat, unit_of

MOST_SOUGHT = 50
"""Misplaced mentions for which the whole text is searched; for the others what is near."""
REACH = 2000
"""Characters before and after that count as near."""
LONGEST_SHOWN = 200
"""Characters of a text that a message shows."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The mentions that hold what the file records, the faults of the others, and a remark on a unit converted."""

    mentions: tuple[Mention, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...] = ()


def set_into(text: str, placed: Sequence[PlacedMention], path: str, has_bom: bool) -> Setting:
    """The mentions in code points of ``text`` (without its BOM), whatever the file as a whole counts in."""
    unit = unit_of(text, [Placed(one.spans, one.words) for one in placed], has_bom)
    if unit is None or unit == POINTS:
        sound = [one for one in placed if fits(text, one.spans, one.words)]
        seekers = itertools.chain(itertools.repeat(_whereabouts, MOST_SOUGHT), itertools.repeat(_nearby))
        misplaced = zip((one for one in placed if not fits(text, one.spans, one.words)), seekers, strict=False)
        faults = tuple(_misplaced(text, one, path, seek) for one, seek in misplaced)
        return Setting(tuple(_mention(one, one.spans) for one in sound), faults)
    ruler = Ruler(text, unit)
    mentions = tuple(_mention(one, ruler.points(one.spans) or one.spans) for one in placed)
    return Setting(mentions, (), (f"{path}: counts offsets in {unit}; converted to Unicode code points",))


def _mention(one: PlacedMention, spans: Spans) -> Mention:
    start = min(start for start, _ in spans)
    return Mention(one.id, one.type, start, max(end for _, end in spans), tuple(sorted(spans)), one.line)


def _misplaced(text: str, one: PlacedMention, path: str, seek: Callable[[str, str, int], str]) -> Fault:
    start, end = one.spans[0][0], one.spans[-1][1]
    beyond = max(end for _, end in one.spans)
    if beyond > len(text):
        message = f'bad offsets: "{_short(one.words)}" ends at {beyond}, beyond the text\'s {len(text)} characters'
    else:
        held = " ".join(text[first : min(last, first + LONGEST_SHOWN)] for first, last in one.spans[:LONGEST_SHOWN])
        cut = "…" * any(last - first > LONGEST_SHOWN for first, last in one.spans)
        message = (
            f'bad offsets: the text has "{_short(flat(held) + cut)}" at {start}-{end}, '
            f'but "{_short(one.words)}" is recorded'
        )
    return Fault(path, one.line, one.id, message, seek(text, one.words, start))


def _short(words: str) -> str:
    """The words as a message shows them: a file may have as many mistaken mentions as lines, all of them long."""
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"


def _whereabouts(text: str, words: str, near: int) -> str:
    """Where the recorded words really stand, the nearest place first."""
    return _found(text, words, near) or "the text holds these words nowhere; was it changed after it was annotated?"


def _nearby(text: str, words: str, near: int) -> str:
    """Where the recorded words stand if they are near: the whole text is not searched for every mistake."""
    start = max(0, min(near, len(text)) - REACH)
    return _found(text[start : start + 2 * REACH + len(words)], words, near - start, start)


def _found(text: str, words: str, near: int, offset: int = 0) -> str:
    plain, sought = text.replace("\n", " "), words.replace("\n", " ")
    places = (plain.rfind(sought, 0, near + len(sought)), plain.find(sought, near))
    found = sorted((abs(place - near), place + offset) for place in places if place >= 0)
    return "".join(f"these words stand at {place}-{place + len(words)}" for _, place in found[:1])

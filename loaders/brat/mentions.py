"""Mentions of a brat file set into its text: each must hold the words that the file records for it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import Mention
from goodoffices.graph.errors import Fault
from goodoffices.graph.vocabulary.text import counted
from goodoffices.loaders.brat.lines import PlacedMention
from goodoffices.loaders.brat.offsets import Placed, Ruler, Spans, fits, flat, unit_of

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
    fitting = [fits(text, mention.spans, mention.words) for mention in placed]
    # Where plain code points fit every mention, as in nearly every file, no other unit is looked at.
    unit = None if all(fitting) else unit_of(text, [Placed(one.spans, one.words) for one in placed], has_bom)
    # A file that fits no unit as a whole is read in plain code points: then mentions are wrong, not the counting.
    if unit is None:
        sound = itertools.compress(placed, fitting)
        wrong = (mention for mention, is_sound in zip(placed, fitting, strict=True) if not is_sound)
        faults = tuple(_misplaced(text, mention, path, n < MOST_SOUGHT) for n, mention in enumerate(wrong))
        return Setting(tuple(_mention(mention, mention.spans) for mention in sound), faults)
    ruler = Ruler(text, unit)
    mentions = tuple(_mention(mention, ruler.points(mention.spans) or mention.spans) for mention in placed)
    return Setting(mentions, (), (f"{path}: counts offsets in {unit}; converted to Unicode code points",))


def _mention(placed: PlacedMention, spans: Spans) -> Mention:
    if len(spans) == 1:
        return Mention(placed.id, placed.type, *spans[0], spans, placed.line)
    start = min(start for start, _ in spans)
    return Mention(placed.id, placed.type, start, max(end for _, end in spans), tuple(sorted(spans)), placed.line)


def _misplaced(text: str, placed: PlacedMention, path: str, everywhere: bool) -> Fault:
    start, end = placed.spans[0][0], placed.spans[-1][1]
    beyond = max(end for _, end in placed.spans)
    if beyond > len(text):
        length = counted(len(text), "character")
        message = f'bad offsets: "{_short(placed.words)}" ends at {beyond}, beyond the text\'s {length}'
    else:
        held = " ".join(text[first : min(last, first + LONGEST_SHOWN)] for first, last in placed.spans[:LONGEST_SHOWN])
        cut = "…" * any(last - first > LONGEST_SHOWN for first, last in placed.spans)
        message = (
            f'bad offsets: the text has "{_short(flat(held) + cut)}" at {start}-{end}, '
            f'but "{_short(placed.words)}" is recorded'
        )
    return Fault(path, placed.line, placed.id, message, _whereabouts(text, placed.words, start, everywhere))


def _short(words: str) -> str:
    """The words as a message shows them: a file may have as many mistaken mentions as lines, all of them long."""
    return words if len(words) <= LONGEST_SHOWN else words[: LONGEST_SHOWN - 1] + "…"


def _whereabouts(text: str, words: str, near: int, everywhere: bool) -> str:
    """Where the recorded words really stand, the place nearest to the recorded offset.

    Unless ``everywhere`` only what is near is looked at: the whole text is not searched for every mistake.
    """
    first = 0 if everywhere else max(0, min(near, len(text)) - REACH)
    last = len(text) if everywhere else first + 2 * REACH + len(words)
    # brat records a line end within a mention as a space.
    plain, sought = text[first:last].replace("\n", " "), words.replace("\n", " ")
    at = near - first
    places = (plain.rfind(sought, 0, at + len(sought)), plain.find(sought, at))
    found = sorted((abs(place - at), place + first) for place in places if place >= 0)
    if found:
        return f"these words stand at {found[0][1]}-{found[0][1] + len(words)}"
    return "the text holds these words nowhere; was it changed after it was annotated?" if everywhere else ""

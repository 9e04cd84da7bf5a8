"""Mentions of a brat file set into its text: each must hold the words that the file records for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import Mention
from goodoffices.graph.errors import Fault
from goodoffices.loaders.brat_lines import PlacedMention
from goodoffices.loaders.offsets import POINTS, Placed, Ruler, Spans, fits, flat, unit_of


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
        faults = tuple(_misplaced(text, one, path) for one in placed if not fits(text, one.spans, one.words))
        return Setting(tuple(_mention(one, one.spans) for one in sound), faults)
    ruler = Ruler(text, unit)
    mentions = tuple(_mention(one, ruler.points(one.spans) or one.spans) for one in placed)
    return Setting(mentions, (), (f"{path}: counts offsets in {unit}; converted to Unicode code points",))


def _mention(one: PlacedMention, spans: Spans) -> Mention:
    start = min(start for start, _ in spans)
    return Mention(one.id, one.type, start, max(end for _, end in spans), tuple(sorted(spans)), one.line)


def _misplaced(text: str, one: PlacedMention, path: str) -> Fault:
    start, end = one.spans[0][0], one.spans[-1][1]
    beyond = max(end for _, end in one.spans)
    if beyond > len(text):
        message = f'bad offsets: "{one.words}" ends at {beyond}, beyond the text\'s {len(text)} characters'
    else:
        held = " ".join(text[first:last] for first, last in one.spans)
        message = f'bad offsets: the text has "{flat(held)}" at {start}-{end}, but "{one.words}" is recorded'
    return Fault(path, one.line, one.id, message, _whereabouts(text, one.words, start))


def _whereabouts(text: str, words: str, near: int) -> str:
    """Where the recorded words really stand, the nearest place first."""
    plain, sought = text.replace("\n", " "), words.replace("\n", " ")
    places = (plain.rfind(sought, 0, near + len(sought)), plain.find(sought, near))
    found = sorted((abs(place - near), place) for place in places if place >= 0)
    if not found:
        return "the text holds these words nowhere; was it changed after it was annotated?"
    place = found[0][1]
    return f"these words stand at {place}-{place + len(words)}"

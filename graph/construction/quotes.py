"""Quotes: the sentences behind a claim, cut from the text as it stands.

A quote is the sentence that holds the trigger, widened by whole sentences to hold every argument within two
sentences of it. The end of a paragraph always ends a sentence.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sentencex

from goodoffices.graph.annotation import AnnotatedDocument, EventMention
from goodoffices.graph.model import CONTEXT, Evidence, content_id

REACH = 2
"""How many sentences away from the trigger an argument may stand and still be quoted."""
LONGEST = 4000
"""Code points of the longest sentence: what has no end by then is a list, a table or a text without stops."""
WINDOW = 10_000
"""Code points in which sentences are looked for at once."""
PARAGRAPH_END = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)|\u2029")

_ASIDE = re.compile(r"([(\[][^()\[\]\s]*\s[^()\[\]]*[.!?…][\"”’']{0,2}[)\]])\s+(?=\S)")
"""A bracket of several words that ends with its sentence; one word is rather an abbreviation: (U.S.) officials."""

Span = tuple[int, int]


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of ``text`` as spans without surrounding white space, in order; none longer than LONGEST."""
    breaks = [mark.span() for mark in PARAGRAPH_END.finditer(text)]
    # The end of a paragraph always ends a sentence, that of a heading, too, which has no stop.
    paragraphs = zip([0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)], strict=True)
    return tuple(
        piece
        for start, end in paragraphs
        for first, last in _boundaries(text, start, end, language or "en")
        for sentence in _asides_apart(text, *_trimmed(text, first, last))
        for piece in _pieces(text, *sentence)
    )


def _boundaries(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """The sentences between two offsets, found a window at a time: the library's time grows faster than the text.

    A window's last sentence may be cut by its end, so that the next window begins with it.
    """
    while start < end:
        window = text[start : min(end, start + WINDOW)]
        boundaries = sentencex.get_sentence_boundaries(language, window)
        found = [(sentence["start_index"], sentence["end_index"]) for sentence in boundaries]
        is_last = start + len(window) == end or len(found) < 2
        yield from ((start + first, start + last) for first, last in (found if is_last else found[:-1]))
        start += len(window) if is_last else found[-1][0]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut between words where it is too long to be one."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        if (piece := _trimmed(text, start, cut))[0] < piece[1]:
            yield piece
        start = cut
    if (piece := _trimmed(text, start, end))[0] < piece[1]:
        yield piece


def _asides_apart(text: str, start: int, end: int) -> Iterable[Span]:
    """A sentence, which ends with the bracket that it began with if that holds whole sentences."""
    while (aside := _ASIDE.match(text, start, end)) and not text[aside.end()].islower():
        yield start, aside.end(1)
        start = aside.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


@dataclass(frozen=True, slots=True)
class Quoter:
    """Cuts the quotes of one document; ``spans`` holds every mention, and every event by its trigger."""

    document: AnnotatedDocument
    spans: Mapping[str, Span]
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, document: AnnotatedDocument) -> Quoter:
        """A quoter with the document's sentences found once."""
        spans = {mention.id: (mention.start, mention.end) for mention in document.mentions}
        spans |= {event.id: spans[event.trigger] for event in document.events}
        found = sentences(document.text, document.language) or ((0, len(document.text)),)
        return cls(document, spans, [start for start, _ in found], [end for _, end in found])

    def evidence(self, event: EventMention) -> Evidence:
        """The evidence of one event mention; its id comes from the annotated spans, never from the quote."""
        text = self.document.text
        trigger = self.spans[event.id]
        arguments = sorted({self.spans[argument.filler] for argument in event.arguments})
        first, last = self._sentence_of(trigger[0]), self._sentence_of(trigger[1] - 1)
        near = [self._sentence_of(edge) for start, end in arguments for edge in (start, end - 1)]
        # What stands farther off is left out: a quote that holds half a page shows nobody where the fact is told.
        reached = [first, last, *(n for n in near if first - REACH <= n <= last + REACH)]
        # The trigger itself is always within, even if the sentences are cut through it.
        start, end = min(self.starts[min(reached)], trigger[0]), max(self.ends[max(reached)], trigger[1])
        return Evidence(
            id=content_id("evidence", self.document.id, trigger, arguments),
            document=self.document.id,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            trigger_start=trigger[0],
            trigger_end=trigger[1],
        )

    def _sentence_of(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self.starts, offset) - 1)

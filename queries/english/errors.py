"""What is said of a sentence that the grammar can't take: the first such word, and the nearest forms."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.graph.vocabulary.spelling import nearest
from goodoffices.queries.english.grammar import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lark.exceptions import UnexpectedInput

_HINTS = (
    (
        r"\b(?:today|yesterday|tomorrow|nowadays|now|currently|current|recent|recently|lately|latest|ago|so far)\b"
        r"|\b(?:last|this|next|past|previous|coming)(?: [\w-]+)?"
        r" (?:days?|weeks?|months?|years?|decades?|quarters?|century|spring|summer|autumn|fall|winter)\b",
        'depends on the day on which it is asked; write a date: "since May 2018", "in 2019", "by 3 May 2018"',
    ),
    (r"\b[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}\b", 'may be two days; write "12 June 2019" or 2019-06-12'),
    (
        r"\b(?:in|since|on|before|after|until|by|during) (?:\d+ )?(?:january|february|march|april|may|june|july|august"
        r"|september|october|november|december)\b(?! \d)",
        'has no year; write one: "in May 2018"',
    ),
)
"""Words that look like a date and are none, and what to write instead."""

_USUAL = ("who_mediated", "talks", "sanctions", "timeline", "disputed")


def not_understood(sentence: str, error: UnexpectedInput) -> UsageError:
    """The error of a sentence that no rule takes, as the parser tells it."""
    at = error.pos_in_stream
    if at is None or at < 0 or at >= len(sentence):
        # The parser reads a misspelt "and" as part of a name and misses the real one only at the end.
        for place, word in enumerate(words_of(sentence), 1):
            # What has a capital is somebody's name, and is not put right.
            if word.islower() and word not in _vocabulary() and (meant := _known(word)):
                return refused(sentence, f"word {place}, {quoted(word)}, is not known here, but {quoted(meant[0])} is")
        expected = {_WORDS.get(str(getattr(one, "name", one)), "") for one in getattr(error, "expected", ())}
        missing = " or ".join(sorted(filter(None, expected))) or "something"
        return refused(sentence, f"the question is not whole: after its last word {missing} is missing")
    # The parser may stop within a word, and people count whole ones.
    begins = at == 0 or " " in sentence[at - 1 : at + 1]
    return not_taken(sentence, len(words_of(sentence[:at])) + begins)


def words_of(sentence: str) -> list[str]:
    """The words of a tidied sentence as people count them: a comma is none."""
    return sentence.replace(" ,", ",").split()


def not_taken(sentence: str, place: int) -> UsageError:
    """The error that the word at that place, the first being 1, does not fit."""
    words = words_of(sentence)
    before, word = words[: place - 1], quoted(words[min(place, len(words)) - 1])
    if not before:
        return refused(sentence, f"word 1, {word}, begins no question")
    return refused(sentence, f"word {place}, {word}, does not fit after {quoted(' '.join(before[-3:]))}")


def quoted(words: str) -> str:
    """The words in quotes of either kind."""
    return f"'{words}'" if '"' in words else f'"{words}"'


_WORDS = {"AND": '"and"', "WORD": "a name", "YEAR": "a year", "NUMBER": "a number", "EVENT_ID": "an event's id"} | {
    "EDTF": "a date",
    "MONTH": "a month",
}


def too_many_ways(sentence: str) -> UsageError:
    """The error of a sentence that means too much."""
    return refused(sentence, "it can be read in too many ways; put the names in quotes")


def refused(sentence: str, why: str) -> UsageError:
    """The error of a sentence that is not understood, with the nearest forms and what helps."""
    hints = [f'"{found}" {hint}.' for found, hint in _hinted(sentence)]
    lines = [f"  {form}" for form in nearest_forms(sentence)]
    return UsageError("\n".join([f"Not understood: {why}.", *hints, "Nearest forms:", *lines]))


def clock_words(sentence: str) -> UsageError | None:
    """The error of a sentence whose dates are none, if it has such."""
    # Never taken from the clock: the same question shall mean the same tomorrow.
    return refused(sentence, "it has a time that is no date") if any(_hinted(sentence)) else None


def _hinted(sentence: str) -> Iterable[tuple[str, str]]:
    # What is in quotes is a name, though it be called "Last Year".
    bare = re.sub('"[^"]*"', " ", sentence)
    for pattern, hint in _HINTS:
        if found := re.search(pattern, bare, re.IGNORECASE):
            yield found[0], hint


def nearest_forms(sentence: str) -> tuple[str, ...]:
    """The wordings that are most like a sentence, compared without its names: of questions, then of filters."""
    words = re.sub('"[^"]*"', "…", sentence).replace(" ,", "").split()
    # An ellipsis stands for everything that is no word of some form, nor spelt like one.
    known = [next(iter(_known(word.lower())), "…") for word in words]
    shape = [word for n, word in enumerate(known) if word != "…" or n == 0 or known[n - 1] != "…"]
    close = [_by_shape(False)[one] for one in nearest(" ".join(shape), _by_shape(False))]
    usual = [next(one.text for one in forms() if one.rule == rule) for rule in _USUAL]
    further = []
    for other, text in _by_shape(True).items():
        last = " ".join(shape[-len(other.split()) :])
        # The last words of the sentence are like the filter's, but not the same.
        if last != other and get_close_matches(last, [other], 1, 0.85):
            further.append(f"… {text}")
    return tuple(dict.fromkeys([*(close or usual), *further[:2]]))


@cache
def _by_shape(filters: bool) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in forms():
        if one.filters == filters:
            found.setdefault(re.sub(r"[A-Z_]{2,}|\b[AB]\b", "…", one.text), one.text)
    return found


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for one in forms() for word in one.text.split() if word == word.lower())


def _known(word: str) -> list[str]:
    return [word] if word in _vocabulary() else get_close_matches(word, sorted(_vocabulary()), 1, 0.8)

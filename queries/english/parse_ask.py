"""What an English sentence may ask, by the grammar: every way to read it, whoever its names may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.graph.errors import UsageError
from goodoffices.queries.english.errors import not_understood, too_many_ways
from goodoffices.queries.english.forest import TooManyWaysError, readings
from goodoffices.queries.english.grammar import parser, telling
from goodoffices.queries.english.rules import LONGEST_NAME, Interpretation, Maker

LONGEST = (60, 600)
"""How many words and letters a sentence may have."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Every way to read a sentence, and why some others can't be meant: a day that is none, a filter said twice."""

    found: tuple[Interpretation, ...]
    faults: tuple[UsageError, ...] = ()


def read_sentence(text: str) -> Readings:
    """Every way to read a sentence, at least one.

    Raises UsageError, with the first word that can't be taken and the nearest forms, if there is none.
    """
    from lark.exceptions import UnexpectedInput

    sentence = tidied(text)
    maker = Maker()
    try:
        found = readings(parser().parse(sentence), maker.make, telling())
    except UnexpectedInput as error:
        raise not_understood(sentence, error) from None
    except TooManyWaysError:
        raise too_many_ways(sentence) from None
    if not found:
        too_long = UsageError(f"A name of more than {LONGEST_NAME} words wants quotes around it.")
        raise next(iter(maker.faults), too_long)
    return Readings(tuple(one for (one,) in found if isinstance(one, Interpretation)), tuple(maker.faults))


def tidied(text: str) -> str:
    """The sentence with single spaces, plain quotes, commas as words, and without its last mark.

    Raises UsageError for none, one that is too long, or bytes that were no text.
    """
    # Such halves stand for bytes of an argument that were no UTF-8; nothing could be looked up by them.
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError("The question holds bytes that are no text in UTF-8.")
    # Sentences are pasted out of programs that set their quotes in type.
    plain = " ".join(re.sub("[“”„«»]", '"', text).replace("’", "'").split())
    # In quotes a comma is part of a name.
    apart = "".join(
        part if part.startswith('"') else re.sub(r" *, *", " , ", part) for part in re.split('("[^"]*")', plain)
    )
    words = apart.rstrip("?!; ").split()
    # "U.S." keeps its stop; that of a sentence goes.
    if words and words[-1].endswith(".") and words[-1].count(".") == 1:
        words[-1] = words[-1][:-1]
    sentence = " ".join(words)
    if not sentence:
        raise UsageError("The question is empty.")
    # The parser's time grows much faster than the words do.
    if len(words) > LONGEST[0] or len(sentence) > LONGEST[1]:
        raise UsageError(f"A question has at most {LONGEST[0]} words and {LONGEST[1]} letters.")
    return sentence

"""What an English sentence may ask, by the grammar ``ask.lark``: every way to read it, whoever its names may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goodoffices.graph.errors import UsageError
from goodoffices.queries.english_errors import not_understood, too_many_ways
from goodoffices.queries.english_forest import TooManyWaysError, readings
from goodoffices.queries.english_grammar import parser, telling
from goodoffices.queries.english_rules import LONGEST_NAME, Maker, Reading

LONGEST = (60, 600)
"""How many words and letters a sentence may have."""


@dataclass(frozen=True, slots=True)
class Readings:
    """Every way to read a sentence, and why some others can't be meant: a day that is none, a filter said twice."""

    found: tuple[Reading, ...]
    faults: tuple[UsageError, ...] = ()


def read(text: str) -> Readings:
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
    return Readings(tuple(one for (one,) in found if isinstance(one, Reading)), tuple(maker.faults))


def tidied(text: str) -> str:
    """The sentence with single spaces, plain quotes, commas as words, and without its last mark.

    Raises UsageError for none, one that is too long, or bytes that were no text.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError("The question holds bytes that are no text in UTF-8.")
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

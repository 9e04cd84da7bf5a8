"""How large an unnamed group is, in the words of a text: "several", "5", or "five", which is kept as 5."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
_QUANTIFIERS = frozenset({"several", "many", "numerous", "some", "few", "various", "dozens", "hundreds", "thousands"})
_LEADING_WORDS = 4
"""How many leading words of an unnamed group may hold its size ("a group of five …")."""
_DIGITS = re.compile(r"[0-9]+")


def group_size(mentions: Iterable[str]) -> str | None:
    """The size that the first of these mentions of a group gives, in digits or as a quantifier; None if none does."""
    for mention in mentions:
        for word in mention.casefold().split()[:_LEADING_WORDS]:
            # Kept as the text has it and never counted up: "five world powers" have no invented members.
            size = _NUMBERS.get(word, word)
            if is_group_size(size):
                return size
    return None


def is_group_size(size: str) -> bool:
    """Whether a text is a size as ``group_size`` gives it."""
    return bool(_DIGITS.fullmatch(size)) or size in _QUANTIFIERS

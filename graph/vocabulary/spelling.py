"""How words are spelt: which two are the same but for case, quotes and blanks, and which look most alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'") | dict.fromkeys("“”„‟″«»＂", '"'))
"""Quotes of all kinds to the two that keyboards have, for ``str.translate``."""
_POSSESSIVE = re.compile(r"(?:'+s|(?<=s)'+)+(?!\w)")
_LONGEST_GUESSED = 200
_REMEMBERED = 65536
"""Folded names that are kept: names recur, within a document and from one to the next."""


@lru_cache(_REMEMBERED)
def fold(name: str) -> str:
    """The form in which names are compared: NFC, case-folded, plain quotes, single spaces, no possessive ``'s``."""
    # Composed again after each step: folding takes letters apart ("ΐ"), a possessive taken out brings some together.
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).translate(PLAIN_QUOTES)
    bare = _POSSESSIVE.sub("", text) if "'" in text else text
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def nearest(word: str, valid: Iterable[str], n: int = 3, *, least: float = 0.6) -> tuple[str, ...]:
    """The at most ``n`` valid words that look most like this one, best first; for error messages.

    ``least``: how alike they must be at least, from 0 (anything) to 1 (equal).
    """
    # Imported where it is used: only for a word that is wrong.
    import difflib

    # Its time grows with the square of the length, and nothing in the vocabulary is so long.
    if len(word) > _LONGEST_GUESSED:
        return ()
    by_fold: dict[str, str] = {}
    for candidate in valid:
        by_fold.setdefault(fold(candidate), candidate)
    return tuple(by_fold[match] for match in difflib.get_close_matches(fold(word), by_fold, n, least))

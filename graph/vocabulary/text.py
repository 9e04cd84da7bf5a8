"""Words of messages that depend on a number or on the word that follows."""

from __future__ import annotations

_VOWELS = frozenset("aeiouAEIOU")


def counted(number: float, what: str, several: str = "") -> str:
    """``3 documents``, ``1 document``, with thousands set apart."""
    written = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{written} {what if number == 1 else several or what + 's'}"


def share(number: int, total: int, what: str) -> str:
    """``2 of 3 documents``, ``1 of 1 document``, of which ``number`` are meant."""
    return f"{number:,} of {counted(total, what)}"


def with_article(word: str | None) -> str:
    """``a state``, ``an official``."""
    return f"{'an' if word and word[0] in _VOWELS else 'a'} {word}"

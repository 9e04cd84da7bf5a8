"""Texts from elsewhere as they can stand in a sentence of ours: on one line, and steering nobody's terminal."""

from __future__ import annotations

import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of what follows, as a class of a regular expression."""
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
"""Control characters and line ends, as a class of a regular expression."""

_UNFIT = re.compile(rf"[{CONTROL}{BIDI}\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text with every control character, line end, turn of direction and half character as U+FFFD."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)

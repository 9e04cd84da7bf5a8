"""Texts from elsewhere as they can be shown: what a terminal would obey is replaced, and what is one line stays one."""

from __future__ import annotations

import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of what follows, as a class of a regular expression."""
CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
"""Control characters and line ends, as a class of a regular expression."""

_OBEYED = (
    *("\0-\x08", "\x0b-\x1f", "\x7f-\x9f"),  # C0 but the tab and the line's end, DEL, C1
    *(BIDI, "\u206a-\u206f"),  # they turn the order of letters round
    *("\u2028-\u2029",),  # ends of lines and paragraphs
    *("\u180e", "\u200b", "\u2060-\u2065", "\ufeff"),  # nothing is seen of them
    *("\ufff0-\ufffb", "\U00013430-\U0001343f", "\U0001bca0-\U0001bca3", "\U0001d173-\U0001d17a"),  # they lay out
    *("\U000e0000-\U000e00ff", "\U000e01f0-\U000e0fff"),  # tags and what else is never shown
    *("\ud800-\udfff",),  # halves of letters, and bytes that are no UTF-8
)
"""The joiners U+200C and U+200D are not among them, for scripts and emoji need them; nor is the soft hyphen."""

OBEYED = re.compile(f"[{''.join(_OBEYED)}]")
"""A character that a terminal would obey rather than show."""

_LINE_END = re.compile(r"\r\n|[\n\t]")


def strip_control(text: str) -> str:
    """The text with U+FFFD for each character that a terminal would obey; tabs and line ends stay."""
    return OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The same with U+FFFD for tabs and line ends, too: what is told in one line forges no other."""
    return strip_control(_LINE_END.sub("\N{REPLACEMENT CHARACTER}", text))

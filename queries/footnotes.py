"""Evidence as footnotes in Markdown, ready to cite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodoffices.queries.terminal import harmless, one_line
from goodoffices.queries.words import factuality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodoffices.queries.rows import Row

_MARKUP = frozenset("\\`*_[]<>|~&$^@{}#")
"""What Markdown, or a common extension of it, may take for markup within a line."""


def as_markdown(rows: Iterable[Row]) -> str:
    """Evidence as footnotes to paste and cite: the quote, who says so through whom and when, and where it is found.

    Their labels begin with the event's id, so that those of several events can stand in one text.
    """
    notes = (f"[^{row['event_id'][:8]}-{n}]: {_footnote(row)}" for n, row in enumerate(rows, 1))
    return "\n".join(map(one_line, notes)) + "\n"


def _footnote(row: Row) -> str:
    source = [
        f"*{_plain(row['title'] or row['document'])}*",
        f"published {_plain(row['published'])}" if row["published"] else "undated",
        _link(row["url"]) if row["url"] else "",
        f"document {_code(row['document'])}, characters {row['start']}–{row['end']}",
        f"event {_code(row['event_id'])}, {row['aspect']}: {row['factuality']}",
    ]
    return f"“{_plain(row['exact'])}” ({_plain(_voice(row))}). {', '.join(filter(None, source))}."


def _voice(row: Row) -> str:
    """Who says what about the event, through whom, and when: a denial is told as one."""
    *via, speaker = row["said_by"][1:] or ["The document itself"]
    topic = "" if row["aspect"] == "occurrence" else f", {row['aspect']}: {row['value']}"
    told = "".join(f", as told by {name}" for name in reversed(via))
    when = f", said {row['said_on']}" if row["said_on"] else ""
    return f"{speaker} {factuality(row['factuality'])}{topic}{told}{when}"


def _plain(text: str) -> str:
    """Text on one line in which Markdown sees no markup."""
    return "".join(f"\\{letter}" if letter in _MARKUP else letter for letter in _line(text))


def _code(text: str) -> str:
    """Text as a code span, fenced by more backticks than it holds in a row."""
    line = _line(text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _line(text: str) -> str:
    """Text on one line, without the characters that a terminal would obey."""
    return harmless(" ".join(text.split()))


def _link(url: str) -> str:
    """An address as a link if it is one of the web, else as plain text."""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>\\]+", url) else _plain(url)

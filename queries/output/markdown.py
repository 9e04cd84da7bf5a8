"""Evidence as footnotes in Markdown, ready to cite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodoffices.graph.one_line import one_line, strip_control
from goodoffices.queries.output.wording import factuality

if TYPE_CHECKING:
    from typing import TextIO

    from goodoffices.queries.engine.rows import Found
    from goodoffices.queries.output.shapes import Rows

_MARKUP = frozenset("\\`*_[]<>|~&$^@{}#")
"""What Markdown, or a common extension of it, may take for markup within a line."""


def write_markdown(rows: Rows, _: TextIO) -> str:
    """Evidence as footnotes to paste and cite: the quote, who says so through whom and when, and where it is found.

    Their labels begin with the event's id, so that those of several events can stand in one text.
    """
    notes = (f"[^{row['event_id'][:8]}-{n}]: {_footnote(row)}" for n, row in enumerate(rows, 1))
    return "\n".join(map(one_line, notes)) + "\n"


def _footnote(row: Found) -> str:
    # Nothing but the web: "javascript:" and the like must never become a link.
    url = row["url"] or ""
    is_link = re.fullmatch(r"https?://[^\s<>\\]+", url)
    source = [
        f"*{_plain(row['title'] or row['document'])}*",
        # A citation says that its source has no date; it is never given one.
        f"published {_plain(row['published'])}" if row["published"] else "undated",
        f"<{url}>" if is_link else _plain(url),
        f"document {_code(row['document'])}, characters {row['start']}–{row['end']}",
        f"event {_code(row['event_id'])}, {row['aspect']}",
    ]
    return f"“{_plain(row['exact'])}” ({_plain(_voice(row))}). {', '.join(filter(None, source))}."


def _voice(row: Found) -> str:
    """Who says what about the event, through whom, and when: a denial is told as one."""
    # Whoever speaks comes first: what a paper hands on is not its own word.
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
    # A span that begins or ends with a backtick would else be one fence with it.
    pad = " " if "`" in line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _line(text: str) -> str:
    """Text on one line, without the characters that a terminal would obey."""
    return strip_control(" ".join(text.split()))

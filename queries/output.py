"""Answers as text for other programs: JSON, JSON lines, CSV, and footnotes in Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from unicodedata import category

from goodoffices.queries.words import factuality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.queries.rows import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


_MARKUP = frozenset("\\`*_[]<>|~&$^@{}#")
"""What Markdown, or a common extension of it, may take for markup within a line."""

_CLAIMS = frozenset(
    {"claims", "affirm", "deny", "claim", "contradicted_by", "earlier", "later", "left", "right"},
)
"""Where rows hold claims: one, or a list of them."""


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """One array, indented."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


def as_json_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """One compact object a line."""
    return "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """A table with a head line: actors by name, lists with semicolons, claims as who says so and their quotes.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. ``columns`` name the head of a table
    without rows, if they are known.
    """
    flat = [dict(_flattened(row)) for row in rows]
    written = io.StringIO()
    head = list(dict.fromkeys(key for row in flat for key in row)) or columns
    writer = csv.DictWriter(written, head, lineterminator="\n")
    if head:
        writer.writeheader()
    writer.writerows({key: _guarded(cell) for key, cell in row.items()} for row in flat)
    return written.getvalue()


def _flattened(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if key in _CLAIMS:
            claims = [value] if isinstance(value, dict) else value
            yield f"{key}_said_by", "; ".join(chain(claim) for claim in claims)
            yield f"{key}_quotes", " | ".join(claim["exact"] for claim in claims)
        elif isinstance(value, dict) and "name" in value:
            yield key, value["name"]
            yield f"{key}_id", value["id"]
        else:
            yield key, cell(value)


def cell(value: object) -> str:
    """A value as one cell: nothing for null, names for actors, semicolons in lists, JSON for anything deeper."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(one is not None and _name(one) is not None for one in value):
        return "; ".join(str(_name(one)) for one in value)
    return _name(value) or json.dumps(value, ensure_ascii=False)


def _name(value: object) -> str | None:
    """What stands for a value in a list of names: text itself, an actor's name, a participant's with the role."""
    match value:
        case str():
            return value
        case {"role": role, "actor": {"name": name}}:
            return f"{name} ({role})"
        case {"name": str(name), "kind": _, "iso3": _, "of": _}:
            return name
    return None


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def chain(claim: Mapping[str, Any]) -> str:
    """Who says so, the document first and the deepest speaker last."""
    return " > ".join(claim["said_by"])


def as_markdown(rows: Iterable[Row]) -> str:
    """Evidence as footnotes to paste and cite: the quote, who says so through whom and when, and where it is found.

    Their labels begin with the event's id, so that those of several events can stand in one text.
    """
    return "\n".join(f"[^{row['event_id'][:8]}-{n}]: {_footnote(row)}" for n, row in enumerate(rows, 1)) + "\n"


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
    """Text on one line, without the control characters that a terminal would obey."""
    return "".join("\ufffd" if category(letter) == "Cc" else letter for letter in " ".join(text.split()))


def _link(url: str) -> str:
    """An address as a link if it is one of the web, else as plain text."""
    return f"<{url}>" if re.fullmatch(r"https?://[^\s<>\\]+", url) else _plain(url)

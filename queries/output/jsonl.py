"""Answers as JSON lines: one compact object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.queries.output.terminal import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from goodoffices.queries.engine.rows import Found
    from goodoffices.queries.output.shapes import Rows


def write_jsonl(rows: Rows, out: TextIO) -> str:
    """The rows; on a terminal what it would obey is escaped, so that the JSON says the same."""
    return escaped("".join(lines(rows)), out.isatty())


def lines(rows: Iterable[Found]) -> Iterator[str]:
    """The same line by line, as it is."""
    # Made once: ``json.dumps`` makes one for each row.
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return (f"{encode(row)}\n" for row in rows)

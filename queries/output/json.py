"""Answers as JSON: one array, indented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from goodoffices.queries.output.terminal import escaped

if TYPE_CHECKING:
    from typing import TextIO

    from goodoffices.queries.output.shapes import Rows


def write_json(rows: Rows, out: TextIO) -> str:
    """The rows; on a terminal what it would obey is escaped, so that the JSON says the same."""
    return escaped(json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n", out.isatty())

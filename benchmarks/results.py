"""Results on their way to the report: one JSON object a line, so that an interrupted run keeps what it measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Result = dict[str, Any]


def add(path: Path, result: Result) -> None:
    """Appends one result."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(result) + "\n")


def results_of(path: Path) -> Iterator[Result]:
    """Every result of a file, none where there is no file."""
    if path.exists():
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())

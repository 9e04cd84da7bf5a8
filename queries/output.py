"""Answers as text for other programs: JSON, JSON lines, CSV, and footnotes in Markdown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""How a cell begins that a spreadsheet takes for a formula, in wide letters too, with any apostrophes before it."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_QUOTED = re.compile(r'[",;\t\r\n]')


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

    A cell, also of the head, that a spreadsheet would run as a formula begins with an apostrophe, and so does one that
    would look like that; a number stays as it is. ``columns`` name the head of a table without rows, if they are known.
    """
    flat = [dict(_flattened(row)) for row in rows]
    head = list(dict.fromkeys(key for row in flat for key in row)) or columns
    lines = [head, *([row.get(key, "") for key in head] for row in flat)] if head else []
    return "".join(f"{_line(cells)}\n" for cells in lines)


def _line(cells: Sequence[str]) -> str:
    """One line; a single empty cell is quoted, for a line without anything would be no row."""
    return ",".join(map(_quoted, map(_guarded, cells))) or '""'


def _quoted(text: str) -> str:
    """A cell in quotes if any program might see its end within it: some divide at semicolons and tabs as well."""
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


def _flattened(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if _all_have("claims", value):
            yield key, "; ".join(one["event_id"] for one in value)
            yield f"{key}_quotes", " | ".join(dict.fromkeys(claim["exact"] for one in value for claim in one["claims"]))
        elif key in _CLAIMS:
            claims = [value] if isinstance(value, dict) else value
            yield f"{key}_said_by", "; ".join(chain(claim) for claim in claims)
            yield f"{key}_quotes", " | ".join(claim["exact"] for claim in claims)
        elif isinstance(value, dict) and "name" in value:
            yield key, value["name"]
            yield f"{key}_id", value["id"]
        else:
            yield key, cell(value)


def _all_have(field: str, value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and field in one for one in value)


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
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def chain(claim: Mapping[str, Any]) -> str:
    """Who says so, the document first and the deepest speaker last."""
    return " > ".join(claim["said_by"])

"""A table as columns of JSON: a list a column, what repeats written once.

A column is a list; or ``{"all": one}`` where all rows are the same; or ``{"of": distinct, "at": rows}``, where the
rows are a text of one letter each if few are distinct, else numbers; or ``{"hex": base64, "each": bytes}`` of ids that
are hexadecimal numbers of one length; or ``{"as": name}`` where it equals another.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

_HEX = frozenset("0123456789abcdef")
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def columns(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    """The named fields of all rows, each as ``column`` writes it; a field that a row lacks counts as null."""
    made: dict[str, Any] = {}
    for name in names:
        written = column([_unless_empty(row.get(name)) for row in rows])
        twin = next((other for other, one in made.items() if one == written and "all" not in one), None)
        made[name] = {"as": twin} if twin else written
    return {"count": len(rows), **made}


def column(values: Sequence[Any]) -> Any:
    """``values`` in the shortest form that does not refer to another column."""
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return list(values)
    places: dict[Hashable, int] = {}
    at = [places.setdefault(_key(value), len(places)) for value in values]
    if len(places) == 1:
        return {"all": values[0]}
    if len(places) > len(values) / 2:
        return _numbers(values) or list(values)
    first = dict(zip(reversed(at), reversed(values), strict=True))
    rows = "".join(LETTERS[place] for place in at) if len(places) <= len(LETTERS) else at
    return {"of": [first[place] for place in range(len(places))], "at": rows}


def _numbers(values: Sequence[Any]) -> dict[str, Any] | None:
    """Ids as the bytes that they write out in hexadecimal, in half the room; None if any is no such id."""
    each = len(values[0]) if isinstance(values[0], str) else 0
    if each % 2 or not each or not all(isinstance(value, str) and _is_hex(value, each) for value in values):
        return None
    return {"hex": base64.b64encode(bytes.fromhex("".join(values))).decode(), "each": each // 2}


def _is_hex(value: str, length: int) -> bool:
    return len(value) == length and set(value) <= _HEX


def _unless_empty(value: Any) -> Any:
    return None if value in ([], ()) else value


def _key(value: Any) -> Hashable:
    """Equal values have equal keys, and 1 is not true."""
    if value is None or isinstance(value, str):
        return value
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True),)

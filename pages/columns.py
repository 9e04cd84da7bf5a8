"""A table as columns of JSON: a list a column, what repeats written once.

A column is a list; or ``{"all": one}`` where all rows are the same; or ``{"of": distinct, "at": rows}``, where the
rows are a text of one letter each if few are distinct, else numbers; or ``{"hex": base64, "each": bytes}`` of ids that
are hexadecimal numbers of one length; or ``{"as": name}`` where it equals another.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

_HEX = frozenset("0123456789abcdef")
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def columns(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    """The named fields of all rows, each as ``column`` writes it; a field that a row lacks counts as null."""
    made: dict[str, Any] = {}
    for name in names:
        written = column([None if (value := row.get(name)) in ([], ()) else value for row in rows])
        twin = next((other for other, one in made.items() if one == written and "all" not in one), None)
        made[name] = {"as": twin} if twin else written
    return {"count": len(rows), **made}


def column(values: Sequence[Any]) -> Any:
    """``values`` in the shortest form that does not refer to another column."""
    # To Python a truth is a number, but not to the page.
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return list(values)
    # Equal values have equal keys, and 1 is not true.
    write = partial(json.dumps, ensure_ascii=False, allow_nan=False, sort_keys=True)
    keys = (one if one is None or isinstance(one, str) else (write(one),) for one in values)
    places: dict[Hashable, int] = {}
    at = [places.setdefault(key, len(places)) for key in keys]
    if len(places) == 1:
        return {"all": values[0]}
    # So few repeat that to write each once would take more room than it saves.
    if len(places) > len(values) / 2:
        return _numbers(values) or list(values)
    first = dict(zip(reversed(at), reversed(values), strict=True))
    rows = "".join(LETTERS[place] for place in at) if len(places) <= len(LETTERS) else at
    return {"of": [first[place] for place in range(len(places))], "at": rows}


def _numbers(values: Sequence[Any]) -> dict[str, Any] | None:
    """Ids as the bytes that they write out in hexadecimal, in half the room; None if any is no such id."""
    each = len(values[0]) if isinstance(values[0], str) else 0
    if each % 2 or not each:
        return None
    if not all(isinstance(value, str) and len(value) == each and set(value) <= _HEX for value in values):
        return None
    return {"hex": base64.b64encode(bytes.fromhex("".join(values))).decode(), "each": each // 2}

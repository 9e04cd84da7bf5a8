"""A table as columns of JSON: a list a column, long words written once, what is the same in every row written once."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any


def columns(rows: Sequence[Mapping[str, Any]], names: Iterable[str]) -> dict[str, Any]:
    """The named fields of all rows, each as ``column`` writes it; a field that a row lacks counts as null."""
    return {"count": len(rows), **{name: column([_unless_empty(row.get(name)) for row in rows]) for name in names}}


def column(values: Sequence[Any]) -> Any:
    """``values`` in the shortest of three forms: ``{"all": one}``, ``{"of": distinct, "at": indexes}``, or the list."""
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return list(values)
    places: dict[Hashable, int] = {}
    at = [places.setdefault(_key(value), len(places)) for value in values]
    if len(places) == 1:
        return {"all": values[0]}
    if len(places) > len(values) / 2:
        return list(values)
    first = dict(zip(reversed(at), reversed(values), strict=True))
    return {"of": [first[place] for place in range(len(places))], "at": at}


def _unless_empty(value: Any) -> Any:
    return None if value in ([], ()) else value


def _key(value: Any) -> Hashable:
    """Equal values have equal keys, and 1 is not true."""
    if value is None or isinstance(value, str):
        return value
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True),)

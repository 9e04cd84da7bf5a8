"""Values as the text of a cell: by the type that a column was given, or, where it has none, as they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from goodoffices.queries.engine.rows import ActorRow, ClaimRow, DatedEventRow, EventRow, ParticipantRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.queries.engine.rows import Found


def cell(value: object) -> str:
    """A value without a type: nothing for null, semicolons between what is in a list, names before what is in a map."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_inner(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(_inner, value))
    return json.dumps(value, ensure_ascii=False)


def _inner(value: object) -> str:
    """The same within a list or a map, in brackets if it has parts of its own."""
    text = cell(value)
    return f"({text})" if isinstance(value, Mapping | list | tuple) and len(value) > 1 else text


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table into which a typed column goes, and what stands in each for a value, which may be None."""

    names: tuple[str, ...]
    texts: Callable[[Any], Iterable[str]]


def columns_of(name: str, hint: object) -> Columns:
    """The columns of a table into which a typed column goes.

    An actor has its id beside its name, claims have who says so beside their quotes, several events their ids beside
    their quotes; any other part with fields of its own has a column for each of them.
    """
    type_, several = _type_of(hint)
    if type_ is ActorRow and not several:
        return Columns((name, f"{name}_id"), lambda value: (value["name"], value["id"]) if value else ("", ""))
    if type_ is ClaimRow:
        return Columns((f"{name}_said_by", f"{name}_quotes"), _claims if several else _claim)
    if type_ in _EVENTS and several:
        return Columns((name, f"{name}_quotes"), _events)
    if (fields := _fields(type_)) and not several:
        inner = {field: columns_of(f"{name}_{field}", its) for field, its in fields.items()}
        return Columns(
            tuple(name for columns in inner.values() for name in columns.names),
            lambda value: (text for field, columns in inner.items() for text in columns.texts(value and value[field])),
        )
    tell = _teller(hint)
    return Columns((name,), lambda value: (tell(value),))


def _claim(value: ClaimRow | None) -> tuple[str, str]:
    return _claims([value] if value else None)


def _claims(value: Sequence[ClaimRow] | None) -> tuple[str, str]:
    claims = value or ()
    # Not by semicolons, of which quotes are full.
    return "; ".join(map(chain, claims)), " | ".join([claim["exact"] for claim in claims])


def _events(value: Sequence[EventRow] | None) -> tuple[str, str]:
    events = value or ()
    quotes = (claim["exact"] for event in events for claim in event["claims"])
    return "; ".join([one["event_id"] for one in events]), " | ".join(dict.fromkeys(quotes))


_EVENTS = (EventRow, DatedEventRow)


def worded(hint: object, value: Any) -> str:
    """A value of a typed column in one cell."""
    return _teller(hint)(value)


@cache
def _teller(hint: object) -> Callable[[Any], str]:
    """What tells the values of a type in one cell; made once, since a table has many rows."""
    type_, several = _type_of(hint)
    fields = _fields(type_)
    tell = _WORDS.get(type_) or (partial(_record, fields) if fields else cell)

    def told(value: Any) -> str:
        # Not "null" and not "[]": an empty cell is what a spreadsheet takes for nothing known.
        if value is None or (several and not value):
            return ""
        return "; ".join(map(tell, value)) if several else tell(value)

    return told


def _record(fields: Mapping[str, object], value: Found) -> str:
    told = ((name, worded(hint, value[name])) for name, hint in fields.items())
    return ", ".join(f"{name.replace('_', ' ')}: {text}" for name, text in told if text)


_WORDS: Mapping[object, Callable[[Any], str]] = {
    ActorRow: lambda value: str(value["name"]),
    ParticipantRow: lambda value: f"{value['actor']['name']} ({value['role']})",
    ClaimRow: lambda value: f"{chain(value)}: {value['exact']}",
    EventRow: lambda value: str(value["event_id"]),
    DatedEventRow: lambda value: str(value["event_id"]),
}
"""What stands for a part of a row within a cell."""


def _type_of(hint: object) -> tuple[object, bool]:
    """The type of a column, or of what its list holds, and whether it is a list; that it may be null says nothing."""
    if get_origin(hint) is UnionType:
        (hint,) = (one for one in get_args(hint) if one is not type(None))
    return (get_args(hint)[0], True) if get_origin(hint) is list else (hint, False)


def _fields(type_: object) -> dict[str, object]:
    # By a mark that every TypedDict bears: isinstance can't tell one.
    return get_type_hints(type_) if hasattr(type_, "__required_keys__") else {}


def chain(claim: ClaimRow) -> str:
    """Who says so, the document first and the deepest speaker last."""
    return " > ".join(claim["said_by"])

"""What tables say of questions whose rows have fields of their own: beside an event, or above the events of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.queries.output import cell
from goodoffices.queries.rows import EVENT_FIELDS
from goodoffices.queries.words import date_of, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOLD = frozenset(
    {
        *EVENT_FIELDS,
        *("event_id", "type", "relation", "level", "through", "participants", "about", "days_least", "days_most"),
        *("actors", "mediator", "between", "sender", "target", "mediators", "capacity", "acts_for", "requesters"),
        *("envoys", "refused_by", "representative", "opposite", "signatories", "with", "blamed", "latest", "as_of"),
        *("later", "candidate", "rank", "for", "reason", "whom", "events", "path", "hop", "from", "to", "cut"),
    }
)
"""What tables tell of an event in their own words."""


def beside(row: Mapping[str, Any]) -> str:
    """The fields of an event that only this question has, in words, those without a value left out."""
    return "; ".join(_words(row, _TOLD))


def above(row: Mapping[str, Any]) -> str:
    """The fields of a row that has several events, likewise."""
    return "; ".join(_words(row, frozenset({"events"})))


def _words(row: Mapping[str, Any], told: frozenset[str]) -> Iterator[str]:
    for key, value in row.items():
        if key not in told and value is not None and value != []:
            yield f"{key.replace('_', ' ')}: {_word(value).replace('_', ' ') if key == 'status' else _word(value)}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(one, dict) and "event_id" in one for one in value):
        return " and ".join(f"{date_of(one)}, {status_of(one)} (event {one['event_id']})" for one in value)
    return cell(value)

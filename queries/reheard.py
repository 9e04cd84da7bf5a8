"""Channels as they would be told had some claims not been made: by a source that is dropped, or after a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from goodoffices.queries.selection import Stored, whole_events
from goodoffices.queries.testimony import unheard, without

if TYPE_CHECKING:
    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People

Whole = Callable[[Collection[str]], Mapping[str, Stored]]
"""The whole events of some ids, by id."""


def verdicts(ask: Ask, ids: Collection[str], known: People, filters: Filters) -> Mapping[str, str | None]:
    """The verdicts of those events on which some claims do not count.

    None where the claims that are left do not give the edge any more that all of them give.
    """
    silent = unheard(ask, frozenset(ids), filters, known).claims if filters.reconsiders() else {}
    events = whole_events(ask, sorted(silent), known)
    return {key: _verdict(events[key], without(events[key], silent[key])) for key in silent}


def _verdict(event: Stored, told: Stored | None) -> str | None:
    same = told and told["event"]["relation"] == event["event"]["relation"]
    return str(told["event"]["verdict"]) if told and same else None


def events_told(ask: Ask, known: People, filters: Filters, ids: Collection[str]) -> Mapping[str, Stored]:
    """The whole events of these ids, by id, with the claims that count."""
    events = whole_events(ask, sorted(ids), known)
    if not filters.reconsiders():
        return events
    silent = unheard(ask, frozenset(ids), filters, known).claims
    told = {key: without(event, silent.get(key, ())) for key, event in events.items()}
    return {key: event for key, event in told.items() if event}

"""Channels as they would be told had some claims not been made: by a source that is dropped, or after a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from goodoffices.queries.engine.counterfactual import excluded_claims, without
from goodoffices.queries.engine.rows import StoredEvent
from goodoffices.queries.engine.whole_events import whole_events

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors

Whole = Callable[[Collection[str]], Mapping[str, StoredEvent]]
"""The whole events of some ids, by id."""


def verdicts(
    ask: ReadTransaction, ids: Collection[str], known: MergedActors, filters: Filters
) -> Mapping[str, str | None]:
    """The verdicts of those events on which some claims do not count.

    None where the claims that are left do not give the edge any more that all of them give.
    """
    silent = excluded_claims(ask, frozenset(ids), filters, known).claims if filters.reconsiders() else {}
    events = whole_events(ask, sorted(silent), known)
    found: dict[str, str | None] = {}
    for key, event in events.items():
        told = without(event, silent[key])
        # What is left may commit nobody to the event: then it gives no edge, and no channel.
        gives_edge = told and told["event"]["relation"] == event["event"]["relation"]
        found[key] = told["event"]["verdict"] if told and gives_edge else None
    return found


def events_told(
    ask: ReadTransaction, known: MergedActors, filters: Filters, ids: Collection[str]
) -> Mapping[str, StoredEvent]:
    """The whole events of these ids, by id, with the claims that count."""
    events = whole_events(ask, sorted(ids), known)
    if not filters.reconsiders():
        return events
    silent = excluded_claims(ask, frozenset(ids), filters, known).claims
    told = {key: without(event, silent.get(key, ())) for key, event in events.items()}
    return {key: event for key, event in told.items() if event}

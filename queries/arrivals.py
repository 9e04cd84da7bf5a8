"""What loads brought: documents, and the events that no document loaded before them tells of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import UsageError
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_order
from goodoffices.queries.parameters import first_day
from goodoffices.queries.selection import Answer, closing, events_of, fitting, found_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Chosen, Selection

_TOLD = ("document", "title", "url", "published", "loaded_at")


def new_since(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row per document loaded at ``day`` or later, with the events that are new by it.

    Raises UsageError if ``day`` is neither a date nor an ISO time.
    """
    day = None if given["day"] is None else since(given["day"])
    found, whom = found_by(ask, "new-since", {}, filters, day=day)
    keys = {row["document"] for row in found}
    events = {one["event_id"]: one for row in found for one in row["events"] if keys.issuperset(one["documents"])}
    selection = fitting(ask, list(events.values()), whom, filters, in_order)
    rows = _rows(ask, found[: filters.limit], selection)
    said = () if found or day is None else _last(ask)
    return Answer(rows, (*closing(selection, filters, len(found)), *said))


def since(day: str) -> str:
    """The ISO time in UTC, to the second, with which ``day`` begins: a date's first day, or a time (UTC if untold).

    Raises UsageError for what is neither.
    """
    if "T" not in day:
        return first_day(day)
    try:
        time = datetime.fromisoformat(day.strip())
    except ValueError:
        raise UsageError(f'"{day}" is no ISO time; write for example 2026-01-02T03:04:05Z.') from None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rows(ask: Ask, found: Sequence[Mapping[str, Any]], selection: Selection) -> tuple[Row, ...]:
    keys = [{one["event_id"] for one in row["events"]} for row in found]
    brought = [[one for one in selection.chosen if one["event_id"] in some] for some in keys]
    events = events_of(ask, selection, (one for some in brought for one in some))

    def told(some: Sequence[Chosen]) -> list[Row]:
        return [dated_event(events[one["event_id"]], one) for one in some]

    return tuple(
        {**{field: row[field] for field in _TOLD}, "events": told(some)}
        for row, some in zip(found, brought, strict=True)
    )


def _last(ask: Ask) -> tuple[str, ...]:
    from goodoffices.queries.texts import text_of

    latest = max((row["last"] for row in ask(text_of("new-since"), day=None)), default=None)
    return (f"The last load was at {latest}.",) if latest else ()

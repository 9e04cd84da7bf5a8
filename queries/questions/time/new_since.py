"""What loads brought: documents, and the events that no document loaded before them tells of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.filters import in_order
from goodoffices.queries.engine.parameters import first_day
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, apply_all_filters, closing, events_of, match_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found
    from goodoffices.queries.engine.selection import Selection


class LoadedRow(TypedDict):
    """A document that was loaded, and the events that are new by it."""

    document: str
    title: str | None
    url: str | None
    published: str | None
    loaded_at: str
    events: list[DatedEventRow]


@question("new-since", Shape("group", LoadedRow))
def new_since(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row per document loaded at ``day`` or later, with the events that are new by it.

    Raises UsageError if ``day`` is neither a date nor an ISO time.
    """
    day = None if given["day"] is None else since(given["day"])
    found, whom = match_events(ask, "new-since", {}, filters, day=day)
    keys = {row["document"] for row in found}
    # Only where all documents that tell of it are new: a second report of a known event brings none.
    events = {one["event_id"]: one for row in found for one in row["events"] if keys.issuperset(one["documents"])}
    selection = apply_all_filters(ask, list(events.values()), whom, filters, in_order)
    rows = _rows(ask, found[: filters.limit], selection)
    remarks = list(closing(selection, filters, len(found)))
    if not found and day is not None:
        latest = max((row["last"] for row in ask(text_of("new-since"), day=None)), default=None)
        remarks += [f"The last load was at {latest}."] if latest else []
    return Answer(rows, tuple(remarks))


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


def _rows(ask: ReadTransaction, found: Sequence[Found], selection: Selection) -> tuple[LoadedRow, ...]:
    # Not by looking through all that is chosen for each document: a load may bring thousands of either.
    places = {one["event_id"]: place for place, one in enumerate(selection.chosen)}
    keys = ({one["event_id"] for one in row["events"]} & places.keys() for row in found)
    brought = [[selection.chosen[place] for place in sorted(map(places.__getitem__, some))] for some in keys]
    events = events_of(ask, selection, (one for some in brought for one in some))
    return tuple(
        {
            "document": row["document"],
            "title": row["title"],
            "url": row["url"],
            "published": row["published"],
            "loaded_at": row["loaded_at"],
            "events": [dated_event(events[one["event_id"]], one) for one in some],
        }
        for row, some in zip(found, brought, strict=True)
    )

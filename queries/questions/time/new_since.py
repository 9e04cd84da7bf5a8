"""What loads brought: documents, and the events that no document loaded before them tells of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.errors import UsageError
from goodoffices.graph.grouping import grouped
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.filters import in_order
from goodoffices.queries.engine.first_rows import Search, remarks_on
from goodoffices.queries.engine.parameters import first_day
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import Answer, apply_all_filters, closing, events_of
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    found = ask(text_of("new-since"), day=day)
    shown = [row["document"] for row in found[: filters.limit]]
    selection, told = _events(ask, found, shown, filters, day)
    remarks = list(closing(selection, filters, len(found)))
    if not found and day is not None:
        latest = max((row["last"] for row in ask(text_of("new-since"), day=None)), default=None)
        remarks += [f"The last load was at {latest}."] if latest else []
    return Answer(_rows(ask, found[: filters.limit], selection, told), tuple(remarks))


def _events(
    ask: ReadTransaction, loaded: Sequence[Found], shown: Sequence[str], filters: Filters, day: str | None
) -> tuple[Selection, Mapping[str, set[str]]]:
    """The events that are new by the documents ``shown``, with what is to be said of all that are new, and which of
    them each document tells of (ids)."""
    time = loaded[0]["last"] if loaded and day is None else day
    every = Search.of(ask, "new-events", {}, filters, documents=[row["document"] for row in loaded], since=time)
    search = replace(every, values={**every.values, "documents": shown})
    if by_classes := every.is_told_by_classes(filters):
        remarks = tuple(remarks_on(every.classes(ask, filters), filters))
    found = (search if by_classes else every).found(ask)
    events = list({row["event_id"]: row for row in found}.values())
    selection = apply_all_filters(ask, events, every.whom, filters, in_order)
    told = grouped((row["document"], row["event_id"]) for row in found)
    selection = replace(selection, remarks=(*every.whom.remarks, *remarks)) if by_classes else selection
    return selection, {key: set(ids) for key, ids in told.items()}


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


def _rows(
    ask: ReadTransaction, found: Sequence[Found], selection: Selection, told: Mapping[str, set[str]]
) -> tuple[LoadedRow, ...]:
    # Not by looking through all that is chosen for each document: a load may bring thousands of either.
    places = {one["event_id"]: place for place, one in enumerate(selection.chosen)}
    keys = (told.get(row["document"], set()) & places.keys() for row in found)
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

"""Questions about claims: what each event's claims say is looked at first, and only what is told is fetched whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.ask import dated_event
from goodoffices.queries.filters import in_time
from goodoffices.queries.selection import (
    Answer,
    Chosen,
    Stored,
    answered,
    closing,
    events_of,
    found_by,
    heard,
    passing,
    said_of,
    selected,
)
from goodoffices.queries.testimony import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.graph.verdicts import Statement
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.selection import Selection

    Told = Mapping[str, Any]
    Find = Callable[[Chosen, Sequence[Told]], Collection[object]]
    Keep = Callable[[Chosen, Collection[str]], bool]
    Shape = Callable[[Stored, Chosen], Sequence[Row]]


def pair(given: Mapping[str, Any]) -> dict[str, str | None]:
    """The actors ``a`` and ``b`` that a question is narrowed to; one of them alone is ``a``."""
    words = [given[side] for side in ("a", "b") if given.get(side) is not None]
    return {"a": words[0] if words else None, "b": words[1] if len(words) > 1 else None}


def counting(one: Chosen, silent: Collection[str], known: People) -> list[Told]:
    """The claims of a found event that count, with their speakers as they are shown.

    Raises StoreChangedError if one was deleted while the statement ran: Neo4j then gives it without its properties.
    """
    if any(claim["id"] is None or claim["document"]["id"] is None for claim in one["told"]):
        raise StoreChangedError("an event changed while it was asked for; ask again")
    return [{**claim, **said_of(claim, known)} for claim in one["told"] if claim["id"] not in silent]


def statements(claims: Sequence[Told]) -> list[Statement]:
    """Claims as verdicts see them."""
    return [statement(claim) for claim in claims]


def found_in(
    ask: Ask,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    find: Find,
    **values: object,
) -> Selection:
    """The events of the question ``name`` in whose claims ``find`` finds anything; how much stands in ``rows``."""
    found, whom = found_by(ask, name, actors, filters, **values)

    def keep(one: Chosen, silent: Collection[str]) -> bool:
        one["rows"] = len(find(one, counting(one, silent, whom.people)))
        return bool(one["rows"])

    return kept(ask, found, whom, filters, keep)


def kept(ask: Ask, found: list[dict[str, Any]], whom: Selection, filters: Filters, keep: Keep) -> Selection:
    """Of the events that a question found, those that ``keep`` takes and that pass the filters.

    ``keep`` is given an event and the ids of its claims that do not count. What it refuses is no part of the answer,
    and is not counted among what was left out.
    """
    told = heard(ask, found, whom, filters)
    chosen = tuple(one for one in told.chosen if keep(one, told.unheard.get(one["event_id"], ())))
    return passing(ask, replace(told, chosen=chosen), filters)


def answered_each(ask: Ask, selection: Selection, filters: Filters, shape: Shape) -> Answer:
    """The rows of a selection of which each event gives as many as its ``rows`` says."""
    needed, total = [], 0
    for one in selection.chosen:
        if filters.limit is None or total < filters.limit:
            needed.append(one)
        total += one["rows"]
    events = events_of(ask, selection, needed)
    rows = tuple(row for one in needed for row in shape(events[one["event_id"]], one))
    return Answer(rows[: filters.limit], closing(selection, filters, total))


def event_of(event: Stored, one: Chosen, through: Sequence[str] = ()) -> Row:
    """The event's row, with those through whom it concerns the actors asked for."""
    return dated_event(event, {**one, "through": sorted(through) if one["level"] == "rolled_up" else []})


def inferred_dates(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """The events whose date rests on inference only: a row for each, by their first day."""
    selection = selected(ask, "inferred-dates", pair(given), filters, in_time)
    return answered(ask, selection, filters, dated_event)

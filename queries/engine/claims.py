"""Questions about claims: what each event's claims say is looked at first, and only what is told is fetched whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from goodoffices.graph.errors import StoreChangedError
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.counterfactual import statement
from goodoffices.queries.engine.rows import DatedEventRow, Match, StoredEvent, dated_event
from goodoffices.queries.engine.selection import (
    Answer,
    apply_claim_filters,
    apply_filters,
    closing,
    each_whole,
    match_events,
)
from goodoffices.queries.engine.whole_events import in_batches, said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from goodoffices.graph.rules.verdicts import Statement
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found
    from goodoffices.queries.engine.selection import Selection

    Told = Found
    Find = Callable[[Match, Sequence[Told]], Collection[object]]
    Keep = Callable[[Match, Collection[str]], bool]
    Shape = Callable[[StoredEvent, Match], Iterable[Mapping[str, object]]]


def pair(given: Given) -> dict[str, str | None]:
    """The actors ``a`` and ``b`` that a question is narrowed to; one of them alone is ``a``."""
    # Some statements look from ``a`` alone; which of the two is given means nothing to these questions.
    words = [given[side] for side in ("a", "b") if given.get(side) is not None]
    return {"a": words[0] if words else None, "b": words[1] if len(words) > 1 else None}


def counting(one: Match, silent: Collection[str], known: MergedActors) -> list[Told]:
    """The claims of a found event that count, with their speakers as they are shown.

    Raises StoreChangedError if one was deleted while the statement ran: Neo4j then gives it without its properties.
    """
    if any(claim["id"] is None or claim["document"]["id"] is None for claim in one["told"]):
        raise StoreChangedError("an event changed while it was asked for; ask again")
    # As they are shown, so that speakers who were judged to be one count as one source.
    return [{**claim, **said_of(claim, known)} for claim in one["told"] if claim["id"] not in silent]


def statements(claims: Sequence[Told]) -> list[Statement]:
    """Claims as verdicts see them."""
    return [statement(claim) for claim in claims]


def found_in(  # noqa: PLR0913 as ``selected``, and what is looked for
    ask: ReadTransaction,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    find: Find,
    *,
    aspect: str | None = None,
    **values: object,
) -> Selection:
    """The events of the question ``name`` in whose claims ``find`` finds anything, each with so many rows.

    ``aspect``: of what the claims are that it is given, None for all.
    """
    found, whom = match_events(ask, name, actors, filters, **values)
    return found_among(ask, found, whom, filters, find, aspect=aspect)


def found_among(  # noqa: PLR0913 as ``found_in``, of events that were found already
    ask: ReadTransaction,
    found: list[Match],
    whom: Selection,
    filters: Filters,
    find: Find,
    *,
    aspect: str | None = None,
) -> Selection:
    """Of the events that a question found, those in whose claims ``find`` finds anything, each with so many rows."""
    rows: dict[str, int] = {}

    def keep(one: Match, silent: Collection[str]) -> bool:
        rows[one["event_id"]] = len(find(one, counting(one, silent, whom.merged_actors)))
        return bool(rows[one["event_id"]])

    return replace(kept_by_claims(ask, found, whom, filters, keep, aspect=aspect), rows=rows)


def kept(ask: ReadTransaction, found: list[Match], whom: Selection, filters: Filters, keep: Keep) -> Selection:
    """Of the events that a question found, those that ``keep`` takes and that pass the filters.

    ``keep`` is given an event and the ids of its claims that do not count. What it refuses is no part of the answer,
    and is not counted among what was left out.
    """
    told = apply_claim_filters(ask, found, whom, filters)
    return _kept(ask, told, told.chosen, filters, keep)


def kept_by_claims(  # noqa: PLR0913 as ``kept``, and of what the claims are
    ask: ReadTransaction,
    found: list[Match],
    whom: Selection,
    filters: Filters,
    keep: Keep,
    *,
    aspect: str | None = None,
) -> Selection:
    """As ``kept``, where ``keep`` is given each event with its claims, ``told``."""
    told = apply_claim_filters(ask, found, whom, filters)
    claims = _claims_on(ask, [one["event_id"] for one in told.chosen], aspect)
    every = ({**one, "told": claims.get(one["event_id"], [])} for one in told.chosen)
    return _kept(ask, told, every, filters, keep)


def _kept(ask: ReadTransaction, told: Selection, every: Iterable[Match], filters: Filters, keep: Keep) -> Selection:
    chosen = tuple(one for one in every if keep(one, told.excluded_claims.get(one["event_id"], ())))
    return apply_filters(ask, replace(told, chosen=chosen), filters)


def _claims_on(ask: ReadTransaction, ids: Sequence[str], aspect: str | None) -> Mapping[str, list[Told]]:
    rows = (row for some in in_batches(ids) for row in ask(text_of("claims-told"), ids=some, aspect=aspect))
    return {row["event_id"]: row["told"] for row in rows}


def answered_each(ask: ReadTransaction, selection: Selection, filters: Filters, shape: Shape) -> Answer:
    """The rows of a selection of which each event gives as many as ``rows`` says."""
    needed, total = [], 0
    for one in selection.chosen:
        # An event may give several rows: once the limit is reached, the rest are counted and not fetched.
        if filters.limit is None or total < filters.limit:
            needed.append(one)
        total += selection.rows[one["event_id"]]
    total = total if selection.total is None else selection.total
    rows = (row for event, one in each_whole(ask, selection, needed) for row in shape(event, one))
    return Answer(islice(rows, filters.limit), closing(selection, filters, total))


def event_of(event: StoredEvent, one: Match, through: Sequence[str] = ()) -> DatedEventRow:
    """The event's row, with those through whom it concerns the actors asked for."""
    return dated_event(event, {**one, "through": sorted(through) if one["level"] == "rolled_up" else []})

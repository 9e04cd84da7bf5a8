"""The first rows of an answer: a statement is asked which classes of rows it has, and only some rows are fetched.

A class is what rows have in common of that by which they are filtered and counted. Of each row of a class no more
crosses than a key that puts it in order, so that the statement is gone through once and most rows are never made.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import StoreChangedError
from goodoffices.graph.vocabulary.dates import Bounds, overlaps, within
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.classed import UNKNOWN, classed, gives_ids, restricted
from goodoffices.queries.engine.fillers import found_by
from goodoffices.queries.engine.filters import Filters, in_order, in_time, took_place
from goodoffices.queries.engine.notices import left_out, undated_among, undated_left_out
from goodoffices.queries.engine.rows import is_left_out
from goodoffices.queries.engine.selection import (
    Order,
    Selection,
    apply_all_filters,
    asked_about,
    said_by,
    with_level,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.fillers import Sides
    from goodoffices.queries.engine.rows import Match, Row

MOST = 1000
"""Rows that are fetched by their keys: a list of very many ids costs the server more than the rows of all others."""

_NO_DAYS = Bounds(None, None)


def first_selected(
    ask: ReadTransaction,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    order: Order = in_order,
    **values: object,
) -> Selection:
    """As ``selected``, but of what is chosen only the first ``limit`` rows, and how many there are in all."""
    return Search.of(ask, name, actors, filters, **values).selected(ask, filters, order)


@dataclass(frozen=True, slots=True)
class Search:
    """A question with the actors and other values that it is asked with.

    ``sides`` are the ids of the actors, None where nothing can be found; ``each`` is the column that says how many rows
    an event gives, where not one. Its statement must look for events as others do, call none of its variables
    ``chosen``, and give each event, or event and mediator, once for an actor.
    """

    name: str
    sides: Sides | None
    whom: Selection
    values: Mapping[str, object]
    each: str | None = None

    @classmethod
    def of(
        cls, ask: ReadTransaction, name: str, actors: Mapping[str, str | None], filters: Filters, **values: object
    ) -> Search:
        """The search for these words for actors; raises UsageError as ``match_events``."""
        sides, whom = asked_about(ask, name, actors, filters)
        return cls(name, sides, whom, values)

    def is_told_by_classes(self, filters: Filters) -> bool:
        """Whether only few rows are asked for, by filters that look at nothing but classes and keys."""
        if self.sides is None or filters.limit is None or filters.limit > MOST:
            return False
        # An event that concerns several of those asked about would be counted once for each.
        several = any(len(ids or ()) > 1 for ids in self.sides.values())
        # Whoever speaks on an event is looked for among all claims, not among those on the first events.
        speaks = self.each is not None and any(self.sides.values())
        # Verdicts by fewer claims, and actors that are one, are known by whole rows alone; as is who fills a side where
        # a statement says of each whether it was asked about.
        knows_level = gives_ids(self.name) or not filters.stated_only
        return self.whom.counts_as_stored(filters) and knows_level and not (several or speaks)

    def selected(self, ask: ReadTransaction, filters: Filters, order: Order = in_order) -> Selection:
        """The first rows that pass the filters, or all of them where these look at more than classes and keys."""
        if not self.is_told_by_classes(filters):
            found = [row for row in self.found(ask) if self.each is None or row[self.each]]
            told = apply_all_filters(ask, found, self.whom, filters, order)
            return replace(told, rows=self._rows_of(told.chosen))
        classes = self.classes(ask, filters)
        shown = [one for one in classes if not one.is_left_out(filters)]
        told = self.first(ask, shown, filters, order)
        return replace(told, remarks=(*told.remarks, *remarks_on(classes, filters)))

    def found(self, ask: ReadTransaction) -> list[Row]:
        """All rows that the statement gives."""
        return [] if self.sides is None else found_by(ask, text_of(self.name), self.sides, **self.values)

    def among(self, ask: ReadTransaction, events: Collection[str]) -> list[Row]:
        """The rows that the statement gives of these events (ids)."""
        if self.sides is None or not events:
            return []
        return found_by(ask, restricted(self.name), self.sides, events=sorted(events), **self.values)

    def classes(self, ask: ReadTransaction, filters: Filters, *, dated: bool = False) -> list[RowClass]:
        """The classes of all rows, without what the filters narrow away; ``dated``: keys are to have the last day."""
        said = said_by(ask, filters, self.whom.merged_actors)
        asked = self.sides or {}
        dated = dated or _asks_for_time(filters)
        text = classed(self.name, asked, dated=dated, stated=filters.stated_only, each=self.each)
        return [_class_of(row, filters, said) for row in ask(text, **self.values, **asked) if row["each"]]

    def first(self, ask: ReadTransaction, shown: Sequence[RowClass], filters: Filters, order: Order) -> Selection:
        """The first rows of these classes, ``limit`` of them, and how many there are in all."""
        ordered = ((one.rank(order), key) for one in shown for key in one.keys)
        first = [key for _, key in heapq.nsmallest(filters.limit or 0, ordered)]
        chosen = _in_turn(self.among(ask, {_event(key) for key in first}), first)
        return replace(self.whom, chosen=chosen, rows=self._rows_of(chosen), total=number(shown))

    def _rows_of(self, chosen: Iterable[Match]) -> Mapping[str, int]:
        return {} if self.each is None else {one["event_id"]: one[self.each] for one in chosen}


@dataclass(frozen=True, slots=True)
class RowClass:
    """Rows that have these in common; ``keys`` are those that pass the filters, each of ``each`` rows of the answer.

    ``undated`` are the ids of the events among them, or of those that would be if dates need not be sure, that have no
    date.
    """

    type: str
    status: str | None
    verdict: str
    has_mediator: bool
    each: int
    keys: Sequence[str]
    undated: frozenset[str]

    def only(self, fits: Callable[[Bounds], bool]) -> RowClass:
        """Of these rows those whose days fit, if their keys are dated."""
        keys = [key for key in self.keys if fits(_days(key))]
        return replace(self, keys=keys, undated=self.undated.intersection(map(_event, keys)))

    def rank(self, order: Order) -> bool:
        """What comes before the key in the order of rows."""
        return order is not in_time and not took_place(self.type, self.status)

    def is_left_out(self, filters: Filters) -> bool:
        """Whether these rows are not shown, but counted."""
        stored = {"type": self.type, "verdict": self.verdict}
        return not filters.shows_denied() and is_left_out(stored, self.has_mediator)


def number(classes: Iterable[RowClass]) -> int:
    """How many rows these classes have."""
    return sum(one.each * len(one.keys) for one in classes)


def _class_of(row: Mapping[str, Any], filters: Filters, said: Collection[str] | None) -> RowClass:
    """What is left of a class by the filters."""
    # Neo4j gives a node without its properties if it is deleted while the statement runs.
    if len(row["keys"]) != row["found"]:
        raise StoreChangedError("an event changed while it was asked for; ask again")
    is_kept = (
        (not filters.status or row["status"] in filters.status)
        and (not filters.verdict or row["verdict"] in filters.verdict)
        and row["stated"]
    )
    keys = [key for key in row["keys"] if said is None or _event(key) in said] if is_kept else []
    undated: frozenset[str] = frozenset()
    if _asks_for_time(filters):
        first, last = filters.window()
        undated = frozenset(_event(key) for key in keys if _days(key) == _NO_DAYS)
        fits = within if filters.surely else overlaps
        keys = [key for key in keys if fits(_days(key), first, last)]
    return RowClass(row["type"], row["status"], row["verdict"], row["has_mediator"], row["each"], keys, undated)


def _asks_for_time(filters: Filters) -> bool:
    return filters.surely or filters.window() != (None, None)


def _event(key: str) -> str:
    return key.split(" ", 2)[1]


def _days(key: str) -> Bounds:
    """The days of an event by a key of its row, if keys are dated."""
    first, _, _, last = key.split(" ")
    return Bounds(None if first == UNKNOWN else first, None if last == UNKNOWN else last)


def _in_turn(found: Iterable[Row], keys: Sequence[str]) -> tuple[Match, ...]:
    """The rows that these keys are of, in the order of the keys."""
    rows = {(row["event_id"], row.get("mediator_id") or ""): row for row in found}
    try:
        return tuple(with_level(rows[event, mediator]) for _, event, mediator, *_ in (key.split(" ") for key in keys))
    except KeyError as error:
        raise StoreChangedError("an event changed while it was asked for; ask again") from error


def remarks_on(classes: Sequence[RowClass], filters: Filters) -> Iterator[str]:
    """What ``apply_filters`` says of the same."""
    away = [one for one in classes if one.is_left_out(filters)]
    denied = {_event(key) for one in away if one.verdict == "denied" for key in one.keys}
    open_ = {_event(key) for one in away if one.verdict != "denied" for key in one.keys}
    yield from left_out(len(denied), len(open_))
    if not _asks_for_time(filters):
        return
    shown = [one for one in classes if not one.is_left_out(filters)]
    undated = frozenset[str]().union(*(one.undated for one in shown))
    if filters.surely:
        yield from undated_left_out(len(undated))
    else:
        yield from undated_among(len(undated), len({_event(key) for one in shown for key in one.keys}))

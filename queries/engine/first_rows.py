"""The first rows of an answer, chosen, put in order and counted by the store: no more of them cross than are shown.

The statement is asked twice, for the rows and for the counts, so that this pays where many events are found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, LiteralString, cast

from goodoffices.queries.engine.catalogue import returned_columns, text_of
from goodoffices.queries.engine.fillers import found_by
from goodoffices.queries.engine.filters import Filters, factual, in_order, in_time
from goodoffices.queries.engine.notices import left_out, undated_among, undated_left_out
from goodoffices.queries.engine.selection import (
    Order,
    Selection,
    apply_all_filters,
    asked_about,
    with_level,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from goodoffices.graph.store.store import ReadTransaction

# As ``vocabulary.dates`` has it: open ends reach as far as it takes, and what is undated may lie anywhere. Of what
# surely lies in the time it passes, too, because what is left out for it is counted.
_FITS = """
WHERE ($a IS NULL OR $b IS NULL OR any(x IN one WHERE any(y IN other WHERE x <> y)))
  AND ($first IS NULL OR date_end IS NULL OR date_end >= $first)
  AND ($last IS NULL OR date_start IS NULL OR date_start <= $last)
  AND (NOT $surely OR (date_start IS NULL AND date_end IS NULL) OR (date_start IS NOT NULL AND date_end IS NOT NULL
    AND ($first IS NULL OR date_start >= $first) AND ($last IS NULL OR date_end <= $last)))
  AND ($statuses IS NULL OR status IN $statuses) AND ($verdicts IS NULL OR verdict IN $verdicts)
  AND (NOT $stated_only OR {stated})"""
_SHOWN = """
  AND ($denied_too OR (verdict <> 'denied' AND (type <> 'mediation' OR {mediated})))
  AND (NOT $surely OR date_start IS NOT NULL)"""
# Of everybody's events nobody is at a side, and each is as the text states it.
_STATED = (
    "(one IS NULL OR any(x IN one WHERE x IN coalesce($a, $b)\n"
    "    AND ($a IS NULL OR $b IS NULL OR any(y IN other WHERE y IN $b AND x <> y))))"
)
_TALLIES = """
RETURN verdict = 'denied' AS is_denied, type = 'mediation' AND NOT {mediated} AS is_open,
  date_start IS NULL AND date_end IS NULL AS is_undated, count(*) AS events"""
_FIRST = """
RETURN *
ORDER BY {order}coalesce(date_start, '~'), event_id
LIMIT $limit"""
_FACT_FIRST = "CASE WHEN type + ' ' + coalesce(status, '') IN $took_place THEN 0 ELSE 1 END, "


def first_selected(
    ask: ReadTransaction,
    name: str,
    actors: Mapping[str, str | None],
    filters: Filters,
    order: Order = in_order,
    **values: object,
) -> Selection:
    """As ``selected``, but of what is chosen only the first ``limit``, and how many there are in all.

    The statement must give a row for each event and actor of ``a`` (or ``b``), with the ids of who fills both of its
    sides, and take no other actors.
    """
    sides, whom = asked_about(ask, name, actors, filters)
    if sides is None:
        return apply_all_filters(ask, [], whom, filters, order)
    text = text_of(name)
    # An event that concerns several of those asked about would be counted once for each.
    if len(sides["a"] or sides["b"] or ()) > 1 or not narrows_in_store(filters, whom):
        return apply_all_filters(ask, found_by(ask, text, sides, **values), whom, filters, order)
    narrowing = {**_values(filters), **values}
    first = {"limit": filters.limit, "took_place": factual(), **narrowing}
    found = found_by(ask, first_of(text, order), sides, **first)
    tallies = [_Tally(**row) for row in ask(tallied(text), **narrowing, **sides)]
    chosen = tuple(with_level(one) for one in found)
    shown = [tally for tally in tallies if _is_shown(tally, filters)]
    remarks = (*whom.remarks, *_remarks(tallies, shown, filters))
    return replace(whom, chosen=chosen, remarks=remarks, total=sum(tally.events for tally in shown))


def narrows_in_store(filters: Filters, whom: Selection) -> bool:
    """Whether only some rows are asked for, by filters that the store knows to apply."""
    # Verdicts by fewer claims, and actors that are one, it does not know.
    return not (filters.limit is None or filters.reconsiders() or filters.said_by or whom.merged_actors.shown)


def first_of(text: LiteralString, order: Order) -> LiteralString:
    """The statement that gives, of what ``text`` selects, the first rows in order that pass the filters."""
    first = _FIRST.format(order="" if order is in_time else _FACT_FIRST)
    return _composed(text, _FITS + _SHOWN + first)


def tallied(text: LiteralString) -> LiteralString:
    """The statement that counts what ``text`` selects and what passes the filters, by what is said of it."""
    return _composed(text, _FITS + _TALLIES)


def _composed(text: str, more: str) -> LiteralString:
    """The statement ``text`` that goes on where it would return."""
    begins, _, returned = text.rpartition("\nRETURN ")
    # What has no such column finds no mediations.
    mediated = "has_mediator" if "has_mediator" in returned_columns(text) else "false"
    more = more.format(stated=_STATED, mediated=mediated)
    # All of it stands in this package: users' values are parameters.
    selected, *_ = returned.partition("\nORDER BY")
    whole = f"{begins}\nWITH {selected}{more}"
    return cast("LiteralString", whole)  # type: ignore[redundant-cast] # to mypy, which has no LiteralString


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many events there are of what is denied, lacks a mediator, or has no date, or not."""

    is_denied: bool
    is_open: bool
    is_undated: bool
    events: int


def _values(filters: Filters) -> dict[str, object]:
    first, last = filters.window()
    return {
        "first": first,
        "last": last,
        "surely": filters.surely,
        "statuses": list(filters.status) or None,
        "verdicts": list(filters.verdict) or None,
        "stated_only": filters.stated_only,
        "denied_too": filters.shows_denied(),
    }


def _is_shown(tally: _Tally, filters: Filters) -> bool:
    is_left_out = not filters.shows_denied() and (tally.is_denied or tally.is_open)
    return not is_left_out and not (filters.surely and tally.is_undated)


def _remarks(tallies: Iterable[_Tally], shown: Iterable[_Tally], filters: Filters) -> Iterator[str]:
    """What ``apply_filters`` says of the same."""
    if not filters.shows_denied():
        timely = [tally for tally in tallies if not (filters.surely and tally.is_undated)]
        denied = sum(tally.events for tally in timely if tally.is_denied)
        yield from left_out(denied, sum(tally.events for tally in timely if tally.is_open and not tally.is_denied))
    if filters.surely:
        loosely = replace(filters, surely=False)
        undated = (tally.events for tally in tallies if tally.is_undated and _is_shown(tally, loosely))
        yield from undated_left_out(sum(undated))
    elif filters.window() != (None, None):
        undated = (tally.events for tally in shown if tally.is_undated)
        yield from undated_among(sum(undated), sum(tally.events for tally in shown))

"""The questions as functions: each asks within one read transaction and gives rows as CLI.md of the docs names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError
from goodoffices.graph.model import ID_DIGITS
from goodoffices.queries.filters import Filters, in_time
from goodoffices.queries.people import people
from goodoffices.queries.rows import (
    Row,
    actor_row,
    actor_rows,
    claims_in_order,
    event_row,
    evidence_row,
    participants,
    standing_for,
)
from goodoffices.queries.selection import Answer, Chosen, Stored, answered, selected, whole_events
from goodoffices.queries.terminal import one_line
from goodoffices.queries.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from goodoffices.graph.store import Ask

EVERYTHING = Filters()


def who_mediated(ask: Ask, a: str, b: str, filters: Filters = EVERYTHING) -> Answer:
    """Mediators between two actors: a row for each, as the text names it, and event."""
    selection = selected(ask, "who-mediated", {"a": a, "b": b}, filters)
    return answered(ask, selection, filters, lambda event, one: _mediation(event, one, selection.asked))


def mediations(ask: Ask, actor: str, filters: Filters = EVERYTHING) -> Answer:
    """What an actor mediated and between whom: a row for each mediator, as the text names it, and event."""
    selection = selected(ask, "mediations", {"a": actor}, filters)
    return answered(ask, selection, filters, lambda event, one: _mediation(event, one, selection.asked))


def _mediation(event: Stored, one: Chosen, asked: Collection[str]) -> Row:
    mediator = next((role for role in event["roles"] if role["id"] == one["mediator_id"]), None)
    return {
        **event_row(event, one["level"], one["through"]),
        "mediator": mediator and actor_row(mediator),
        "between": standing_for(event, "party", asked),
    }


def talks(ask: Ask, a: str, b: str | None = None, filters: Filters = EVERYTHING) -> Answer:
    """Negotiations of an actor, or between two, also those only proposed: a row for each event."""
    selection = selected(ask, "talks", {"a": a, "b": b}, filters)
    return answered(
        ask, selection, filters, lambda event, one: {**_event(event, one), "actors": actor_rows(event, "party")}
    )


def sanctions(ask: Ask, by: str | None = None, on: str | None = None, filters: Filters = EVERYTHING) -> Answer:
    """Sanctions by or on an actor, with their life cycle: a row for each event."""
    selection = selected(ask, "sanctions", {"a": by, "b": on}, filters)
    return answered(
        ask,
        selection,
        filters,
        lambda event, one: {
            **_event(event, one),
            "sender": actor_rows(event, "sender"),
            "target": actor_rows(event, "target"),
        },
    )


def timeline(ask: Ask, a: str, b: str | None = None, filters: Filters = EVERYTHING) -> Answer:
    """The events that concern an actor, or both of two, by their first day."""
    selection = selected(ask, "timeline", {"a": a, "b": b}, filters, in_time)
    return answered(ask, selection, filters, dated_event)


def dated_event(event: Stored, one: Chosen | None = None) -> Row:
    """An event with all its participants and the events that it is about."""
    row = _event(event, one) if one else event_row(event)
    return {**row, "participants": participants(event), "about": sorted(event["about"])}


def _event(event: Stored, one: Chosen) -> Row:
    return event_row(event, one["level"], one["through"])


def evidence(ask: Ask, event: str) -> Answer:
    """Every claim on one event with its quote; ``event`` is an id, or a beginning that only one id has.

    Raises UnknownNameError when no id begins so, AmbiguousNameError when several do.
    """
    key = event_id(ask, event)
    stored = whole_events(ask, [key], people(ask))[key]
    return Answer(tuple(evidence_row(key, claim) for claim in claims_in_order(stored)))


def event_id(ask: Ask, text: str) -> str:
    """The id that begins with ``text``; that of the event which stands for it where it was judged one with others.

    Raises UnknownNameError when no id begins so, AmbiguousNameError when several do.
    """
    beginning = str(text).strip().lower()  # a parameter may be any JSON
    found = ask(text_of("evidence"), event=beginning) if re.fullmatch(f"[0-9a-f]{{1,{ID_DIGITS}}}", beginning) else []
    if not found:
        raise UnknownNameError(
            f'No event\'s id begins with "{beginning}". Every answer shows the ids of its events ("event_id" in JSON).'
        )
    if len(found) > 1:
        raise AmbiguousNameError(f'Several ids begin with "{beginning}":\n' + "\n".join(map(_told, found)))
    return str(found[0]["event_id"])


def _told(event: Mapping[str, Any]) -> str:
    told = f"{event['type']}, {event['status'] or 'no status'}, {event['date'] or 'no date'}"
    return one_line(f"  {event['event_id']}  {told}")

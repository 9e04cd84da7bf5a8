"""Which events stand behind the rows of an answer, whatever their shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.queries.engine.event_ids import event_id

if TYPE_CHECKING:
    from goodoffices.graph.store.store import ReadTransaction


def told_events(ask: ReadTransaction, answer: Iterable[Mapping[str, object] | str]) -> tuple[str, ...]:
    """The ids of all events that rows tell, each once; a text is an event's id, or a beginning that only it has.

    Raises UsageError where there are none, and for a text as ``event_id`` does.
    """
    rows = [{"event_id": event_id(ask, one)} if isinstance(one, str) else one for one in answer]
    if not rows:
        raise UsageError("There is nothing to draw: the answer has no rows.")
    if not (ids := tuple(dict.fromkeys(_ids(rows)))):
        raise UsageError("There is nothing to draw: no row of this answer tells of an event.")
    return ids


def _ids(told: object) -> Iterator[str]:
    """Ids at any depth: rows may hold events, pairs of them and lists."""
    match told:
        case str():
            return
        case {"event_id": str(key)}:
            yield key
    inner = told.values() if isinstance(told, Mapping) else told if isinstance(told, list | tuple) else ()
    for one in inner:
        yield from _ids(one)

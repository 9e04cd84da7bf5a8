"""Filters that all questions share, and the order of rows: pure functions on selected events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import DateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

TOOK_PLACE = frozenset({"held", "halted", "failed", "in_force", "eased", "waived", "lapsed", "lifted"})
"""Statuses of what really took place; a rejected mediation did too, for the mediator went and was turned away."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is narrowed to. ``from_`` and ``to`` are EDTF texts, of which the outermost days count.

    ``said_by`` is the name of an actor; an empty tuple or None narrows nothing. ``without`` names actors or documents
    whose claims do not count, ``known_by`` (EDTF) the last day of those that do; ``surely_heard``: of those whose date
    is known, as with ``surely`` also of events. Raises UsageError for a value that can't be meant.
    """

    from_: str | None = None
    to: str | None = None
    surely: bool = False
    status: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    said_by: str | None = None
    include_denied: bool = False
    stated_only: bool = False
    without: tuple[str, ...] = ()
    known_by: str | None = None
    surely_heard: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        start, end = self.window()
        if start and end and start > end:
            raise UsageError(f"The time runs backwards: from {self.from_} to {self.to}.")
        if self.limit is not None and self.limit < 1:
            raise UsageError(f"The limit must be 1 or more, not {self.limit}.")
        self.last_heard()
        _check_words(self)

    def window(self) -> tuple[str | None, str | None]:
        """The first and the last day asked for, None where open."""
        return _day(self.from_, "start"), _day(self.to, "end")

    def last_heard(self) -> str | None:
        """The last day on which a claim that counts was said, None where all count."""
        return _day(self.known_by, "end")

    def hears_surely(self) -> bool:
        """Whether claims of unknown date do not count, where only those said by a day do."""
        return self.surely or self.surely_heard

    def reconsiders(self) -> bool:
        """Whether claims are left out, so that verdicts may change."""
        return bool(self.without) or self.known_by is not None

    def shows_denied(self) -> bool:
        """Whether denied events are wanted: by the flag, or because their verdict is asked for."""
        return self.include_denied or "denied" in self.verdict


def _day(text: str | None, side: str) -> str | None:
    if text is None:
        return None
    from goodoffices.graph.dates import bounds

    try:
        day: str | None = getattr(bounds(text), side)
    except DateError as error:
        raise UsageError(str(error)) from None
    return day


def _check_words(filters: Filters) -> None:
    """Statuses and verdicts that no event can have are refused; the vocabulary is read only when there are any."""
    if not (filters.status or filters.verdict):
        return
    from goodoffices.graph.ontology import ontology, unknown_word

    for words, valid, what in (
        (filters.status, ontology().statuses(), "status"),
        (filters.verdict, ontology().verdicts, "verdict"),
    ):
        for word in words:
            if word not in valid:
                raise UsageError(unknown_word(word, valid, what))


def narrowed(
    found: Iterable[Mapping[str, Any]], filters: Filters, said: Collection[str] | None
) -> list[Mapping[str, Any]]:
    """The selected events that pass; ``said`` holds the ids of those with a claim of the speaker asked for."""
    passes = (_in_time(filters), _as_worded(filters), lambda one: said is None or one["event_id"] in said)
    return [one for one in found if all(test(one) for test in passes)]


def _in_time(filters: Filters) -> Callable[[Mapping[str, Any]], bool]:
    start, end = filters.window()
    if start is None and end is None and not filters.surely:
        return lambda _: True
    from goodoffices.graph.dates import Bounds, overlaps, within

    fits = within if filters.surely else overlaps
    return lambda one: fits(Bounds(one["date_start"], one["date_end"]), start, end)


def _as_worded(filters: Filters) -> Callable[[Mapping[str, Any]], bool]:
    return lambda one: (
        (not filters.status or one["status"] in filters.status)
        and (not filters.verdict or one["verdict"] in filters.verdict)
        and not (filters.stated_only and one["level"] != "stated")
    )


def is_dated(one: Mapping[str, Any]) -> bool:
    """Whether a first or a last day is known."""
    return bool(one["date_start"] or one["date_end"])


def took_place(type_: str, status: str | None) -> bool:
    """Whether an event of this status took place, rather than being asked for, offered or threatened."""
    return status in TOOK_PLACE or (type_ == "mediation" and status == "rejected")


def in_order(one: Mapping[str, Any]) -> tuple[bool, *tuple[str, ...]]:
    """Sort key of rows: what took place first, then the first day (unknown last), then ids."""
    return (not took_place(one["type"], one["status"]), *in_time(one))


def in_time(one: Mapping[str, Any]) -> tuple[str, ...]:
    """Sort key of a timeline: the first day (unknown last), then ids."""
    return one["date_start"] or "~", one["event_id"], one.get("mediator_id") or ""

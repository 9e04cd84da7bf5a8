"""Filters that all questions share, and the order of rows: pure functions on selected events.

``Filters`` is the table of them: a field is a filter, and says all that is told of it elsewhere. The options of the
command line, Python's keywords with their help, the commands that sentences become, and what a page says of itself are
made of it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.graph.errors import DateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from goodoffices.queries.engine.rows import Found

F = TypeVar("F", bound=Mapping[str, Any])


class FilterKind(Enum):
    """What the value of a filter is, None or nothing where it narrows nothing."""

    date = "a text in EDTF, a year or a day"
    flag = "True or False"
    words = "a word, or several of which any will do"
    sources = "a name, or several"
    actor = "a name"
    number = "a whole number, 1 or more"

    @property
    def is_repeatable(self) -> bool:
        """Whether it takes several values: in Python one or a sequence, on the command line its option again."""
        return self in (FilterKind.words, FilterKind.sources)


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """A filter: its ``name`` in Python, what its value is, and what ``help`` everywhere says that it keeps.

    ``said``: what a page says that it is narrowed to, with the value in braces; empty where it says nothing.
    """

    name: str
    kind: FilterKind
    metavar: str | None
    help: str
    said: str

    @property
    def option(self) -> str:
        """The option of the command line."""
        return "--" + self.name.strip("_").replace("_", "-")

    @property
    def option_help(self) -> str:
        """What the command line says of it."""
        more = " (EDTF)" if self.kind is FilterKind.date else "; can be repeated" if self.kind.is_repeatable else ""
        return f"{self.help}{more}."

    @property
    def keyword_help(self) -> str:
        """What Python's help says of it."""
        return f"{self.help.replace('--from', 'from_').replace('--to', 'to')}: {self.kind.value}."


def _filter(kind: FilterKind, help_: str, *, metavar: str | None = None, said: str = "") -> Any:
    default: object = False if kind is FilterKind.flag else () if kind.is_repeatable else None
    return field(default=default, metadata={"kind": kind, "metavar": metavar, "help": help_, "said": said})


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is narrowed to. ``from_`` and ``to`` are EDTF texts, of which the outermost days count.

    ``said_by`` is the name of an actor; an empty tuple or None narrows nothing. ``without`` names actors or documents
    whose claims do not count, ``known_by`` (EDTF) the last day of those that do; ``surely_heard``: of those whose date
    is known, as with ``surely`` also of events. Raises UsageError for a value that can't be meant.
    """

    from_: str | None = _filter(FilterKind.date, "Not over before this date", metavar="DATE", said="from {}")
    to: str | None = _filter(FilterKind.date, "Not begun after this date", metavar="DATE", said="to {}")
    surely: bool = _filter(
        FilterKind.flag, "Dates must lie wholly between --from and --to", said="surely within that time"
    )
    status: tuple[str, ...] = _filter(FilterKind.words, "Only this status", metavar="STATUS", said="status {}")
    verdict: tuple[str, ...] = _filter(FilterKind.words, "Only this verdict", metavar="VERDICT", said="verdict {}")
    said_by: str | None = _filter(
        FilterKind.actor, "Only with a claim by this actor", metavar="ACTOR", said="said by {}"
    )
    include_denied: bool = _filter(FilterKind.flag, "Denied and mediator-less events too")
    stated_only: bool = _filter(
        FilterKind.flag, "Only what the text itself names", said="only what the texts themselves name"
    )
    without: tuple[str, ...] = _filter(
        FilterKind.sources,
        "As if this actor or document said nothing",
        metavar="SOURCE",
        said="as if {} had said nothing",
    )
    known_by: str | None = _filter(FilterKind.date, "Only what was said by then", metavar="DATE", said="as told by {}")
    limit: int | None = _filter(FilterKind.number, "At most so many rows", metavar="N")
    # No ``_filter``, so that nobody can ask for it: by this ``surely`` still holds for the claims on what followed.
    surely_heard: bool = False

    def __post_init__(self) -> None:
        start, end = self.window()
        if start and end and start > end:
            raise UsageError(f"The time runs backwards: from {self.from_} to {self.to}.")
        if self.limit is not None and self.limit < 1:
            raise UsageError(f"The limit must be 1 or more, not {self.limit}.")
        # For its error alone: what is no date is refused before anything is asked of the store.
        self.last_heard()
        # The vocabulary is read only when there are words of it.
        if self.status or self.verdict:
            from goodoffices.graph.vocabulary.ontology import ontology, unknown_word

            for words, valid, what in (
                (self.status, ontology().statuses(), "status"),
                (self.verdict, ontology().verdicts, "verdict"),
            ):
                for word in words:
                    if word not in valid:
                        raise UsageError(unknown_word(word, valid, what))

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
    from goodoffices.graph.vocabulary.dates import bounds

    try:
        day: str | None = getattr(bounds(text), side)
    except DateError as error:
        raise UsageError(str(error)) from None
    return day


FILTERS = tuple(FilterSpec(one.name, **one.metadata) for one in fields(Filters) if one.metadata)
"""The filters that somebody can ask for, in the order in which commands show them."""


def narrowed_to(filters: Filters) -> tuple[str, ...]:
    """What an answer or a page is narrowed to, as a sentence; none where it is not."""
    said = []
    for one in FILTERS:
        if one.said and (value := getattr(filters, one.name)):
            are_words = one.kind is FilterKind.words
            told = one.said.format((" or " if are_words else " and ").join(value) if one.kind.is_repeatable else value)
            said.append(told.replace("_", " ") if are_words else told)
    return (f"Narrowed: {'; '.join(said)}",) if said else ()


def narrowed(found: Iterable[F], filters: Filters, said: Collection[str] | None) -> list[F]:
    """The selected events that pass; ``said`` holds the ids of those with a claim of the speaker asked for."""
    start, end = filters.window()
    # With ``surely`` alone there is still something to test: what has no known days surely lies in no time.
    if start or end or filters.surely:
        from goodoffices.graph.vocabulary.dates import Bounds, overlaps, within

        fits = within if filters.surely else overlaps
        found = [one for one in found if fits(Bounds(one["date_start"], one["date_end"]), start, end)]
    return [
        one
        for one in found
        if (not filters.status or one["status"] in filters.status)
        and (not filters.verdict or one["verdict"] in filters.verdict)
        and (not filters.stated_only or one["level"] == "stated")
        and (said is None or one["event_id"] in said)
    ]


def is_dated(one: Found) -> bool:
    """Whether a first or a last day is known."""
    return bool(one["date_start"] or one["date_end"])


def took_place(type_: str, status: str | None) -> bool:
    """Whether an event of this status took place, rather than being asked for, offered or threatened."""
    return (type_, status) in _took_place()


@functools.cache
def _took_place() -> frozenset[tuple[str | None, str]]:
    """Every status of what really took place, with the type of event; asked for each row of an answer."""
    from goodoffices.graph.vocabulary.ontology import ontology

    return frozenset((event.type, status) for event in ontology().events.values() for status in event.took_place)


def in_order(one: Found) -> tuple[bool, *tuple[str, ...]]:
    """Sort key of rows: what took place first, then the first day (unknown last), then ids."""
    # Fact before plan: who reads only the first rows must not take an offer for what happened.
    return (not took_place(one["type"], one["status"]), *in_time(one))


def in_time(one: Found) -> tuple[str, ...]:
    """Sort key of a timeline: the first day (unknown last), then ids."""
    return one["date_start"] or "~", one["event_id"], one.get("mediator_id") or ""

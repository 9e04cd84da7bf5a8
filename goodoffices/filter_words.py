"""The filters of questions as Python's keywords, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from goodoffices.graph.errors import UsageError
from goodoffices.queries.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class FilterWords(TypedDict, total=False):
    """The filters that all questions take: see ``Filters``; some take a word or several."""

    from_: str | None
    to: str | None
    surely: bool
    status: str | Sequence[str]
    verdict: str | Sequence[str]
    said_by: str | None
    include_denied: bool
    stated_only: bool
    without: str | Sequence[str]
    known_by: str | None
    limit: int | None


def page_filters_of(words: FilterWords) -> Filters:
    """The same for pages, where denied events stand apart from what is drawn, and are left out only if told to.

    Raises UsageError for a limit, too, which only rows can have.
    """
    if words.get("limit") is not None:
        raise UsageError("A network page has no rows to limit: narrow it by time, status, verdict or speaker instead.")
    return filters_of({"include_denied": True, **words})


def filters_of(words: FilterWords) -> Filters:
    """The filters that these words mean; raises UsageError for a value that can't be meant."""
    given: dict[str, Any] = dict(words)
    for name in ("status", "verdict", "without"):
        given[name] = _words(given.get(name, ()))
    return Filters(**given)


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

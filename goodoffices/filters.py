"""The filters of questions as Python's keywords: what they may be, and what they mean."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from goodoffices.graph.errors import DateError, UsageError
from goodoffices.graph.vocabulary.dates import DateLike, date_text
from goodoffices.queries.engine.filters import FILTERS, FilterKind, Filters, FilterSpec

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class FilterWords(TypedDict, total=False):
    """The filters that all questions take; ``help`` of a method that takes them says what each of them means.

    A test holds it to the fields of ``Filters``: types can't be made of them for who checks them.
    """

    from_: DateLike | None
    to: DateLike | None
    surely: bool
    status: str | Sequence[str]
    verdict: str | Sequence[str]
    said_by: str | None
    include_denied: bool
    stated_only: bool
    without: str | Sequence[str]
    known_by: DateLike | None
    limit: int | None


def page_filters_of(words: FilterWords) -> Filters:
    """The same for pages, where denied events stand apart from what is drawn, and are left out only if told to.

    Raises UsageError for a limit, too, which only rows can have.
    """
    if words.get("limit") is not None:
        raise UsageError("A network page has no rows to limit: narrow it by time, status, verdict or speaker instead.")
    return filters_of({"include_denied": True, **words})


def filters_of(words: FilterWords) -> Filters:
    """The filters that these words mean; raises UsageError for a value that can't be meant, TypeError for no filter."""
    given: dict[str, Any] = dict(words)
    read = {one.name: _value(one, given.pop(one.name)) for one in FILTERS if given.get(one.name) is not None}
    # As Python says it of a keyword that a function doesn't have.
    if unknown := [name for name, value in given.items() if name not in _NAMES]:
        raise TypeError(f'there is no filter "{unknown[0]}"; the filters are {", ".join(sorted(_NAMES))}')
    return Filters(**read)


_NAMES = frozenset(one.name for one in FILTERS)


def _value(one: FilterSpec, given: object) -> Any:
    """A value that is not None as ``Filters`` has it; raises UsageError where it is none of this kind."""
    try:
        return _READERS[one.kind](given)
    except DateError as error:
        raise UsageError(f"{one.name}: {error}") from None
    except (TypeError, ValueError):
        raise UsageError(f"{one.name} is {one.kind.value}, not {given!r:.200}.") from None


def _flag(given: object) -> bool:
    # Also 1 and 0, and the truths of other libraries, which equal Python's.
    if given not in (True, False):
        raise ValueError
    return bool(given)


def _words(given: object) -> tuple[str, ...]:
    # A text alone is one word, not its letters.
    words = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, Iterable) else (None,)
    return tuple(map(_word, words))


def _word(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError
    return str(given)


def _number(given: Any) -> int:
    # To Python a truth is a whole number. Those of numpy are no int, but have an index.
    if isinstance(given, bool):
        raise TypeError
    return operator.index(given)


_READERS: dict[FilterKind, Callable[[Any], object]] = {
    FilterKind.date: date_text,
    FilterKind.flag: _flag,
    FilterKind.words: _words,
    FilterKind.sources: _words,
    FilterKind.actor: _word,
    FilterKind.number: _number,
}


def with_filters_in_help(graph: type[T]) -> type[T]:
    """The class, of which every method that takes filters has them as keywords in its signature, and says what they do.

    They are one ``**filters`` in the code, of which help and completion could show nothing.
    """
    keywords, width = [*map(_keyword, FILTERS)], max(len(one.name) for one in FILTERS)
    told = "\n".join(["Filters:", *(f"    {one.name:{width}}  {one.keyword_help}" for one in FILTERS)])
    for method in filter(inspect.isfunction, vars(graph).values()):
        # By their text: to evaluate them would import what the module imports for type checkers alone.
        if "FilterWords" in str(method.__annotations__.get("filters")):
            own = inspect.signature(method)
            parameters: list[inspect.Parameter] = []
            for one in own.parameters.values():
                parameters += keywords if one.name == "filters" and one.kind is one.VAR_KEYWORD else [one]
            method.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined] # as help reads it
            method.__doc__ = f"{inspect.cleandoc(method.__doc__ or '')}\n\n{told}"
    return graph


def _keyword(one: FilterSpec) -> inspect.Parameter:
    default = getattr(Filters(), one.name)
    annotation = FilterWords.__annotations__[one.name]
    written = getattr(annotation, "__forward_arg__", annotation)
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=written)

"""Which state of the table a class of State mentions names, when no identifier says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.graph.countries import (
    Country,
    countries_named,
    countries_with_capital,
    countries_with_demonym,
    find_countries,
)
from goodoffices.graph.names import is_proper


def state_named_by(texts: Sequence[str]) -> Country | None:
    """The table's state by the mentions' name, else demonym, else capital.

    None when a proper mention is a name that the table does not know (Yugoslavia), or when several states fit.
    """
    if any(is_proper(text, "state") and not find_countries(text) for text in texts):
        return None
    for look_up in (countries_named, countries_with_demonym, countries_with_capital):
        if found := _distinct(country for text in texts for country in look_up(text)):
            return found[0] if len(found) == 1 else None
    return None


def _distinct(countries: Iterable[Country]) -> tuple[Country, ...]:
    return tuple({country.iso3: country for country in countries}.values())

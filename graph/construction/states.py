"""Which state of the table a cluster of State mentions names, when no identifier says it."""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.graph.vocabulary.countries import (
    Country,
    countries_named,
    countries_with_capital,
    countries_with_demonym,
    find_countries,
)
from goodoffices.graph.vocabulary.names import is_proper


def state_named_by(texts: Sequence[str]) -> Country | None:
    """The table's state by the mentions' name, else demonym, else capital.

    None when a proper mention is a name that the table does not know (Yugoslavia), or when several states fit.
    """
    if any(is_proper(text, "state") and not find_countries(text) for text in texts):
        return None
    # A name says more than a demonym, and that more than a capital: what is found first is not doubted by the rest.
    for look_up in (countries_named, countries_with_demonym, countries_with_capital):
        if found := {country.iso3: country for text in texts for country in look_up(text)}:
            return next(iter(found.values())) if len(found) == 1 else None
    return None

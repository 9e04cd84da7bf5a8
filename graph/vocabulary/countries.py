"""The shipped table of states and territories: codes, names, capitals, demonyms.

``countries.csv`` holds ISO 3166-1 and Kosovo (XKX, user-assigned). Codes, Wikidata ids and formal names come from
the "country-codes" data package of Open Knowledge's datasets project (Public Domain Dedication and License), which has
them from ISO, Wikidata and the United Nations' UNTERM; short names, capitals, demonyms and further names are common
knowledge in common English spellings. Where a state's government sits elsewhere than in its capital both are listed.

What belongs to several states ("Congolese", "Korean", "Kingston") is answered with all of them: more than one is for
the caller to treat as unknown. "Korea" and "Congo" alone name no state here. "Georgia" and "Washington" also
name other things: the table knows states only.
"""

from __future__ import annotations

import csv
import itertools
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]?", re.IGNORECASE)
_EDGES = " ,;:\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory; ``name`` is its short common English name, ``aliases`` hold proper names only."""

    iso3: str
    iso2: str
    name: str
    wikidata: str
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def all_countries() -> tuple[Country, ...]:
    """Every row of the table, by ISO code."""
    text = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    countries = []
    for row in csv.DictReader(text.splitlines()):
        several = {field: tuple(filter(None, row[field].split(";"))) for field in ("capitals", "demonyms", "aliases")}
        countries.append(Country(row["iso3"], row["iso2"], row["name"], row["wikidata"], **several))
    return tuple(countries)


def country_by_code(code: str) -> Country | None:
    """The country of an ISO 3166-1 code of three or two letters, in any case."""
    return next(iter(_index("code").get(code.strip().upper(), ())), None)


def country_by_wikidata(qid: str) -> Country | None:
    """The country of a Wikidata id such as Q794, in any case."""
    return next(iter(_index("wikidata").get(qid.strip().upper(), ())), None)


def countries_named(text: str) -> tuple[Country, ...]:
    """The countries of that name or alias, with or without "the", in any case.

    Abbreviations are held to their capitals, so that "us" is no country and "US" is one.
    """
    bare = _bare(text)
    return _index("abbreviation").get(_undotted(bare)) or _index("name").get(_key(bare), ())


def countries_with_demonym(text: str) -> tuple[Country, ...]:
    """The countries of that adjective or noun for their people: "Omani", "the Omanis", "Swiss"."""
    key = _key(text)
    # As written first: the s of "Swiss" is no plural's.
    return _index("demonym").get(key) or _index("demonym").get(key.removesuffix("s"), ())


def countries_with_capital(text: str) -> tuple[Country, ...]:
    """The countries with that capital or seat of government."""
    return _index("capital").get(_key(text), ())


def find_countries(text: str, any_case: bool = False) -> tuple[Country, ...]:
    """The countries that a text may mean: by name or alias, else by demonym, else by capital, else by official name.

    ``any_case`` is for words that are typed, not read: abbreviations and ISO codes then count however they are written.
    """
    found = countries_named(text)
    if any_case and not found:
        typed = _bare(text).upper()
        country = country_by_code(typed)
        found = (country,) if country else _index("abbreviation").get(_undotted(typed), ())
    found = found or countries_with_demonym(text) or countries_with_capital(text)
    key = _key(text)
    # Official names last, by a library that is slow to load. Every such name has several words, so that a single one,
    # which most are, never loads it.
    if not found and " " in key and (official := country_by_code(_by_official_name().get(key, ""))):
        return (official,)
    return found


def _bare(text: str) -> str:
    return text.strip(_EDGES).removeprefix("the ").removeprefix("The ")


def _key(text: str) -> str:
    return fold(text.strip(_EDGES)).removeprefix("the ")


def _undotted(text: str) -> str:
    """An abbreviation without stops and in capitals if it has stops, which no word has."""
    return text.replace(".", "").upper() if _DOTTED.fullmatch(text) else text


def _is_abbreviation(alias: str) -> bool:
    return alias.isalpha() and alias.isupper() and len(alias) < 6


_WORDS: Mapping[str, tuple[Callable[[Country], Iterable[str]], Callable[[str], str]]] = {
    "code": (lambda country: (country.iso3, country.iso2), str),
    "wikidata": (lambda country: (country.wikidata,), str),
    # Kept as they are written: folded, "US" would be found in every "us" of a text.
    "abbreviation": (lambda country: filter(_is_abbreviation, country.aliases), str),
    "name": (lambda country: (country.name, *itertools.filterfalse(_is_abbreviation, country.aliases)), _key),
    "demonym": (lambda country: country.demonyms, _key),
    "capital": (lambda country: country.capitals, _key),
}
"""By what countries are looked up: the words that one bears, and the form in which these are compared."""


@cache
def _index(kind: str) -> Mapping[str, tuple[Country, ...]]:
    """The countries by their words of a kind of ``_WORDS``; made when first asked for, since most runs need one."""
    words_of, form = _WORDS[kind]
    index: dict[str, tuple[Country, ...]] = {}
    for country in all_countries():
        for key in dict.fromkeys(map(form, words_of(country))):
            index[key] = (*index.get(key, ()), country)
    return index


@cache
def _by_official_name() -> Mapping[str, str]:
    """Official names and inverted ones ("Moldova, Republic of") to codes, as ISO has them."""
    # Imported where it is used, because it is slow to load its table.
    import pycountry

    official = {_key(c.official_name): c.alpha_3 for c in pycountry.countries if hasattr(c, "official_name")}
    return official | {_key(c.name): c.alpha_3 for c in pycountry.countries if "," in c.name}

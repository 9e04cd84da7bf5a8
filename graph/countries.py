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
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from goodoffices.graph.names import fold

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


_Index = dict[str, tuple[Country, ...]]


@cache
def all_countries() -> tuple[Country, ...]:
    """Every row of the table, by ISO code."""
    text = files("goodoffices.graph").joinpath("countries.csv").read_text(encoding="utf-8")
    return tuple(map(_country, csv.DictReader(text.splitlines())))


def country_by_code(code: str) -> Country | None:
    """The country of an ISO 3166-1 code of three or two letters, in any case."""
    return _by_code().get(code.strip().upper())


def country_by_wikidata(qid: str) -> Country | None:
    """The country of a Wikidata id such as Q794, in any case."""
    return _by_wikidata().get(qid.strip().upper())


def countries_named(text: str) -> tuple[Country, ...]:
    """The countries of that name or alias, with or without "the", in any case.

    Abbreviations are held to their capitals, so that "us" is no country and "US" is one.
    """
    bare = _bare(text)
    return _abbreviations().get(_undotted(bare)) or _by_name().get(_key(bare), ())


def countries_with_demonym(text: str) -> tuple[Country, ...]:
    """The countries of that adjective or noun for their people: "Omani", "the Omanis", "Swiss"."""
    key = _key(text)
    return _by_demonym().get(key) or _by_demonym().get(key.removesuffix("s"), ())


def countries_with_capital(text: str) -> tuple[Country, ...]:
    """The countries with that capital or seat of government."""
    return _by_capital().get(_key(text), ())


def find_countries(text: str, any_case: bool = False) -> tuple[Country, ...]:
    """The countries that a text may mean: by name or alias, else by demonym, else by capital, else by official name.

    ``any_case`` is for words that are typed, not read: abbreviations and ISO codes then count however they are written.
    """
    found = countries_named(text) or (_by_typed_code(text) if any_case else ())
    return found or countries_with_demonym(text) or countries_with_capital(text) or _officially_named(text)


def _by_typed_code(text: str) -> tuple[Country, ...]:
    typed = _bare(text).upper()
    by_code = country_by_code(typed)
    return (by_code,) if by_code else _abbreviations().get(_undotted(typed), ())


def _country(row: Mapping[str, str]) -> Country:
    several = {field: tuple(filter(None, row[field].split(";"))) for field in ("capitals", "demonyms", "aliases")}
    return Country(row["iso3"], row["iso2"], row["name"], row["wikidata"], **several)


def _bare(text: str) -> str:
    return text.strip(_EDGES).removeprefix("the ").removeprefix("The ")


def _key(text: str) -> str:
    return fold(text.strip(_EDGES)).removeprefix("the ")


def _undotted(text: str) -> str:
    """An abbreviation without stops and in capitals if it has stops, which no word has."""
    return text.replace(".", "").upper() if _DOTTED.fullmatch(text) else text


def _is_abbreviation(alias: str) -> bool:
    return alias.isalpha() and alias.isupper() and len(alias) < 6


def _index(words_of: Callable[[Country], Iterable[str]], key_of: Callable[[str], str]) -> _Index:
    index: _Index = {}
    for country in all_countries():
        for key in dict.fromkeys(map(key_of, words_of(country))):
            index[key] = (*index.get(key, ()), country)
    return index


@cache
def _by_code() -> Mapping[str, Country]:
    return {code: country for country in all_countries() for code in (country.iso3, country.iso2)}


@cache
def _by_wikidata() -> Mapping[str, Country]:
    return {country.wikidata: country for country in all_countries()}


@cache
def _by_name() -> _Index:
    return _index(lambda c: (n for n in (c.name, *c.aliases) if not _is_abbreviation(n)), _key)


@cache
def _abbreviations() -> _Index:
    return _index(lambda c: filter(_is_abbreviation, c.aliases), str)


@cache
def _by_demonym() -> _Index:
    return _index(lambda c: c.demonyms, _key)


@cache
def _by_capital() -> _Index:
    return _index(lambda c: c.capitals, _key)


@cache
def _by_official_name() -> Mapping[str, str]:
    """Official names and inverted ones ("Moldova, Republic of") to codes, as ISO has them."""
    import pycountry

    official = {_key(c.official_name): c.alpha_3 for c in pycountry.countries if hasattr(c, "official_name")}
    return official | {_key(c.name): c.alpha_3 for c in pycountry.countries if "," in c.name}


def _officially_named(text: str) -> tuple[Country, ...]:
    """Long names, by a library that is too slow to ask first; only texts of several words can be one."""
    key = _key(text)
    country = country_by_code(_by_official_name().get(key, "")) if " " in key else None
    return (country,) if country else ()

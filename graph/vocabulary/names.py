"""Names as texts write them: what is a name, what stands around it, and which two are the same.

The rules are for English and know no more than capitals, articles and the word lists of ``names.yaml``. Their limits:
a sentence's first word has a capital whatever it is (the lists hold the usual cases); a surname that is also a title
("King", alone) counts as the title; a first name that is one ("Sultan Ahmed") loses it, unless "bin" or "ibn" follows;
a text without capitals, or all in them, tells names and descriptions apart by the lists alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.countries import (
    countries_named,
    countries_with_capital,
    countries_with_demonym,
    find_countries,
)
from goodoffices.graph.vocabulary.spelling import PLAIN_QUOTES, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_POSSESSIVE_AT_END = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_EDGES = ' ,;:"“”'
_STAYS_BEFORE_A_NAME = ("pope", "shah")
_NAME_GOES_ON = frozenset({"bin", "ibn", "bint"})
_NAME_BEGINS = frozenset({"abu", "al", "ben", "bin", "da", "de", "del", "di", "el", "ibn", "van", "von"})
_PEOPLE = frozenset({"official", "person"})
_LONGEST_TITLE = 7
_MOST_TITLES = 12
"""Titles and their modifiers that are taken off one name."""
_LONGEST_NAME = 300
"""Characters; a longer mention is a description, whatever its capitals."""
_REMEMBERED = 65536
"""Answers kept a function: names recur, within a document and from one to the next."""


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    # Imported where it is used: loading texts needs it, and ``--help`` shall not wait for it.
    import yaml

    text = files(__package__).joinpath("names.yaml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in yaml.safe_load(text).items()}


@lru_cache(_REMEMBERED)
def without_title(name: str) -> str:
    """The name without articles, titles, ranks and offices before it, up to twelve; empty if nothing else is there.

    An office takes along what qualifies it ("U.S. Secretary of State Mike Pompeo" is "Mike Pompeo"). "Pope" and
    "Shah" stay, because "Francis" names nobody and "Shah Mehmood" is a name; alone they are titles.
    """
    bare = _bare(name)
    if len(bare) > _LONGEST_NAME:
        return bare
    words = bare.split()
    for _ in range(_MOST_TITLES):
        if (rest := _after_title(words)) is None:
            break
        words = rest
    return " ".join(words).strip(_EDGES)


@lru_cache(_REMEMBERED)
def is_proper(mention_text: str, kind: str) -> bool:
    """Whether a mention is a proper name: no pronoun, description, number of people or things, or bare title.

    A demonym ("Iranian", "the Swiss") is nobody's proper name, and a capital is none of its state.
    """
    text = _bare(mention_text)
    if not text or len(text) > _LONGEST_NAME or _counts_or_points(text) or _is_demonym(text):
        return False
    # In capitals a pronoun is an abbreviation ("US", "WHO"), but for "I".
    if fold(text) in _lists()["pronouns"] and not (len(text) > 1 and text.isupper()):
        return False
    rest = without_title(text) if kind in _PEOPLE else _without_article(text)
    if not rest or not _is_capitalised(rest):
        return False
    if kind != "state" or countries_named(rest):  # "Singapore" is a state as well as its capital
        return True
    # "Trump Administration" and "Tehran" stand for a state, but no state is called so.
    describes = _plain(rest.rsplit(maxsplit=1)[-1]) in _lists()["group_nouns"]
    return not describes and not countries_with_capital(rest)


@lru_cache(_REMEMBERED)
def is_full_name(name: str) -> bool:
    """Whether a name is long enough to mean the same in two documents.

    That is two words or more without title, article, quantifier and particles ("de Mistura" is one), all capitalised.
    """
    text = _bare(name)
    if len(text) > _LONGEST_NAME:
        return False
    rest = without_title(text)
    telling = [word for word in rest.split() if word not in _lists()["particles"]]
    return len(telling) > 1 and not _counts_or_points(text) and not _counts_or_points(rest) and _is_capitalised(rest)


def proper_name(texts: Sequence[str], kind: str) -> str:
    """The longest proper mention without title or honorific (of equals the first); if none is, the longest mention.

    Only people lose titles, others no more than a leading "the". Raises ValueError if there are no texts.
    """
    strip = without_title if kind in _PEOPLE else _without_article
    proper = [strip(text) for text in texts if is_proper(text, kind)]
    # Of equals ``max`` takes the first, which is that of the text: another run names nobody otherwise.
    return max(proper or texts, key=len)


def _bare(name: str) -> str:
    return _POSSESSIVE_AT_END.sub("", " ".join(name.split()).strip(_EDGES))


def _without_article(name: str) -> str:
    text = _bare(name)
    return text[4:] if text[:4].lower() == "the " else text


def _after_title(words: list[str]) -> list[str] | None:
    """What is left after the first title, or None if the words don't begin with one."""
    if not words:
        return None
    lowered = [_plain(word) for word in words[: 2 * _LONGEST_TITLE]]
    # A pope or shah without a further name is a bare title, which names nobody.
    if lowered[0] in _lists()["modifiers"] or (len(words) == 1 and lowered[0] in _STAYS_BEFORE_A_NAME):
        return words[1:]
    if taken := _leading(lowered, "offices") or _honorific(lowered):
        return _after_country(words[taken:])
    return _after_qualified(words, lowered)


def _plain(word: str) -> str:
    """A word as the lists have it: lower case, without the stop of an abbreviation and what hyphens put before it."""
    text = word.casefold().translate(PLAIN_QUOTES).rstrip(".,")
    return re.sub(r"^(?:ex|then|former|deputy|vice|acting)-(?=[^\W\d_])", "", text)


def _leading(lowered: Sequence[str], kind_of_title: str) -> int:
    """How many of the first words make up a title, the longest that fits."""
    titles = _lists()[kind_of_title]
    candidates = (n for n in range(min(_LONGEST_TITLE, len(lowered)), 0, -1) if " ".join(lowered[:n]) in titles)
    return next(candidates, 0)


def _honorific(lowered: Sequence[str]) -> int:
    """As ``_leading`` of the honorifics; "Sultan bin Salman" is a name, so that "Sultan" is none there."""
    taken = _leading(lowered, "honorifics")
    return 0 if taken < len(lowered) and lowered[taken] in _NAME_GOES_ON else taken


def _after_country(words: list[str]) -> list[str] | None:
    """Drops "of Russia", "to the United States", "for Syria" after a title.

    None if the words before are no title after all: "Prince of Wales", "Justice and Development Party".
    """
    if not words or words[0].casefold() not in ("of", "to", "for", "and", "&"):
        return words
    # The longest first: "of the United States" would leave "of America" of the whole name.
    ends = (n for n in range(min(7, len(words)), 1, -1) if countries_named(" ".join(words[1:n])))
    end = next(ends, None)
    return words[end:] if end else None


def _after_qualified(words: list[str], lowered: list[str]) -> list[str] | None:
    """What follows a title that up to four words qualify: any words before an office and a name, else a country."""
    for before in range(1, min(5, len(words))):
        office = _leading(lowered[before:], "offices")
        rest = words[before + (office or _honorific(lowered[before:])) :]
        is_titled = len(rest) < len(words) - before
        by_a_country = is_titled and bool(find_countries(_bare(" ".join(words[:before]))))
        # "Deputy energy minister of" goes on with no name: then the words before are no qualifier.
        names_follow = bool(office and rest) and (_has_capital(rest[0]) or rest[0] in _NAME_BEGINS)
        if by_a_country or names_follow:
            return _after_country(rest)
    return None


@lru_cache(_REMEMBERED)
def _is_demonym(text: str) -> bool:
    word = fold(_without_article(text))
    # The lists hold peoples that the table of states can't know ("Kurdish", "Soviet").
    of_no_state = not _lists()["peoples"].isdisjoint((word, word.removesuffix("s")))
    return of_no_state or (bool(countries_with_demonym(text)) and not countries_named(text))


def _counts_or_points(text: str) -> bool:
    """Whether a text begins with a quantifier, a number or "a": "two countries", but not the name "Five Eyes"."""
    first, *rest = _without_article(text).split() or [""]
    if first.casefold() in ("a", "an"):
        return True
    counts = first.isdecimal() or first.casefold() in _lists()["quantifiers"]
    names = bool(rest) and first[0].isupper() and all(map(_has_capital, rest)) and not _is_demonym(" ".join(rest))
    return counts and not names


def _is_capitalised(text: str) -> bool:
    """Whether every word but particles has a capital (or knows none), and it is no "Officials", "Iranian Officials"."""
    # Titles and headlines write descriptions with capitals, too.
    *before, last = words = text.split()
    if _plain(last) in _lists()["group_nouns"] and (not before or _is_demonym(" ".join(before))):
        return False
    telling = [word for word in words if _plain(word) not in _lists()["particles"]]
    return bool(telling) and all(map(_has_capital, telling))


def _has_capital(word: str) -> bool:
    """Whether a word has a capital letter, or letters and digits that know no case."""
    if word.upper() == word.lower():
        return any(map(str.isalnum, word))
    return any(map(str.isupper, word))

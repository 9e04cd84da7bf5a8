"""Names as texts write them: what is a name, what stands around it, and which two are the same.

The rules are for English and know no more than capitals, articles and the word lists of ``names.yaml``. Their limits:
a sentence's first word has a capital whatever it is (the lists hold the usual cases); a surname that is also a title
("King", alone) counts as the title; a first name that is one ("Sultan Ahmed") loses it, unless "bin" or "ibn" follows;
a text without capitals, or all in them, tells names and descriptions apart by the lists alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'") | dict.fromkeys("“”„‟″«»＂", '"'))
_POSSESSIVE = re.compile(r"(?:'+s|(?<=s)'+)+(?!\w)")
_POSSESSIVE_AT_END = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_EDGES = ' ,;:()"“”'
_NAME_GOES_ON = frozenset({"bin", "ibn", "bint"})
_PEOPLE = frozenset({"official", "person"})
_LONGEST_TITLE = 7


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of ``names.yaml``."""

    offices: frozenset[str]
    honorifics: frozenset[str]
    modifiers: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    quantifiers: frozenset[str]
    group_nouns: frozenset[str]
    particles: frozenset[str]


@cache
def _words() -> _Words:
    import yaml

    lists = yaml.safe_load(files("goodoffices.graph").joinpath("names.yaml").read_text(encoding="utf-8"))
    return _Words(**{field.name: frozenset(lists[field.name]) for field in fields(_Words)})


def fold(name: str) -> str:
    """The form in which names are compared: NFC, case-folded, plain quotes, single spaces, no possessive ``'s``."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    bare = _POSSESSIVE.sub("", text.translate(_QUOTES))
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def nearest(word: str, valid: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """The at most ``n`` valid words that look most like this one, best first; for error messages."""
    import difflib

    by_fold: dict[str, str] = {}
    for candidate in valid:
        by_fold.setdefault(fold(candidate), candidate)
    return tuple(by_fold[match] for match in difflib.get_close_matches(fold(word), by_fold, n))


@lru_cache(maxsize=16384)
def without_title(name: str) -> str:
    """The name without articles, titles, ranks and offices before it, however many; empty if nothing else is there.

    An office takes along what qualifies it ("U.S. Secretary of State Mike Pompeo" is "Mike Pompeo"). "Pope" stays,
    because a pope's name without it ("Francis") names nobody.
    """
    words = _bare(name).split()
    while (rest := _after_title(words)) is not None:
        words = rest
    return " ".join(words).strip(_EDGES)


def is_proper(mention_text: str, kind: str) -> bool:
    """Whether a mention is a proper name: no pronoun, description, number of people or things, or bare title.

    A demonym ("Iranian", "the Swiss") is nobody's proper name, and a capital is none of its state.
    """
    text = _bare(mention_text)
    if not text or fold(text) in _words().pronouns or _counts_or_points(text) or _is_demonym(text):
        return False
    rest = without_title(text) if kind in _PEOPLE else _without_article(text)
    return bool(rest) and _is_capitalised(rest) and not (kind == "state" and _is_only_capital(rest))


def is_full_name(name: str) -> bool:
    """Whether a name is long enough to mean the same in two documents: two words or more, title, article and
    quantifier not among them."""
    text = _bare(name)
    rest = without_title(text)
    return " " in rest and not _counts_or_points(text) and not _counts_or_points(rest) and _is_capitalised(rest)


def proper_name(texts: Sequence[str], kind: str) -> str:
    """The longest proper mention without title or honorific (of equals the first); if none is, the longest mention.

    Only people lose titles, others no more than a leading "the". Raises ValueError if there are no texts.
    """
    strip = without_title if kind in _PEOPLE else _without_article
    proper = [strip(text) for text in texts if is_proper(text, kind)]
    return max(proper or texts, key=len)


def _bare(name: str) -> str:
    return _POSSESSIVE_AT_END.sub("", " ".join(name.split()).strip(_EDGES))


def _without_article(name: str) -> str:
    text = _bare(name)
    return text[4:] if text[:4].lower() == "the " else text


def _after_title(words: list[str]) -> list[str] | None:
    """What is left after the first title, or None if the words don't begin with one."""
    known, lowered = _words(), [_plain(word) for word in words]
    if not words:
        return None
    if lowered[0] in known.modifiers or lowered == ["pope"]:
        return words[1:]
    if taken := _leading(lowered, known.offices) or _honorific(lowered):
        return _after_country(words[taken:])
    return _after_qualified_office(words, lowered)


def _plain(word: str) -> str:
    """A word as the lists have it: lower case, without the stop of an abbreviation and what hyphens put before it."""
    text = word.casefold().translate(_QUOTES).rstrip(".,")
    return re.sub(r"^(?:ex|then|former|deputy|vice|acting)-(?=[^\W\d_])", "", text)


def _leading(lowered: Sequence[str], titles: frozenset[str]) -> int:
    """How many of the first words make up a title, the longest that fits."""
    candidates = (n for n in range(min(_LONGEST_TITLE, len(lowered)), 0, -1) if " ".join(lowered[:n]) in titles)
    return next(candidates, 0)


def _honorific(lowered: Sequence[str]) -> int:
    taken = _leading(lowered, _words().honorifics)
    return 0 if taken < len(lowered) and lowered[taken] in _NAME_GOES_ON else taken


def _after_country(words: list[str]) -> list[str]:
    """Drops "of Russia", "to the United States", "for Syria" after an office."""
    if not words or words[0].casefold() not in ("of", "to", "for"):
        return words
    from goodoffices.graph.countries import countries_named

    ends = (n for n in range(min(7, len(words)), 1, -1) if countries_named(" ".join(words[1:n])))
    return words[next(ends, 0) :]


def _after_qualified_office(words: list[str], lowered: list[str]) -> list[str] | None:
    """What follows an office that up to four words qualify; a name must follow, or a country must be all of them."""
    for before in range(1, min(5, len(words))):
        taken = _leading(lowered[before:], _words().offices)
        rest = words[before + taken :]
        if taken and (_begins_name(rest) if rest else _is_country(" ".join(words[:before]))):
            return _after_country(rest)
    return None


def _begins_name(words: Sequence[str]) -> bool:
    return words[0][0].isupper()


def _is_country(text: str) -> bool:
    from goodoffices.graph.countries import find_countries

    return bool(find_countries(_bare(text)))


def _is_demonym(text: str) -> bool:
    from goodoffices.graph.countries import countries_named, countries_with_demonym

    return bool(countries_with_demonym(text)) and not countries_named(text)


def _is_only_capital(text: str) -> bool:
    from goodoffices.graph.countries import countries_named, countries_with_capital

    return bool(countries_with_capital(text)) and not countries_named(text)


def _counts_or_points(text: str) -> bool:
    """Whether a text begins with a quantifier, a number or "a": "two countries", but not the name "Five Eyes"."""
    first, *rest = _without_article(text).split() or [""]
    if first.casefold() in ("a", "an"):
        return True
    counts = first.isdecimal() or first.casefold() in _words().quantifiers
    return counts and not (rest and first[0].isupper() and all(map(_has_capital, rest)))


def _is_capitalised(text: str) -> bool:
    """Whether every word but particles has a capital (or knows none), and it is no "Officials", "Iranian Officials"."""
    *before, last = words = text.split()
    if _plain(last) in _words().group_nouns and (not before or _is_demonym(" ".join(before))):
        return False
    telling = [word for word in words if _plain(word) not in _words().particles]
    return bool(telling) and all(map(_has_capital, telling))


def _has_capital(word: str) -> bool:
    """Whether a word has a capital letter, or letters and digits that know no case."""
    if word.upper() == word.lower():
        return any(map(str.isalnum, word))
    return any(map(str.isupper, word))

"""Actors and places of one document: which mentions are one, what they are called, and what a collective stands for.

The identity of an actor is read from its document alone (ONTOLOGY.md, "Actors"), so what else is loaded never
changes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.graph.annotation import AnnotatedDocument, Mention, Normalisation
from goodoffices.graph.classes import classes
from goodoffices.graph.countries import Country, country_by_code, country_by_wikidata
from goodoffices.graph.model import Actor, Affiliation, Place, content_id
from goodoffices.graph.names import fold, is_full_name, is_proper, proper_name, without_title
from goodoffices.graph.ontology import ontology
from goodoffices.graph.states import state_named_by

NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
QUANTIFIERS = frozenset({"several", "many", "numerous", "some", "few", "various", "dozens", "hundreds", "thousands"})
CARDINALITY_WORDS = 4
"""How many leading words of an unnamed group may hold its size ("a group of five …")."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and where: ``actors`` by id, and for each mention the actors or the place that it stands for."""

    actors: Mapping[str, Actor]
    stands_for: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    affiliations: tuple[Affiliation, ...]


@dataclass(frozen=True, slots=True)
class _Class:
    """The mentions that an annotator joined, in the order of the text, with the identifiers given to any of them."""

    ids: tuple[str, ...]
    kind: str
    mentions: tuple[Mention, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    identifiers: Mapping[str, str]

    def country(self) -> Country | None:
        """The table's state for this class, if it is a state that the table knows."""
        if self.kind != "state":
            return None
        if code := self.identifiers.get("ISO3166"):
            return country_by_code(code)
        if item := self.identifiers.get("Wikidata"):
            return country_by_wikidata(item)
        return state_named_by(self.texts)


def resolve(document: AnnotatedDocument) -> Cast:
    """The cast of a checked document."""
    found = {one.ids: one for one in _gathered(document)}
    people = {ids: one for ids, one in found.items() if one.kind}
    keys = {ids: _actor_id(document, one) for ids, one in people.items()}
    own = _own(keys)
    standing = expansions(_members(document, own))
    return Cast(
        actors=_named(people, keys),
        stands_for={mention: standing.get(actor, (actor,)) for mention, actor in own.items()},
        places=_places(document, found.values()),
        affiliations=_affiliations(document, own, standing),
    )


def own_actors(document: AnnotatedDocument) -> dict[str, str]:
    """The actor (id) that each mention of one names, whatever it is a member of."""
    return _own({one.ids: _actor_id(document, one) for one in _gathered(document) if one.kind})


def _own(keys: Mapping[tuple[str, ...], str]) -> dict[str, str]:
    return {mention: actor for ids, actor in keys.items() for mention in ids}


def _gathered(document: AnnotatedDocument) -> Iterable[_Class]:
    by_id = document.mention_by_id()
    given: defaultdict[str, list[Normalisation]] = defaultdict(list)
    for normalisation in document.normalisations:
        given[normalisation.target].append(normalisation)
    stated = {a.target: a.value for a in document.attributes if a.name == "Kind"}
    for ids in sorted({id(one): one for one in classes(document).values()}.values()):
        mentions = tuple(sorted((by_id[i] for i in ids), key=lambda m: (m.start, m.end, m.id)))
        yield _Class(
            ids=ids,
            kind=next((stated[i] for i in ids if i in stated), _kind({m.type for m in mentions})),
            mentions=mentions,
            texts=tuple(document.words(m) for m in mentions),
            labels=tuple(n.label for i in ids for n in given[i] if n.label),
            identifiers={n.scheme: n.value for i in ids for n in given[i]},
        )


def _kind(types: Iterable[str]) -> str:
    """The actor kind of a class of these entity types, "" for places and dates: an official wins over a person."""
    kinds = {ontology().kind_of.get(type_, "") for type_ in types}
    return "official" if "official" in kinds else min(kinds)


def _actor_id(document: AnnotatedDocument, one: _Class) -> str:
    """ISO code, else Wikidata id, else (kind, full name), else (document, first mention)."""
    if country := one.country():
        return content_id("actor", "iso3166", country.iso3)
    if item := one.identifiers.get("Wikidata"):
        return content_id("actor", "wikidata", item)
    name = proper_name(one.texts, one.kind)
    if one.kind != "group" and _is_proper_in(one, name) and is_full_name(name):
        return content_id("actor", one.kind, fold(name))
    first = one.mentions[0]
    return content_id("actor", one.kind, document.id, first.start, first.end)


def _is_proper_in(one: _Class, name: str) -> bool:
    return any(is_proper(text, one.kind) and without_title(_tidy(text)) == _tidy(name) for text in one.texts)


def _named(people: Mapping[tuple[str, ...], _Class], keys: Mapping[tuple[str, ...], str]) -> dict[str, Actor]:
    together: defaultdict[str, list[_Class]] = defaultdict(list)
    for ids, one in people.items():
        together[keys[ids]].append(one)
    return {actor: _actor(actor, same) for actor, same in together.items()}


def _actor(actor: str, same: Sequence[_Class]) -> Actor:
    kinds = {one.kind for one in same}
    kind = "official" if "official" in kinds else min(kinds, key=ontology().kinds.index)
    mentions = sorted((m.start, m.end, t) for one in same for m, t in zip(one.mentions, one.texts, strict=True))
    texts = tuple(text for _, _, text in mentions)
    country = next(filter(None, (one.country() for one in same)), None)
    name = country.name if country else _tidy(proper_name(texts, kind))
    return Actor(
        id=actor,
        name=name,
        aliases=_aliases(name, texts, tuple(label for one in same for label in one.labels), kind),
        kind=kind,
        iso3=country.iso3 if country else None,
        wikidata=country.wikidata if country else _identifier(same, "Wikidata"),
        cardinality=_cardinality(texts) if kind == "group" else None,
    )


def _identifier(same: Iterable[_Class], scheme: str) -> str | None:
    return min((one.identifiers[scheme] for one in same if scheme in one.identifiers), default=None)


def _aliases(name: str, texts: Iterable[str], labels: Iterable[str], kind: str) -> tuple[str, ...]:
    proper = [without_title(_tidy(text)) for text in texts if is_proper(text, kind)]
    known = {fold(name): name}
    for alias in sorted(filter(None, {*proper, *map(_tidy, labels)})):
        known.setdefault(fold(alias), alias)
    return tuple(sorted(alias for alias in known.values() if alias != name))


def _tidy(text: str) -> str:
    """NFC and single spaces: a name is a word of ours about the text, unlike a quote, which is never touched."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _cardinality(texts: Iterable[str]) -> str | None:
    for text in texts:
        for word in text.casefold().split()[:CARDINALITY_WORDS]:
            if word in NUMBERS or re.fullmatch(r"[0-9]+", word):
                return NUMBERS.get(word, word)
            if word in QUANTIFIERS:
                return word
    return None


def _members(document: AnnotatedDocument, own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Collective actor id → the ids of all its members, which replace it wherever it stands."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for relation in document.relations:
        if relation.type == "Member":
            found[own[relation.source]].add(own[relation.target])
    return {collective: tuple(sorted(members)) for collective, members in found.items()}


def expansions(members: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Each collective with the actors that it comes down to, sorted; what is no collective stands for itself.

    ``members`` leads in no circle.
    """
    found: dict[str, tuple[str, ...]] = {}
    for collective in members_first(members):
        standing = {end for one in members[collective] for end in found.get(one, (one,))}
        found[collective] = tuple(sorted(standing))
    return found


def members_first(members: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The collectives, each after those among its members; not by recursion, since chains may be long."""
    done: set[str] = set()
    for start in members:
        waiting = [start]
        while waiting:
            one = waiting[-1]
            inner = [] if one in done else [other for other in members[one] if other in members and other not in done]
            waiting += inner
            if not inner:
                waiting.pop()
                if one not in done:
                    done.add(one)
                    yield one


def _affiliations(
    document: AnnotatedDocument, own: Mapping[str, str], standing: Mapping[str, tuple[str, ...]]
) -> tuple[Affiliation, ...]:
    pairs = {
        Affiliation(own[relation.source], of)
        for relation in document.relations
        if relation.type == "Of"
        for of in standing.get(own[relation.target], (own[relation.target],))
    }
    return tuple(sorted(pair for pair in pairs if pair.actor != pair.of))


def _places(document: AnnotatedDocument, found: Iterable[_Class]) -> dict[str, Place]:
    places = [one for one in found if one.mentions[0].type == "Place"]
    return {mention: _place(document, one) for one in places for mention in one.ids}


def _place(document: AnnotatedDocument, one: _Class) -> Place:
    """A place joins across documents by Wikidata id, else by country and name; a namesake without either never."""
    name = _tidy(re.sub(r"^the\s+", "", max(one.texts, key=len), flags=re.IGNORECASE))
    country = country_by_code(one.identifiers.get("ISO3166", ""))
    iso3 = country.iso3 if country else None
    if item := one.identifiers.get("Wikidata"):
        return Place(content_id("place", "wikidata", item), name, iso3)
    return Place(content_id("place", iso3 or ["document", document.id], fold(name)), name, iso3)

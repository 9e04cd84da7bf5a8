"""Checks of what makes mentions one actor: identifiers from outside, and equivalences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.graph.annotation import Equivalence, Normalisation
from goodoffices.graph.checks_view import MOST_SHOWN, Refusal, View, listed, some
from goodoffices.graph.classes import root
from goodoffices.graph.countries import all_countries, country_by_code, country_by_wikidata
from goodoffices.graph.dates import bounds
from goodoffices.graph.errors import DateError
from goodoffices.graph.names import nearest
from goodoffices.graph.ontology import ontology, unknown_word

ISO, WIKIDATA, EDTF = "ISO3166", "Wikidata", "EDTF"
MOST_GUESSES = 1000
"""Wrong country codes of one document for which the nearest one is looked for."""
_ISO_FORM = "write three letters, as in IRN"
_ONE_KIND = ({"Official", "Person"},)
"""Types that one actor's mentions may mix."""


def unknown_schemes(view: View) -> Iterator[Refusal]:
    """Normalisations to a scheme that the ontology doesn't have."""
    for one in view.document.normalisations:
        if one.scheme not in ontology().schemes:
            yield Refusal(one, unknown_word(one.scheme, ontology().schemes, "scheme of identifiers"))


def unfit_identifiers(view: View) -> Iterator[Refusal]:
    """Identifiers on an annotation of a type that has none in that scheme."""
    for one in view.document.normalisations:
        valid = ontology().schemes[one.scheme]
        if one.target in view.event_of_trigger or view.type_of(one.target) not in valid:
            yield Refusal(one, f"{view.named(one.target)} takes no {one.scheme}; valid: {listed(valid)}")


def unknown_identifiers(view: View) -> Iterator[Refusal]:
    """Identifiers that their scheme can't have: a code of no country, a wrong item, a text that is no date."""
    guesses = MOST_GUESSES
    for one in view.document.normalisations:
        if one.scheme == ISO and country_by_code(one.value) is None:
            hint = _nearest_country(one) if guesses else _ISO_FORM
            yield Refusal(one, f'"{one.value}" is no country code of ISO 3166', hint)
            guesses = max(0, guesses - 1)
        elif wrong := _wrong(one):
            yield Refusal(one, *wrong)


def _wrong(one: Normalisation) -> tuple[str, str] | None:
    if one.scheme == WIKIDATA and not re.fullmatch(r"Q[1-9][0-9]*", one.value):
        return f'"{one.value}" is no Wikidata item', "an item is Q and a number, as in Q30"
    return _wrong_date(one.value) if one.scheme == EDTF else None


def _nearest_country(one: Normalisation) -> str:
    names = {country.name: country.iso3 for country in all_countries()}
    codes = {country.iso3: country.name for country in all_countries()}
    for name in nearest(one.label, names, 1):
        return f'did you mean "{names[name]}" ({name})?'
    close = [f"{code} ({codes[code]})" for code in nearest(one.value, codes, 3)]
    return f"nearest: {', '.join(close)}" if close else _ISO_FORM


def _wrong_date(value: str) -> tuple[str, str] | None:
    try:
        bounds(value)
    except DateError as error:
        return str(error), ""
    return None


def repeated_identifiers(view: View) -> Iterator[Refusal]:
    """A second identifier on one mention that says something else than its first."""
    first: dict[tuple[str, str], tuple[str, Normalisation]] = {}
    for one in view.document.normalisations:
        said = [((one.target, scheme), value) for scheme, value in _said(view, one)]
        if clash := next((first[key][1] for key, value in said if key in first and first[key][0] != value), None):
            message = f"{one.target} has {clash.scheme} {clash.value} by {clash.id} (line {clash.line})"
            yield Refusal(one, f"{message} and {one.scheme} {one.value} here", "keep one of the two")
            continue
        for key, value in said:
            first.setdefault(key, (value, one))


def _said(view: View, one: Normalisation) -> Iterator[tuple[str, str]]:
    """What an identifier says: its scheme and value, and for the Wikidata item of a country the country too."""
    country = country_by_code(one.value) if one.scheme == ISO else None
    yield one.scheme, country.iso3 if country else one.value
    item = country_by_wikidata(one.value) if one.scheme == WIKIDATA else None
    if item and view.type_of(one.target) == "State":
        yield ISO, item.iso3


def joined_triggers(view: View) -> Iterator[Refusal]:
    """Equivalences of events or their triggers, which SameEvent joins."""
    for equivalence in view.document.equivalences:
        for member in equivalence.members:
            if member in view.events or member in view.event_of_trigger:
                hint = "events are joined by SameEvent, between E lines"
                yield Refusal(equivalence, f"Equiv can't join {view.named(member)}", hint)
                break


@dataclass(slots=True)
class _Class:
    """What is known of the mentions joined so far."""

    types: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, dict[str, str]] = field(default_factory=dict)

    def with_(self, others: Iterable[_Class]) -> _Class:
        """This class and others as one; the first mention of each type or identifier is remembered."""
        whole = _Class()
        for one in (self, *others):
            for type_, mention in one.types.items():
                whole.types.setdefault(type_, mention)
            for scheme, values in one.identifiers.items():
                together = whole.identifiers.setdefault(scheme, {})
                together.update({value: mention for value, mention in values.items() if value not in together})
        return whole


class _Classes:
    """The classes while equivalences are added one by one, so that the one which does not fit is known."""

    def __init__(self, of: dict[str, _Class]) -> None:
        self.parent = {mention: mention for mention in of}
        self.of = of

    @classmethod
    def by_kind(cls, view: View) -> _Classes:
        """Classes that know the types of their mentions."""
        return cls({key: _Class({_kind(view, key): key}) for key in view.mentions})

    @classmethod
    def by_identifier(cls, view: View) -> _Classes:
        """Classes that know the identifiers given to their mentions."""
        of = {key: _Class() for key in view.mentions}
        for one in view.document.normalisations:
            for scheme, value in _said(view, one) if one.target in of and one.scheme != EDTF else ():
                of[one.target].identifiers.setdefault(scheme, {}).setdefault(value, one.target)
        return cls(of)

    def joined(self, equivalence: Equivalence) -> _Class:
        """What the class would be with this equivalence."""
        roots = dict.fromkeys(root(self.parent, member) for member in equivalence.members)
        first, *others = (self.of[one] for one in roots)
        return first.with_(others)

    def add(self, equivalence: Equivalence, whole: _Class) -> None:
        """Join the members for good."""
        first = root(self.parent, equivalence.members[0])
        for member in equivalence.members[1:]:
            self.parent[root(self.parent, member)] = first
        self.of[first] = whole


def _kind(view: View, mention: str) -> str:
    """The type of a mention, with its Kind if it has one."""
    return " ".join(filter(None, (view.values(mention).get("Kind"), view.mentions[mention].type)))


def mixed_kinds(view: View) -> Iterator[Refusal]:
    """Equivalences that join mentions of different kinds; an Official may be a Person elsewhere in the text."""
    found = _Classes.by_kind(view)
    for equivalence in view.document.equivalences:
        whole = found.joined(equivalence)
        if _is_mixed(set(whole.types)):
            members = some([view.named(mention) for mention in whole.types.values()])
            yield Refusal(equivalence, f"Equiv joins different kinds: {members}", _advice(set(whole.types)))
        else:
            found.add(equivalence, whole)


def _is_mixed(types: set[str]) -> bool:
    if all(type_.endswith("Organization") for type_ in types):
        return len(types - {"Organization"}) > 1
    return len(types) > 1 and types not in _ONE_KIND


def _advice(types: set[str]) -> str:
    if types == {"State", "Place"}:
        return "annotate all as State where the government is meant, and leave the place out"
    return "leave out what is not the same actor, or mend its type"


def mixed_identifiers(view: View) -> Iterator[Refusal]:
    """Equivalences that join mentions with different identifiers of one scheme."""
    found = _Classes.by_identifier(view)
    for equivalence in view.document.equivalences:
        whole = found.joined(equivalence)
        clashes = {scheme: values for scheme, values in whole.identifiers.items() if len(values) > 1}
        for scheme, values in clashes.items():
            both = _some_identifiers(view, values)
            yield Refusal(
                equivalence, f"Equiv joins different {scheme}: {both}", "leave out what is not the same actor"
            )
        if not clashes:
            found.add(equivalence, whole)


def _some_identifiers(view: View, values: Mapping[str, str]) -> str:
    shown = [f"{view.named(mention)} is {value}" for value, mention in itertools.islice(values.items(), MOST_SHOWN)]
    more = len(values) - len(shown)
    return " and ".join([*shown, *[f"{more:,} more"] * (more > 0)])

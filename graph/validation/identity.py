"""Checks of what makes mentions one actor: identifiers from outside, and equivalences."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from goodoffices.graph.annotation import Equivalence, Normalisation
from goodoffices.graph.errors import DateError
from goodoffices.graph.rules.clusters import root
from goodoffices.graph.validation.context import MOST_SHOWN, Refusal, View, comma_separated, some
from goodoffices.graph.vocabulary.countries import all_countries, country_by_code, country_by_wikidata
from goodoffices.graph.vocabulary.dates import bounds
from goodoffices.graph.vocabulary.ontology import ontology, unknown_word
from goodoffices.graph.vocabulary.spelling import nearest

ISO, WIKIDATA, EDTF = "ISO3166", "Wikidata", "EDTF"
MOST_GUESSES = 1000
"""Wrong country codes of one document for which the nearest one is looked for."""
_ISO_FORM = "write three letters, as in IRN"
_ONE_KIND = ({"Official", "Person"},)
"""Types that one actor's mentions may mix."""


def unknown_schemes(view: View) -> Iterator[Refusal]:
    """Normalisations to a scheme that the ontology doesn't have."""
    for normalisation in view.document.normalisations:
        if normalisation.scheme not in ontology().schemes:
            message = unknown_word(normalisation.scheme, ontology().schemes, "scheme of identifiers")
            yield Refusal(normalisation, message)


def unfit_identifiers(view: View) -> Iterator[Refusal]:
    """Identifiers on an annotation of a type that has none in that scheme."""
    for normalisation in view.document.normalisations:
        target, scheme = normalisation.target, normalisation.scheme
        valid = ontology().schemes[scheme]
        if target in view.event_of_trigger or view.type_of(target) not in valid:
            message = f"{view.named(target)} takes no {scheme}; valid: {comma_separated(valid)}"
            yield Refusal(normalisation, message)


def unknown_identifiers(view: View) -> Iterator[Refusal]:
    """Identifiers that their scheme can't have: a code of no country, a wrong item, a text that is no date."""
    guesses = MOST_GUESSES
    for normalisation in view.document.normalisations:
        scheme, value = normalisation.scheme, normalisation.value
        if scheme == ISO and country_by_code(value) is None:
            hint = _nearest_country(normalisation) if guesses else _ISO_FORM
            yield Refusal(normalisation, f'"{value}" is no country code of ISO 3166', hint)
            guesses = max(0, guesses - 1)
        elif scheme == WIKIDATA and not re.fullmatch(r"Q[1-9][0-9]*", value):
            yield Refusal(normalisation, f'"{value}" is no Wikidata item', "an item is Q and a number, as in Q30")
        elif scheme == EDTF:
            try:
                bounds(value)
            except DateError as error:
                yield Refusal(normalisation, str(error))


def _nearest_country(normalisation: Normalisation) -> str:
    names = {country.name: country.iso3 for country in all_countries()}
    codes = {country.iso3: country.name for country in all_countries()}
    # The label tells what was meant; a wrong code is like several right ones.
    for name in nearest(normalisation.label, names, 1):
        return f'did you mean "{names[name]}" ({name})?'
    close = [f"{code} ({codes[code]})" for code in nearest(normalisation.value, codes, 3)]
    return f"nearest: {', '.join(close)}" if close else _ISO_FORM


def repeated_identifiers(view: View) -> Iterator[Refusal]:
    """A second identifier on one mention that says something else than its first."""
    first: dict[tuple[str, str], tuple[str, Normalisation]] = {}
    for normalisation in view.document.normalisations:
        target = normalisation.target
        given = [((target, scheme), value) for scheme, value in _identifiers(view, normalisation)]
        if clash := next((first[key][1] for key, value in given if key in first and first[key][0] != value), None):
            message = f"{target} has {clash.scheme} {clash.value} by {clash.id} (line {clash.line})"
            here = f"{normalisation.scheme} {normalisation.value} here"
            yield Refusal(normalisation, f"{message} and {here}", "keep one of the two")
            continue
        for key, value in given:
            first.setdefault(key, (value, normalisation))


def _identifiers(view: View, normalisation: Normalisation) -> Iterator[tuple[str, str]]:
    """What a normalisation identifies: scheme and value, and for the Wikidata item of a country the country too."""
    country = country_by_code(normalisation.value) if normalisation.scheme == ISO else None
    yield normalisation.scheme, country.iso3 if country else normalisation.value
    item = country_by_wikidata(normalisation.value) if normalisation.scheme == WIKIDATA else None
    # A place may bear the item of the country that it lies in, which is then no code of its own.
    if item and view.type_of(normalisation.target) == "State":
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
class _Cluster:
    """What is known of the mentions joined so far."""

    types: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, dict[str, str]] = field(default_factory=dict)


class _Clusters:
    """The clusters while equivalences are added one by one, so that the one which does not fit is known."""

    def __init__(self, of: dict[str, _Cluster]) -> None:
        self.parent = {mention: mention for mention in of}
        self.of = of

    def with_(self, equivalence: Equivalence) -> _Cluster:
        """What the cluster would be with this equivalence; the first mention of each type or identifier is kept."""
        whole = _Cluster()
        for key in dict.fromkeys(root(self.parent, member) for member in equivalence.members):
            cluster = self.of[key]
            for type_, mention in cluster.types.items():
                whole.types.setdefault(type_, mention)
            for scheme, values in cluster.identifiers.items():
                together = whole.identifiers.setdefault(scheme, {})
                together.update({value: mention for value, mention in values.items() if value not in together})
        return whole

    def add(self, equivalence: Equivalence, whole: _Cluster) -> None:
        """Join the members for good."""
        first = root(self.parent, equivalence.members[0])
        for member in equivalence.members[1:]:
            self.parent[root(self.parent, member)] = first
        self.of[first] = whole


def mixed_kinds(view: View) -> Iterator[Refusal]:
    """Equivalences that join mentions of different kinds; an Official may be a Person elsewhere in the text."""
    kinds = {key: (view.values(key).get("Kind"), mention.type) for key, mention in view.mentions.items()}
    found = _Clusters({key: _Cluster({" ".join(filter(None, kind)): key}) for key, kind in kinds.items()})
    for equivalence in view.document.equivalences:
        whole = found.with_(equivalence)
        types = set(whole.types)
        # An Organization without a Kind is compatible with one that has one, but not with two that differ.
        if all(type_.endswith("Organization") for type_ in types):
            fits = len(types - {"Organization"}) < 2
        else:
            fits = len(types) < 2 or types in _ONE_KIND
        if fits:
            found.add(equivalence, whole)
            continue
        members = some([view.named(mention) for mention in whole.types.values()])
        hint = "leave out what is not the same actor, or mend its type"
        if types == {"State", "Place"}:
            hint = "annotate all as State where the government is meant, and leave the place out"
        yield Refusal(equivalence, f"Equiv joins different kinds: {members}", hint)


def mixed_identifiers(view: View) -> Iterator[Refusal]:
    """Equivalences that join mentions with different identifiers of one scheme."""
    of = {key: _Cluster() for key in view.mentions}
    for normalisation in view.document.normalisations:
        target = normalisation.target
        # A date identifies nobody.
        if target in of and normalisation.scheme != EDTF:
            for scheme, value in _identifiers(view, normalisation):
                of[target].identifiers.setdefault(scheme, {}).setdefault(value, target)
    found = _Clusters(of)
    for equivalence in view.document.equivalences:
        whole = found.with_(equivalence)
        clashes = {scheme: values for scheme, values in whole.identifiers.items() if len(values) > 1}
        for scheme, values in clashes.items():
            shown = [f"{view.named(end)} is {value}" for value, end in itertools.islice(values.items(), MOST_SHOWN)]
            more = len(values) - len(shown)
            both = " and ".join([*shown, *[f"{more:,} more"] * (more > 0)])
            message = f"Equiv joins different {scheme}: {both}"
            yield Refusal(equivalence, message, "leave out what is not the same actor")
        if not clashes:
            found.add(equivalence, whole)

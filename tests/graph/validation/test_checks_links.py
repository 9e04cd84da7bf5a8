"""The checks of claims, relations and identity, one by one: what each refuses and what passes."""

from __future__ import annotations

import pytest

from goodoffices.graph.annotation import Attribute, Normalisation
from goodoffices.graph.rules.clusters import mention_clusters
from tests.support.check_cases import CAST, DENIAL, MEDIATION, SANCTION, TALKS, TEXT, faults_of, left, read, with_
from tests.support.inline import annotated

# Claims


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('c Claim "blamed" Source:irn Responsible:red', "is a Claim about nothing (add About:"),
        ('c Claim "blamed" About:e1 Aspect=responsibility', "claims the responsibility, but has no Responsible"),
        ('c Claim "blamed" About:e1 Aspect=status', "claims the status, but has no Status"),
        ('c Claim "blamed" About:e1 Aspect=formality', "claims the formality, but has no Formality"),
        ('c Claim "blamed" About:e1 Aspect=date', "claims the date, but has no Date"),
    ],
)
def test_a_claim_says_what_it_claims(line: str, words: str) -> None:
    assert words in faults_of(MEDIATION, line)["c"]


@pytest.mark.parametrize(
    "line",
    [
        'c Claim "blamed" About:e1 Aspect=responsibility Responsible:red',
        'c Claim "blamed" About:e1 Aspect=status Status=rejected',
        'c Claim "blamed" About:e1 Aspect=formality Formality=unofficial',
        'c Claim "blamed" About:e1 Aspect=date Date:year',
        'c Claim "blamed" About:e1 Aspect=occurrence',
        'c Claim "blamed" About:e1',
    ],
)
def test_a_claim_without_a_source_is_the_narrators(line: str) -> None:
    assert faults_of(MEDIATION, line) == {}


def test_a_claimed_status_must_fit_the_event() -> None:
    faults = faults_of(SANCTION, 'c Claim "blamed" Source:irn About:e2 Aspect=status Status=held')
    assert 'the status "held" does not fit e2, a Sanction; valid: requested' in faults["A2"]


# Relations


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Of alg man", 'Arg1 of Of can\'t be alg "Algeria" (State); valid: Official, Person'),
        ("Of man spot", "annotate it as State if its government is meant"),
        ("Of man man", "Arg2 of Of can't be man"),
        ("Member man alg", "Arg1 of Member can't be man"),
        ("Member un year", "Arg2 of Member can't be year"),
        ("SameEvent e1 alg", "Arg2 of SameEvent can't be alg"),
        ("SameEvent e1_trigger e3", "give the event, e1"),
        ("SameEvent e3 c1", "a claim is no event"),
        ("SameEvent e1 e3", "SameEvent joins e1, a Mediation, with e3, a Negotiation (one event has one type)"),
        ("SameEvent e1 e1", "SameEvent joins e1 with itself"),
        ("Of un un", 'Of joins an actor with itself: un "UNHCR" (Organization) (remove one link)'),
        ("Member usa usa2", "both ends are one actor by Equiv, identifier or name"),
        ("Member irn irn2", "both ends are one actor by Equiv, identifier or name"),
    ],
)
def test_a_relation_joins_what_it_takes(line: str, words: str) -> None:
    faults = faults_of(MEDIATION, TALKS, DENIAL, "Equiv usa usa2", line)
    assert set(faults) == {"R0"}
    assert words in faults["R0"]


@pytest.mark.parametrize("name", ["Of", "Member"])
def test_of_a_circle_of_relations_the_last_goes(name: str) -> None:
    """It runs through a class: the two names of the minister's organisation are one actor."""
    lines = ('one Organization "accord"', "Equiv one un", f"{name} red un", f"{name} one red")
    reading = read(*lines)
    assert [fault.id for fault in reading.faults] == ["R1"]
    assert f"{name} leads in a circle" in reading.faults[0].message
    assert [relation.id for relation in left(reading).relations] == ["R0"]


# Identity


@pytest.mark.parametrize(
    ("target", "scheme", "value", "words"),
    [
        ("man", "ISO3166", "DZA", 'man "Benyahia" (Official) takes no ISO3166; valid: State, Place'),
        ("e1_trigger", "Wikidata", "Q1", "takes no Wikidata"),
        ("alg", "EDTF", "1981", "takes no EDTF; valid: Date"),
        ("usa2", "ISO3166", "UAS", '"UAS" is no country code of ISO 3166'),
        ("usa2", "Wikidata", "30", '"30" is no Wikidata item'),
        ("usa2", "Wikidata", "Q030", '"Q030" is no Wikidata item'),
        ("usa2", "Wikidata", "Q30x", '"Q30x" is no Wikidata item'),
        ("year", "EDTF", "1981-13", "'1981-13' is not a date in EDTF"),
        ("year", "EDTF", "1982", "year has EDTF 1981 by"),
        ("usa", "ISO3166", "IRN", "usa has ISO3166 USA by"),
        ("usa", "Wikidata", "Q794", "and Wikidata Q794 here"),
    ],
)
def test_a_bad_identifier_costs_itself_alone(target: str, scheme: str, value: str, words: str) -> None:
    document = annotated(TEXT, *CAST, MEDIATION)
    reading = read(more=with_(document, Normalisation("x", target, scheme, value, "")))
    (fault,) = reading.faults
    assert fault.id == "x"
    assert words in fault.message
    assert left(reading) == document


@pytest.mark.parametrize(
    ("target", "scheme", "value"),
    [
        ("usa", "ISO3166", "US"),
        ("usa", "Wikidata", "Q30"),
        ("usa", "Wikidata", "Q35525"),
        ("usa2", "ISO3166", "XKX"),
        ("spot", "ISO3166", "CHE"),
        ("man", "Wikidata", "Q1"),
        ("year", "EDTF", "1981"),
    ],
)
def test_identifiers_that_fit_pass(target: str, scheme: str, value: str) -> None:
    document = annotated(TEXT, *CAST)
    assert read(more=with_(document, Normalisation("x", target, scheme, value, ""))).faults == ()


def test_a_wrong_country_code_is_guessed_by_its_label() -> None:
    document = with_(annotated(TEXT, *CAST), Normalisation("x", "usa2", "ISO3166", "SWI", "Switzerland"))
    assert 'did you mean "CHE" (Switzerland)?' in str(read(more=document).faults)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Equiv irn spot"], 'different kinds: irn "Iran" (State), spot "Crescent" (Place)'),
        (["Equiv irn spot"], "annotate all as State where the government is meant"),
        (["Equiv man him red"], "different kinds"),
        (["Equiv alg irn2", "Equiv irn2 usa"], 'different ISO3166: alg "Algeria" (State) is DZA and usa'),
        (['per State "Iran"@2 Wikidata:Q794', "Equiv usa per"], "(State) is USA and per"),
        (["Equiv irn e1"], "Equiv can't join e1 (Mediation) (events are joined by SameEvent"),
        (["Equiv irn e1_trigger"], "Equiv can't join e1_trigger"),
    ],
)
def test_an_equivalence_joins_one_actor(lines: list[str], words: str) -> None:
    faults = faults_of(MEDIATION, *lines)
    assert set(faults) == {"*"}
    assert words in faults["*"]


def test_only_the_equivalence_that_does_not_fit_goes() -> None:
    reading = read("Equiv alg irn2", "Equiv irn2 usa", "Equiv usa usa2", "Equiv man him")
    assert [one.members for one in left(reading).equivalences] == [("alg", "irn2"), ("usa", "usa2"), ("man", "him")]


def test_organisations_of_two_kinds_are_not_one() -> None:
    document = annotated(TEXT, *CAST, "Equiv red un")
    kinds = (Attribute("k1", "Kind", "red", "armed_group"), Attribute("k2", "Kind", "un", "igo"))
    assert read(more=with_(document, kinds[0])).faults == ()
    assert "joins different kinds" in str(read(more=with_(document, *kinds)).faults)


def test_classes_are_whole_in_the_order_of_the_text() -> None:
    found = mention_clusters(annotated(TEXT, *CAST, MEDIATION, "Equiv usa2 usa", "Equiv him man", "Equiv irn2 irn him"))
    assert found["usa"] == found["usa2"] == ("usa", "usa2")
    assert found["man"] == found["irn"] == ("irn", "man", "him", "irn2")
    assert found["alg"] == ("alg",)
    assert "e1_trigger" not in found

"""The checks of words, ids, events and attributes, one by one: what each refuses, what goes with it, what passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.graph.annotation import (
    Argument,
    Attribute,
    EventMention,
    Mention,
    Normalisation,
    Note,
    Reading,
    Relation,
)
from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.pipeline import STAGES, validated
from tests.support.check_cases import CAST, DENIAL, MEDIATION, SANCTION, TALKS, TEXT, faults_of, left, read, with_
from tests.support.inline import annotated


def test_a_sound_document_passes_unchanged() -> None:
    lines = (MEDIATION, SANCTION, TALKS, DENIAL, "Of man alg", "Equiv irn irn2", "Equiv man him", "Member un usa")
    document = annotated(TEXT, *CAST, *lines)
    reading = Reading("doc.ann", document, (), ("a remark",))
    assert validated(reading) == reading


def test_a_reading_without_a_document_passes() -> None:
    reading = Reading("doc.ann", None, (Fault("doc.ann", 0, "", "gone"),))
    assert validated(reading) is reading


def test_every_check_stands_in_one_stage() -> None:
    names = [check.__name__ for stage in STAGES for check in stage]
    assert len(names) == len(set(names))


# Words


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (Mention("x", "Sate", 0, 2, ((0, 2),)), 'unknown type of entity "Sate", did you mean "State"?'),
        (EventMention("x", "Meditation", "alg", ()), 'unknown type of event "Meditation", did you mean "Mediation"?'),
        (Attribute("x", "Methode", "e1", "x"), 'unknown attribute "Methode", did you mean "Method"?'),
        (Relation("x", "Ofs", "man", "alg"), 'unknown relation "Ofs"'),
        (Normalisation("x", "alg", "Wikipedia", "x", ""), 'unknown scheme of identifiers "Wikipedia"'),
    ],
)
def test_words_that_the_scheme_does_not_have_are_refused(record: object, message: str) -> None:
    reading = read(more=with_(annotated(TEXT, *CAST, MEDIATION), record))
    assert [fault.id for fault in reading.faults] == ["x"]
    assert message in reading.faults[0].message
    assert left(reading) == annotated(TEXT, *CAST, MEDIATION)


def test_a_role_that_the_type_does_not_have_costs_the_event() -> None:
    reading = read('e1 Negotiation "mediated" Mediator:alg Party:irn Status=held')
    assert [fault.id for fault in reading.faults] == ["e1", "A0"]
    assert 'unknown role of a Negotiation "Mediator"' in reading.faults[0].message
    assert "refers to e1, which was refused" in reading.faults[1].message
    assert left(reading) == annotated(TEXT, *CAST)


# Ids


@pytest.mark.parametrize(
    "record",
    [
        EventMention("x", "Mediation", "nothing", ()),
        EventMention("x", "Mediation", "e1_trigger", (Argument("Party", 1, "nothing"),)),
        Attribute("x", "Status", "nothing", "held"),
        Relation("x", "Of", "man", "nothing"),
        Relation("x", "Of", "nothing", "alg"),
        Normalisation("x", "nothing", "ISO3166", "IRN", ""),
    ],
)
def test_an_id_that_nothing_defines_is_refused(record: object) -> None:
    document = annotated(TEXT, *CAST, MEDIATION)
    reading = read(more=with_(document, record))
    assert [(fault.id, fault.message) for fault in reading.faults] == [
        ("x", "refers to nothing, which nothing defines")
    ]
    assert left(reading) == document


def test_an_equivalence_of_an_undefined_id_is_refused() -> None:
    assert faults_of("Equiv irn nothing") == {"*": "refers to nothing, which nothing defines (is a line missing?)"}


def test_a_note_may_stand_on_any_record() -> None:
    document = annotated(TEXT, *CAST, MEDIATION, "Of man alg")
    for target in ("alg", "e1", "A0", "R0", "N0"):
        assert read(more=with_(document, Note("#1", "AnnotatorNotes", target, "?"))).faults == ()


def test_what_refers_to_a_record_that_the_reader_refused_goes_too() -> None:
    whole = annotated(TEXT, *CAST, MEDIATION, "Of man alg")
    document = replace(whole, mentions=tuple(mention for mention in whole.mentions if mention.id != "alg"))
    refused = Fault("doc.ann", 7, "alg", "bad offsets")
    reading = read(more=document, faults=(refused,))
    assert refused in reading.faults
    said = {fault.id: fault.message for fault in reading.faults}
    assert said["e1"] == said["R0"] == said["N0"] == "refers to alg, which was refused (line 7)"
    assert said["A0"] == "refers to e1, which was refused (line 0)"
    assert (left(reading).events, left(reading).relations, left(reading).attributes) == ((), (), ())


def test_faults_keep_the_order_of_the_file() -> None:
    first = Mention("x", "Sate", 0, 2, ((0, 2),), line=3)
    late = Attribute("y", "Status", "e1", "hold", line=9)
    document = with_(annotated(TEXT, *CAST, MEDIATION), late, first)
    earlier = Fault("doc.ann", 5, "z", "bad"), Fault("documents.json", 8, "", "bad")
    assert [fault.line for fault in read(more=document, faults=earlier).faults] == [8, 3, 5, 9]


# Triggers and fillers


def test_a_trigger_without_an_event_is_refused() -> None:
    document = annotated(TEXT, *CAST, MEDIATION)
    reading = read(more=replace(document, events=(), attributes=()))
    (fault,) = reading.faults
    assert (fault.id, fault.message) == ("e1_trigger", "is the trigger of a Mediation that no E line tells")
    assert left(reading) == annotated(TEXT, *CAST)


def test_a_lone_trigger_names_the_event_that_may_have_been_its() -> None:
    document = replace(annotated(TEXT, *CAST, MEDIATION), events=(), attributes=())
    reading = read(more=document, faults=(Fault("doc.ann", 4, "E9", "cut line"),))
    assert "is E9, which was refused, its event?" in str(reading.faults)


def test_a_trigger_has_its_events_type() -> None:
    document = annotated(TEXT, *CAST, MEDIATION)
    wrong = replace(document.events[0], type="Negotiation", arguments=())
    reading = read(more=replace(document, events=(wrong,)))
    assert 'is a Negotiation, but its trigger e1_trigger "mediated" (Mediation) is not' in reading.faults[0].message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('e Mediation "mediated" Party:spot', 'Party can\'t be spot "Crescent" (Place); valid: State, Official'),
        ('e Mediation "mediated" Party:spot', "annotate it as State if its government is meant"),
        ('e Mediation "mediated" Party:e2', "an event is no actor: name who took part in it"),
        ('e Mediation "mediated" Party:e2_trigger', "an event is no actor"),
        ('e Mediation "mediated" Party:year', "an actor is wanted"),
        ('e Mediation "mediated" Place:irn', "valid: Place (give a Place)"),
        ('e Mediation "mediated" Date:e2', "Date takes a mention"),
        ('e Withdrawal "left" From:irn', "From can't be irn"),
        ('e Withdrawal "left" From:e2_trigger', "give the event, e2, not its trigger"),
        ('e Withdrawal "left" From:c1', "a claim is no event: give the event that it is about"),
        ('e Claim "blamed" About:c1', "a claim is no event: give the event that it is about"),
    ],
)
def test_a_filler_must_be_of_a_kind_that_its_role_takes(line: str, words: str) -> None:
    faults = faults_of(SANCTION, TALKS, DENIAL, line)
    assert set(faults) == {"e"}
    assert words in faults["e"]


def test_every_filler_that_does_not_fit_is_named() -> None:
    messages = [fault.message for fault in read('e Mediation "mediated" Party:spot Party:year').faults]
    assert [message[:18] for message in messages] == ["Party can't be spo", "Party can't be yea"]


def test_an_event_does_not_refer_to_itself() -> None:
    assert "From points at w itself" in faults_of('w Withdrawal "left" Actor:irn From:w')["w"]
    claim = read('c Claim "denied" Source:irn About:c')
    assert any("About points at c itself" in fault.message for fault in claim.faults)


def test_of_a_circle_of_events_the_last_goes() -> None:
    lines = ('v Withdrawal "left" From:w', 'w Withdrawal "lifted" From:x', 'x Withdrawal "blamed" From:v')
    reading = read(*lines)
    assert "From leads in a circle back to x" in str(reading.faults)
    assert {fault.id for fault in reading.faults} == {"v", "w", "x"}
    assert "refers to x, which was refused" in str(reading.faults)


# Attributes


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Attribute("x", "Method", "e2", "shuttle"), "e2 (Sanction) can't bear Method; valid: Mediation"),
        (Attribute("x", "SanctionType", "e1", "trade"), "e1 (Mediation) can't bear SanctionType; valid: Sanction"),
        (Attribute("x", "Kind", "alg", "igo"), 'alg "Algeria" (State) can\'t bear Kind; valid: Organization'),
        (Attribute("x", "Status", "red", "held"), "an Organization bears Kind"),
        (Attribute("x", "Channel", "c1", "back"), "c1 (Claim) can't bear Channel"),
        (Attribute("x", "Aspect", "e1", "status"), "e1 (Mediation) can't bear Aspect; valid: Claim"),
        (Attribute("x", "Status", "e1_trigger", "held"), "put it on the event, e1"),
        (Attribute("x", "Publicity", "e1", ""), "Publicity has no value; valid: public, secret, leaked"),
        (Attribute("x", "Publicity", "e1", "secrit"), 'unknown value of Publicity "secrit", did you mean "secret"?'),
        (Attribute("x", "Status", "e3", ""), "Status has no value; valid: requested, offered, accepted, held"),
        (Attribute("x", "Status", "e3", "waived"), 'the status "waived" does not fit a Negotiation; valid: requested'),
        (Attribute("x", "Status", "e1", "failed"), "Status of e1 is held by A0 (line 0) and failed here"),
    ],
)
def test_a_bad_attribute_costs_itself_alone(record: Attribute, words: str) -> None:
    document = annotated(TEXT, *CAST, MEDIATION, SANCTION, TALKS, DENIAL)
    reading = read(more=with_(document, record))
    (fault,) = reading.faults
    assert fault.id == "x"
    assert words in f"{fault.message} ({fault.hint})"
    assert left(reading) == document


def test_one_value_given_twice_is_no_fault() -> None:
    document = annotated(TEXT, *CAST, MEDIATION)
    assert read(more=with_(document, Attribute("x", "Status", "e1", "held"))).faults == ()


# What a refused record leaves behind


@pytest.mark.parametrize(("name", "value"), [("Factuality", "CT--"), ("Factuality", ""), ("Factuality", "CT+")])
def test_an_event_goes_with_a_factuality_that_is_refused(name: str, value: str) -> None:
    """Without it the event would be told as certain."""
    document = annotated(TEXT, *CAST, 'e1 Mediation "mediated" Mediator:alg Status=held Factuality=CT-')
    broken = Attribute("x", name, "e1", value)
    kept = document.attributes if value == "CT+" else document.attributes[:1]
    reading = read(more=with_(replace(document, attributes=kept), broken))
    assert {fault.id for fault in reading.faults} >= {"x", "e1"}
    assert "would say something else without its Factuality" in str(reading.faults)
    assert left(reading).events == ()


def test_a_claim_goes_with_an_aspect_that_is_refused() -> None:
    """Without it the claim would speak of the occurrence."""
    document = with_(annotated(TEXT, *CAST, TALKS, DENIAL), Attribute("x", "Aspect", "c1", "stats"))
    assert left(read(more=document)).events == ()


def test_an_event_goes_with_the_claim_that_it_stood_there_for() -> None:
    """Without the denial the narrator would assert what stood there only to be denied."""
    reading = read(TALKS, 'c1 Claim "denied" Source:spot About:e3 Factuality=CT-')
    assert "stands here only for c1 to speak of, which was refused" in str(reading.faults)
    assert left(reading).events == ()


@pytest.mark.parametrize("own", ["Source:alg", "Factuality=PR+"])
def test_an_event_that_speaks_for_itself_stays(own: str) -> None:
    reading = read(f"{TALKS} {own}", 'c1 Claim "denied" Source:spot About:e3 Factuality=CT-')
    assert [event.id for event in left(reading).events] == ["e3"]


def test_an_event_stays_without_a_claim_on_another_aspect() -> None:
    reading = read(TALKS, 'c1 Claim "denied" Source:irn About:e3 Aspect=responsibility')
    assert [event.id for event in left(reading).events] == ["e3"]

"""The brat reader: every line type, and offsets in every unit."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Argument,
    Attribute,
    Equivalence,
    EventMention,
    Mention,
    Normalisation,
    Note,
    Reading,
    Relation,
)
from goodoffices.graph.validation.refused_lines import without_unsure_events
from goodoffices.loaders import read
from goodoffices.loaders.brat.offsets import Unit
from tests.support.pairs import TEXT, document_of, messages, pair

# Lines


def test_every_type_of_line_is_read(tmp_path: Path) -> None:
    lines = (
        *("T1\tState 0 4\tOman", "T2\tState 9 13\tIran", "T3\tNegotiation 5 8\tmet", "T4\tDate 27 31\t2012"),
        *("E1\tNegotiation:T3 Party:T1 Party2:T2 Date:T4", "E2\tNegotiation:T3"),
        *("R1\tSameEvent Arg1:E1 Arg2:E2", "A1\tStatus E1 held", "M2\tUnsure E2"),
        *("N1\tReference T2 ISO3166:IRN\tIran", "N2\tReference T4 EDTF:2012\t2012", "*\tEquiv T1 T2"),
        "#1\tAnnotatorNotes E1\tone or two?",
    )
    document = document_of(pair(tmp_path, "a", ann="".join(f"{line}\n" for line in lines)))
    roles = (Argument("Party", 1, "T1"), Argument("Party", 2, "T2"), Argument("Date", 1, "T4"))
    assert document == AnnotatedDocument(
        id="a",
        text=TEXT,
        path=str(tmp_path / "a.ann"),
        mentions=(
            Mention("T1", "State", 0, 4, ((0, 4),)),
            Mention("T2", "State", 9, 13, ((9, 13),)),
            Mention("T3", "Negotiation", 5, 8, ((5, 8),)),
            Mention("T4", "Date", 27, 31, ((27, 31),)),
        ),
        events=(EventMention("E1", "Negotiation", "T3", roles), EventMention("E2", "Negotiation", "T3", ())),
        attributes=(Attribute("A1", "Status", "E1", "held"), Attribute("M2", "Unsure", "E2", "")),
        relations=(Relation("R1", "SameEvent", "E1", "E2"),),
        equivalences=(Equivalence(("T1", "T2")),),
        normalisations=(
            Normalisation("N1", "T2", "ISO3166", "IRN", "Iran"),
            Normalisation("N2", "T4", "EDTF", "2012", "2012"),
        ),
        notes=(Note("#1", "AnnotatorNotes", "E1", "one or two?"),),
    )
    assert [event.line for event in document.events] == [5, 6]


def test_a_discontinuous_mention_keeps_its_parts(tmp_path: Path) -> None:
    document = document_of(pair(tmp_path, "a", ann="T1\tGroup 0 4;9 13\tOman Iran\n"))
    assert document.mentions == (Mention("T1", "Group", 0, 13, ((0, 4), (9, 13))),)
    assert document.words(document.mentions[0]) == "Oman met Iran"


def test_roles_repeat_with_or_without_numbers(tmp_path: Path) -> None:
    document = document_of(pair(tmp_path, "a", ann="E1\tNegotiation:T3 Party:T1 Party:T2 Party12:T4 \n"))
    assert document.events[0].arguments == (
        *(Argument("Party", 1, "T1"), Argument("Party", 1, "T2"), Argument("Party", 12, "T4")),
    )


def test_a_symmetric_relation_may_stand_in_a_star_line(tmp_path: Path) -> None:
    """As brat writes it where the configuration calls the relation symmetric and transitive."""
    document = document_of(pair(tmp_path, "a", ann="*\tSameEvent E1 E2 E3\n"))
    assert document.relations == (Relation("*", "SameEvent", "E1", "E2"), Relation("*", "SameEvent", "E2", "E3"))


@pytest.mark.parametrize("mark", ["\u2028", "\x0b", "\x85", "\x1c", "\t", "\u00a0"])
def test_only_a_line_feed_ends_a_line(mark: str, tmp_path: Path) -> None:
    words = f"Sultan{mark}Qaboos"
    document = document_of(pair(tmp_path, "a", f"{words} came.", f"T1\tOfficial 0 13\t{words}\n"))
    assert document.words(document.mentions[0]) == words


@pytest.mark.parametrize(("end", "recorded"), [("\n", " "), ("\r\n", "\r "), ("\r\n", " "), ("\r", "\r")])
def test_a_line_end_in_a_mention_may_be_recorded_as_a_space(end: str, recorded: str, tmp_path: Path) -> None:
    words = f"Sultan{end}Qaboos"
    ann = f"T1\tOfficial 0 {len(words)}\tSultan{recorded}Qaboos\n"
    assert document_of(pair(tmp_path, "a", words, ann)).words(Mention("", "", 0, len(words), ())) == words


def test_annotations_may_have_a_bom_other_line_ends_and_blank_lines(tmp_path: Path) -> None:
    plain = document_of(pair(tmp_path, "a", ann="T1\tState 0 4\tOman\n#1\tAnnotatorNotes T1\tsure\n"))
    path = pair(tmp_path, "a", ann="\ufeffT1\tState 0 4\tOman\r\n\r\n#1\tAnnotatorNotes T1\tsure\r\n")
    assert document_of(path) == plain


def test_a_last_line_without_an_end_is_remarked(tmp_path: Path) -> None:
    (reading,) = read([pair(tmp_path, "a", ann="T1\tState 0 4\tOman")])
    assert reading.faults == ()
    assert [remark for remark in reading.remarks if "no line end" in remark]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T1\tState -1 4\tOman", "not two numbers"),
        ("T1\tState 0 4;\tOman", "not two numbers"),
        (f"T1\tState 0 {'9' * 5000}\tOman", "bad offsets"),
        ("T1\tState\tOman", "cut line"),
        ("T1\tState 0 4\t", "cut line"),
        ("E1\tNegotiation", "no type and trigger"),
        ("E1\tNegotiation:T1 :T2", "not a role"),
        ("E1\tNegotiation:T1 2:T2", "not a role"),
        ("R1\tOf Arg1:T1", "cut line"),
        ("R1\tOf T1 T2", "not Arg1 and Arg2"),
        ("R1\tOf Arg1:T1 Arg1:T2", "not Arg1 and Arg2"),
        ("A1\tStatus", "cut line"),
        ("N1\tReference T1", "cut line"),
        ("N1\tReference T1 ISO3166", "not a scheme and a value"),
        ("N1\tReference T1 ISO3166:IRN Iran", "trailing text"),
        ("N1\tReferent T1 ISO3166:IRN\tIran", '"Reference"'),
        ("*\tEquiv T1", "cut line"),
        ("#1\tAnnotatorNotes", "a type and a target"),
        ("# a comment", "no tab"),
        (f"T1\tState 0 10001\t{'x' * 10_001}", "one mention may have 10,000"),
        (f"T1\tState {';'.join(['0 4'] * 21)}\tOman", "one mention may have 20"),
        ("E1\tMediation:T1 Party" + "1" * 100_000, "not a role with a filler"),
        ("E1\tMediation:T1 12:T1", "not a role with a filler"),
    ],
)
def test_a_line_that_is_no_record_is_refused_alone(line: str, words: str, tmp_path: Path) -> None:
    (reading,) = read([pair(tmp_path, "a", ann=f"T7\tState 0 4\tOman\n{line}\nT8\tState 9 13\tIran\n")])
    (fault,) = reading.faults
    assert (fault.line, words in fault.message) == (2, True), fault
    assert fault.id == re.split(r"[\t ]", line)[0]
    assert reading.document is not None
    assert [mention.id for mention in reading.document.mentions] == ["T7", "T8"]


@pytest.mark.parametrize(
    ("kept", "broken"),
    [
        ("E1\tNegotiation:T3 Party:T1", "A1\tFactuality E1 CT- x"),
        ("E1\tNegotiation:T3 Party:T1", "A1 Factuality E1 CT-"),
        ("E1\tClaim:T3 About:E9", "A1\tAspect E1\tstatus"),
        ("E1\tNegotiation:T3 Party:T1", "E2 Claim:T9 Source:T1 About:E1"),
        ("E1\tNegotiation:T3 Party:T1", "EE\tClaim:T9 Source:T1 About:E1"),
    ],
)
def test_no_event_becomes_plain_fact_by_a_refused_line(kept: str, broken: str, tmp_path: Path) -> None:
    reading = sure(pair(tmp_path, "a", ann=f"{kept}\n{broken}\n"))
    assert sorted((fault.line, fault.id) for fault in reading.faults) == [(1, "E1"), (2, broken[:2])]
    assert reading.document is not None
    assert reading.document.events == ()


def sure(file: Path) -> Reading:
    """A document as it was read, without what its refused lines leave unsure."""
    (reading,) = read([file])
    return without_unsure_events(reading)


def test_nor_by_a_claim_that_goes_with_a_refused_line(tmp_path: Path) -> None:
    lines = ("E1\tNegotiation:T3 Party:T1", "E2\tClaim:T9 Source:T1 About:E1", "A1 Factuality E2 CT-")
    reading = sure(pair(tmp_path, "a", ann="".join(f"{line}\n" for line in lines)))
    assert sorted(fault.id for fault in reading.faults) == ["A1", "E1", "E2"]


def test_an_event_that_speaks_for_itself_outlives_a_refused_claim(tmp_path: Path) -> None:
    reading = sure(pair(tmp_path, "a", ann="E1\tNegotiation:T3 Source:T1\nE2 Claim:T9 About:E1\n"))
    assert reading.document is not None
    assert [event.id for event in reading.document.events] == ["E1"]


# Offsets

CODECS = {"code points": ("utf-32-le", 4), "UTF-16 code units": ("utf-16-le", 2), "UTF-8 bytes": ("utf-8", 1)}
UNITS = [
    Unit(measure, ends, bom)
    for measure, ends, bom in itertools.product(CODECS, ("", "CRLF as one", "LF as two"), (False, True))
]


def counted(before: str, unit: Unit) -> int:
    """How long a unit finds the text before an offset; the plain way to say it, not the reader's."""
    if unit.line_ends == "CRLF as one":
        before = before.replace("\r\n", "\n")
    elif unit.line_ends:
        before = re.sub("(?<!\r)\n", "\r\n", before)
    codec, width = CODECS[unit.measure]
    return len((("\ufeff" if unit.with_bom else "") + before).encode(codec)) // width


letters = st.text("abéß中𐎠😀🇴e\u0301\u200d", max_size=3)
gaps = st.sampled_from([" ", "\n", "\r\n", "\r\n\r\n", "\u2028", "\x85", "\x0b", "\t", " 😀 ", "é\n"])


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text of words that each stand in it once, and mentions of one or more words."""
    text, words = draw(gaps), []
    for number, tail in enumerate(draw(st.lists(letters, min_size=1, max_size=8))):
        words.append((len(text), len(text) + len(f"<{number}>{tail}")))
        text += f"<{number}>{tail}" + draw(gaps)
    pairs = draw(st.lists(st.tuples(*[st.integers(0, len(words) - 1)] * 2), min_size=1, max_size=5))
    return text, [(words[min(pair)][0], words[max(pair)][1]) for pair in pairs]


@settings(deadline=None)
@given(marked=marked_texts(), unit=st.sampled_from(UNITS), has_bom=st.booleans(), crlf=st.booleans())
def test_offsets_of_every_unit_come_back_as_code_points(
    marked: tuple[str, list[tuple[int, int]]], unit: Unit, has_bom: bool, crlf: bool, folder: Path
) -> None:
    text, spans = marked
    lines = [
        f"T{number}\tState {counted(text[:start], unit)} {counted(text[:end], unit)}\t"
        + text[start:end].replace("\n", " ")
        for number, (start, end) in enumerate(spans, start=1)
    ]
    path = pair(folder, "a", ("\ufeff" if has_bom or unit.with_bom else "") + text)
    path.write_bytes(("\ufeff" * crlf + ("\r\n" if crlf else "\n").join([*lines, ""])).encode())
    (reading,) = read([path])
    assert reading.faults == ()
    assert reading.document is not None
    assert reading.document.text == text
    assert [(mention.start, mention.end) for mention in reading.document.mentions] == spans
    moved = [counted(text[:place], unit) for span in spans for place in span] != [*itertools.chain(*spans)]
    assert bool(reading.remarks) == moved


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("texts")


def test_the_unit_that_was_converted_is_named(tmp_path: Path) -> None:
    text = "😀\r\n😀 Oman"
    (reading,) = read([pair(tmp_path, "a", text, "T1\tState 6 10\tOman\n")])
    assert reading.remarks == (
        f"{tmp_path}/a.ann: counts offsets in UTF-16 code units with CRLF as one; converted to Unicode code points",
    )


def test_a_unit_must_fit_every_mention(tmp_path: Path) -> None:
    """One mention in UTF-16 among others in code points is a fault, not a conversion."""
    ann = "T1\tState 2 6\tOman\nT2\tState 12 16\tIran\n"
    (fault,) = messages(pair(tmp_path, "a", "😀 Oman 😀 Iran", ann))
    assert "a.ann:2: T2: bad offsets" in fault
    assert "these words stand at 9-13" in fault


def test_of_two_places_the_nearer_is_named(tmp_path: Path) -> None:
    text = "Iran, Oman, Iran, Oman, Iran"
    (fault,) = messages(pair(tmp_path, "a", text, "T1\tState 13 17\tIran\n"))
    assert "these words stand at 12-16" in fault


def test_a_bom_is_not_part_of_the_text(tmp_path: Path) -> None:
    assert document_of(pair(tmp_path, "a", "\ufeffOman\r\n", "T1\tState 0 4\tOman\n")).text == "Oman\r\n"

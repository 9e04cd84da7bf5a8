"""The brat reader: every line type, offsets in every unit, folders, ``documents.json``, standard input."""

from __future__ import annotations

import io
import itertools
import json
import re
import unicodedata
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
from goodoffices.graph.checks import checked
from goodoffices.graph.errors import InputError, UsageError
from goodoffices.loaders import READERS, read
from goodoffices.loaders.files import LARGEST
from goodoffices.loaders.offsets import Unit
from tests.damage import algiers, shared
from tests.tree import ROOT

TEXT = "Oman met Iran in Muscat in 2012."


def pair(folder: Path, stem: str, text: str = TEXT, ann: str = "") -> Path:
    """A document in ``folder``; the path of its annotation file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.txt").write_bytes(text.encode())
    (folder / f"{stem}.ann").write_bytes(ann.encode())
    return folder / f"{stem}.ann"


def describe(folder: Path, entries: object) -> None:
    (folder / "documents.json").write_text(json.dumps(entries), encoding="utf-8")


def document_of(path: Path) -> AnnotatedDocument:
    """The one document of a path, which must have no fault."""
    (reading,) = read([path])
    assert reading.faults == ()
    assert reading.document is not None
    return reading.document


def messages(*paths: Path) -> list[str]:
    return [str(fault) for reading in read(paths) for fault in reading.faults]


def ids(*paths: Path) -> list[str]:
    return [reading.document.id for reading in read(paths) if reading.document]


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
    (reading,) = read([pair(tmp_path, "a", ann=f"{kept}\n{broken}\n")])
    assert [(fault.line, fault.id) for fault in reading.faults] == [(1, "E1"), (2, broken[:2])]
    assert reading.document is not None
    assert reading.document.events == ()


def test_nor_by_a_claim_that_goes_with_a_refused_line(tmp_path: Path) -> None:
    lines = ("E1\tNegotiation:T3 Party:T1", "E2\tClaim:T9 Source:T1 About:E1", "A1 Factuality E2 CT-")
    (reading,) = read([pair(tmp_path, "a", ann="".join(f"{line}\n" for line in lines))])
    assert [fault.id for fault in reading.faults] == ["E1", "E2", "A1"]


def test_an_event_that_speaks_for_itself_outlives_a_refused_claim(tmp_path: Path) -> None:
    (reading,) = read([pair(tmp_path, "a", ann="E1\tNegotiation:T3 Source:T1\nE2 Claim:T9 About:E1\n")])
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


# Folders


def test_a_folder_is_read_with_its_folders_by_name(tmp_path: Path) -> None:
    for number, stem in enumerate(("b", "a", "x/c", "w/d", ".hidden/e", ".f")):
        place = tmp_path / stem
        pair(place.parent, place.name, f"Text {number}.")
    (tmp_path / "annotation.conf").write_text("[entities]\n", encoding="utf-8")
    assert ids(tmp_path) == ["a", "b", "d", "c"]


def test_either_file_of_a_pair_names_it_and_it_is_read_once(tmp_path: Path) -> None:
    ann = pair(tmp_path, "a.b")
    describe(tmp_path, {"a.b": {"id": "one", "title": "Title"}})
    txt = ann.with_name("a.b.txt")
    assert ids(ann) == ids(txt) == ids(txt, ann, tmp_path, tmp_path / "documents.json") == ["one"]


def test_links_within_a_folder_are_followed_and_others_refused(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    pair(inside / "real", "a")
    pair(outside, "b")
    (inside / "linked").symlink_to(inside / "real")
    (inside / "elsewhere").symlink_to(outside)
    (inside / "c.ann").symlink_to(inside / "real" / "a.ann")
    (inside / "c.txt").write_text("Another.", encoding="utf-8")
    (inside / "d.ann").symlink_to(inside / "nowhere.ann")
    (inside / "d.txt").write_text("One more.", encoding="utf-8")
    assert ids(inside) == ["c", "a"]
    faults = messages(inside)
    assert [fault for fault in faults if "elsewhere: is a symbolic link out of the folder" in fault]
    assert [fault for fault in faults if "d.ann: can't be read" in fault]
    assert len(faults) == 2


def test_a_text_of_the_largest_size_is_within_bounds(tmp_path: Path) -> None:
    path = pair(tmp_path, "a", "x")
    with (tmp_path / "a.txt").open("r+b") as file:
        file.truncate(LARGEST + 1)
    assert "64 MiB" in messages(path)[0]


def test_both_files_of_a_pair_are_judged(tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    path.write_bytes(b"\xff")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert [Path(fault.path).name for reading in read([path]) for fault in reading.faults] == ["a.txt", "a.ann"]


# documents.json


def test_a_text_is_described_by_the_file_beside_it(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    pair(tmp_path / "in", "b", "Another.")
    values = {"title": "T", "published": "2019-06~", "url": "https://example.org/", "language": "en", "licence": "CC0"}
    describe(tmp_path, {"a": {"id": "first", **values}})
    describe(tmp_path / "in", {"b": dict.fromkeys(("id", *values))})
    first, second = (reading.document for reading in read([tmp_path]))
    assert first is not None
    assert second is not None
    assert (first.id, {key: getattr(first, key) for key in values}) == ("first", values)
    assert (second.id, {getattr(second, key) for key in values}) == ("b", {None})


def test_names_are_compared_in_composed_form(tmp_path: Path) -> None:
    pair(tmp_path, unicodedata.normalize("NFD", "Óscar"))
    describe(tmp_path, {unicodedata.normalize("NFC", "Óscar"): {"id": "arias"}})
    assert ids(tmp_path) == ["arias"]
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("entries", "words", "left"),
    [
        ({"a": {"id": "b"}, "b": {}}, 'the id "b" is that of "a" already', ["b"]),
        ({"a": {"id": 5}}, '"id" must be a text', ["b"]),
        ({"a": {"id": " "}}, '"id" must be a text on one line', ["b"]),
        ({"a": {"title": "two\nlines"}}, '"title" must be a text on one line', ["a", "b"]),
        ({"a": []}, "its value is not an object but a list", ["b"]),
        ({"a": {"url": "javascript:alert(1)"}}, "must begin with http", ["a", "b"]),
        ({"c": {}}, 'there is no text "c.txt"', ["a", "b"]),
    ],
)
def test_a_wrong_description_costs_no_more_than_it_must(
    entries: object, words: str, left: list[str], tmp_path: Path
) -> None:
    """A document whose own id is in doubt is not read, because it might replace another."""
    pair(tmp_path, "a")
    pair(tmp_path, "b", "Another.")
    describe(tmp_path, entries)
    assert words in messages(tmp_path)[0]
    assert ids(tmp_path) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": {"title": "x", "title": "y"}}', 'gives "title" twice'),
        ('{"a": {"title": "\\ud800"}}', "half of a surrogate pair"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": ' + "9" * 5000 + "}", "a number too long"),
        ('{"a": {', "is not JSON"),
        ("", "line 1, column 1"),
    ],
)
def test_without_a_readable_description_nothing_is_read(text: str, words: str, tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    (tmp_path / "documents.json").write_text(text, encoding="utf-8")
    assert words in messages(tmp_path)[0]
    assert ids(tmp_path) == ids(path) == []


def test_a_description_in_another_encoding_is_refused(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    (tmp_path / "documents.json").write_bytes('{"a": {"title": "é"}}'.encode("latin-1"))
    assert "documents.json:1: is not UTF-8" in messages(tmp_path)[0]
    assert ids(tmp_path) == []


def test_one_file_alone_is_not_blamed_for_others(tmp_path: Path) -> None:
    path = pair(tmp_path, "a")
    describe(tmp_path, {"a": {}, "missing": {"title": 1}})
    assert messages(path) == []
    assert len(messages(tmp_path)) == 2


# Several documents


def test_one_id_with_the_same_content_is_read_once(tmp_path: Path) -> None:
    pair(tmp_path / "x", "a", ann="T1\tState 0 4\tOman\n")
    pair(tmp_path / "y", "a", ann="\nT1\tState 0 4\tOman\n")
    first, second = read([tmp_path])
    assert (second.document, second.faults) == (None, ())
    assert second.remarks == (f"{tmp_path}/y/a.ann: a is the same as in {first.path}; read once",)


@pytest.mark.parametrize(
    ("text", "ann", "words"),
    [("Other.", "", "another text"), (TEXT, "T1\tState 0 4\tOman\n", "other annotations")],
)
def test_one_id_with_other_content_is_a_fault(text: str, ann: str, words: str, tmp_path: Path) -> None:
    pair(tmp_path / "x", "a")
    pair(tmp_path / "y", "a", text, ann)
    (fault,) = messages(tmp_path / "x", tmp_path / "y")
    assert f'{tmp_path}/y/a.ann: the id "a" is that of {tmp_path}/x/a.ann already, which has {words}' in fault


def test_equal_texts_under_two_ids_are_remarked(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    pair(tmp_path, "b")
    _, second = read([tmp_path])
    assert second.faults == ()
    assert second.remarks == (f"{tmp_path}/b.ann: b has the same text as a; their narrators count as one",)


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    pair(tmp_path, "a")
    later = pair(tmp_path, "b", "Another.")
    readings = read([tmp_path])
    assert next(readings).faults == ()
    later.write_text("X\n", encoding="utf-8")
    assert "unknown type of line" in str(next(readings).faults)


def test_what_can_not_be_read_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match='unknown reader "brad", did you mean "brat"'):
        read([tmp_path], reader="brad")
    with pytest.raises(InputError, match=r"nowhere: there is no such file or folder"):
        read([tmp_path / "nowhere"])
    for path in (tmp_path, tmp_path / "x.pdf"):
        with pytest.raises(InputError, match=r"holds nothing to read; expected brat: a \.ann file with its \.txt"):
            read([path])
    with pytest.raises(UsageError, match="nothing to read was named"):
        read([])


def test_a_named_reader_says_what_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert "is no brat file" in str(next(read([tmp_path / "x.pdf"], reader="brat")).faults)
    with pytest.raises(InputError, match="holds nothing to read"):
        list(read([tmp_path], reader="brat"))


def test_readers_are_named_by_their_keys() -> None:
    assert [reader.name for reader in READERS.values()] == list(READERS)


# Standard input


def streamed(*entries: object) -> list[Reading]:
    lines = (entry if isinstance(entry, str) else json.dumps(entry) for entry in entries)
    return list(read(["-"], stdin=io.BytesIO("".join(f"{line}\n" for line in lines).encode())))


def test_standard_input_holds_a_document_a_line() -> None:
    ann = "T1\tState 0 4\tOman\nX\n"
    first, second = streamed(
        {"id": "a", "text": TEXT, "ann": ann, "title": "T"}, "", {"id": "b", "text": "", "ann": ""}
    )
    assert first.document is not None
    assert (first.document.title, first.document.words(first.document.mentions[0])) == ("T", "Oman")
    assert str(first.faults[0]).startswith("-:1:2: X: unknown type of line")
    assert second.document == AnnotatedDocument("b", "", "-:3")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"text": "", "ann": ""}, '"id" is missing'),
        ({"id": "a", "text": 1, "ann": ""}, '"text" must be a text'),
        ({"id": "a", "text": "", "ann": "", "titel": ""}, 'unknown key "titel", did you mean "title"'),
        ({"id": "a", "text": "", "ann": "", "published": "June"}, "EDTF"),
    ],
)
def test_a_wrong_line_of_standard_input_is_a_fault(entry: object, words: str) -> None:
    wrong, sound = streamed(entry, {"id": "z", "text": "", "ann": ""})
    assert words in str(wrong.faults)
    assert sound.faults == ()


@pytest.mark.parametrize(
    ("data", "words"), [(b"\xff\n", "not UTF-8"), (b"x" * (LARGEST + 1), "64 MiB"), (b"[]", "object")]
)
def test_standard_input_is_bounded_and_utf8(data: bytes, words: str) -> None:
    (reading,) = read(["-"], stdin=io.BytesIO(data))
    assert words in str(reading.faults)
    assert reading.path == "-:1"


def test_annotations_alone_on_standard_input_end_it() -> None:
    (reading,) = streamed("T1\tState 0 4\tOman", "T2\tState 0 4\tOman")
    assert "give files by their path" in str(reading.faults)
    with pytest.raises(InputError, match="holds nothing to read"):
        streamed()


# Real files


def test_the_seeds_have_no_fault() -> None:
    seeds = shared("corpus", "seeds")
    if not seeds.is_dir():
        pytest.skip("the shared seeds are not there")
    readings = [checked(reading) for reading in read([seeds])]
    assert [(reading.faults, reading.remarks) for reading in readings] == [((), ())] * 2


def test_the_sample_has_no_fault() -> None:
    assert [fault for reading in read([ROOT / "loaders" / "sample"]) for fault in checked(reading).faults] == []


def test_another_scheme_is_refused_word_by_word() -> None:
    """The tutorial of brat itself: each word that this scheme doesn't have is named, the rest is kept."""
    news = shared("data", "brat_tutorial_news", "news")
    if not news.is_dir():
        pytest.skip("the shared brat tutorial is not there")
    readings = [checked(reading) for reading in read([news])]
    faults = [fault for reading in readings for fault in reading.faults]
    assert len(readings) == len(list(news.glob("*.ann")))
    assert sum(len(reading.document.mentions) for reading in readings if reading.document) > 50
    assert all(re.match(r"unknown |refers to .* was refused", fault.message) for fault in faults)
    words = {word for fault in faults for word in re.findall(r'^unknown [\w ]+ "([\w-]+)"', fault.message)}
    assert {"GPE", "Money", "Merge-org", "Report", "Alias", "Located", "Confidence", "Wikipedia"} <= words


def test_the_small_corpus_describes_its_text(tmp_path: Path) -> None:
    documents = [reading.document for reading in read([algiers(tmp_path)])]
    assert [document.title for document in documents if document] == ["The Algiers Accords", None]

"""The lines that brat writes are read by patterns, and give what the parser of all lines gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.loaders.brat.lines import LineError, line_id, parsed_line
from goodoffices.loaders.brat.plain_lines import plain_record
from goodoffices.loaders.brat.records import parsed_standoff
from tests.support.sample_corpus import SAMPLE

WORDS = ("T1", "E1", "E12", "State", "Arg1:T1", "Arg2:T2", "ISO3166:IRN", "a:b:c", "Reference", "0", "4", "12", "0;4")
ODD = (" ", "\t", "  ", "\r", "\u2028", "\x0b", "\xa0", ":", "٣", "", "Iran's", "🌍", "\u202e")
LINES = st.tuples(
    st.sampled_from("TERAMN#*"),
    st.sampled_from(("1", "12", "0" * 18, "1" * 19, "", "x", "٣")),
    st.lists(st.tuples(st.sampled_from(("\t", " ", " ", "")), st.sampled_from(WORDS + ODD)), max_size=7),
).map(lambda parts: parts[0] + parts[1] + "".join(mark + word for mark, word in parts[2]))


@given(LINES)
def test_a_plain_line_gives_what_the_parser_gives(line: str) -> None:
    record = plain_record(line, 7)
    if record is None:
        return
    (parsed,) = parsed_line(line, 7)
    assert (record, record.line, record.id) == (parsed, parsed.line, line_id(line))


@pytest.mark.parametrize(
    "line",
    [
        "T1\tState 0 4\tIran",
        "T1\tState 0 4\tIran\tand more",
        "A1\tStatus E1 held",
        "M1\tNegation E1",
        "R1\tOf Arg1:T1 Arg2:T2",
        "N1\tReference T1 ISO3166:IRN\tIran",
        "N1\tReference T1 ISO3166:IRN\t",
        "#1\tAnnotatorNotes T1\ta remark\twith a tab",
    ],
)
def test_what_brat_writes_is_plain(line: str) -> None:
    assert (plain_record(line, 3),) == parsed_line(line, 3)


@pytest.mark.parametrize("line", ["T1\tState 4 0\tIran", "T1\tState 0 0\tI", f"T1\tState 0 9\t{'a' * 10_001}", "X1\ta"])
def test_what_is_wrong_is_told_by_the_parser(line: str) -> None:
    assert plain_record(line, 1) is None
    with pytest.raises(LineError):
        parsed_line(line, 1)


def test_nearly_all_of_the_sample_is_plain_but_its_events() -> None:
    lines = [line for path in SAMPLE.glob("*.ann") for line in path.read_text(encoding="utf-8").splitlines()]
    others = [line for line in lines if line[0] not in "E*"]
    assert all(plain_record(line, 1) for line in others)


def test_a_plain_line_with_an_id_that_is_there_already_is_told() -> None:
    found = parsed_standoff("T1\tState 0 4\tIran\nT1\tState 0 4\tIran\n", "a.ann")
    assert [(fault.line, fault.message) for fault in found.faults] == [(2, "the id T1 stands on line 1 already")]

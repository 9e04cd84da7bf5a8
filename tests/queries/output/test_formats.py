"""Answers in every format, as pure functions on plain values."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any, TypedDict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.graph.errors import UsageError
from goodoffices.graph.one_line import strip_control
from goodoffices.queries.engine import rows
from goodoffices.queries.output import wording as words
from goodoffices.queries.output.formats import Format, written
from goodoffices.queries.output.shapes import Rows, Shape
from goodoffices.queries.questions.run import pairs
from tests.queries.engine.test_rows import IRAN, NORWAY, OSCAR, claim

ROWS = [
    {
        "mediator": rows.actor_row(NORWAY),
        "between": [rows.actor_row(IRAN), rows.actor_row(OSCAR)],
        "places": ["Oslo", "Ålesund"],
        "date": None,
        "claims": [rows.claim_row(claim("a", 5, "Zarif"))],
    }
]


class Row(TypedDict):
    mediator: rows.ActorRow | None
    between: list[rows.ActorRow]
    places: list[str]
    date: str | None
    claims: list[rows.ClaimRow]


class Year(TypedDict):
    year: str
    latest: rows.PairRow | None
    events: list[rows.EventRow]


def as_text(found: list[dict[str, Any]], form: str, row: type | None = None, kind: rows.Kind = "event") -> str:
    return written(Rows(found, shape=Shape(kind, row)), Format(form), io.StringIO())


def test_json_is_one_array_and_json_lines_one_object_a_line() -> None:
    assert json.loads(as_text(ROWS, "json")) == ROWS
    assert [json.loads(line) for line in as_text(ROWS * 2, "jsonl").splitlines()] == ROWS * 2
    assert "Ålesund" in as_text(ROWS, "json")
    assert as_text([], "json") == "[]\n"


def test_csv_names_actors_and_keeps_quotes() -> None:
    (row,) = csv.DictReader(io.StringIO(as_text(ROWS, "csv", Row)))
    assert row == {
        "mediator": "Norway",
        "mediator_id": "3",
        "between": "Iran; Óscar Arias",
        "places": "Oslo; Ålesund",
        "date": "",
        "claims_said_by": "Oslo > Zarif",
        "claims_quotes": "x mediated",
    }
    head = "mediator,mediator_id,between,places,date,claims_said_by,claims_quotes\n"
    assert as_text([], "csv", Row) == as_text([{**ROWS[0], "mediator": None}], "csv", Row).splitlines(True)[0] == head
    assert written(Rows([], columns=["a", "b"]), Format.csv, io.StringIO()) == "a,b\n"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"a": 1, "b": None}, "a: 1, b: "),
        ([{"id": "x", "of": ["y", "z"]}, {"id": "w", "of": []}], "(id: x, of: (y; z)); (id: w, of: )"),
        ([["a", 2], [True]], "(a; 2); true"),
        ([], ""),
    ],
)
def test_what_has_no_type_is_told_in_words(value: object, told: str) -> None:
    (row,) = csv.DictReader(io.StringIO(as_text([{"x": value}], "csv", kind="plain")))
    assert row == {"x": told}


def test_only_evidence_has_footnotes() -> None:
    with pytest.raises(UsageError, match="Only evidence is written as markdown"):
        as_text(ROWS, "markdown")


FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""What begins as a formula in some spreadsheet."""

LETTERS = st.text(st.sampled_from("=+-@\t\r\n,;'\"＝ a5") | st.characters(codec="utf-8"))


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def as_meant(cell: str) -> str:
    """What a cell says, as the documentation tells how to read it."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell.lstrip("'")) else cell


@given(st.lists(st.dictionaries(st.sampled_from("abc"), LETTERS, min_size=1), min_size=1))
@example([{"a": "x\r=1"}])
@example([{"a": "x;=1", "b": "x\t=1"}])
@example([{"a": ""}, {"a": "-5"}, {"a": "'=1"}, {"a": "'"}])
def test_no_cell_of_a_csv_begins_as_a_formula_and_none_is_lost(found: list[dict[str, str]]) -> None:
    head, *lines = cells_of(as_text(found, "csv"))
    assert [[as_meant(cell) for cell in line] for line in lines] == [
        [row.get(key, "") for key in head] for row in found
    ]
    cells = [cell for line in lines for cell in line]
    assert [
        cell
        for cell in cells
        if FORMULA.match(cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell, re.I | re.A)
    ] == []


@pytest.mark.parametrize("text", ["x\r=1+1", "x;=1+1", "x\t=1+1", 'x"\n=1+1', "x,=1+1"])
def test_no_cell_ends_early_for_a_program_that_divides_lines_its_own_way(text: str) -> None:
    """Many divide at semicolons and tabs too, or at a lone carriage return: within quotes none of them does."""
    written = as_text([{"a": text, "b": "y"}], "csv")
    assert written == 'a,b\n"{}",y\n'.format(text.replace('"', '""'))


def test_numbers_stay_numbers_and_a_head_is_no_formula_either() -> None:
    (row,) = csv.DictReader(
        io.StringIO(as_text([{"=1+1": -5, "b": -0.5, "c": "-5+1", "d": "+44 20", "e": 1e-9}], "csv"))
    )
    assert row == {"'=1+1": "-5", "b": "-0.5", "c": "'-5+1", "d": "'+44 20", "e": "1e-09"}


def test_events_within_a_row_are_their_ids_and_quotes() -> None:
    events = [{"event_id": key, "claims": [rows.claim_row(claim("a", 5, "Zarif"))]} for key in ("e", "f")]
    (row,) = csv.DictReader(
        io.StringIO(as_text([{"year": "2012", "latest": None, "events": events}], "csv", Year, "group"))
    )
    first = {key: told for key, told in row.items() if not key.startswith("latest_")}
    assert first == {"year": "2012", "events": "e; f", "events_quotes": "x mediated"}
    assert {"latest_first_event_id", "latest_then_claims_quotes", "latest_days_most"} <= set(row)


def footnote(**changed: Any) -> str:
    row = {**rows.evidence_row("e" * 20, claim("a", 5, "Larsen", "Zarif")), **changed}
    (line,) = as_text([row], "markdown", rows.EvidenceRow, "evidence").splitlines()
    return line


def test_a_footnote_is_ready_to_cite() -> None:
    assert footnote(published="1993-09", said_on="1993-08-20", url="https://example.org/a", factuality="CT-") == (
        "[^eeeeeeee-1]: “x mediated” (Zarif denies it, as told by Larsen, said 1993-08-20). *Oslo*, published 1993-09, "
        "<https://example.org/a>, document `oslo`, characters 3–13, event `eeeeeeeeeeeeeeeeeeee`, occurrence."
    )


def test_a_footnote_says_what_is_unknown_and_what_it_is_about() -> None:
    assert footnote(said_by=["oslo"], title=None, aspect="status", value="held") == (
        "[^eeeeeeee-1]: “x mediated” (The document itself says it is so, status: held). *oslo*, undated, document "
        "`oslo`, characters 3–13, event `eeeeeeeeeeeeeeeeeeee`, status."
    )


def test_footnotes_of_several_claims_have_labels_of_their_own() -> None:
    row: dict[str, Any] = {**rows.evidence_row("e" * 20, claim("a", 5))}
    told = as_text([row, row, {**row, "event_id": "f" * 20}], "markdown", rows.EvidenceRow, "evidence")
    assert re.findall(r"^\[\^(.*?)\]", told, re.MULTILINE) == ["eeeeeeee-1", "eeeeeeee-2", "ffffffff-3"]


def rendered(text: str) -> str:
    """What a reader of Markdown sees of a footnote's text; fails if it sees any markup but the intended."""
    from markdown_it import MarkdownIt

    (block,) = (token for token in MarkdownIt("commonmark").enable("strikethrough").parse(text) if token.children)
    assert block.children is not None
    assert {one.type for one in block.children} <= {"text", "text_special", "code_inline", "em_open", "em_close"}
    return "".join(one.content for one in block.children)


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
@example("*a*\nb", "[Zarif](x)", "`", "javascript:x")
@example("&amp; <b>~~x~~</b>", "\\", "a``b`", "http://x y")
def test_footnotes_cannot_be_taken_for_markup(quote: str, speaker: str, document: str, url: str) -> None:
    line = footnote(
        exact=f"q{quote}q", said_by=["", f"s{speaker}s"], document=f"d{document}d", title=None, url=f"u{url}u"
    )
    seen = rendered(line.partition(": ")[2])
    for text in (f"q{quote}q", f"s{speaker}s", f"d{document}d", f"u{url}u"):
        assert strip_control(" ".join(text.split())) in seen


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (None, "no date"),
        ("2019-06", "2019-06"),
        ("2012/2016", "2012 to 2016"),
        ("2009/..", "since 2009"),
        ("../2003", "until 2003"),
        ("[2012-07..2012-09]", "[2012-07..2012-09]"),
    ],
)
def test_dates_are_told_as_ranges(date: str | None, told: str) -> None:
    assert words.date_of({"date": date}) == told


def test_parameters_are_json_where_they_can_be() -> None:
    assert pairs(["a=Iran", "n=3", 'ids=["x"]', "q=a=b", "empty="]) == {
        "a": "Iran",
        "n": 3,
        "ids": ["x"],
        "q": "a=b",
        "empty": "",
    }
    with pytest.raises(UsageError, match="key=value"):
        pairs(["Iran"])

"""Rows, filters, order and formats, as pure functions on plain values."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goodoffices.graph.errors import UsageError
from goodoffices.queries import footnotes, output, rows, words
from goodoffices.queries.filters import Filters, in_order, in_time, narrowed, took_place
from goodoffices.queries.shipped import pairs
from goodoffices.queries.terminal import harmless

IRAN = {"id": "1", "name": "Iran", "kind": "state", "iso3": "IRN", "of": []}
ZARIF = {"id": "2", "name": "Mohammad Javad Zarif", "kind": "official", "iso3": None, "of": [IRAN]}
NORWAY = {"id": "3", "name": "Norway", "kind": "state", "iso3": "NOR", "of": []}
OSCAR: dict[str, Any] = {"id": "4", "name": "Óscar Arias", "kind": "official", "iso3": None, "of": []}


def claim(key: str, at: int, *speakers: str, factuality: str = "CT+") -> dict[str, Any]:
    return {
        "id": key,
        "aspect": "occurrence",
        "value": None,
        "value_id": None,
        "factuality": factuality,
        "said_on": None,
        "evidence": {
            "start": at - 2,
            "end": at + 8,
            "exact": "x mediated",
            "prefix": "",
            "suffix": "",
            "trigger_start": at,
            "trigger_end": at + 8,
        },
        "document": {"id": "oslo", "title": "Oslo", "url": None, "published": None},
        "speakers": [{"id": name, "name": name, "depth": depth} for depth, name in enumerate(speakers, 1)],
    }


def stored(**changed: Any) -> dict[str, Any]:
    event = dict.fromkeys((*rows.EVENT_FIELDS, "document"), None)
    event |= {"id": "e", "type": "mediation", "relation": "MEDIATES", "status": "held", "verdict": "asserted"}
    roles = [
        {**NORWAY, "role": "mediator"},
        {**OSCAR, "role": "requester"},
        {**ZARIF, "role": "requester"},
        {**ZARIF, "role": "party"},
        {**IRAN, "role": "party"},
    ]
    claims = [claim("b", 30, "Zarif"), claim("c", 2), claim("a", 30, "Larsen", "Zarif")]
    places = [{"id": "9", "name": "Oslo"}, {"id": "8", "name": "Ålesund"}]
    return {"event": event | changed, "roles": roles, "places": places, "about": [], "claims": claims}


def test_an_event_row_has_the_documented_fields_in_their_order() -> None:
    assert list(rows.event_row(stored())) == [
        *("event_id", "type", "relation", "level", "through", "status", "verdict", "date", "date_start", "date_end"),
        *("date_basis", "places", "hosts", "requested_by", "accepted_by", "rejected_by", "method", "channel"),
        *("publicity", "directness", "formality", "sanction_type", "claims"),
    ]


def test_an_actor_names_whom_it_acts_for() -> None:
    assert rows.actor_row(ZARIF) == {
        "id": "2",
        "name": "Mohammad Javad Zarif",
        "kind": "official",
        "iso3": None,
        "of": "Iran",
    }


def test_the_chain_runs_from_the_document_to_the_deepest_speaker() -> None:
    row = rows.claim_row(claim("a", 5, "Larsen", "Zarif"))
    assert row["said_by"] == ["Oslo", "Larsen", "Zarif"]
    assert (row["exact"], row["trigger"], row["start"]) == ("x mediated", "mediated", 3)


@given(st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_the_order_in_which_a_server_answers(chance: random.Random) -> None:
    shuffled = stored()
    for several in ("roles", "claims", "places"):
        chance.shuffle(shuffled[several])
    assert rows.event_row(shuffled) == rows.event_row(stored())
    assert rows.participants(shuffled) == rows.participants(stored())
    assert [one["said_by"] for one in rows.event_row(stored())["claims"]] == [
        ["Oslo"],
        ["Oslo", "Larsen", "Zarif"],
        ["Oslo", "Zarif"],
    ]


@pytest.mark.parametrize(
    ("changed", "mediator", "relation"),
    [
        ({}, True, "MEDIATES"),
        ({"verdict": "denied"}, True, None),
        ({}, False, None),
        ({"verdict": "disputed"}, True, "MEDIATES"),
        ({"type": "negotiation", "relation": "NEGOTIATES_WITH"}, False, "NEGOTIATES_WITH"),
    ],
)
def test_denied_and_mediatorless_events_have_no_relation(
    changed: dict[str, Any], mediator: bool, relation: str | None
) -> None:
    event = stored(**changed)
    event["roles"] = [one for one in event["roles"] if mediator or one["role"] != "mediator"]
    assert rows.event_row(event)["relation"] == relation


def test_an_asked_for_state_stands_for_its_officials_once() -> None:
    assert [one["name"] for one in rows.standing_for(stored(), "party", {"1"})] == ["Iran"]
    assert [one["name"] for one in rows.standing_for(stored(), "party", ())] == ["Iran", "Mohammad Javad Zarif"]


def side(key: str, stated: bool) -> dict[str, Any]:
    return {"id": key, "name": f"N{key}", "stated": stated}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([side("1", True)], None, ("stated", [])),
        ([side("2", False), side("1", False)], None, ("rolled_up", ["N1", "N2"])),
        ([side("1", True), side("2", False)], None, ("stated", [])),
        ([side("1", True)], [side("2", True)], ("stated", [])),
        ([side("1", True)], [side("2", False)], ("rolled_up", ["N2"])),
        ([side("1", False)], [side("2", False)], ("rolled_up", ["N1", "N2"])),
        # The one stated filler can't fill both sides, so one of them is rolled up.
        ([side("1", True), side("2", False)], [side("1", True)], ("rolled_up", ["N2"])),
    ],
)
def test_the_level_is_that_of_the_most_direct_filling(
    one: list[dict[str, Any]], other: list[dict[str, Any]] | None, expected: tuple[str, list[str]]
) -> None:
    assert rows.matched(one, other) == expected


def chosen(
    key: str = "e", status: str | None = "held", start: str | None = None, end: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "event_id": key,
        "type": "mediation",
        "status": status,
        "verdict": "asserted",
        "level": "stated",
        "date_start": start,
        "date_end": end,
        **more,
    }


def test_rows_stand_by_what_took_place_then_day_then_id() -> None:
    found = [
        chosen("f", "offered", "1990-01-01"),
        chosen("e", "held"),
        chosen("d", "held", "2001-01-01"),
        chosen("c", "rejected", "2000-01-01"),
        chosen("b", "held", "2001-01-01", mediator_id="2"),
        chosen("b", "held", "2001-01-01", mediator_id="1"),
        chosen("a", None, "1900-01-01"),
    ]
    assert [one["event_id"] for one in sorted(found, key=in_order)] == ["c", "b", "b", "d", "e", "a", "f"]
    assert [one.get("mediator_id") for one in sorted(found, key=in_order)][1:3] == ["1", "2"]
    assert [one["event_id"] for one in sorted(found, key=in_time)] == ["a", "f", "c", "b", "b", "d", "e"]


def test_a_rejected_mediation_took_place_but_not_rejected_talks() -> None:
    assert took_place("mediation", "rejected")
    assert not took_place("negotiation", "rejected")
    assert not took_place("sanction", "threatened")


DAYS = st.tuples(st.dates(), st.dates()).map(lambda days: [day.isoformat() for day in sorted(days)])
ENDS = st.tuples(DAYS, st.booleans(), st.booleans())


@given(ENDS, st.integers(1000, 2100), st.integers(0, 50))
def test_what_surely_lies_in_a_time_also_may(ends: tuple[list[str], bool, bool], first: int, years: int) -> None:
    (start, end), opens, closes = ends
    one = chosen(start=start if opens else None, end=end if closes else None)
    since, until = str(first), str(first + years)
    loosely = narrowed([one], Filters(from_=since, to=until), None)
    surely = narrowed([one], Filters(from_=since, to=until, surely=True), None)
    assert not surely or loosely == surely
    assert loosely or opens or closes


def test_filters_keep_what_fits_all_of_them() -> None:
    found = [chosen("a"), chosen("b", level="rolled_up"), chosen("c", status="offered"), chosen("d", verdict="denied")]

    def kept(said: frozenset[str] | None = None, **filters: Any) -> list[str]:
        return [one["event_id"] for one in narrowed(found, Filters(**filters), said)]

    assert kept(stated_only=True) == ["a", "c", "d"]
    assert kept(status=("held",), verdict=("asserted",)) == ["a", "b"]
    assert kept(frozenset("bc")) == ["b", "c"]
    assert kept(from_="2019") == ["a", "b", "c", "d"]


ROWS = [
    {
        "mediator": rows.actor_row(NORWAY),
        "between": [rows.actor_row(IRAN), rows.actor_row(OSCAR)],
        "places": ["Oslo", "Ålesund"],
        "date": None,
        "claims": [rows.claim_row(claim("a", 5, "Zarif"))],
    }
]


def test_json_is_one_array_and_json_lines_one_object_a_line() -> None:
    assert json.loads(output.as_json(ROWS)) == ROWS
    assert [json.loads(line) for line in output.as_json_lines(ROWS * 2).splitlines()] == ROWS * 2
    assert "Ålesund" in output.as_json(ROWS)
    assert output.as_json([]) == "[]\n"


def test_csv_names_actors_and_keeps_quotes() -> None:
    (row,) = csv.DictReader(io.StringIO(output.as_csv(ROWS)))
    assert row == {
        "mediator": "Norway",
        "mediator_id": "3",
        "between": "Iran; Óscar Arias",
        "places": "Oslo; Ålesund",
        "date": "",
        "claims_said_by": "Oslo > Zarif",
        "claims_quotes": "x mediated",
    }
    assert output.as_csv([], ["a", "b"]) == "a,b\n"


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
    head, *lines = cells_of(output.as_csv(found))
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
    written = output.as_csv([{"a": text, "b": "y"}])
    assert written == 'a,b\n"{}",y\n'.format(text.replace('"', '""'))


def test_numbers_stay_numbers_and_a_head_is_no_formula_either() -> None:
    (row,) = csv.DictReader(
        io.StringIO(output.as_csv([{"=1+1": -5, "b": -0.5, "c": "-5+1", "d": "+44 20", "e": 1e-9}]))
    )
    assert row == {"'=1+1": "-5", "b": "-0.5", "c": "'-5+1", "d": "'+44 20", "e": "1e-09"}


def test_events_within_a_row_are_their_ids_and_quotes() -> None:
    events = [{"event_id": key, "claims": [rows.claim_row(claim("a", 5, "Zarif"))]} for key in ("e", "f")]
    (row,) = csv.DictReader(io.StringIO(output.as_csv([{"year": "2012", "events": events}])))
    assert row == {"year": "2012", "events": "e; f", "events_quotes": "x mediated"}


def footnote(**changed: Any) -> str:
    row = {**rows.evidence_row("e" * 20, claim("a", 5, "Larsen", "Zarif")), **changed}
    (line,) = footnotes.as_markdown([row]).splitlines()
    return line


def test_a_footnote_is_ready_to_cite() -> None:
    assert footnote(published="1993-09", said_on="1993-08-20", url="https://example.org/a", factuality="CT-") == (
        "[^eeeeeeee-1]: “x mediated” (Zarif denies it, as told by Larsen, said 1993-08-20). *Oslo*, published 1993-09, "
        "<https://example.org/a>, document `oslo`, characters 3–13, event `eeeeeeeeeeeeeeeeeeee`, occurrence: CT-."
    )


def test_a_footnote_says_what_is_unknown_and_what_it_is_about() -> None:
    assert footnote(said_by=["oslo"], title=None, aspect="status", value="held") == (
        "[^eeeeeeee-1]: “x mediated” (The document itself says it is so, status: held). *oslo*, undated, document "
        "`oslo`, characters 3–13, event `eeeeeeeeeeeeeeeeeeee`, status: CT+."
    )


def test_footnotes_of_several_claims_have_labels_of_their_own() -> None:
    row = rows.evidence_row("e" * 20, claim("a", 5))
    told = footnotes.as_markdown([row, row, {**row, "event_id": "f" * 20}])
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
        assert harmless(" ".join(text.split())) in seen


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

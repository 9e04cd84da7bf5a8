"""What the questions about time tell of small texts: each fact can be read in the text above the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.store import Store
from goodoffices.queries.questions.time.around import months_from
from goodoffices.queries.questions.time.directness import year_of
from goodoffices.queries.questions.time.known_by import when_known
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.servers import wipe

MOSCOW = annotated(
    "Iran and the European Union met in Moscow on 18 June 2012.",
    'i State "Iran"',
    'e Organization "European Union" Kind=igo',
    'm Place "Moscow"',
    'd Date "18 June 2012" EDTF:2012-06-18',
    'met Negotiation "met" Party:i Party:e Place:m Date:d Status=held',
    id="moscow",
    published="2012-06-20",
)
"""One meeting, told at once."""

CHANNEL = replace(
    annotated(
        "William Burns of the United States met Iranian diplomats directly in Muscat in July 2012, and they met again "
        "in March 2013. From 2012 to 2013 the Americans and the Iranians bargained over a first accord, which they "
        "signed in Geneva on 24 November 2013. In October 2012 Ali Akbar Salehi of Iran had denied that Iran was "
        "negotiating with the United States.",
        'b Official "William Burns"',
        'u State "United States"',
        'g Group "Iranian diplomats"',
        'ii State "Iranian"',
        'm Place "Muscat"',
        'd1 Date "July 2012" EDTF:2012-07',
        'd2 Date "March 2013" EDTF:2013-03',
        'd3 Date "2012 to 2013" EDTF:2012/2013',
        'a State "the Americans" ISO3166:USA',
        'n State "the Iranians" ISO3166:IRN',
        'd4 Date "24 November 2013" EDTF:2013-11-24',
        'd5 Date "October 2012" EDTF:2012-10',
        's Official "Ali Akbar Salehi"',
        'i State "Iran"@3',
        'u2 State "United States"@2',
        "Equiv ii n i",
        "Equiv u u2 a",
        "Of b u",
        "Of g ii",
        "Of s i",
        'first Negotiation "met" Party:b Party:g Place:m Date:d1 Status=held Directness=direct',
        'second Negotiation "met"@2 Party:b Party:g Date:d2 Status=held Directness=direct',
        'long Negotiation "bargained" Party:a Party:n Date:d3 Status=held Directness=direct',
        'deal Agreement "signed" Signatory:a Signatory:n Date:d4 Status=held',
        'no Negotiation "negotiating" Party:i Party:u2 Date:d5 Source:s Status=held Factuality=CT-',
        id="channel",
        published="2013-11-25",
    ),
    title="The channel",
)
"""Two meetings, talks of two years, an accord and a denial, all told in November 2013."""

VIENNA = annotated(
    "In Vienna the United States and Iran negotiated through European envoys in April 2021 and again in December 2021; "
    "in March 2022 their talks stood still. In May 2012 Iran had met six powers in Baghdad. Iran and the United States "
    "had once talked about Afghanistan. In 2021 Iran offered to talk with Saudi Arabia.",
    'u State "United States"',
    'i State "Iran"',
    'd1 Date "April 2021" EDTF:2021-04',
    'd2 Date "December 2021" EDTF:2021-12',
    'd3 Date "March 2022" EDTF:2022-03',
    'd4 Date "May 2012" EDTF:2012-05',
    'i2 State "Iran"@2',
    'six Group "six powers"',
    'i3 State "Iran"@3',
    'u2 State "United States"@2',
    'd5 Date "2021"@3 EDTF:2021',
    'i4 State "Iran"@4',
    's State "Saudi Arabia"',
    "Equiv i i2 i3 i4",
    "Equiv u u2",
    'april Negotiation "negotiated" Party:u Party:i Date:d1 Status=held Directness=indirect',
    'december Negotiation "again" Party:u Party:i Date:d2 Status=held Directness=indirect',
    'still Negotiation "stood still" Party:u Party:i Date:d3 Status=halted',
    'six_met Negotiation "met" Party:i2 Party:six Date:d4 Status=held',
    'once Negotiation "talked" Party:i3 Party:u2 Status=held',
    'offer Negotiation "offered" Party:i4 Party:s Requester:i4 Date:d5 Status=offered',
    id="vienna",
)
"""Indirect talks, some of which nobody dates, in a document without a date."""

FIRST_LOAD, SECOND_LOAD = "2026-01-02T03:04:05Z", "2026-02-03T04:05:06Z"


def filled(store: Store) -> Graph:
    wipe(store)
    store.load([build(MOSCOW), build(CHANNEL)], loaded_at=FIRST_LOAD)
    store.load([build(VIENNA)], loaded_at=SECOND_LOAD)
    return Graph(store)


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    return filled(request.getfixturevalue(f"{request.param}_session"))


def told(rows: Rows | list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in rows]


def test_what_was_known_by_a_day_of_what_had_happened(graph: Graph) -> None:
    rows = graph.question("known-by", day="2012")
    assert told(rows, "date", "known", "first_said") == [
        ("2012-05", "unknown", None),
        ("2012-06-18", "by then", "2012-06-20"),
        ("2012-07", "later", "2013-11-25"),
    ]
    assert all(row["claims"] for row in rows)
    assert rows.remarks == (
        "Left out: 2 events that may have happened later, or whose date nobody tells.",
        "Left out: 1 event that nobody affirms.",
    )


def test_what_was_known_by_a_later_day_is_more(graph: Graph) -> None:
    rows = graph.question("known-by", day="2013", a="Iran", b="USA")
    assert told(rows, "date", "known") == [
        ("2012/2013", "by then"),
        ("2012-07", "by then"),
        ("2013-03", "by then"),
        ("2013-11-24", "by then"),
    ]
    assert {row["level"] for row in rows} == {"stated", "rolled_up"}


def test_what_nobody_affirms_is_not_told_to_have_been_known(graph: Graph) -> None:
    rows = graph.question("known-by", {"include_denied": True}, day="2012")
    assert "2012-10" not in [row["date"] for row in rows]
    assert "Left out: 1 event that nobody affirms." in rows.remarks


def test_to_the_day_it_matters_when_it_was_said(graph: Graph) -> None:
    assert told(graph.question("known-by", day="2012-06-19", a="European Union"), "known") == [("later",)]
    assert told(graph.question("known-by", day="2012-06-20", a="European Union"), "known") == [("by then",)]
    assert graph.question("known-by", day="2012-06-17", a="European Union") == []


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (["2012-06"], "unknown"),
        (["2012-06", "2012-06-18"], "by then"),
        (["2013", None], "unknown"),
        (["2013", "2012-06-20"], "later"),
        (["2012-06-20/.."], "later"),
        (["../2012-06-19"], "by then"),
    ],
)
def test_a_date_that_spans_the_day_is_no_sure_knowledge(said: list[str | None], known: str) -> None:
    assert when_known(said, "2012-06-19") == known


def test_what_could_fall_in_a_time_and_what_surely_does(graph: Graph) -> None:
    rows = graph.question("could-fall", start="2012-06", end="2012-12", a="Iran", b="USA")
    assert told(rows, "date", "surely") == [("2012/2013", False), ("2012-07", True), (None, False)]
    sure = graph.question("could-fall", {"include_denied": True}, start="2012-06", end="2012-12")
    assert told([row for row in sure if row["surely"]], "date") == [("2012-06-18",), ("2012-07",), ("2012-10",)]


def test_what_lies_outside_a_time_could_not_fall_in_it(graph: Graph) -> None:
    assert told(graph.question("could-fall", start="2013-04", end="2020"), "date", "surely") == [
        ("2012/2013", False),
        ("2013-11-24", True),
        (None, False),
    ]


def test_a_time_without_an_end_is_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="no last day"):
        graph.question("could-fall", start="2012", end="2012/..")
    with pytest.raises(UsageError, match="no first day"):
        graph.question("could-fall", start="../2012", end="2012")


def event_of(graph: Graph, date: str) -> str:
    return next(str(row["event_id"]) for row in graph.timeline("Iran") if row["date"] == date)


def test_what_took_place_around_an_event_between_its_sides(graph: Graph) -> None:
    rows = graph.question("around", event=event_of(graph, "2012-07")[:12])
    assert told(rows, "date", "side", "level") == [("2012/2013", "overlapping", "stated")]
    assert rows.remarks == (
        "Left out: 1 denied event; --include-denied shows it.",
        "Left out: 1 event without a date.",
    )
    farther = graph.question("around", event=event_of(graph, "2012-07"), months=16)
    assert told(farther, "date", "side") == [
        ("2012/2013", "overlapping"),
        ("2013-03", "after"),
        ("2013-11-24", "after"),
    ]
    later = graph.question("around", event=event_of(graph, "2013-03"), months=8)
    assert told(later, "date", "side") == [("2012/2013", "overlapping"), ("2012-07", "before"), ("2013-11-24", "after")]
    assert later[1]["claims"][0]["trigger"] == "met"


def test_what_took_place_with_others_is_not_around_an_event(graph: Graph) -> None:
    """Iran met six powers and the European Union in those months, and the United States is named in neither."""
    rows = graph.question("around", event=event_of(graph, "2012-07"), months=3)
    assert "2012-06-18" not in [row["date"] for row in rows]
    assert graph.question("around", event=event_of(graph, "2012-06-18"), months=12) == []


def test_nothing_is_around_an_event_that_nobody_dates(graph: Graph) -> None:
    (once,) = (row["event_id"] for row in graph.talks("Iran", "USA") if row["date"] is None)
    assert graph.question("around", event=once).remarks == ("Nothing found.", f"The event {once} has no date.")


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2019-08-31", -6, "2019-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2019-12-15", 1, "2020-01-15"),
        ("0001-01-01", -1, None),
        ("9999-12-31", 1, None),
        (None, 6, None),
    ],
)
def test_months_are_counted_on_the_calendar(day: str | None, months: int, found: str | None) -> None:
    assert months_from(day, months) == found


def test_direct_and_indirect_talks_are_counted_by_year(graph: Graph) -> None:
    rows = graph.question("directness", a="Iran", b="USA")
    assert told(rows, "year", "direct", "indirect", "unknown", "disputed") == [
        ("2012", 1, 0, 0, 0),
        ("2013", 1, 0, 0, 0),
        ("2021", 0, 2, 0, 0),
        ("2022", 0, 0, 1, 0),
        ("spanning", 1, 0, 0, 0),
        ("no date", 0, 0, 1, 0),
    ]
    assert [len(row["events"]) for row in rows] == [1, 1, 2, 1, 1, 1]
    assert all(event["claims"] for row in rows for event in row["events"])
    assert rows.remarks == ("Left out: 1 event that nobody affirms.",)


def test_talks_that_were_denied_or_only_offered_are_counted_in_no_year(graph: Graph) -> None:
    denied = graph.question("directness", {"include_denied": True}, a="Iran", b="USA")
    assert [row["direct"] + row["indirect"] + row["unknown"] for row in denied] == [1, 1, 2, 1, 1, 1]
    assert "Left out: 1 event that nobody affirms." in denied.remarks
    assert graph.question("directness", a="Iran", b="Saudi Arabia").remarks == ("Nothing found.",)


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2012-07-01", "2012-07-31", "2012"),
        ("2012-12-31", "2013-01-01", "spanning"),
        ("2012-01-01", None, "spanning"),
        (None, "2012-01-01", "spanning"),
        (None, None, "no date"),
    ],
)
def test_no_year_is_guessed(start: str | None, end: str | None, year: str) -> None:
    assert year_of({"date_start": start, "date_end": end}) == year


def test_the_last_load_brought_these(graph: Graph) -> None:
    (row,) = graph.question("new-since")
    assert (row["document"], row["loaded_at"], row["published"]) == ("vienna", SECOND_LOAD, None)
    assert told(row["events"], "date") == [("2012-05",), ("2021-04",), ("2021-12",), ("2022-03",), (None,), ("2021",)]
    assert "2012-06-18" not in [event["date"] for event in row["events"]]


@pytest.mark.parametrize(
    ("day", "documents"),
    [
        ("2026", ["channel", "moscow", "vienna"]),
        ("2026-01-02T03:04:05Z", ["channel", "moscow", "vienna"]),
        ("2026-01-02T03:04:06", ["vienna"]),
        ("2026-01-02T04:04:05+01:00", ["channel", "moscow", "vienna"]),
        ("2026-01-02T02:04:06-01:00", ["vienna"]),
        ("2026-02-03", ["vienna"]),
        ("2026-02-04", []),
    ],
)
def test_documents_loaded_since(graph: Graph, day: str, documents: list[str]) -> None:
    rows = graph.question("new-since", day=day)
    assert [row["document"] for row in rows] == documents
    assert rows or rows.remarks == ("Nothing found.", f"The last load was at {SECOND_LOAD}.")


def test_filters_narrow_what_a_load_brought(graph: Graph) -> None:
    (row,) = graph.question("new-since", {"status": "offered"})
    assert told(row["events"], "status") == [("offered",)]
    (first, _, _) = graph.question("new-since", day="2026")
    assert first["document"] == "channel"
    assert "2012-10" not in [event["date"] for event in first["events"]]


@pytest.mark.parametrize("day", ["yesterday", "2026-01-02T25:00", "T"])
def test_a_time_that_is_none_is_refused(graph: Graph, day: str) -> None:
    with pytest.raises(UsageError, match=r"EDTF|ISO time"):
        graph.question("new-since", day=day)


@pytest.fixture
def joined(graph: Graph) -> Iterator[Graph]:
    """The meeting in Moscow and that in Baghdad judged to be one; afterwards all is as it was."""
    ends = [event_of(graph, date) for date in ("2012-06-18", "2012-05")]
    graph.accept(*ends)
    yield graph
    graph.undo(*ends)


def test_an_event_judged_one_with_an_older_is_not_new(joined: Graph) -> None:
    (row,) = joined.question("new-since")
    assert told(row["events"], "date") == [("2021-04",), ("2021-12",), ("2022-03",), (None,), ("2021",)]
    ids = [event["event_id"] for row in joined.question("new-since", day="2026") for event in row["events"]]
    assert (len(ids), len(set(ids))) == (11, 10)

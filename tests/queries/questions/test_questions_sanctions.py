"""What the questions about sanctions tell of small texts: each fact can be read in the text above the tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.store import Store
from goodoffices.queries.questions.brokerage.sanction_chains import agreed_status, last
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.servers import wipe

IRAN = replace(
    annotated(
        "In November 2011 the United States put sanctions on Iranian banks and on Iran. William Burns of the United "
        "States met Iranian diplomats in March 2012 and again in July 2012. Iran and the European Union talked in "
        "April 2012. In January 2014 Washington eased its trade sanctions on Iran, and in January 2016 it lifted them. "
        "In November 2018 they were in force once more; from November 2018 to May 2019 waivers were given. "
        "In 2015 Congress threatened Iran with new sanctions. Iran wanted to talk with the United States in May 2012.",
        'd0 Date "November 2011" EDTF:2011-11',
        'u State "United States"',
        'i State "Iran"@2',
        'b Official "William Burns"',
        'u2 State "United States"@2',
        'g Group "Iranian diplomats"',
        'ii State "Iranian"@2',
        'd1 Date "March 2012" EDTF:2012-03',
        'd2 Date "July 2012" EDTF:2012-07',
        'i2 State "Iran"@4',
        'e Organization "European Union" Kind=igo',
        'd3 Date "April 2012" EDTF:2012-04',
        'd4 Date "January 2014" EDTF:2014-01',
        'w State "Washington"',
        'd5 Date "January 2016" EDTF:2016-01',
        'd6 Date "November 2018" EDTF:2018-11',
        'd7 Date "from November 2018 to May 2019" EDTF:2018-11/2019-05',
        'd8 Date "2015" EDTF:2015',
        'c Organization "Congress"',
        'd9 Date "May 2012" EDTF:2012-05',
        "Equiv i ii i2",
        "Equiv u u2 w",
        "Of b u2",
        "Of g ii",
        "Of c u",
        'first Sanction "sanctions" Sender:u Target:i Date:d0 Status=in_force SanctionType=financial',
        'spring Negotiation "met" Party:b Party:g Date:d1 Status=held',
        'summer Negotiation "again" Party:b Party:g Date:d2 Status=held',
        'brussels Negotiation "talked" Party:i2 Party:e Date:d3 Status=held',
        'ease Sanction "eased" Sender:w Target:i Date:d4 Status=eased SanctionType=trade',
        'lift Sanction "lifted" Sender:w Target:i Date:d5 Status=lifted SanctionType=trade',
        'back Sanction "in force" Sender:w Target:i Date:d6 Status=in_force SanctionType=trade',
        'waive Sanction "waivers" Sender:w Target:i Date:d7 Status=waived SanctionType=trade',
        'threat Sanction "threatened" Sender:c Target:i Date:d8 Status=threatened',
        'wish Negotiation "wanted to talk" Party:i Party:u Requester:i Date:d9 Status=requested',
        id="iran",
    ),
    title="Thirteen years",
)
"""Sanctions that were eased, lifted, put in force again and waived; talks with those who imposed them, and others."""

STREAM = annotated(
    "In February 2021 the United States threatened Nicaragua with sanctions; on 9 June 2021 it imposed sanctions on "
    "Nicaragua. In May 2008 France threatened Myanmar with sanctions, and the European Union had put sanctions on "
    "Myanmar in 1996. In 2013 the United States threatened to strike Syria. Turkey threatened Syria with sanctions in "
    "August 2011, and Turkey's sanctions on Syria came into force. In 2005 Canada threatened sanctions. Denmark "
    "threatened to leave the treaty of Rome in June 1992; Britain threatened to leave it in 2013 and left in 2020. "
    "Poland denied that it had threatened Belarus with sanctions in 2010.",
    'd1 Date "February 2021" EDTF:2021-02',
    'u State "United States"',
    'n State "Nicaragua"',
    'd2 Date "9 June 2021" EDTF:2021-06-09',
    'n2 State "Nicaragua"@2',
    'd3 Date "May 2008" EDTF:2008-05',
    'f State "France"',
    'm State "Myanmar"',
    'e Organization "European Union" Kind=igo',
    'm2 State "Myanmar"@2',
    'd4 Date "1996" EDTF:1996',
    'd5 Date "2013" EDTF:2013',
    'u2 State "United States"@2',
    's State "Syria"',
    't State "Turkey"',
    's2 State "Syria"@2',
    'd6 Date "August 2011" EDTF:2011-08',
    't2 State "Turkey"@2',
    's3 State "Syria"@3',
    'd7 Date "2005" EDTF:2005',
    'c State "Canada"',
    'k State "Denmark"',
    'd8 Date "June 1992" EDTF:1992-06',
    'b State "Britain"',
    'd9 Date "2013"@2 EDTF:2013',
    'd10 Date "2020" EDTF:2020',
    'p State "Poland"',
    'y State "Belarus"',
    'd11 Date "2010" EDTF:2010',
    "Equiv u u2",
    "Equiv n n2",
    "Equiv m m2",
    "Equiv t t2",
    "Equiv s s2 s3",
    'managua Sanction "threatened" Sender:u Target:n Date:d1 Status=threatened',
    'imposed Sanction "imposed" Sender:u Target:n2 Date:d2 Status=in_force',
    'paris Sanction "threatened"@2 Sender:f Target:m Date:d3 Status=threatened',
    'old Sanction "put sanctions" Sender:e Target:m2 Date:d4 Status=in_force',
    'strike Coercion "threatened to strike" Actor:u2 Target:s Date:d5 Status=threatened',
    'ankara Sanction "threatened"@4 Sender:t Target:s2 Date:d6 Status=threatened',
    'ankara2 Sanction "came into force" Sender:t2 Target:s3 Status=in_force',
    'ottawa Sanction "threatened"@5 Sender:c Date:d7 Status=threatened',
    'treaty Agreement "treaty" Status=held',
    'danish Withdrawal "threatened to leave" Actor:k From:treaty Date:d8 Status=threatened',
    'british Withdrawal "threatened to leave"@2 Actor:b From:treaty Date:d9 Status=threatened',
    'left Withdrawal "left" Actor:b From:treaty Date:d10 Status=held',
    'minsk Sanction "had threatened" Sender:p Target:y Date:d11 Source:p Status=threatened Factuality=CT-',
    id="stream",
)
"""Threats: some that came true, some that did not, one after which something undated came, one on nobody named."""


LIBYA = annotated(
    "In January 1986 the United States put sanctions on Libya. In March 1992 the Security Council banned arms sales to "
    "Libya and cut its air links. On 5 April 1999 the Council suspended its sanctions on Libya; a British diplomat "
    "doubted that Washington had eased its own in 2000.",
    'd1 Date "January 1986" EDTF:1986-01',
    'u State "United States"',
    'l State "Libya"',
    'd2 Date "March 1992" EDTF:1992-03',
    'c Organization "Security Council" Kind=igo',
    'l2 State "Libya"@2',
    'd3 Date "5 April 1999" EDTF:1999-04-05',
    'c2 Organization "Council"@2 Kind=igo',
    'l3 State "Libya"@3',
    'w State "Washington"',
    'b Official "British diplomat"',
    'd4 Date "2000" EDTF:2000',
    "Equiv l l2 l3",
    "Equiv c c2",
    "Equiv u w",
    'oil Sanction "put sanctions" Sender:u Target:l Date:d1 Status=in_force SanctionType=trade',
    'arms Sanction "banned" Sender:c Target:l2 Date:d2 Status=in_force SanctionType=arms',
    'air Sanction "cut" Sender:c Target:l2 Date:d2 Status=in_force SanctionType=travel',
    'pause Sanction "suspended" Sender:c2 Target:l3 Date:d3 Status=waived SanctionType=other',
    'doubt Sanction "eased" Sender:w Target:l3 Date:d4 Source:b Status=eased SanctionType=trade Factuality=PS-',
    id="libya",
)
"""Sanctions of several types that were suspended together, and those of somebody else, whose easing is doubted."""


def filled(store: Store) -> Graph:
    wipe(store)
    store.load([build(IRAN), build(STREAM), build(LIBYA)], loaded_at="2026-01-02T03:04:05Z")
    return Graph(store)


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    return filled(request.getfixturevalue(f"{request.param}_session"))


def told(rows: Rows | list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in rows]


def sequences(rows: Rows) -> list[tuple[Any, ...]]:
    return [(row["first"]["date"], row["then"]["date"], row["days_least"], row["days_most"]) for row in rows]


def test_sanctions_that_came_before_talks(graph: Graph) -> None:
    """From 30 November 2011 it is 92 days to 1 March 2012, and 214 to 1 July."""
    rows = graph.question("sanctions-before-talks", a="Iran", b="USA")
    assert sequences(rows) == [("2011-11", "2012-03", 92, 151)]
    assert (rows[0]["first"]["level"], rows[0]["then"]["level"]) == ("stated", "rolled_up")
    assert rows[0]["first"]["claims"]
    assert rows[0]["then"]["claims"]
    assert sequences(graph.question("sanctions-before-talks", a="USA", b="Iran", days=214)) == [
        ("2011-11", "2012-03", 92, 151),
        ("2011-11", "2012-07", 214, 273),
    ]


def test_neither_wishes_nor_talks_with_others_nor_easing_make_a_sequence(graph: Graph) -> None:
    rows = graph.question("sanctions-before-talks", a="Iran", b="USA", days=9999)
    assert {(row["first"]["status"], row["then"]["status"]) for row in rows} == {("in_force", "held")}
    assert {row["then"]["date"] for row in rows} == {"2012-03", "2012-07"}
    assert graph.question("sanctions-before-talks", a="Iran", b="USA", days=91) == []
    assert graph.question("sanctions-before-talks", a="Iran", b="European Union") == []


def test_days_are_a_whole_number(graph: Graph) -> None:
    with pytest.raises(UsageError, match="whole number"):
        graph.question("sanctions-before-talks", a="Iran", b="USA", days="soon")


def threats(rows: Rows) -> list[tuple[str, str, list[str | None]]]:
    return [(row["type"], row["date"], [one["date"] for one in row["possibly_after"]]) for row in rows]


def test_threats_after_which_nothing_surely_came(graph: Graph) -> None:
    """Nicaragua was threatened and then sanctioned; Britain left. Turkey's sanctions on Syria have no date."""
    rows = graph.question("empty-threats")
    assert threats(rows) == [
        ("withdrawal", "1992-06", []),
        ("sanction", "2008-05", []),
        ("sanction", "2011-08", [None]),
        ("coercion", "2013", []),
    ]
    assert rows[2]["possibly_after"][0]["claims"][0]["trigger"] == "came into force"
    assert rows.remarks == (
        "Left out: 1 denied event; --include-denied shows it.",
        "Left out: 1 threat of which nobody names by whom, on whom or from what.",
    )


def test_a_threat_that_came_true_is_not_empty(graph: Graph) -> None:
    assert graph.question("empty-threats", b="Nicaragua").remarks == ("Nothing found.",)
    assert graph.question("empty-threats", a="Britain") == []
    assert threats(graph.question("empty-threats", a="USA")) == [("coercion", "2013", [])]
    assert threats(graph.question("empty-threats", a="Turkey", b="Syria")) == [("sanction", "2011-08", [None])]


def test_a_threat_by_an_agent_may_be_carried_out_by_its_state(graph: Graph) -> None:
    """Congress threatened Iran in 2015, and the United States had sanctions in force in November 2018."""
    assert graph.question("empty-threats", b="Iran") == []


def test_sanctions_of_somebody_else_do_not_carry_out_a_threat(graph: Graph) -> None:
    assert threats(graph.question("empty-threats", b="Myanmar")) == [("sanction", "2008-05", [])]
    assert threats(graph.question("empty-threats", {"from_": "2009", "include_denied": True})) == [
        ("sanction", "2010", []),
        ("sanction", "2011-08", [None]),
        ("coercion", "2013", []),
    ]


def chains(rows: Rows) -> list[tuple[str, str, str | None, str]]:
    return [(row["sender"]["name"], row["target"]["name"], row["sanction_type"], row["status"]) for row in rows]


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2013", None),
        ("2014", "eased"),
        ("2016-01-15", "unknown"),
        ("2016", "lifted"),
        ("2018-11", "unknown"),
        ("2019", "unknown"),
    ],
)
def test_what_had_become_of_trade_sanctions(graph: Graph, as_of: str, status: str | None) -> None:
    """They were in force again in the month in which the waivers began, so that nobody can tell which was last."""
    rows = graph.question("sanctions-today", b="Iran", as_of=as_of)
    found = {row["sanction_type"]: row["status"] for row in rows}
    assert (found.get("trade"), found["financial"]) == (status, "in_force")


def test_a_chain_shows_what_its_status_rests_on(graph: Graph) -> None:
    trade = graph.question("sanctions-today", {"status": "lifted"}, a="USA", b="Iran", as_of="2017")
    assert chains(trade) == [("United States", "Iran", "trade", "lifted")]
    (row,) = trade
    assert [event["date"] for event in row["events"]] == ["2014-01", "2016-01"]
    assert row["last"] == [row["events"][1]["event_id"]]
    assert row["events"][1]["claims"][0]["trigger"] == "lifted"
    assert (row["disputed"], row["as_of"]) == (False, "2017-12-31")


def test_sanctions_tell_their_type_and_their_ends_by_a_day(graph: Graph) -> None:
    ids = [row["event_id"] for row in graph.question("sanctions", b="Iran", a="USA")]
    rows = graph.question("sanction-ends", ids=ids)
    assert {row["event_id"] for row in rows} < set(ids)
    assert {row["sanction_type"] for row in rows} >= {"trade", "financial"}
    assert {(end["role"], end["name"]) for row in rows for end in row["ends"]} >= {("target", "Iran")}
    early = graph.question("sanction-ends", ids=ids, as_of="2013")
    assert 0 < len(early) < len(rows)


def test_threats_and_what_others_did_are_in_no_chain(graph: Graph) -> None:
    rows = graph.question("sanctions-today")
    assert chains(rows) == [
        ("European Union", "Myanmar", None, "in_force"),
        ("Security Council", "Libya", "arms", "waived"),
        ("Security Council", "Libya", "other", "waived"),
        ("Security Council", "Libya", "travel", "waived"),
        ("Turkey", "Syria", None, "in_force"),
        ("United States", "Iran", "financial", "in_force"),
        ("United States", "Iran", "trade", "unknown"),
        ("United States", "Libya", "trade", "unknown"),
        ("United States", "Nicaragua", None, "in_force"),
    ]
    assert {event["status"] for row in rows for event in row["events"]}.isdisjoint({"threatened"})
    assert rows.remarks == (
        "As of 2021-06-09, the last day on which any of these sanctions is dated; as_of asks for another.",
    )
    assert graph.question("sanctions-today", b="Iran", as_of="2010") == []


def test_a_suspension_holds_for_every_type_but_not_for_another_sender(graph: Graph) -> None:
    rows = graph.question("sanctions-today", b="Libya", as_of="1999-12")
    assert chains(rows) == [
        ("Security Council", "Libya", "arms", "waived"),
        ("Security Council", "Libya", "other", "waived"),
        ("Security Council", "Libya", "travel", "waived"),
        ("United States", "Libya", "trade", "in_force"),
    ]
    (one, *_) = graph.question("sanctions-today", b="Libya", as_of="1999-04-04")
    assert (one["sanction_type"], one["status"], len(one["events"])) == ("arms", "in_force", 1)


def test_the_last_day_of_all_is_as_no_day(graph: Graph) -> None:
    assert graph.question("sanctions-today", as_of="2021-06-09") == graph.question("sanctions-today")


def event(key: str, status: str, start: str | None, end: str | None, **more: Any) -> dict[str, Any]:
    return {"event_id": key, "status": status, "date_start": start, "date_end": end, "verdict": "asserted", **more}


OLD = event("a", "in_force", "2018-05-01", "2018-05-31")


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (event("b", "lifted", "2018-06-01", "2018-06-30"), "lifted"),
        (event("b", "lifted", "2018-05-31", "2018-06-30"), "unknown"),
        (event("b", "in_force", "2018-05-31", "2018-06-30"), "in_force"),
        (event("b", "lifted", None, None), "unknown"),
        (event("b", "lifted", "2018-06-01", None), "unknown"),
        (event("b", "lifted", "2018-06-01", "2021-01-01"), "unknown"),
        (event("b", "lifted", "2018-06-01", "2018-06-30", verdict="disputed"), "unknown"),
    ],
)
def test_only_what_was_surely_last_decides(later: dict[str, Any], found: str) -> None:
    assert agreed_status(last([OLD, later], "2020-12-31")) == found

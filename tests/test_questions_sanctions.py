"""What the questions about sanctions tell of small texts: each fact can be read in the text above the tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.build import build
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store import Store
from tests.conftest import STORES
from tests.inline import annotated
from tests.servers import wipe

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


def filled(store: Store) -> Graph:
    wipe(store)
    store.load([build(IRAN), build(STREAM)], loaded_at="2026-01-02T03:04:05Z")
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
        "Left out: 1 denied event; --include-denied shows them.",
        "Left out: 1 threat by or on nobody named.",
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

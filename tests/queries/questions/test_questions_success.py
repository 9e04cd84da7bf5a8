"""What became of offers, talks and agreements: each fact told here stands in one of the texts, and what none of them
tells is not told."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UsageError
from goodoffices.queries.questions.success.aftermath import LatestRow, has_begun, latest
from goodoffices.queries.questions.success.failures import blamed
from goodoffices.queries.questions.success.following import last_day_within
from goodoffices.queries.questions.success.gaps import adjacent
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.servers import load, wipe

TALKS = annotated(
    "Swaran Singh of India and Zulfikar Ali Bhutto of Pakistan held talks from 27 December 1962 to 16 May 1963, which "
    "failed; India blamed Pakistan, and Pakistan denied it. India and Pakistan negotiated from February 2004 to 2012; "
    "India withdrew from these talks on 27 November 2008. Diplomats of India and Pakistan met once more.",
    's Official "Swaran Singh"',
    'i State "India"',
    'b Official "Zulfikar Ali Bhutto"',
    'p State "Pakistan"',
    'd Date "27 December 1962 to 16 May 1963" EDTF:1962-12-27/1963-05-16',
    'i2 State "India"@2',
    'p2 State "Pakistan"@2',
    'p3 State "Pakistan"@3',
    'i3 State "India"@3',
    'p4 State "Pakistan"@4',
    'd2 Date "February 2004 to 2012" EDTF:2004-02/2012',
    'i4 State "India"@4',
    'd3 Date "27 November 2008" EDTF:2008-11-27',
    'i5 State "India"@5',
    'p5 State "Pakistan"@5',
    "Equiv i i2 i3 i4 i5",
    "Equiv p p2 p3 p4 p5",
    "Of s i",
    "Of b p",
    'sixties Negotiation "talks" Party:s Party:b Date:d Status=failed',
    'blame Claim "blamed" Source:i2 About:sixties Responsible:p2 Aspect=responsibility Factuality=CT+',
    'cleared Claim "denied" Source:p3 About:sixties Responsible:p2 Aspect=responsibility Factuality=CT-',
    'dialogue Negotiation "negotiated" Party:i3 Party:p4 Date:d2 Status=held',
    'left Withdrawal "withdrew" Actor:i4 From:dialogue Date:d3 Status=held',
    'undated Negotiation "met" Party:i5 Party:p5 Status=held',
    id="talks",
)
"""Talks that failed, with blame; a long dialogue that one side left; a meeting without a date."""

OFFERS = annotated(
    "Atal Bihari Vajpayee of India and Pervez Musharraf of Pakistan met from 14 to 16 July 2001. India turned down "
    "talks that Pakistan offered in 2016. India raised duties on Pakistan on 16 February 2019. On 19 February 2019 "
    "Imran Khan of Pakistan offered a dialogue to India. India threatened sanctions on Pakistan in March 2019. On 7 "
    "August 2019 Pakistan banned trade with India. The United States put sanctions on India and Pakistan in May 1998.",
    'v Official "Atal Bihari Vajpayee"',
    'i State "India"',
    'm Official "Pervez Musharraf"',
    'p State "Pakistan"',
    'd Date "14 to 16 July 2001" EDTF:2001-07-14/2001-07-16',
    'i2 State "India"@2',
    'p2 State "Pakistan"@2',
    'd2 Date "2016" EDTF:2016',
    'i3 State "India"@3',
    'p3 State "Pakistan"@3',
    'd3 Date "16 February 2019" EDTF:2019-02-16',
    'd4 Date "19 February 2019" EDTF:2019-02-19',
    'k Official "Imran Khan"',
    'p4 State "Pakistan"@4',
    'i4 State "India"@4',
    'i5 State "India"@5',
    'p5 State "Pakistan"@5',
    'd5 Date "March 2019" EDTF:2019-03',
    'd6 Date "7 August 2019" EDTF:2019-08-07',
    'p6 State "Pakistan"@6',
    'i6 State "India"@6',
    'u State "United States"',
    'i7 State "India"@7',
    'p7 State "Pakistan"@7',
    'd7 Date "May 1998" EDTF:1998-05',
    "Equiv i i2 i3 i4 i5 i6 i7",
    "Equiv p p2 p3 p4 p5 p6 p7",
    "Of v i",
    "Of m p",
    "Of k p4",
    'agra Negotiation "met" Party:v Party:m Date:d Status=held',
    'refused Negotiation "offered" Requester:p2 Party:i2 Party:p2 RejectedBy:i2 Date:d2 Status=offered',
    'duties Sanction "raised" Sender:i3 Target:p3 Date:d3 Status=in_force SanctionType=trade',
    'offer Negotiation "offered"@2 Requester:k Party:i4 Date:d4 Status=offered',
    'threat Sanction "threatened" Sender:i5 Target:p5 Date:d5 Status=threatened',
    'ban Sanction "banned" Sender:p6 Target:i6 Date:d6 Status=in_force SanctionType=trade',
    'tests Sanction "put" Sender:u Target:i7 Target:p7 Date:d7 Status=in_force',
    id="offers",
)
"""A meeting, two offers, sanctions before and after them, a threat, and another's sanctions on both."""

SIGNED = annotated(
    "India and Pakistan signed the Tashkent Declaration on 10 January 1966 and the Simla Agreement on 2 July 1972. "
    "Pakistan withdrew from the latter on 24 April 2025; Randhir Jaiswal of India denied that India had withdrawn from "
    "the former in May 2025.",
    'i State "India"',
    'p State "Pakistan"',
    'd Date "10 January 1966" EDTF:1966-01-10',
    'd2 Date "2 July 1972" EDTF:1972-07-02',
    'p2 State "Pakistan"@2',
    'd3 Date "24 April 2025" EDTF:2025-04-24',
    'j Official "Randhir Jaiswal"',
    'i2 State "India"@2',
    'i3 State "India"@3',
    'd4 Date "May 2025" EDTF:2025-05',
    "Equiv i i2 i3",
    "Equiv p p2",
    "Of j i2",
    'tashkent Agreement "Tashkent Declaration" Signatory:i Signatory:p Date:d Status=held',
    'simla Agreement "Simla Agreement" Signatory:i Signatory:p Date:d2 Status=held',
    'out Withdrawal "withdrew" Actor:p2 From:simla Date:d3 Status=held',
    'no Withdrawal "withdrawn" Actor:i3 From:tashkent Date:d4 Source:j Status=held Factuality=CT-',
    id="signed",
)
"""Two agreements, a withdrawal from one and a withdrawal from the other that nobody affirms."""


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The three texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    load(store, *map(build, (TALKS, OFFERS, SIGNED)))
    return Graph(store)


def asked(graph: Graph, name: str, **more: Any) -> Rows:
    filters = more.pop("filters", None)
    return graph.question(name, filters, a="India", b="Pakistan", **more)


def called(actors: list[dict[str, Any]]) -> list[str]:
    return [actor["name"] for actor in actors]


def pairs(rows: Rows) -> list[tuple[str, str, str, int]]:
    return [(row["first"]["date"], row["then"]["type"], row["then"]["date"], row["days_least"]) for row in rows]


def efforts(rows: Rows) -> list[tuple[str | None, str, str | None]]:
    return [(row["date"], row["latest"]["type"], row["latest"]["status"]) for row in rows]


def test_each_effort_has_its_latest_status(graph: Graph) -> None:
    rows = asked(graph, "efforts")
    assert efforts(rows) == [
        ("1962-12-27/1963-05-16", "negotiation", "failed"),
        ("2001-07-14/2001-07-16", "negotiation", "held"),
        ("2004-02/2012", "withdrawal", "held"),
        ("2016", "negotiation", "offered"),
        ("2019-02-19", "negotiation", "offered"),
        (None, "negotiation", "held"),
    ]
    assert [later["type"] for later in rows[2]["later"]] == ["withdrawal"]
    assert rows[2]["later"][0]["claims"][0]["trigger"] == "withdrew"


def test_as_of_a_date_only_what_had_surely_begun_counts(graph: Graph) -> None:
    """In 2005 India had not left the dialogue, which had begun, though when it ended is not sure."""
    rows = asked(graph, "efforts", as_of="2005")
    assert efforts(rows) == [
        ("1962-12-27/1963-05-16", "negotiation", "failed"),
        ("2001-07-14/2001-07-16", "negotiation", "held"),
        ("2004-02/2012", "negotiation", "held"),
    ]
    assert rows.remarks == ("Left out: 3 efforts that may have begun after 2005-12-31, or whose date nobody tells.",)
    assert efforts(asked(graph, "efforts", as_of="2008-11"))[2][1:] == ("withdrawal", "held")
    assert efforts(asked(graph, "efforts", as_of="2008-11-26"))[2][1:] == ("negotiation", "held")


def test_before_its_end_talks_are_not_said_to_have_failed(graph: Graph) -> None:
    (row,) = asked(graph, "efforts", as_of="1963-05-15")
    assert (row["latest"]["status"], row["as_of"]) == (None, "1963-05-15")
    (row,) = asked(graph, "efforts", as_of="1963-05-16")
    assert row["latest"]["status"] == "failed"
    assert asked(graph, "efforts", as_of="1962-12-26") == []


def test_a_date_that_is_none_is_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="EDTF"):
        asked(graph, "efforts", as_of="last summer")


@pytest.mark.parametrize(
    ("date", "last", "begun"),
    [
        ("2012/2016", "2016-12-31", True),
        ("2012-07/..", None, True),
        ("../2012", "2012-12-31", True),
        ("../2016", "2016-12-31", False),
        ("2014", "2014-12-31", False),
        ("[2012..2016]", "2016-12-31", False),
        (None, None, False),
    ],
)
def test_what_lasts_begins_within_its_first_date(date: str | None, last: str | None, begun: bool) -> None:
    assert has_begun({"date": date, "date_end": last}, "2013-12-31") is begun


def test_the_latest_is_affirmed_and_dated_where_possible() -> None:
    effort = told(event_id="e", type="mediation", status="held", start="2001-01-01")
    denied = told(event_id="x", status="held", start="2003-01-01", verdict="denied")
    unconfirmed = told(event_id="y", status="held", start="2004-01-01", verdict="unconfirmed")
    dated, undated = told(event_id="d", start="2002-01-01"), told(event_id="u", start=None)
    assert named(latest(effort, [denied, unconfirmed], None)) == "e"
    assert named(latest(effort, [denied, dated, undated], None)) == "d"


@pytest.mark.parametrize("verdict", ["denied", "unconfirmed"])
def test_there_is_no_latest_where_nobody_affirms_any(verdict: str) -> None:
    effort = told(event_id="e", type="mediation", status="held", start="2001-01-01", verdict=verdict)
    assert latest(effort, [], None) is None
    assert named(latest(effort, [told(event_id="d", start="2002-01-01")], None)) == "d"


def named(found: LatestRow | None) -> object:
    return found and found["event_id"]


def told(start: str | None, **fields: Any) -> dict[str, Any]:
    return {
        "type": "withdrawal",
        "status": "held",
        "verdict": "asserted",
        "date": start,
        "date_start": start,
        "date_end": start,
        **fields,
    }


def test_agreements_and_what_became_of_them(graph: Graph) -> None:
    for sides in ({}, {"a": "Pakistan"}, {"a": "India", "b": "Pakistan"}):
        first, second = graph.question("agreements", None, **sides)
        assert [(row["date"], called(row["signatories"])) for row in (first, second)] == [
            ("1966-01-10", ["India", "Pakistan"]),
            ("1972-07-02", ["India", "Pakistan"]),
        ]
        (out,) = second["later"]
        assert (out["date"], out["participants"][0]["actor"]["name"]) == ("2025-04-24", "Pakistan")


def test_a_withdrawal_that_is_denied_is_left_out_and_counted(graph: Graph) -> None:
    rows = asked(graph, "agreements")
    assert rows[0]["later"] == []
    assert rows.remarks == ("Left out: 1 denied event; --include-denied shows it.",)
    rows = asked(graph, "agreements", filters={"include_denied": True})
    assert [later["verdict"] for later in rows[0]["later"]] == ["denied"]
    assert graph.question("agreements", a="United States") == []


def test_what_followed_offers(graph: Graph) -> None:
    rows = asked(graph, "after-offers")
    assert pairs(rows) == [
        ("2016", "sanction", "2019-02-16", 777),
        ("2016", "sanction", "2019-08-07", 949),
        ("2019-02-19", "sanction", "2019-08-07", 169),
    ]
    assert (rows[0]["days_most"], rows[0]["first"]["rejected_by"]) == (1142, ["India"])
    assert pairs(asked(graph, "after-offers", days=777)) == [pairs(rows)[0], pairs(rows)[2]]
    assert pairs(asked(graph, "after-offers", days=776)) == [pairs(rows)[2]]
    assert asked(graph, "after-offers", days=168) == []


def test_what_came_before_or_was_threatened_did_not_follow(graph: Graph) -> None:
    """India's duties came three days before Khan's offer, and in March it only threatened more."""
    rows = asked(graph, "after-offers", filters={"from_": "2019"})
    assert [row["then"]["date"] for row in rows] == ["2019-08-07"]
    assert graph.question("after-offers", a="Imran Khan", b="India") == []
    with pytest.raises(UsageError, match="whole number"):
        asked(graph, "after-offers", days=-1)


def test_days_are_counted_by_the_calendar_and_end_with_it() -> None:
    assert last_day_within("2020-02-28", 2) == "2020-03-01"
    assert last_day_within("2020-02-28", None) == last_day_within("2020-02-28", 10**12) == "9999-12-31"


def test_a_limit_cuts_pairs_and_says_so(graph: Graph) -> None:
    rows = asked(graph, "after-talks", filters={"limit": 2})
    assert list(rows) == list(asked(graph, "after-talks"))[:2]
    assert rows.remarks[0] == "The first 2 of 13 rows."


def test_what_followed_talks(graph: Graph) -> None:
    rows = asked(graph, "after-talks")
    sixties, agra, dialogue = "1962-12-27/1963-05-16", "2001-07-14/2001-07-16", "2004-02/2012"
    assert pairs(rows) == [
        (sixties, "agreement", "1966-01-10", 970),
        (sixties, "agreement", "1972-07-02", 3335),
        (sixties, "withdrawal", "2008-11-27", 16632),
        (sixties, "sanction", "2019-02-16", 20365),
        (sixties, "sanction", "2019-08-07", 20537),
        (sixties, "withdrawal", "2025-04-24", 22624),
        (agra, "withdrawal", "2008-11-27", 2691),
        (agra, "sanction", "2019-02-16", 6424),
        (agra, "sanction", "2019-08-07", 6596),
        (agra, "withdrawal", "2025-04-24", 8683),
        (dialogue, "sanction", "2019-02-16", 2238),
        (dialogue, "sanction", "2019-08-07", 2410),
        (dialogue, "withdrawal", "2025-04-24", 4497),
    ]
    assert [row[1:3] for row in pairs(asked(graph, "after-talks", days=2238))] == [
        ("agreement", "1966-01-10"),
        ("sanction", "2019-02-16"),
    ]


def test_sanctions_of_another_and_withdrawals_that_are_denied_followed_nothing(graph: Graph) -> None:
    dates = {row["then"]["date"] for row in asked(graph, "after-talks")}
    assert dates & {"1998-05", "2019-03", "2025-05"} == set()
    assert graph.question("after-talks", a="India", b="United States") == []


def test_who_is_blamed_for_a_failure_and_who_refused(graph: Graph) -> None:
    failed, refused = asked(graph, "failed-efforts")
    assert (failed["date"], failed["status"], failed["refused_by"]) == ("1962-12-27/1963-05-16", "failed", [])
    assert failed["blamed"] == [{"name": "Pakistan", "by": ["India"], "denied_by": ["Pakistan"], "left_open_by": []}]
    assert (refused["date"], called(refused["refused_by"]), refused["blamed"]) == ("2016", ["India"], [])
    assert [row["event_id"] for row in graph.question("failed-efforts")] == [failed["event_id"], refused["event_id"]]


def test_what_was_held_did_not_fail_and_who_refused_is_not_blamed(graph: Graph) -> None:
    shown = {row["date"] for row in graph.question("failed-efforts", b="India")}
    assert shown == {"1962-12-27/1963-05-16", "2016"}
    assert graph.question("failed-efforts", a="United States") == []


def test_one_who_does_not_commit_neither_blames_nor_clears() -> None:
    claims: list[Any] = [
        {"aspect": "responsibility", "value": "X", "factuality": code, "said_by": ["paper", speaker]}
        for code, speaker in (("PR+", "a"), ("Uu", "b"), ("PR-", "c"), ("CT+", "a"))
    ]
    other: Any = {"aspect": "occurrence", "value": None, "factuality": "CT+", "said_by": ["paper"]}
    assert blamed([*claims, other]) == [{"name": "X", "by": ["a"], "denied_by": ["c"], "left_open_by": ["b"]}]


def test_the_longest_gaps_come_first(graph: Graph) -> None:
    rows = asked(graph, "gaps")
    assert [(row["first"]["date"], row["then"]["date"], row["days_least"]) for row in rows] == [
        ("1962-12-27/1963-05-16", "2001-07-14/2001-07-16", 13939),
        ("2001-07-14/2001-07-16", "2004-02/2012", 930),
    ]
    assert rows.remarks == ("Left out: 1 event without a date, which may lie in a gap.",)


def test_no_gap_is_told_after_the_last_channel_nor_ended_by_an_offer(graph: Graph) -> None:
    assert "2016" not in {row["then"]["date"] for row in asked(graph, "gaps")}
    assert graph.question("gaps", a="India", b="United States") == []


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([("2000", "2001"), ("2003", "2004")], [("2001", "2003")]),
        ([("2000", "2010"), ("2003", "2004"), ("2012", "2013")], [("2010", "2012")]),
        ([("2000", None), ("2003", "2004")], []),
        ([(None, "2010"), ("2003", "2004"), ("2011", "2011")], [("2010", "2011")]),
        ([("2000", "2001"), (None, "2010"), ("2003", "2004")], []),
        ([], []),
    ],
)
def test_a_gap_lies_between_what_is_surely_over_and_what_has_surely_not_begun(
    spans: list[tuple[str | None, str | None]], found: list[tuple[str, str]]
) -> None:
    events = [{"event_id": str(n), "date_start": start, "date_end": end} for n, (start, end) in enumerate(spans)]
    assert [(first["date_end"], then["date_start"]) for first, then in adjacent(events)] == found

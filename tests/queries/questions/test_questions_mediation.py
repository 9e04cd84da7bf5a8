"""Who mediated, met and spoke for whom: each fact told here stands in one of the texts, and what none of them tells is
not told."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.queries.questions.mediation.capacities import capacity
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.servers import load, wipe

TASHKENT = annotated(
    "Averell Harriman of the United States and Duncan Sandys of Britain mediated between India and Pakistan in "
    "November 1962. From 4 to 10 January 1966 Alexei Kosygin of the Soviet Union mediated in Tashkent between Lal "
    "Bahadur Shastri of India and Ayub Khan of Pakistan; the Soviet Union was their host.",
    'h Official "Averell Harriman"',
    'u State "United States"',
    's Official "Duncan Sandys"',
    'b State "Britain"',
    'i State "India"',
    'p State "Pakistan"',
    'd Date "November 1962" EDTF:1962-11',
    'd2 Date "4 to 10 January 1966" EDTF:1966-01-04/1966-01-10',
    'k Official "Alexei Kosygin"',
    'su State "Soviet Union"',
    't Place "Tashkent"',
    'l Official "Lal Bahadur Shastri"',
    'i2 State "India"@2',
    'a Official "Ayub Khan"',
    'p2 State "Pakistan"@2',
    'su2 State "Soviet Union"@2',
    "Equiv i i2",
    "Equiv p p2",
    "Equiv su su2",
    "Of h u",
    "Of s b",
    "Of k su",
    "Of l i2",
    "Of a p2",
    'first Mediation "mediated" Mediator:h Mediator:s Party:i Party:p Date:d Status=held',
    'kosygin Mediation "mediated"@2 Mediator:k Party:l Party:a Host:su2 Place:t Date:d2 Status=held '
    "Method=formulation Formality=official",
    id="tashkent",
    published="1966-02",
)
"""Two mediators of two countries; one of a third state, who has both sides as guests of his country."""

BANK = annotated(
    "The World Bank mediated between India and Pakistan from 1952 to 1960. Louis Mountbatten of India and Mohammad Ali "
    "Jinnah of Pakistan met in Lahore on 1 November 1947. India offered talks in Geneva to Pakistan.",
    'w Organization "World Bank" Kind=igo',
    'i State "India"',
    'p State "Pakistan"',
    'd Date "1952 to 1960" EDTF:1952/1960',
    'm Official "Louis Mountbatten"',
    'i2 State "India"@2',
    'j Official "Mohammad Ali Jinnah"',
    'p2 State "Pakistan"@2',
    'l Place "Lahore" ISO3166:PAK',
    'd2 Date "1 November 1947" EDTF:1947-11-01',
    'i3 State "India"@3',
    'g Place "Geneva" ISO3166:CHE',
    'p3 State "Pakistan"@3',
    "Equiv i i2 i3",
    "Equiv p p2 p3",
    "Of m i2",
    "Of j p2",
    'bank Mediation "mediated" Mediator:w Party:i Party:p Date:d Status=held',
    'met Negotiation "met" Party:m Party:j Place:l Date:d2 Status=held Directness=direct',
    'geneva Negotiation "offered" Requester:i3 Party:i3 Party:p3 Place:g Status=offered',
    id="bank",
)
"""An organisation between two; a meeting of two heads; a venue that was only offered."""

REFUSED = annotated(
    "In September 1998 Nelson Mandela of South Africa offered to mediate between India and Pakistan; India refused. In "
    "July 1999 Nawaz Sharif of Pakistan asked Bill Clinton of the United States to mediate between Pakistan and India. "
    "Robert Gates, an American, went between India and Pakistan in May 1990 and failed. Raveesh Kumar of India denied "
    "that Norway had mediated between India and Pakistan. Iqbal Akhund of Pakistan and Indian officials held indirect "
    "talks.",
    'd Date "September 1998" EDTF:1998-09',
    'm Official "Nelson Mandela"',
    'z State "South Africa"',
    'i State "India"',
    'p State "Pakistan"',
    'i2 State "India"@2',
    'd2 Date "July 1999" EDTF:1999-07',
    's Official "Nawaz Sharif"',
    'p2 State "Pakistan"@2',
    'c Official "Bill Clinton"',
    'u State "United States"',
    'p3 State "Pakistan"@3',
    'i3 State "India"@3',
    'g Person "Robert Gates"',
    'i4 State "India"@4',
    'p4 State "Pakistan"@4',
    'd3 Date "May 1990" EDTF:1990-05',
    'k Official "Raveesh Kumar"',
    'i5 State "India"@5',
    'n State "Norway"',
    'i6 State "India"@6',
    'p5 State "Pakistan"@5',
    'q Official "Iqbal Akhund"',
    'p6 State "Pakistan"@6',
    'o Group "Indian officials"',
    "Equiv i i2 i3 i4 i5 i6",
    "Equiv p p2 p3 p4 p5 p6",
    "Of m z",
    "Of s p2",
    "Of c u",
    "Of k i5",
    "Of q p6",
    "Of o i6",
    'offer Mediation "offered" Mediator:m Party:i Party:p RejectedBy:i2 Date:d Status=offered',
    'plea Mediation "asked" Mediator:c Requester:s Party:p3 Party:i3 Date:d2 Status=requested',
    'gates Mediation "went between" Mediator:g Party:i4 Party:p4 Date:d3 Status=failed',
    'norway Mediation "mediated" Mediator:n Party:i6 Party:p5 Source:k Status=held Factuality=CT-',
    'far Negotiation "talks" Party:q Party:o Status=held Directness=indirect',
    id="refused",
)
"""An offer and who refused it, a request, a failure that nobody refused, a denial, and talks without a meeting."""


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The three texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    load(store, *map(build, (TASHKENT, BANK, REFUSED)))
    return Graph(store)


def called(actors: list[dict[str, Any]]) -> list[str]:
    return [actor["name"] for actor in actors]


def dates(rows: Rows) -> list[str | None]:
    return [row["date"] for row in rows]


def test_what_an_actor_mediated_itself_or_through_who_acts_for_it(graph: Graph) -> None:
    """Norway's mediation is denied, and the Soviet Union was host to Kosygin's talks."""
    rows = graph.mediations("United States")
    assert [(row["date"], row["mediator"]["name"], row["status"]) for row in rows] == [
        ("1962-11", "Averell Harriman", "held"),
        ("1999-07", "Bill Clinton", "requested"),
    ]
    assert [row["mediator"]["name"] for row in graph.mediations("Soviet Union")] == ["Alexei Kosygin"]
    assert graph.mediations("Soviet Union", stated_only=True) == graph.mediations("Norway") == []
    assert called(graph.mediations("World Bank")[0]["between"]) == ["India", "Pakistan"]


def test_each_mediator_has_a_capacity(graph: Graph) -> None:
    rows = graph.question("mediators", a="India", b="Pakistan")
    assert {row["mediator"]["name"]: (row["capacity"], called(row["acts_for"])) for row in rows} == {
        "World Bank": ("international organization", []),
        "Averell Harriman": ("official of a third state", ["United States"]),
        "Duncan Sandys": ("official of a third state", ["United Kingdom"]),
        "Alexei Kosygin": ("official of a third state", ["Soviet Union"]),
        "Robert Gates": ("person", []),
        "Nelson Mandela": ("official of a third state", ["South Africa"]),
        "Bill Clinton": ("official of a third state", ["United States"]),
    }
    (kosygin,) = (row for row in rows if row["mediator"]["name"] == "Alexei Kosygin")
    assert (kosygin["method"], kosygin["formality"], called(kosygin["between"])) == (
        "formulation",
        "official",
        ["India", "Pakistan"],
    )


def test_a_host_and_a_denied_mediator_have_no_capacity(graph: Graph) -> None:
    rows = graph.question("mediators")
    assert "Soviet Union" not in {row["mediator"]["name"] for row in rows}
    assert "Norway" not in {row["mediator"]["name"] for row in rows}
    assert rows.remarks == ("Left out: 1 denied event; --include-denied shows it.",)
    assert graph.question("mediators", b="Iran") == []


@pytest.mark.parametrize(
    ("mediator", "parties", "told"),
    [
        ({"id": "m", "kind": "state", "of": []}, ["x"], "third state"),
        ({"id": "m", "kind": "state", "of": []}, [], "state"),
        ({"id": "x", "kind": "state", "of": []}, ["x"], "a party itself"),
        ({"id": "m", "kind": "official", "of": []}, ["x"], "official, of whom is not told"),
        ({"id": "m", "kind": "official", "of": ["x"]}, ["x"], "official of a party"),
        ({"id": "m", "kind": "group", "of": ["y"]}, [], "unnamed group of a state"),
        ({"id": "m", "kind": "armed_group", "of": []}, ["x"], "armed group"),
    ],
)
def test_nobody_is_third_beside_no_parties_or_for_one_of_them(
    mediator: dict[str, Any], parties: list[str], told: str
) -> None:
    of = [{"id": key, "name": key, "kind": "state"} for key in mediator["of"]]
    assert capacity({**mediator, "of": of}, [{"id": key, "of": []} for key in parties]) == told


def test_who_requested_mediation_and_of_whom(graph: Graph) -> None:
    cases: list[dict[str, Any]] = [{}, {"a": "Pakistan"}, {"b": "India"}, {"a": "Nawaz Sharif", "b": "India"}]
    for asked in cases:
        (row,) = graph.question("requested-mediations", **asked)
        assert [called(row[side]) for side in ("requesters", "mediators", "between")] == [
            ["Nawaz Sharif"],
            ["Bill Clinton"],
            ["India", "Pakistan"],
        ]
        assert (row["status"], row["relation"]) == ("requested", "PROPOSES_MEDIATION")


def test_an_offer_that_nobody_asked_for_is_no_request(graph: Graph) -> None:
    assert graph.question("requested-mediations", a="South Africa") == []
    assert graph.question("requested-mediations", a="India") == []


def test_who_was_refused_and_by_whom(graph: Graph) -> None:
    cases: list[dict[str, Any]] = [
        {},
        {"a": "India", "b": "Pakistan"},
        {"mediator": "Nelson Mandela"},
        {"b": "India", "mediator": "RSA"},
    ]
    for asked in cases:
        (row,) = graph.question("refused-offers", **asked)
        assert (called(row["mediators"]), called(row["refused_by"]), row["status"]) == (
            ["Nelson Mandela"],
            ["India"],
            "offered",
        )
        assert "Mandela" in row["claims"][0]["exact"]


def test_a_failure_and_an_unanswered_request_are_no_refusals(graph: Graph) -> None:
    assert graph.question("refused-offers", mediator="Robert Gates") == []
    assert graph.question("refused-offers", mediator="United States") == []


def test_mediators_of_one_event_are_joint(graph: Graph) -> None:
    cases: list[dict[str, Any]] = [{}, {"a": "India"}, {"a": "Pakistan", "b": "India"}]
    for asked in cases:
        (row,) = graph.question("joint-mediations", **asked)
        assert called(row["mediators"]) == ["Averell Harriman", "Duncan Sandys"]
        assert row["date"] == "1962-11"


def test_mediators_of_several_events_are_not_joint(graph: Graph) -> None:
    assert all("Alexei Kosygin" not in called(row["mediators"]) for row in graph.question("joint-mediations"))
    assert graph.question("joint-mediations", a="Norway") == []


def test_venues_that_had_both_sides(graph: Graph) -> None:
    rows = graph.question("shared-venues", a="India", b="Pakistan")
    assert [(row["date"], row["places"], row["hosts"]) for row in rows] == [
        ("1947-11-01", ["Lahore"], []),
        ("1966-01-04/1966-01-10", ["Tashkent"], ["Soviet Union"]),
    ]
    roles = {one["role"]: one["actor"]["name"] for one in rows[1]["participants"]}
    assert (roles["host"], roles["mediator"]) == ("Soviet Union", "Alexei Kosygin")


def test_a_venue_that_was_offered_or_had_one_side_alone_is_not_shared(graph: Graph) -> None:
    assert ["Geneva"] not in [row["places"] for row in graph.question("shared-venues", a="India", b="Pakistan")]
    assert graph.question("shared-venues", a="India", b="Soviet Union") == []


def test_who_represented_whom(graph: Graph) -> None:
    rows = graph.question("representatives", a="Pakistan", b="India")
    assert [(row["representative"]["name"], called(row["opposite"])) for row in rows] == [
        ("Mohammad Ali Jinnah", ["Louis Mountbatten"]),
        ("Ayub Khan", ["Lal Bahadur Shastri"]),
        ("Iqbal Akhund", ["Indian officials"]),
    ]
    assert {row["representative"]["of"] for row in rows} == {"Pakistan"}
    assert {row["level"] for row in rows} == {"rolled_up"}


def test_an_official_who_asked_or_denied_represented_nobody_in_talks(graph: Graph) -> None:
    """Sharif asked Clinton, who is not India's; Kumar spoke to the press."""
    spoke = {row["representative"]["name"] for side in ("India", "Pakistan") for row in representing(graph, side)}
    assert spoke & {"Nawaz Sharif", "Raveesh Kumar", "India", "Pakistan"} == set()
    assert graph.question("representatives", a="United States", b="India") == []


def representing(graph: Graph, side: str) -> Rows:
    return graph.question("representatives", a=side, b={"India": "Pakistan", "Pakistan": "India"}[side])


def test_whom_somebody_met(graph: Graph) -> None:
    assert [row["with"] for row in graph.question("met", a="Mohammad Ali Jinnah")] == [["Louis Mountbatten"]]
    rows = graph.question("met", a="India")
    assert [(row["date"], row["with"]) for row in rows] == [
        ("1947-11-01", ["Mohammad Ali Jinnah"]),
        ("1952/1960", ["World Bank"]),
        ("1962-11", ["Averell Harriman", "Duncan Sandys"]),
        ("1966-01-04/1966-01-10", ["Alexei Kosygin"]),
        ("1990-05", ["Robert Gates"]),
    ]
    assert [row["with"] for row in graph.question("met", a="Alexei Kosygin")] == [["Ayub Khan", "Lal Bahadur Shastri"]]


def test_parties_between_whom_others_went_are_not_said_to_have_met(graph: Graph) -> None:
    assert [row["with"] for row in graph.question("met", a="Ayub Khan")] == [["Alexei Kosygin"]]


@pytest.mark.parametrize("name", ["Iqbal Akhund", "Bill Clinton", "Nawaz Sharif", "Nelson Mandela", "Norway"])
def test_talks_that_were_indirect_asked_for_refused_or_denied_are_no_meeting(graph: Graph, name: str) -> None:
    assert graph.question("met", a=name) == []


def test_a_host_met_nobody_but_through_who_acts_for_it(graph: Graph) -> None:
    (row,) = graph.question("met", a="Soviet Union")
    assert (row["with"], row["through"]) == (["Ayub Khan", "Lal Bahadur Shastri"], ["Alexei Kosygin"])
    assert graph.question("met", {"stated_only": True}, a="Soviet Union") == []

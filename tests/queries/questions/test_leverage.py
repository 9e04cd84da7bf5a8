"""Brokers, candidates to mediate, and what joins two: each fact can be read in the texts, on every server."""

from __future__ import annotations

import math
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.errors import InputError, UnknownNameError, UsageError
from goodoffices.graph.measures.brokerage import ROLES
from tests.conftest import STORES
from tests.support.leverage_texts import contributions
from tests.support.servers import NOW, wipe

BLOCS = {"Sweden": "Europe", "USA": "Americas", "China": "Asia", "North Korea": "Asia", "Cuba": "Americas"}


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    store.load(contributions(), loaded_at=NOW)
    return Graph(store)


def quotes(row: dict[str, Any]) -> str:
    return " ".join(claim["exact"] for claim in row["claims"])


def reasons(rows: Rows) -> list[tuple[str, list[str]]]:
    """The candidates in their order, each with the reasons in theirs; a minus stands before those against it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["candidate"]["name"], []).append(("" if row["for"] else "-") + row["reason"])
    return list(found.items())


def paths(rows: Rows) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["path"], [row["from"]["name"]]).append(row["to"]["name"])
    return list(found.values())


def cut(rows: Rows) -> list[str]:
    """Who cuts; each with how many it takes."""
    return sorted({f"{row['to']['name']} {row['cut']}" for row in rows if row["cut"]})


def test_candidates_stand_by_what_speaks_against_them_then_for_them_then_by_name(graph: Graph) -> None:
    rows = graph.could_mediate("Iran", "USA")
    assert reasons(rows) == [
        ("Oman", ["mediated_between", "talks_with_a"]),
        ("Qatar", ["talks_with_a", "talks_with_b"]),
        ("Switzerland", ["proposed_between"]),
        ("European Union", ["talks_with_a", "talks_with_b", "-sanctions_a"]),
        ("Japan", ["proposed_between", "-refused_by_a"]),
    ]
    assert [row["rank"] for row in rows] == [1, 1, 2, 2, 3, 4, 4, 4, 5, 5]


def test_each_reason_has_the_quote_that_gives_it(graph: Graph) -> None:
    told = {(row["candidate"]["name"], row["reason"]): row for row in graph.could_mediate("Iran", "USA")}
    assert "mediated between Iran and the United States in 2012" in quotes(told["Oman", "mediated_between"])
    assert (told["Switzerland", "proposed_between"]["relation"], told["Switzerland", "proposed_between"]["status"]) == (
        "PROPOSES_MEDIATION",
        "offered",
    )
    assert told["Japan", "refused_by_a"]["rejected_by"] == ["Ali Khamenei"]
    whom = {key: [actor["name"] for actor in row["whom"]] for key, row in told.items()}
    assert whom["Japan", "refused_by_a"] == ["Iran"]
    assert whom["Oman", "mediated_between"] == ["Iran", "United States"]
    assert told["European Union", "sanctions_a"]["relation"] == "SANCTIONS"
    met = told["Qatar", "talks_with_b"]
    assert (met["level"], met["through"]) == ("rolled_up", ["Mike Pompeo", "Tamim"])
    assert all(row["claims"] and row["events"] == 1 for row in told.values())


def test_the_order_of_the_two_only_changes_which_is_which(graph: Graph) -> None:
    def told(rows: Rows, a: str, b: str) -> list[tuple[int, str, str]]:
        sides = {"_a": a, "_b": b}
        return sorted((row["rank"], sides.get(row["reason"][-2:], "both"), row["event_id"]) for row in rows)

    one, other = graph.could_mediate("Iran", "USA"), graph.could_mediate("USA", "Iran")
    assert told(one, "Iran", "USA") == told(other, "USA", "Iran")


def test_who_talked_with_one_side_only_or_is_denied_is_no_candidate(graph: Graph) -> None:
    rows = graph.could_mediate("Iran", "USA")
    assert {"Germany", "Iraq", "Saudi Arabia", "China"}.isdisjoint(name for name, _ in reasons(rows))
    assert any(remark.startswith("Left out: 1 denied event") for remark in rows.remarks)


def test_a_visitor_who_speaks_for_nobody_is_a_candidate_himself(graph: Graph) -> None:
    rows = graph.could_mediate("North Korea", "USA")
    assert [name for name, _ in reasons(rows)] == ["China", "Sweden"]
    assert graph.could_mediate("Jimmy Carter", "Cuba")[0]["candidate"]["name"] == "North Korea"


def test_a_limit_never_hides_what_speaks_against_a_candidate(graph: Graph) -> None:
    rows = graph.could_mediate("Iran", "USA", limit=4)
    assert reasons(rows)[-1] == ("European Union", ["talks_with_a", "talks_with_b", "-sanctions_a"])
    assert rows.remarks[0] == "The first 4 of 5 candidates."


def test_filters_narrow_the_events_behind_the_reasons(graph: Graph) -> None:
    def found(**filters: Any) -> list[str]:
        return [name for name, _ in reasons(graph.could_mediate("Iran", "USA", **filters))]

    assert found(from_="2012", to="2014") == ["European Union", "Oman"]
    assert found(from_="2011", to="2014") == ["European Union", "Oman"]
    assert found(stated_only=True) == ["Oman", "Switzerland", "European Union"]
    assert found(status="held") == ["European Union", "Oman", "Qatar"]  # also narrows what speaks against
    assert found(known_by="2019") == []
    assert found(said_by="Swedish foreign ministry") == []


def test_the_two_must_be_two_and_denied_events_make_no_channel(graph: Graph) -> None:
    for question in (graph.could_mediate, graph.between):
        with pytest.raises(UsageError, match="one and the same"):
            question("Iran", "Tehran")
        with pytest.raises(UsageError, match="include-denied"):
            question("Iran", "USA", include_denied=True)
        with pytest.raises(UnknownNameError, match="Iran"):
            question("Irann", "USA")
        assert question("Nauru", "Iran").remarks[0] == "Nothing found."


def test_the_shortest_paths_are_told_step_by_step(graph: Graph) -> None:
    rows = graph.between("USA", "Cuba")
    assert paths(rows) == [
        ["United States", "China", "North Korea", "Cuba"],
        ["United States", "Sweden", "North Korea", "Cuba"],
    ]
    assert [row["hop"] for row in rows] == [1, 2, 3] * 2
    assert "June 2018" in quotes(rows[1])
    assert (cut(rows), rows.remarks[0]) == (
        ["North Korea 1"],
        "Without North Korea no channel joins United States and Cuba.",
    )


def test_where_no_single_actor_cuts_the_smallest_group_does(graph: Graph) -> None:
    rows = graph.between("USA", "North Korea")
    assert paths(rows) == [["United States", "China", "North Korea"], ["United States", "Sweden", "North Korea"]]
    assert cut(rows) == ["China 2", "Sweden 2"]
    assert "it takes 2, such as China, Sweden" in rows.remarks[0]
    shown = graph.between("USA", "North Korea", limit=2)
    assert paths(shown) == paths(rows)


def test_a_group_that_cuts_is_shown_beyond_the_shortest_paths(graph: Graph) -> None:
    """Of the three ways between Iran and Washington one is shown, and a path by each of the others that cut them."""
    rows = graph.between("Iran", "USA", limit=3)
    assert paths(rows) == [["Iran", name, "United States"] for name in ("European Union", "Oman", "Qatar")]
    assert cut(rows) == ["European Union 3", "Oman 3", "Qatar 3"]
    (row,) = graph.between("Iran", "USA", limit=1)[:1]
    assert row["to"]["name"] == "European Union"
    assert "The first 1 of 3 shortest paths." in graph.between("Iran", "USA", limit=1).remarks


def test_neighbours_have_a_channel_of_their_own(graph: Graph) -> None:
    rows = graph.between("Oman", "Iran")
    (row,) = rows
    assert (row["events"], row["date"], row["cut"]) == (2, "2012", None)
    assert "channel of their own" in rows.remarks[0]


def test_nothing_joins_those_whom_nobody_joins(graph: Graph) -> None:
    rows = graph.between("Canada", "Cuba")
    assert rows == []
    assert rows.remarks[:2] == ("Nothing found.", "No channel joins Canada and Cuba, not even through others.")


def test_what_was_only_proposed_refused_or_denied_is_no_channel(graph: Graph) -> None:
    for name in ("Russia", "Switzerland", "Japan", "Iraq"):
        assert graph.between(name, "Fiji") == graph.between(name, "USA") == []


def test_what_makes_no_channel_is_counted(graph: Graph) -> None:
    """Iraq denies that it mediates, and who passed messages between Kenya and Fiji nobody says."""
    told = "Left out: 1 denied event and 1 mediation without a named mediator; timeline --include-denied shows such."
    for rows in (graph.brokers(), graph.between("Iran", "USA"), graph.between("Kenya", "Fiji")):
        assert told in rows.remarks
    assert not any("Left out: 1" in remark for remark in graph.between("Iran", "USA", to="2015").remarks)
    assert "Left out: 1 mediation without a named mediator; timeline --include-denied shows such." in (
        graph.between("Iran", "USA", verdict="asserted").remarks
    )
    only = graph.between("Iran", "USA", from_="2016", to="2016", surely=True).remarks
    assert "Left out: 1 mediation without a named mediator; timeline --include-denied shows such." in only


def test_an_official_who_is_asked_for_stands_for_himself(graph: Graph) -> None:
    rows = graph.between("Mike Pompeo", "Iran")
    assert paths(rows) == [["Mike Pompeo", "Qatar", "Iran"]]
    assert (rows[0]["level"], rows[0]["through"], rows[0]["from"]["of"]) == ("rolled_up", ["Tamim"], "United States")


def test_a_channel_can_rest_on_a_source(graph: Graph) -> None:
    assert cut(graph.between("USA", "North Korea", without="Swedish foreign ministry")) == ["China 1"]
    (row,) = graph.between("Sweden", "North Korea", said_by="Swedish foreign ministry")
    assert row["claims"][0]["said_by"][-1] == "Swedish foreign ministry"
    assert graph.between("USA", "North Korea", said_by="Swedish foreign ministry") == []
    assert paths(graph.between("USA", "North Korea", from_="2018-06")) == [["United States", "China", "North Korea"]]
    assert graph.between("Iran", "USA", known_by="2019") == []


def test_a_disputed_channel_says_so(graph: Graph) -> None:
    (row,) = graph.between("Saudi Arabia", "Iran")
    assert (row["verdict"], len(row["claims"])) == ("disputed", 2)
    assert graph.between("Saudi Arabia", "Iran", verdict="asserted") == []
    assert any("only disputed events" in remark for remark in graph.brokers().remarks)
    assert not any("only disputed events" in remark for remark in graph.brokers(verdict="asserted").remarks)


def counts(row: dict[str, Any]) -> dict[str, int]:
    return {role: row[role] for role in ROLES if row[role]}


def test_brokers_take_the_roles_that_their_blocs_give(graph: Graph) -> None:
    """Between Washington and Pyongyang, and between Havana and the two that reach Pyongyang, nobody talks directly."""
    whole, *rows = graph.brokers(BLOCS)
    assert [(row["broker"]["name"], row["bloc"], counts(row)) for row in rows] == [
        ("North Korea", "Asia", {"gatekeeper": 2, "representative": 2, "liaison": 2, "total": 6}),
        ("China", "Asia", {"gatekeeper": 1, "representative": 1, "total": 2}),
        ("Sweden", "Europe", {"liaison": 2, "total": 2}),
        ("United States", "Americas", {"liaison": 2, "total": 2}),
    ]
    assert (whole["broker"], whole["bloc"], whole["total"]) == (None, None, 12)
    assert rows[0]["total_expected"] == pytest.approx(0.5**3 * 4 * 3)
    assert math.isclose(rows[0]["total_z"] * rows[0]["total_sd"], 6 - rows[0]["total_expected"])
    assert (rows[0]["coordinator_sd"], rows[0]["coordinator_z"]) == (0, None)


def test_each_role_of_a_broker_has_an_example_with_quotes(graph: Graph) -> None:
    for row in graph.brokers(BLOCS)[1:]:
        assert [one["role"] for one in row["brokered"]] == [role for role in ROLES[:-1] if row[role]]
        for one in row["brokered"]:
            names = [end["name"] for end in one["ends"]]
            assert [BLOCS["USA" if name == "United States" else name] for name in names] == one["blocs"]
            for name, event in zip(names, one["events"], strict=True):
                assert event["relation"] == "NEGOTIATES_WITH"
                assert all(word in quotes(event) for word in (row["broker"]["name"], name))


def test_an_example_is_a_pair_that_does_not_talk(graph: Graph) -> None:
    for row in graph.brokers()[1:]:
        for one in row["brokered"]:
            first, second = (end["id"] for end in one["ends"])
            assert len(paths(graph.between(first, second))[0]) == 3


def test_states_fall_into_regions_unless_told_otherwise(graph: Graph) -> None:
    rows = graph.brokers()
    assert graph.brokers(by_region=True) == rows
    placed = {row["broker"]["name"]: row["bloc"] for row in rows[1:]}
    assert (placed["Oman"], placed["Sweden"], placed["United States"]) == ("Asia", "Europe", "Americas")
    assert "Left out: actors without a bloc (2); --bloc FILE gives them one." in rows.remarks  # the EU and Carter
    finer = {row["broker"]["name"]: row["bloc"] for row in graph.brokers(by_subregion=True)[1:]}
    assert (finer["Oman"], finer["Iran"]) == ("Western Asia", "Southern Asia")


def test_named_blocs_stand_alone_or_before_the_regions(graph: Graph) -> None:
    europe = {"European Union": "Europe", "Fiji": "Friends"}
    mixed = {row["broker"]["name"]: row["bloc"] for row in graph.brokers(europe, by_region=True)[1:]}
    assert (mixed["European Union"], mixed["Oman"]) == ("Europe", "Asia")
    assert graph.brokers(europe).remarks[0] == "Nothing found."
    assert "1." in graph.brokers({**BLOCS, "Nauru": "Pacific"}).remarks[0]


def test_an_official_in_a_bloc_stands_for_himself(graph: Graph) -> None:
    rows = graph.brokers({"Mike Pompeo": "Americas", "Qatar": "Gulf", "Iran": "Gulf"})
    assert [(row["broker"]["name"], row["gatekeeper"], row["representative"]) for row in rows[1:]] == [("Qatar", 1, 1)]


def test_brokers_take_the_usual_filters(graph: Graph) -> None:
    assert [row["total"] for row in graph.brokers(BLOCS, from_="2018-06", to="2018-11")] == [2, 2]
    assert graph.brokers(BLOCS, from_="2018-06", to="2018-11", surely=True)[1]["broker"]["name"] == "North Korea"
    assert [row["broker"]["name"] for row in graph.brokers(BLOCS, without="Swedish foreign ministry")[1:]] == [
        *("China", "North Korea", "United States"),
    ]
    rows = graph.brokers(BLOCS, limit=1)
    assert len(rows) == 2
    assert rows.remarks[0] == "The first 1 of 4 brokers."
    assert rows[0] == graph.brokers(BLOCS)[0]
    with pytest.raises(UsageError, match="include-denied"):
        graph.brokers(verdict="denied")


def test_a_name_in_a_bloc_must_be_known_and_stand_in_one(graph: Graph) -> None:
    with pytest.raises(InputError, match=r'(?s)"Swedn".*Sweden.*"Chnia".*China'):
        graph.brokers({"Swedn": "Europe", "Chnia": "Asia", "Cuba": "Americas"})
    with pytest.raises(InputError, match='"SWE" is put into "B", but stands in "A"'):
        graph.brokers({"Sweden": "A", "SWE": "B"})
    with pytest.raises(UsageError, match="not both"):
        graph.brokers(by_region=True, by_subregion=True)

"""Evidence and dispute: who says what through whom, what rests on whom, and who says the opposite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UnknownNameError, UsageError
from goodoffices.queries.questions.dispute.camps import names_of
from goodoffices.queries.questions.dispute.sources import is_named
from tests.conftest import STORES
from tests.support.dispute_texts import TEXTS
from tests.support.servers import NOW, wipe


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    store.load(map(build, TEXTS), loaded_at=NOW)
    return Graph(store)


def triggers(rows: Rows) -> list[str]:
    """The words of each row's event, and its document, by which the texts above tell it."""
    return [f"{row['claims'][0]['document']}: {mediator(row) or row['type']}" for row in rows]


def mediator(row: dict[str, Any]) -> str | None:
    return next((one["actor"]["name"] for one in row["participants"] if one["role"] == "mediator"), None)


def voices(claims: Sequence[dict[str, Any]]) -> list[str]:
    return [claim["said_by"][-1] for claim in claims]


def test_edge_evidence_quotes_what_is_behind_the_edges_of_two(graph: Graph) -> None:
    rows = graph.question("edge-evidence", a="Iran", b="Saudi Arabia")
    assert triggers(rows) == ["beijing: negotiation", "baghdad: negotiation"]
    assert [(row["level"], row["through"]) for row in rows] == [
        ("stated", []),
        ("rolled_up", ["Iranian officials", "Saudi"]),
    ]
    assert [{edge["type"] for edge in row["edges"]} for row in rows] == [{"NEGOTIATES_WITH"}] * 2
    assert {end for row in rows for edge in row["edges"] for end in (edge["source"], edge["target"])} == {
        "Iran",
        "Saudi Arabia",
    }
    assert all(claim["exact"] for row in rows for claim in row["claims"])


def test_edge_evidence_asks_for_edges_in_either_direction_but_not_for_common_mediations(graph: Graph) -> None:
    there = graph.question("edge-evidence", a="China", b="Iran")
    assert triggers(there) == triggers(graph.question("edge-evidence", a="Iran", b="China")) == ["beijing: China"]
    assert there[0]["edges"] == [
        {"type": "MEDIATES", "source": "China", "target": "Iran", "level": "stated", "through": []}
    ]
    assert graph.question("edge-evidence", a="China", b="Oman") == []


def test_edge_evidence_of_one_relation(graph: Graph) -> None:
    assert graph.question("edge-evidence", a="Iran", b="Saudi Arabia", relation="MEDIATES") == []
    assert len(graph.question("edge-evidence", a="Iran", b="USA", relation="sanctions")) == 1
    with pytest.raises(UsageError, match='did you mean "NEGOTIATES_WITH"'):
        graph.question("edge-evidence", a="Iran", b="Saudi Arabia", relation="NEGOTIATE_WITH")


def test_edge_evidence_that_only_a_dropped_source_gave_is_gone(graph: Graph) -> None:
    assert triggers(graph.question("edge-evidence", a="Oman", b="Iran")) == ["beijing: Oman"]
    assert graph.question("edge-evidence", {"without": "A senior diplomat"}, a="Oman", b="Iran") == []


def test_stated_only_leaves_out_what_is_rolled_up(graph: Graph) -> None:
    rows = graph.question("edge-evidence", {"stated_only": True}, a="Iran", b="Saudi Arabia")
    assert triggers(rows) == ["beijing: negotiation"]


def test_rolled_up_only_is_what_no_stated_edge_joins(graph: Graph) -> None:
    (row,) = graph.question("rolled-up-only", a="Saudi Arabia", b="Iran")
    assert triggers(Rows([row])) == ["baghdad: negotiation"]
    assert (row["level"], row["through"]) == ("rolled_up", ["Iranian officials", "Saudi"])
    saudi, iranian = sorted(one["actor"]["id"] for one in row["participants"])
    assert graph.question("rolled-up-only", a=iranian, b=saudi) == []
    assert triggers(graph.question("edge-evidence", a=iranian, b=saudi)) == ["baghdad: negotiation"]
    assert graph.question("rolled-up-only", a="China", b="Iran") == []


def test_according_to_an_actor_stand_its_own_words_and_those_of_its_agents(graph: Graph) -> None:
    rows = graph.question("according-to", a="Iran")
    assert [(row["chain"], row["claim"]["factuality"]) for row in rows] == [
        (["gulf", "Reuters", "Mohammad Javad Zarif"], "CT-"),
        (["beijing", "Iranian diplomats"], "CT+"),
    ]
    assert [(row["level"], row["through"]) for row in rows] == [
        ("rolled_up", ["Mohammad Javad Zarif"]),
        ("rolled_up", ["Iranian diplomats"]),
    ]
    assert graph.question("according-to", {"stated_only": True}, a="Iran") == []
    own = graph.question("according-to", a="Mohammad Javad Zarif")
    assert [(row["level"], row["through"]) for row in own] == [("stated", [])]


def test_what_an_agency_only_hands_on_is_not_according_to_it(graph: Graph) -> None:
    assert graph.question("according-to", a="Reuters").remarks == ("Nothing found.",)


def test_according_to_one_who_changed_its_mind_stand_both(graph: Graph) -> None:
    rows = graph.question("according-to", a="Saudi Arabia")
    assert [(row["claim"]["factuality"], row["claim"]["said_on"]) for row in rows] == [
        ("CT-", "2021-04-18"),
        ("CT+", "2021-05-07"),
    ]
    assert rows[0]["event_id"] == rows[1]["event_id"]
    first = graph.question("according-to", {"limit": 1}, a="Saudi Arabia")
    assert list(first) == list(rows)[:1]
    assert first.remarks == ("The first 1 of 2 rows.",)


def test_single_source_is_one_speaker_who_affirms(graph: Graph) -> None:
    told = {trigger: row["source"] for trigger, row in zip_rows(graph.question("single-source"))}
    assert told == {
        "beijing: China": "beijing",
        "beijing: negotiation": "beijing",
        "beijing: Oman": "A senior diplomat",
        "gulf: sanction": "gulf",
    }


def zip_rows(rows: Rows) -> list[tuple[str, dict[str, Any]]]:
    return list(zip(triggers(rows), rows, strict=True))


def test_two_sources_are_not_one_unless_one_of_them_is_dropped(graph: Graph) -> None:
    assert "beijing: Iraq" not in triggers(graph.question("single-source", a="Iraq"))
    rows = graph.question("single-source", {"without": "Iranian diplomats"}, a="Iraq")
    assert [(trigger, row["source"]) for trigger, row in zip_rows(rows)] == [("beijing: Iraq", "Mustafa al-Kadhimi")]


def test_single_source_of_an_actor_and_of_two(graph: Graph) -> None:
    assert triggers(graph.question("single-source", a="Oman")) == ["beijing: Oman"]
    assert triggers(graph.question("single-source", b="Oman")) == ["beijing: Oman"]
    assert triggers(graph.question("single-source", a="Iran", b="Saudi Arabia")) == ["beijing: negotiation"]
    assert graph.question("single-source", a="Oman", b="China") == []


def test_unnamed_sources_alone_give_the_omani_mediation(graph: Graph) -> None:
    (row,) = graph.question("unnamed-sources")
    assert (mediator(row), row["sources"]) == ("Oman", ["A senior diplomat"])
    assert triggers(graph.question("unnamed-sources", a="Iran")) == ["beijing: Oman"]
    assert graph.question("unnamed-sources", a="China") == []


def test_beside_an_unnamed_source_a_named_one_counts_unless_dropped(graph: Graph) -> None:
    assert graph.question("unnamed-sources", a="Iraq") == []
    rows = graph.question("unnamed-sources", {"without": "Mustafa al-Kadhimi"}, a="Iraq")
    assert [row["sources"] for row in rows] == [["Iranian diplomats"]]


@pytest.mark.parametrize(
    ("kind", "name", "more", "named"),
    [
        ("official", "a senior official", {}, False),
        ("official", "Mike Pompeo", {}, True),
        ("official", "Pompeo", {}, True),
        ("group", "Iranian diplomats", {}, False),
        ("group", "E3", {"aliases": ["EU-3"]}, False),
        ("organization", "one report", {}, False),
        ("organization", "Reuters", {}, True),
        ("organization", "five other world powers", {"cardinality": "5"}, False),
        ("person", "the secretary", {"wikidata": "Q1"}, True),
        ("state", "Iran", {"iso3": "IRN"}, True),
    ],
)
def test_who_has_a_name(kind: str, name: str, more: dict[str, Any], named: bool) -> None:
    blank: dict[str, Any] = {"iso3": None, "wikidata": None, "aliases": [], "cardinality": None}
    assert is_named({**blank, "kind": kind, "name": name, **more}) == named


def changes(rows: Rows) -> list[tuple[str, str, str | None, str | None, str | None]]:
    fields = ("before", "after", "relation_before", "relation_after")
    return [(trigger, *(row[field] for field in fields)) for trigger, row in zip_rows(rows)]


def test_without_one_side_a_dispute_is_an_assertion(graph: Graph) -> None:
    assert changes(graph.question("without-source", source="Saudi Arabia")) == [
        ("baghdad: negotiation", "disputed", "asserted", "NEGOTIATES_WITH", "NEGOTIATES_WITH")
    ]


def test_without_the_only_source_nothing_is_told(graph: Graph) -> None:
    assert changes(graph.question("without-source", source="A senior diplomat")) == [
        ("beijing: Oman", "asserted", None, "MEDIATES", None)
    ]
    gone = graph.question("without-source", source=["beijing"], a="Iraq")
    assert changes(gone) == [("beijing: Iraq", "asserted", None, "MEDIATES", None)]


def test_without_one_of_two_sources_nothing_changes(graph: Graph) -> None:
    assert graph.question("without-source", source="Mustafa al-Kadhimi") == []
    both = graph.question("without-source", source=["Mustafa al-Kadhimi", "Iran"])
    assert triggers(both) == ["beijing: Iraq"]
    after = graph.question("without-source", {"without": "Iran"}, source="Mustafa al-Kadhimi")
    assert triggers(after) == ["beijing: Iraq"]


def test_what_is_dropped_must_be_known(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Nor is a document called so"):
        graph.question("without-source", source="The Daily Nothing")


def test_contradicted_claims_stand_beside_those_that_contradict_them(graph: Graph) -> None:
    rows = graph.question("contradicted", a="Saudi Arabia")
    assert [(voices([row["claim"]]), row["claim"]["factuality"], voices(row["contradicted_by"])) for row in rows] == [
        (["baghdad"], "CT+", ["Saudi Arabia"]),
        (["Saudi Arabia"], "CT-", ["baghdad", "Saudi Arabia"]),
        (["Saudi Arabia"], "CT+", ["Saudi Arabia"]),
    ]


def contradicted(rows: Rows) -> list[tuple[str, list[str], str]]:
    """Whose claim, who contradicts it, and how it fits the actor asked for."""
    return [(row["claim"]["said_by"][-1], voices(row["contradicted_by"]), row["level"]) for row in rows]


def test_contradicted_claims_of_an_actor_are_those_it_made(graph: Graph) -> None:
    iran = graph.question("contradicted", speaker="Iran")
    denied = ("Mohammad Javad Zarif", ["Mike Pompeo", "United Kingdom"], "rolled_up")
    assert contradicted(iran) == [denied]
    assert iran[0]["through"] == ["Mohammad Javad Zarif"]
    assert len(graph.question("contradicted", a="Iran")) > 1
    assert contradicted(graph.question("contradicted", speaker="Mohammad Javad Zarif")) == [(*denied[:2], "stated")]
    assert graph.question("contradicted", {"stated_only": True}, speaker="Iran") == []


def test_who_only_hands_on_or_only_takes_part_makes_no_contradicted_claim(graph: Graph) -> None:
    assert graph.question("contradicted", speaker="Reuters") == []
    assert graph.question("contradicted", speaker="Afghanistan") == []
    assert graph.question("contradicted", a="Afghanistan") != []


def test_whom_a_contradicted_claim_concerns_is_asked_beside_who_made_it(graph: Graph) -> None:
    assert contradicted(graph.question("contradicted", a="Iran", speaker="Russia")) == [
        ("Russia", ["gulf", "Brian Hook"], "stated")
    ]
    assert graph.question("contradicted", a="Afghanistan", speaker="Russia") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Who contradicted {}?",
        "Contradicted claims of {}",
        "Contradicted claims by {}",
        "Disputed claims of {}",
        "Which claims of {} were contradicted?",
    ],
)
def test_a_sentence_about_somebodys_claims_asks_who_made_them(graph: Graph, sentence: str) -> None:
    assert graph.ask(sentence.format("Afghanistan")) == []
    assert [row["claim"]["said_by"][-1] for row in graph.ask(sentence.format("Russia"))] == ["Russia"]


def test_contradicted_are_aspects_too_but_nothing_that_nobody_disputes(graph: Graph) -> None:
    rows = graph.question("contradicted")
    told = {(row["claim"]["aspect"], row["claim"]["value"], voices([row["claim"]])[0]) for row in rows}
    assert told >= {
        ("responsibility", "Iran", "Mike Pompeo"),
        ("responsibility", "Iran", "Mohammad Javad Zarif"),
        ("status", "in_force", "Brian Hook"),
        ("status", "lapsed", "Russia"),
    }
    assert not {trigger for trigger in triggers(rows) if trigger.startswith("beijing")}
    pompeo = next(row for row in rows if voices([row["claim"]]) == ["Mike Pompeo"])
    assert voices(pompeo["contradicted_by"]) == ["Mohammad Javad Zarif"]


def test_of_all_events_or_of_some_the_disputed_ones_are_told(graph: Graph) -> None:
    every = graph.question("page-events")
    disputed = [row["event_id"] for row in graph.question("disputed-events")]
    assert 0 < len(disputed) < len(every)
    assert sorted(disputed) == sorted(row["event_id"] for row in every if row["verdict"] == "disputed")
    asserted = [row["event_id"] for row in every if row["verdict"] == "asserted"]
    assert [row["event_id"] for row in graph.question("disputed-events", ids=[disputed[0], *asserted])] == disputed[:1]
    assert graph.question("disputed-events", ids=asserted) == []


def test_a_denial_is_reversed_by_the_same_speaker_on_a_later_day(graph: Graph) -> None:
    rows = graph.question("reversed-denials")
    assert [(row["speaker"], row["direction"], row["earlier_on"], row["later_on"]) for row in rows] == [
        ("Taliban", "affirmed_then_denied", "2015-07-08", "2015-07-09"),
        ("Saudi Arabia", "denied_then_affirmed", "2021-04-18", "2021-05-07"),
    ]
    assert [row["later"]["factuality"] for row in rows] == ["CT-", "CT+"]
    assert [row["earlier"]["factuality"] for row in rows] == ["CT+", "CT-"]


def test_nobody_reverses_what_was_said_on_no_known_day(graph: Graph) -> None:
    rows = graph.question("reversed-denials", a="Pakistan")
    assert rows == []
    assert rows.remarks == (
        "Nothing found.",
        "2 claims have no date, said or published: whether its speaker then said the opposite can't be told.",
    )
    assert [row["speaker"] for row in graph.question("reversed-denials", a="Saudi Arabia")] == ["Saudi Arabia"]
    assert graph.question("reversed-denials", a="Iran") == []


def sides(rows: Rows) -> list[tuple[str, str | None, list[str], list[str]]]:
    return [(row["aspect"], row["value"], voices(row["left"]), voices(row["right"])) for row in rows]


def test_camps_differ_on_who_did_it_and_on_what_is_in_force(graph: Graph) -> None:
    rows = graph.question("camps", left=["USA", "United Kingdom"], right=["Iran", "Russia"])
    assert sides(rows) == [
        ("status", None, ["Brian Hook"], ["Russia"]),
        ("responsibility", "Iran", ["Mike Pompeo", "United Kingdom"], ["Mohammad Javad Zarif"]),
    ]
    assert sides(graph.question("camps", left=["Iran"], right=["Britain"])) == [
        ("responsibility", "Iran", ["Mohammad Javad Zarif"], ["United Kingdom"])
    ]
    assert sides(graph.question("camps", {"limit": 1}, left=["USA"], right=["Iran", "Russia"])) == sides(rows)[:1]


def test_camps_that_speak_of_different_things_do_not_differ(graph: Graph) -> None:
    assert graph.question("camps", left=["Britain"], right=["Russia"]) == []
    assert graph.question("camps", left=["USA"], right=["Britain"]) == []
    assert graph.question("camps", left=["USA"], right=["Iran"], a="China") == []


def test_camps_are_read_from_files(graph: Graph, tmp_path: Path) -> None:
    west = tmp_path / "west.txt"
    west.write_text("# who sees it so\nUSA\n\n  Britain \n", encoding="utf-8")
    assert names_of([f"@{west}", "France"]) == ["USA", "Britain", "France"]
    assert len(graph.question("camps", left=f"@{west}", right="Iran")) == 1
    with pytest.raises(UsageError, match=r"can't be read: No such file"):
        graph.question("camps", left=f"@{tmp_path}/none.txt", right="Iran")
    west.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="no text in UTF-8"):
        graph.question("camps", left=f"@{west}", right="Iran")


def test_camps_need_members_that_are_known_and_stand_in_one_camp(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Nowhereland"):
        graph.question("camps", left="Nowhereland", right="Iran")
    with pytest.raises(UsageError, match="both camps: USA"):
        graph.question("camps", left=["USA", "Britain"], right=["United States"])
    with pytest.raises(UsageError, match="one actor"):
        graph.question("camps", left=[], right="Iran")


def test_inferred_is_a_date_that_the_text_does_not_give(graph: Graph) -> None:
    (row,) = graph.question("inferred-dates")
    assert (mediator(row), row["date"], row["date_basis"]) == ("China", "2023-03", "inferred")
    assert triggers(graph.question("inferred-dates", a="Iran", b="China")) == ["beijing: China"]
    assert triggers(graph.question("inferred-dates", b="China")) == ["beijing: China"]
    assert graph.question("inferred-dates", a="Oman") == []

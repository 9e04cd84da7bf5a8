"""What each question answers, on both stores: who matches, what is left out, in which order and shape."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from goodoffices.graph.store.store import Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from goodoffices.queries.engine.catalogue import Question, all_questions
from goodoffices.queries.questions.reference import reference
from tests.conftest import STORES
from tests.support.briefs import contributions
from tests.support.servers import wipe
from tests.support.tree import ROOT

NOW = "2026-01-02T03:04:05Z"


def filled(store: Store) -> Graph:
    wipe(store)
    store.load(contributions(), loaded_at=NOW)
    return Graph(store)


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The briefs in a store, on each server in turn; these tests only read."""
    return filled(request.getfixturevalue(f"{request.param}_session"))


def mediators(rows: Rows) -> list[tuple[str | None, str, str | None]]:
    return [(row["mediator"] and row["mediator"]["name"], row["status"], row["relation"]) for row in rows]


def names(actors: list[dict[str, Any]]) -> list[str]:
    return [actor["name"] for actor in actors]


def test_who_mediated_finds_those_who_act_for_the_two_sides(graph: Graph) -> None:
    rows = graph.who_mediated("Iran", "USA")
    assert mediators(rows) == [("Qaboos", "held", "MEDIATES"), ("Shinzo Abe", "rejected", "MEDIATES")]
    assert [(row["level"], row["through"]) for row in rows] == [
        ("stated", []),
        ("rolled_up", ["Ali Khamenei", "Donald Trump"]),
    ]
    assert [names(row["between"]) for row in rows] == [["Iran", "United States"]] * 2
    assert rows.remarks == (
        "Left out: 1 denied event and 1 mediation without a named mediator; --include-denied shows them.",
    )


def test_a_host_is_no_mediator(graph: Graph) -> None:
    (row,) = graph.talks("Iran", "USA", to="2015")
    assert row["hosts"] == ["Oman"]
    assert row["type"] == "negotiation"
    assert mediators(graph.mediations("Oman")) == [("Qaboos", "held", "MEDIATES")]


def test_denied_and_mediatorless_mediations_show_when_asked_for_and_have_no_relation(graph: Graph) -> None:
    rows = graph.who_mediated("USA", "Iran", include_denied=True)
    extra = [row for row in rows if row["relation"] is None]
    assert mediators(Rows(extra)) == [("Oman", "held", None), (None, "held", None)]
    assert [row["verdict"] for row in extra] == ["denied", "asserted"]
    assert not rows.remarks
    assert [row["verdict"] for row in graph.who_mediated("USA", "Iran", verdict="denied")] == ["denied"]


def test_who_asked_and_who_refused_stand_in_the_row(graph: Graph) -> None:
    row = graph.who_mediated("Iran", "USA", status=["rejected"])[0]
    assert (row["requested_by"], row["rejected_by"]) == (["Donald Trump"], ["Ali Khamenei"])
    assert row["mediator"] == {**row["mediator"], "name": "Shinzo Abe", "kind": "official", "iso3": None, "of": "Japan"}
    assert row["claims"][0]["said_by"] == ["japan"]
    assert row["claims"][0]["trigger"] == "carried a message"


def test_two_mediators_are_two_rows_of_one_event(graph: Graph) -> None:
    rows = graph.who_mediated(
        "Colombia", graph.cypher("MATCH (a:Actor {kind: 'armed_group'}) RETURN a.id AS id")[0]["id"]
    )
    assert sorted(mediators(rows)[:2]) == [("Cuba", "held", "MEDIATES"), ("Norway", "held", "MEDIATES")]
    assert mediators(rows)[2] == ("Chile", "offered", "PROPOSES_MEDIATION")
    assert rows[0]["event_id"] == rows[1]["event_id"]


def test_what_took_place_comes_before_what_was_only_proposed(graph: Graph) -> None:
    assert [row["status"] for row in graph.sanctions()] == ["in_force", "in_force", "threatened"]
    assert [row["status"] for row in graph.timeline("USA", from_="2018")][-2:] == ["rejected", "threatened"]


def test_stated_only_keeps_what_the_text_itself_names(graph: Graph) -> None:
    assert mediators(graph.who_mediated("Iran", "USA", stated_only=True)) == [("Qaboos", "held", "MEDIATES")]
    assert graph.talks("Iran", "USA", stated_only=True) == []


def test_two_sides_are_two_actors(graph: Graph) -> None:
    """Khamenei is Iran's, but he alone is no talk between himself and Iran."""
    assert graph.who_mediated("Iran", "Ali Khamenei") == []
    assert graph.talks("Iran", "Iranian diplomats") == []
    assert mediators(graph.who_mediated("Donald Trump", "Ali Khamenei")) == [("Shinzo Abe", "rejected", "MEDIATES")]


def test_talks_show_the_parties_as_the_text_names_them(graph: Graph) -> None:
    first, second = graph.talks("Iran")
    assert names(first["actors"]) == ["Iranian diplomats", "Jake Sullivan"]
    assert [actor["of"] for actor in first["actors"]] == ["Iran", "United States"]
    assert (first["level"], first["through"], first["places"]) == ("rolled_up", ["Iranian diplomats"], ["Muscat"])
    assert second["verdict"] == "disputed"


def test_sanctions_by_and_on(graph: Graph) -> None:
    assert [names(row["sender"]) for row in graph.sanctions(by="America")] == [["United States"]] * 2
    (row,) = graph.sanctions(on="Iran")
    assert (row["relation"], row["sanction_type"], names(row["target"])) == ("SANCTIONS", "trade", ["Iran"])
    assert [row["relation"] for row in graph.sanctions("USA", "Iraq")] == ["THREATENS_SANCTIONS"]
    assert graph.sanctions("Iran", "USA") == []


def test_a_timeline_holds_what_an_event_is_about(graph: Graph) -> None:
    """Iran has no role in the withdrawal, but it signed what was withdrawn from."""
    rows = graph.timeline("Iran", "USA")
    withdrawal = next(row for row in rows if row["type"] == "withdrawal")
    agreement = next(row for row in rows if row["type"] == "agreement")
    assert withdrawal["about"] == [agreement["event_id"]]
    assert [one["role"] for one in agreement["participants"]] == ["signatory", "signatory"]
    assert [row["date_start"] for row in rows] == sorted(row["date_start"] for row in rows)
    assert rows[0]["date"] == "2009/.."


def test_times_are_taken_loosely_or_surely(graph: Graph) -> None:
    everything = len(graph.timeline("Colombia"))
    assert len(graph.timeline("Colombia", from_="2014", to="2014")) == everything == 2
    assert graph.timeline("Colombia", from_="2014", to="2014", surely=True) == []
    assert [row["status"] for row in graph.timeline("Colombia", from_="2012", to="2016", surely=True)] == ["held"]
    assert graph.who_mediated("Iran", "USA", from_="2030", surely=True) == []
    assert mediators(graph.who_mediated("Iran", "USA", from_="2030")) == [("Qaboos", "held", "MEDIATES")]


def test_said_by_goes_by_the_deepest_speaker_and_those_who_act_for_it(graph: Graph) -> None:
    (row,) = graph.who_mediated("Iran", "USA", said_by="Iran", include_denied=True)
    assert row["verdict"] == "denied"
    (row,) = graph.talks("Iran", said_by="Financial Times")
    assert [claim["said_by"][-1] for claim in row["claims"]] == ["Financial Times", "a Saudi official"]


def test_limit_cuts_after_sorting_and_says_so(graph: Graph) -> None:
    rows = graph.timeline("Iran", limit=2)
    assert list(rows) == list(graph.timeline("Iran"))[:2]
    assert rows.remarks[0] == "The first 2 of 7 rows."


def test_disputed_sets_claims_against_denials(graph: Graph) -> None:
    rows = graph.disputed()
    assert [(row["aspect"], row["value"]) for row in rows] == [
        ("status", None),
        ("responsibility", "Iran"),
        ("occurrence", None),
    ]
    status, responsibility, occurrence = rows
    assert [side["value"] for side in status["sides"]] == ["eased", "in_force"]
    assert [side["claims"][-1]["said_by"][-1] for side in status["sides"]] == ["Hassan Rouhani", "Brian Hook"]
    assert (status["affirm"], status["deny"]) == ([], [])
    assert [responsibility[side][0]["said_by"][-1] for side in ("affirm", "deny")] == ["Mike Pompeo", "Iran"]
    assert [occurrence[side][0]["said_by"][-1] for side in ("affirm", "deny")] == [
        "Financial Times",
        "a Saudi official",
    ]


def test_disputed_of_an_actor_counts_speakers_and_the_held_responsible(graph: Graph) -> None:
    assert [row["aspect"] for row in graph.disputed("Iran")] == ["status", "responsibility", "occurrence"]
    assert [row["aspect"] for row in graph.disputed("Mike Pompeo")] == ["responsibility"]
    assert [row["aspect"] for row in graph.disputed("Saudi Arabia", stated_only=True)] == []
    assert graph.disputed("Norway").remarks == ("Nothing found.",)


def test_evidence_quotes_every_claim_of_an_event(graph: Graph) -> None:
    event = graph.disputed("Mike Pompeo")[0]["event_id"]
    rows = graph.evidence(event[:9].upper())
    assert [row["aspect"] for row in rows] == ["occurrence", "responsibility", "responsibility"]
    for row in rows:
        assert row["exact"][row["trigger_start"] - row["start"] :].startswith(row["trigger"])
        assert row["event_id"] == event
    assert {row["url"] for row in graph.evidence(graph.mediations("Oman")[0]["event_id"])} == {
        "https://example.org/oman"
    }


def test_evidence_needs_a_beginning_that_one_id_has(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="begins with"):
        graph.evidence("xyz")
    ids = sorted(row["id"] for row in graph.cypher("MATCH (e:Event) RETURN e.id AS id"))
    crowded = next(digit for digit in "0123456789abcdef" if sum(one.startswith(digit) for one in ids) > 1)
    with pytest.raises(AmbiguousNameError, match=crowded):
        graph.evidence(crowded)


@pytest.mark.parametrize(
    "name", ["Iran", "iran", "IRN", "ir", "Q794", "q794", "Tehran", "the Iranians", "Islamic Republic of Iran"]
)
def test_a_state_is_found_by_any_of_its_names(graph: Graph, name: str) -> None:
    assert [row["event_id"] for row in graph.timeline(name)] == [row["event_id"] for row in graph.timeline("Iran")]


@pytest.mark.parametrize("name", ["Shinzo Abe", "shinzo  abe", "Prime Minister Shinzo Abe", "Q132345"])
def test_a_person_is_found_with_and_without_title(graph: Graph, name: str) -> None:
    assert mediators(graph.mediations(name)) == [("Shinzo Abe", "rejected", "MEDIATES")]


def test_an_unknown_name_is_answered_with_the_nearest(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Shinzo Abe"):
        graph.mediations("Abe")
    with pytest.raises(UnknownNameError, match="Iraq"):
        graph.mediations("Irak")
    with pytest.raises(UsageError, match="empty"):
        graph.mediations(" ")


def test_a_name_of_two_kinds_of_actors_is_ambiguous(graph: Graph) -> None:
    with pytest.raises(AmbiguousNameError, match=r"(?s)FARC \(armed group, [0-9a-f]{20}\).*FARC \(organization"):
        graph.mediations("FARC")
    with pytest.raises(AmbiguousNameError, match="COD"):
        graph.mediations("Congolese")


def test_a_known_state_that_the_graph_lacks_gives_no_rows(graph: Graph) -> None:
    rows = graph.talks("Fiji", "Iran")
    assert rows == []
    assert rows.remarks == ("Nothing found.", "Fiji is in no document of this graph.")


def test_filters_refuse_what_cannot_be_meant(graph: Graph) -> None:
    with pytest.raises(UsageError, match="held"):
        graph.talks("Iran", status="heldd")
    with pytest.raises(UsageError, match="backwards"):
        graph.talks("Iran", from_="2020", to="2019")
    with pytest.raises(UsageError, match="EDTF"):
        graph.talks("Iran", from_="yesterday")
    with pytest.raises(UsageError, match="1 or more"):
        graph.talks("Iran", limit=0)


ASKED: dict[str, object] = {
    "a": "Iran",
    "b": "USA",
    "ids": ["0" * 20],
    "event": "0",
    "id": "Iran",
    "iso3": ["IRN"],
    "wikidata": "Q794",
    "folded": ["iran"],
    "words": ["oman"],
    "documents": ["oman"],
    "relation": "NEGOTIATES_WITH",
    "source": ["Iran"],
    "left": ["USA"],
    "right": ["Iran"],
    "mediator": "Shinzo Abe",
    "rejecter": "Iran",
    "speaker": "Iran",
    "days": 5000,
    "as_of": "2022",
    "day": "2022",
    "start": "2012",
    "end": "2022",
    "months": 6,
    "agents": ["group", "official"],
    "actors": ["0" * 20],
    "sources": ["oman", "oman"],
    "fields": ["id"],
    "named": [],
    "types": ["mediation", "negotiation"],
    "first": "2000-01-01",
    "last": "2030-12-31",
    "dates": "overlap",
    "statuses": ["held", "rejected", "in_force"],
    "verdicts": ["asserted", "disputed"],
    "level": "stated",
    "aspect": "occurrence",
    "affirming": 1,
    "since": "2022",
}
"""A value for every parameter that a shipped question has."""


def asked(question: Question) -> dict[str, Any]:
    """All parameters of a question with values, but for what says how actors are placed in blocs."""
    return {one.name: ASKED[one.name] for one in question.parameters if one.kind not in ("blocs", "flag")}


MAY_BE_EMPTY = {
    *("claims-said", "events", "evidence", "find-event", "judgements", "mediations", "same-actors", "sanctions"),
    *("inferred-dates", "reversed-denials", "unnamed-sources"),
    *("after-offers", "gaps", "joint-mediations", "requested-mediations"),
    *("around", "empty-threats", "new-since", "sanctions-before-talks", "sanctions-today"),
    *("shared-events", "claims-told", "names-of", "disputed-events", "edge-events", "new-events", "sanction-ends"),
    *("actors", "contacts-of-agents", "page-edges-among", "ties-of-agents"),
}


@pytest.mark.parametrize("name", [question.name for question in all_questions()])
def test_every_shipped_question_runs_as_it_stands(graph: Graph, name: str) -> None:
    (question,) = (one for one in all_questions() if one.name == name)
    given = asked(question)
    rows = graph.question(name, **given)
    optional = {one.name for one in question.parameters if one.optional}
    needed = {key: value for key, value in given.items() if key not in optional}
    assert len(graph.question(name, **needed)) >= len(rows)
    assert rows or name in MAY_BE_EMPTY


def test_a_shipped_question_says_which_parameters_it_has(graph: Graph) -> None:
    with pytest.raises(UsageError, match=r"needs b.*a \(one side\)"):
        graph.question("who-mediated", a="Iran")
    with pytest.raises(UsageError, match="knows no c"):
        graph.question("mediations", a="Iran", c="x")
    with pytest.raises(UnknownNameError, match="who-mediated"):
        graph.question("who-mediates")


def test_every_server_gives_the_same_bytes(sessions: Mapping[str, Store], corpus: Path) -> None:
    written = []
    for store in sessions.values():
        wipe(store)
        store.load(map(build, documents(corpus)), loaded_at=NOW)
        written.append({name: json.dumps([rows, rows.remarks]) for name, rows in answers(Graph(store))})
        wipe(store)
    assert written[1:] == written[:1] * (len(sessions) - 1)
    assert all(len(text) > 1000 for text in written[0].values())


@pytest.fixture
def corpus() -> Path:
    return ROOT / "loaders" / "sample"


def documents(corpus: Path) -> Iterator[Any]:
    return (reading.document for reading in map(validated, read([corpus])) if reading.document)


def answers(graph: Graph) -> Iterator[tuple[str, Rows]]:
    everything = {"include_denied": True}
    asked: list[tuple[str, Callable[..., Rows], tuple[str, ...]]] = [
        ("who", graph.who_mediated, ("Iran", "USA")),
        ("mediations", graph.mediations, ("Norway",)),
        ("talks", graph.talks, ("USA",)),
        ("sanctions", graph.sanctions, ()),
        ("timeline", graph.timeline, ("USA",)),
        ("pair", graph.timeline, ("USA", "Iran")),
        ("disputed", graph.disputed, ()),
    ]
    for name, question, words in asked:
        yield name, question(*words, **everything)
    event = graph.disputed()[0]["event_id"]
    yield "evidence", graph.evidence(event)
    page = graph.page_data()
    yield "page", Rows([{"nodes": [one.id for one in page.nodes], "edges": [one.id for one in page.edges]}])


def test_the_page_of_the_questions_is_up_to_date() -> None:
    """Make it again with ``make docs``."""
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == reference()


def test_no_question_uses_what_only_one_server_knows() -> None:
    for question in all_questions():
        assert not re.search(r"elementId|FULLTEXT|SHORTEST|apoc\.|CREATE|MERGE|DELETE|\bSET\b", question.text)

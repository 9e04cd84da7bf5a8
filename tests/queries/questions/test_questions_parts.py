"""What the parts of the answers tell of small texts: statements that other questions ask, with ids in place of quotes.

Ids are told here as what they stand for: an actor by its name, an event as the letter E and its date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from tests.conftest import STORES
from tests.support.inline import annotated
from tests.support.leverage_texts import contributions
from tests.support.servers import load, wipe

CHAPULTEPEC = annotated(
    "Alvaro de Soto mediated between El Salvador and the FMLN from 1990 to 1992.",
    's Official "Alvaro de Soto"',
    'e State "El Salvador"',
    'f Organization "FMLN" Kind=armed_group',
    'd Date "1990 to 1992" EDTF:1990/1992',
    'm Mediation "mediated" Mediator:s Party:e Party:f Date:d Status=held',
    id="chapultepec",
    published="1992",
)
"""An official of whom this text does not tell for whom he acts."""

AGENTS = ["official", "group"]
TALKS = ["mediation", "negotiation"]

Told = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    load(store, *contributions(), build(CHAPULTEPEC))
    return Graph(store)


@pytest.fixture(scope="module")
def words(graph: Graph) -> dict[str, str]:
    """What each id stands for."""
    actors = {row["id"]: row["name"] for row in graph.question("page-nodes")}
    return actors | {row["event_id"]: f"E {row['date']}" for row in graph.question("page-events")}


@pytest.fixture
def told(graph: Graph, words: dict[str, str]) -> Told:
    def ask(name: str, *fields: str, **given: Any) -> list[dict[str, Any]]:
        return [{field: readable(row[field], words) for field in fields} for row in graph.question(name, **given)]

    return ask


def readable(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, list):
        return sorted(readable(one, words) for one in value)
    return " ".join(words.get(word, word) for word in value.split(" ")) if isinstance(value, str) else value


def ids_of(words: dict[str, str], *names: str) -> list[str]:
    return sorted(key for key, name in words.items() if name in names)


def in_any_order(rows: list[dict[str, Any]]) -> list[list[Any]]:
    return sorted([list(row.values()) for row in rows], key=str)


def test_an_actor_is_found_by_code_and_by_name(told: Told, words: dict[str, str]) -> None:
    given: dict[str, Any] = {"id": "", "iso3": ["QAT"], "wikidata": "", "folded": ["tamim"]}
    assert told("find-actor", "name", "kind", "iso3", "of", **given) == [
        {"name": "Qatar", "kind": "state", "iso3": "QAT", "of": []},
        {"name": "Tamim", "kind": "official", "iso3": None, "of": ["Qatar"]},
    ]
    (jimmy,) = ids_of(words, "Jimmy Carter")
    by_id = {**given, "id": jimmy, "iso3": [], "folded": []}
    assert told("find-actor", "name", "kind", **by_id) == [{"name": "Jimmy Carter", "kind": "person"}]


def test_a_document_is_found_by_its_id(told: Told) -> None:
    found = {"id": "channels", "title": "Channels to Tehran", "published": "2020-06"}
    assert told("find-document", "id", "title", "published", words=["channels", "nothing"]) == [found]


def test_an_event_is_found_by_the_beginning_of_its_id(told: Told, words: dict[str, str]) -> None:
    (visit,) = ids_of(words, "E 2019-06")
    found = {"id": "E 2019-06", "type": "mediation", "status": "rejected"}
    assert told("find-event", "id", "type", "status", event=visit[:12]) == [found]


def test_actors_have_names_and_whom_they_act_for(graph: Graph, words: dict[str, str]) -> None:
    ids = ids_of(words, "Tamim", "Jimmy Carter", "Sweden")
    expected = {("Tamim", "official", ("Qatar",)), ("Jimmy Carter", "person", ()), ("Sweden", "state", ())}
    for rows in (graph.question("actors", ids=ids), graph.question("page-nodes")):
        found = {(row["name"], row["kind"], tuple(of["name"] for of in row["of"])) for row in rows}
        assert found >= expected
    assert len(graph.question("actors", ids=ids)) == len(ids)
    names = {row["name"] for row in graph.question("actor-names")}
    assert names == {row["name"] for row in graph.question("page-nodes")} >= {"Tamim", "Jimmy Carter", "FMLN"}


def test_actors_are_called_by_their_ids(graph: Graph, words: dict[str, str]) -> None:
    ids = ids_of(words, "Tamim", "Sweden")
    named = graph.question("names-of", ids=[*ids, "0" * 20])
    assert {(row["id"], row["name"]) for row in named} == {(key, words[key]) for key in ids}


def test_claims_are_told_with_their_document_and_who_says_them(graph: Graph, words: dict[str, str]) -> None:
    events = ids_of(words, "E 2018-03", "E 2019-06")
    found = {words[row["event_id"]]: row["told"] for row in graph.question("claims-told", ids=events)}
    assert {claim["document"]["id"] for claim in found["E 2019-06"]} == {"channels"}
    assert "Swedish foreign ministry" in {who["name"] for claim in found["E 2018-03"] for who in claim["speakers"]}
    (only,) = graph.question("claims-told", ids=ids_of(words, "E 2019-06"), aspect="occurrence")
    assert {claim["aspect"] for claim in only["told"]} == {"occurrence"}


def test_claims_rest_on_who_says_them_or_on_their_document(told: Told) -> None:
    """Of what the text on Pyongyang tells, one thing is said by the Swedish ministry; Iraq's official denies."""
    said = told("claims-of", "event_id", a="Swedish foreign ministry", documents=[])
    assert said == [{"event_id": "E 2018-03"}]
    assert told("claims-of", "event_id", a="Iraq", documents=[]) == [{"event_id": "E 2020"}]
    whole = told("claims-of", "event_id", "speaker_id", a="Iraq", documents=["chapultepec"])
    assert in_any_order(whole) == [["E 1990/1992", None], ["E 2020", "an Iraqi official"]]


def test_said_by_are_the_events_of_which_somebody_speaks(told: Told) -> None:
    assert told("said-by", "event_id", a="Swedish foreign ministry") == [{"event_id": "E 2018-03"}]
    assert told("said-by", "event_id", a="Iraq") == [{"event_id": "E 2020"}]
    assert told("said-by", "event_id", a="Iran") == []


def test_who_speaks_and_has_neither_a_code_nor_a_second_name(told: Told) -> None:
    found = told("unknown-speakers", "name", "kind", "cardinality")
    assert {"name": "Financial Times", "kind": "organization", "cardinality": None} in found
    assert "Iran" not in [row["name"] for row in found]


def test_events_give_edges_to_an_actor_and_are_told_by_so_many(told: Told) -> None:
    assert in_any_order(told("edge-events", "event_id", "stated", "acting", a="Qatar")) == [
        ["E 2019", True, [[]]],
        ["E 2020", False, [["Mike Pompeo", "Tamim"], ["Tamim"]]],
    ]
    assert told("edge-events", "event_id", a="Qatar", b="Iran") == [{"event_id": "E 2019"}]
    assert told("edge-events", "event_id", a="Qatar", affirming=2) == []
    assert {"event_id": "E 2010", "relation": "SANCTIONS"} in told("edge-events", "event_id", "relation")


def test_events_are_new_by_their_documents(told: Told) -> None:
    new = told("new-events", "event_id", documents=["chapultepec", "channels"], since="")
    of_one = told("new-events", "document", "event_id", documents=["chapultepec"], since="")
    assert of_one == [{"document": "chapultepec", "event_id": "E 1990/1992"}]
    assert {"event_id": "E 1990/1992"} in new
    assert {"event_id": "E 2019-06"} in new


def test_claims_have_the_day_of_their_document(told: Told, words: dict[str, str]) -> None:
    ids = ids_of(words, "E 2019-06", "E 1990/1992")
    assert in_any_order(told("claims-said", "event_id", "said_on", "published", ids=ids)) == [
        ["E 1990/1992", None, "1992"],
        ["E 2019-06", None, "2020-06"],
    ]


def test_whole_events_have_roles_and_claims_with_quotes(graph: Graph, words: dict[str, str]) -> None:
    (row,) = graph.question("events", ids=ids_of(words, "E 2019-06"))
    assert sorted((one["role"], one["name"]) for one in row["roles"]) == [
        ("mediator", "Shinzo Abe"),
        ("party", "Iran"),
        ("party", "United States"),
        ("rejecter", "Ali Khamenei"),
    ]
    (claim,) = row["claims"]
    assert claim["evidence"]["exact"].startswith("Shinzo Abe of Japan tried to mediate between Iran and the United")
    assert claim["document"]["title"] == "Channels to Tehran"


def test_whole_events_are_told_in_lists_and_their_names_once(graph: Graph, words: dict[str, str]) -> None:
    ids = ids_of(words, "E 2019-06")
    (parts,) = graph.question("event-parts", ids=ids, fields=["id", "date"])
    assert parts["events"] == [[*ids, "2019-06"]]
    abe, leader = (words_of(parts["roles"], role) for role in ("mediator", "rejecter"))
    of = {actor: side for _, actor, (side,) in parts["acting"]}
    assert [words[one] for one in (abe, of[abe], leader, of[leader])] == ["Shinzo Abe", "Japan", "Ali Khamenei", "Iran"]
    ((event, document, *_),) = parts["claims"]
    (named,) = graph.question("event-names", actors=[abe], documents=[document], agents=[abe], sources=[document])
    assert (event, named["actors"], named["documents"][0][1]) == (
        ids[0],
        [[abe, "Shinzo Abe", "official", None]],
        "Channels to Tehran",
    )
    assert named["acting"] == [[document, abe, [of[abe]]]]


def words_of(roles: list[list[str]], wanted: str) -> str:
    return next(actor for _, actor, role in roles if role == wanted)


def test_contacts_are_who_talked_mediated_offered_or_imposed(told: Told) -> None:
    rows = told("contacts", "type", "events", a="Iran", agents=AGENTS)
    found = {(row["type"], event) for row in rows for event in row["events"]}
    assert found == {
        ("NEGOTIATES_WITH", "European Union asserted 2013-01-01 E 2013"),
        ("NEGOTIATES_WITH", "Germany asserted 2006-01-01 E 2006"),
        ("NEGOTIATES_WITH", "Qatar asserted 2019-01-01 E 2019"),
        ("NEGOTIATES_WITH", "Saudi Arabia disputed 2021-04-09 E 2021-04-09"),
        ("NEGOTIATES_WITH", "Oman asserted 2011-01-01 E 2011"),
        ("SANCTIONS", "European Union asserted 2010-01-01 E 2010"),
        ("PROPOSES_MEDIATION", "Switzerland asserted 2003-01-01 E 2003"),
        ("PROPOSES_MEDIATION", "Japan asserted 2019-06-01 E 2019-06"),
        ("MEDIATES", "Oman asserted 2012-01-01 E 2012"),
    }


def test_an_official_who_acts_for_nobody_is_a_contact_himself(told: Told) -> None:
    assert told("contacts-of-agents", "type", "outgoing", "events", a="El Salvador") == [
        {"type": "MEDIATES", "outgoing": False, "events": ["Alvaro de Soto asserted 1990-01-01 E 1990/1992"]}
    ]
    assert told("contacts-of-agents", "type", a="Iran") == []


def test_who_refused_whose_mediation(told: Told) -> None:
    found = {"event_id": "E 2019-06", "mediator_id": "Shinzo Abe", "of": ["Japan"], "stated": False}
    assert told("refusals", "event_id", "mediator_id", "of", "stated", a="Iran") == [found]
    assert told("refusals", "event_id", a="United States") == []


def test_channels_join_those_for_whom_others_acted(told: Told) -> None:
    rows = told("ties", "source", "events", agents=AGENTS)
    joined = {frozenset((row["source"], event[: event.index(" E ")])) for row in rows for event in row["events"]}
    assert frozenset(("United States", "Qatar asserted 2020-01-01")) in joined
    assert {frozenset(("Oman", "Iran asserted 2012-01-01")), frozenset(("Canada", "Fiji asserted 2017-01-01"))} < joined
    assert not [pair for pair in joined if "Tamim" in str(pair) or "Switzerland" in str(pair) or "Japan" in str(pair)]


def test_channels_of_officials_who_act_for_nobody_and_of_those_named(told: Told, words: dict[str, str]) -> None:
    rows = told("ties-of-agents", "source", "target", "agent", "events", agents=AGENTS, named=[])
    event = ["asserted 1990-01-01 E 1990/1992"]
    assert in_any_order(rows) == [
        ["Alvaro de Soto", "El Salvador", False, event],
        ["Alvaro de Soto", "FMLN", False, event],
    ]
    named = told("ties-of-agents", "source", "target", agents=AGENTS, named=ids_of(words, "Mike Pompeo"))
    assert ["Mike Pompeo", "Qatar"] in in_any_order(named)


def test_what_is_denied_or_names_no_mediator_makes_no_channel(told: Told) -> None:
    rows = told("left-out", "events", types=TALKS)
    assert in_any_order(rows) == [[["asserted 2016-01-01 E 2016"]], [["denied 2020-01-01 E 2020"]]]
    assert told("left-out-of", "events", a="Iraq", types=TALKS) == [{"events": ["denied 2020-01-01 E 2020"]}]


def test_events_of_two_actors_in_a_time(told: Told, words: dict[str, str]) -> None:
    ids = ids_of(words, "Sweden", "North Korea", "Cuba")
    found = [{"event_id": "E 2018-03"}, {"event_id": "E 2018-11"}]
    assert told("shared-events", "event_id", ids=ids) == found
    assert told("shared-events", "event_id", ids=ids, start="2018-06", end="2018-12") == found[1:]


VISIT = [
    ["Japan", "Iran", "rolled_up", ["Shinzo Abe"]],
    ["Japan", "United States", "rolled_up", ["Shinzo Abe"]],
    ["Shinzo Abe", "Iran", "stated", []],
    ["Shinzo Abe", "United States", "stated", []],
]
"""The edges that Abe's journey for Japan gives."""


def test_edges_of_an_event_of_an_actor_and_of_all(graph: Graph, told: Told, words: dict[str, str]) -> None:
    fields = ("source", "target", "level", "through")
    assert in_any_order(told("page-edges-among", *fields, ids=ids_of(words, "E 2019-06"))) == VISIT
    assert in_any_order(told("page-edges-of", *fields, a="Japan")) == VISIT
    everything = in_any_order(told("page-edges", *fields))
    assert [edge for edge in everything if {"Japan", "Shinzo Abe"} & set(edge[:2])] == VISIT
    assert graph.question("page-edges-of", a="Switzerland")[0]["type"] == "PROPOSES_MEDIATION"


def test_all_events_are_there_also_those_that_answers_leave_out(told: Told) -> None:
    rows = told("page-events", "event_id", "verdict", "relation", "has_mediator")
    assert {"event_id": "E 2020", "verdict": "denied", "relation": None, "has_mediator": True} in rows
    assert {"event_id": "E 2016", "verdict": "asserted", "relation": None, "has_mediator": False} in rows
    assert len(rows) == len(TEXT_EVENTS)


TEXT_EVENTS = [event for contribution in (*contributions(), build(CHAPULTEPEC)) for event in contribution.events]


@pytest.fixture
def joined(graph: Graph) -> Any:
    """Carter and de Soto judged to be one, which they are not; afterwards all is as it was."""
    graph.accept("Jimmy Carter", "Alvaro de Soto", by="a test")
    yield graph
    graph.undo("Jimmy Carter", "Alvaro de Soto")


def test_actors_that_were_judged_to_be_one_are_told_as_a_pair(joined: Graph) -> None:
    (row,) = joined.question("same-actors")
    assert {row[side]["name"] for side in ("one", "other")} == {"Jimmy Carter", "Alvaro de Soto"}
    (judged,) = joined.question("judgements")
    assert (judged["kind"], judged["judgement"], judged["by"]) == ("actor", "same", "a test")
    assert {judged["left_name"], judged["right_name"]} == {"Jimmy Carter", "Alvaro de Soto"}

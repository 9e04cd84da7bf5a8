"""What a store holds after loading and forgetting: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.graph.dump.digest import signed
from goodoffices.graph.errors import (
    StoreError,
    UnknownNameError,
)
from goodoffices.graph.model import Actor, Affiliation, Contribution, Place
from goodoffices.graph.store.load import batches
from goodoffices.graph.store.report import LoadReport
from goodoffices.graph.store.store import Store
from tests.support.contributions import ENVOY, FIRST, IRAN, OMAN, SECOND, USA, bare, mediation
from tests.support.servers import LATER, NOW, counts, load, snapshot, wipe


def labels(store: Store, actor: Actor) -> list[str]:
    (row,) = store.read("MATCH (a:Actor {id: $id}) RETURN labels(a) AS labels", id=actor.id)
    return sorted(row["labels"])


def actor(store: Store, key: str) -> dict[str, Any]:
    (row,) = store.read("MATCH (a:Actor {id: $id}) RETURN properties(a) AS properties", id=key)
    return dict(row["properties"])


def test_a_load_says_what_it_added(store: Store) -> None:
    heard: list[tuple[str, str]] = []
    report = store.load([mediation("a"), mediation("b")], loaded_at=NOW, on_document=lambda *words: heard.append(words))
    assert report.added == ("a", "b")
    assert heard == [("a", "added"), ("b", "added")]
    assert (report.nodes_added, report.relationships_added) == counts(store)
    assert (report.nodes_removed, report.relationships_removed) == (0, 0)


def test_the_record_is_stored_as_the_ontology_draws_it(store: Store) -> None:
    load(store, mediation("a", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, USA.id)], speaker=ENVOY))
    (row,) = store.read(
        """
        MATCH (d:Document)<-[:IN]-(v:Evidence)<-[:QUOTED_FROM]-(c:Claim)-[:ABOUT]->(e:Event)-[:AT]->(p:Place)
        MATCH (c)-[narrator:SAID_BY]->(d) MATCH (c)-[deepest:SAID_BY]->(who:Actor)-[:OF]->(state:Actor)
            MATCH (d)-[named:NAMES]->(who)
        RETURN d.id AS document, v.exact AS exact, c.factuality AS factuality, e.type AS type, p.name AS place,
               narrator.depth AS narrator, deepest.depth AS deepest, who.name AS who, named.of AS of,
               state.name AS state, d.loaded_at AS loaded_at
        """
    )
    assert row == {
        "document": "a",
        "exact": "Oman mediated.",
        "factuality": "CT+",
        "type": "mediation",
        "place": "Muscat",
        "narrator": 0,
        "deepest": 1,
        "who": "Ann Example",
        "of": [USA.id],
        "state": "United States",
        "loaded_at": NOW,
    }


def test_what_was_written_is_seen_by_every_later_session(neo4j_session: Store) -> None:
    wipe(neo4j_session)
    seen = []
    for name in ("a", "b"):
        load(neo4j_session, mediation(name))
        bookmarks = neo4j_session._link._causally()
        assert bookmarks
        seen.append(set(bookmarks.get_bookmarks()))
    assert seen[0]
    assert seen[0] != seen[1]


def test_the_example_of_the_project_answers(store: Store) -> None:
    load(store, mediation("a"))
    rows = store.read(
        """
        MATCH (x:Actor {iso3: $a})<-[r1:MEDIATES]-(m:Actor)-[r2:MEDIATES]->(y:Actor {iso3: $b})
        WHERE r1.event_id = r2.event_id
        RETURN m.name AS mediator, r1.date AS date, r1.status AS status, r1.verdict AS verdict, r1.level AS level,
               r1.between AS between
        """,
        a="IRN",
        b="USA",
    )
    assert rows == [
        {
            "mediator": "Oman",
            "date": "2019-06",
            "status": "held",
            "verdict": "asserted",
            "level": "stated",
            "between": ["Iran", "United States"],
        }
    ]


def test_a_second_load_of_the_same_changes_nothing(store: Store) -> None:
    load(store, mediation("a"), mediation("b"))
    before = snapshot(store)
    report = load(store, mediation("a"), mediation("b"), at=LATER)
    assert report == LoadReport(unchanged=("a", "b"))
    assert snapshot(store) == before
    assert {row["at"] for row in store.read("MATCH (d:Document) RETURN d.loaded_at AS at")} == {NOW}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"quote": "Oman did mediate."}, id="quote"),
        pytest.param({"status": "offered"}, id="status, which takes the edges away"),
        pytest.param({"title": "A title"}, id="title"),
        pytest.param({"mediator": ENVOY}, id="mediator"),
        pytest.param({"place": Place("pla-x", "Elsewhere", None)}, id="place"),
        pytest.param({"mediator": replace(OMAN, name="Oman!", aliases=())}, id="name"),
        pytest.param({"extra": [ENVOY], "affiliations": [Affiliation(ENVOY.id, USA.id)]}, id="affiliation"),
    ],
)
def test_a_changed_document_takes_the_place_of_the_old(store: Store, changed: dict[str, Any]) -> None:
    load(store, mediation("a", **changed))
    wanted = snapshot(store)
    wipe(store)
    load(store, mediation("a"))
    report = load(store, mediation("a", **changed))
    assert report.replaced == ("a",)
    assert snapshot(store) == wanted


def test_a_changed_document_leaves_the_others_alone(store: Store) -> None:
    load(store, mediation("a", quote="New words."), mediation("b"))
    wanted = snapshot(store)
    wipe(store)
    load(store, mediation("a"), mediation("b"))
    load(store, mediation("a", quote="New words."))
    assert snapshot(store) == wanted


def test_two_versions_of_one_document_in_one_load_end_with_the_last(store: Store) -> None:
    report = load(store, mediation("a"), mediation("a", quote="Later."))
    assert (report.added, report.replaced) == (("a",), ("a",))
    after = snapshot(store)
    wipe(store)
    load(store, mediation("a", quote="Later."))
    assert snapshot(store) == after


@pytest.mark.parametrize(("kept", "forgotten"), [(FIRST, SECOND), (SECOND, FIRST)])
def test_forgetting_leaves_what_would_be_there_without(
    store: Store, kept: Contribution, forgotten: Contribution
) -> None:
    load(store, kept)
    wanted = snapshot(store)
    before = counts(store)
    load(store, forgotten)
    grown = counts(store)
    report = store.forget([forgotten.document.id])
    assert snapshot(store) == wanted
    assert report.forgotten == (forgotten.document.id,)
    assert (report.nodes_removed, report.relationships_removed) == (grown[0] - before[0], grown[1] - before[1])


def test_forgetting_all_leaves_nothing(store: Store) -> None:
    load(store, FIRST, SECOND)
    store.forget(["a", "b"])
    assert snapshot(store) == ((), ())


def test_forgetting_an_unknown_document_removes_nothing_and_names_the_nearest(store: Store) -> None:
    load(store, mediation("oman-talks"))
    before = snapshot(store)
    with pytest.raises(UnknownNameError, match="oman-talks"):
        store.forget(["oman-talks", "oman-talk"])
    assert snapshot(store) == before


def test_the_order_of_loading_never_shows(store: Store) -> None:
    load(store, FIRST, SECOND)
    one_way = snapshot(store)
    wipe(store)
    load(store, SECOND)
    load(store, FIRST)
    assert snapshot(store) == one_way


def test_actors_merge_over_documents(store: Store) -> None:
    load(store, bare("a", [replace(ENVOY, kind="person", aliases=("A. Example",))]))
    load(store, bare("b", [replace(ENVOY, name="Ann B. Example", wikidata="Q2")]), bare("c", [ENVOY]))
    assert actor(store, ENVOY.id) == {
        "id": ENVOY.id,
        "name": "Ann B. Example",
        "aliases": ["A. Example", "Ann Example"],
        "kind": "official",
        "wikidata": "Q2",
        "folded": ["a. example", "ann b. example", "ann example"],
    }


def test_the_label_follows_the_kind_up_and_down(store: Store) -> None:
    person = replace(ENVOY, kind="person")
    load(store, bare("a", [person]))
    assert labels(store, ENVOY) == ["Actor", "Person"]
    load(store, bare("b", [ENVOY]))
    assert labels(store, ENVOY) == ["Actor", "Official"]
    store.forget(["b"])
    assert labels(store, ENVOY) == ["Actor", "Person"]


def test_a_mediator_is_labelled_as_long_as_it_mediates(store: Store) -> None:
    load(store, bare("a", [OMAN]))
    assert labels(store, OMAN) == ["Actor", "State"]
    load(store, mediation("b"))
    assert labels(store, OMAN) == ["Actor", "Mediator", "State"]
    assert labels(store, IRAN) == ["Actor", "State"]
    load(store, mediation("b", status="offered"))
    assert labels(store, OMAN) == ["Actor", "State"]


def test_labels_that_a_crash_left_wrong_are_mended_by_the_next_load(store: Store) -> None:
    load(store, mediation("a"), bare("b", [ENVOY]))
    wanted = snapshot(store)
    store.cypher("MATCH (a:Actor {id: $id}) REMOVE a:Mediator", {"id": OMAN.id}, write=True)
    store.cypher("MATCH (a:Actor {id: $id}) SET a:Person", {"id": ENVOY.id}, write=True)
    assert snapshot(store) != wanted
    report = load(store, mediation("a"))
    assert report.unchanged == ("a",)
    assert snapshot(store) == wanted


TEXTS = {
    "emoji": "talks 🤝 held 👩‍⚖️",
    "right to left": "وساطة عُمان בין",
    "line separator": "one\u2028two\u2029three\nfour\tfive",
    "quotes": "'single' \"double\" `back` \\ $x {y} --",
    "long": "ab🤝" * 2000,
    "combining": "e\u0301 is not é",
    "spaces": "  kept  ",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_come_back_as_they_went_in(store: Store, text: str) -> None:
    load(store, mediation("a", quote=text, title=text, mediator=replace(OMAN, name=text, aliases=())))
    (row,) = store.read(
        "MATCH (v:Evidence)-[:IN]->(d:Document) MATCH (m:Mediator) RETURN v.exact AS exact, d.title AS t, m.name AS n"
    )
    assert row == {"exact": text, "t": text, "n": text}


def test_a_null_is_no_property_and_an_empty_list_is_one(store: Store) -> None:
    load(store, mediation("a"))
    (row,) = store.read("MATCH (e:Event)<-[:ABOUT]-() MATCH ()-[r:MEDIATES]->() RETURN e{.*} AS e, r{.*} AS r LIMIT 1")
    assert "publicity" not in row["e"]
    assert row["r"]["through"] == []
    assert actor(store, IRAN.id)["aliases"] == []


def test_an_error_in_the_middle_leaves_no_half_document(store: Store) -> None:
    load(store, mediation("a"))
    before = snapshot(store)
    broken = mediation("c")
    broken = signed(replace(broken, claims=broken.claims * 2))
    with pytest.raises(StoreError):
        load(store, mediation("b"), broken)
    assert snapshot(store) == before
    assert load(store, mediation("b")).added == ("b",)


def test_what_was_stored_before_an_error_stays(store: Store) -> None:
    def contributions() -> Iterator[Contribution]:
        yield mediation("a")
        yield mediation("a", quote="Again.")
        raise ValueError("the reader fell over")

    with pytest.raises(ValueError, match="fell over"):
        store.load(contributions(), loaded_at=NOW)
    assert store.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "a"}]


def test_a_large_document_is_a_batch_of_its_own() -> None:
    large = bare("large", [replace(IRAN, id=f"x{n:04}") for n in range(50)])
    found = [[one.document.id for one in batch] for batch in batches([bare("a", []), large, bare("b", [])], rows=20)]
    assert found == [["a"], ["large"], ["b"]]


def test_many_documents_go_in_several_batches(store: Store) -> None:
    documents = [bare(f"d{n:04}", [IRAN, replace(USA, id=f"x{n % 7}")]) for n in range(600)]
    report = store.load(documents, loaded_at=NOW)
    assert len(report.added) == 600
    assert report.nodes_added == 600 + 1 + 7
    assert load(store, *documents).unchanged == report.added

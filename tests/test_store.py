"""One behaviour suite for every store: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from goodoffices.graph.errors import (
    StoreError,
    StoreUnavailableError,
    UnknownNameError,
    UsageError,
    WriteRefusedError,
)
from goodoffices.graph.model import Actor, Affiliation, Contribution, Place
from goodoffices.graph.store import LoadReport, Store, open_store
from goodoffices.graph.store_link import Login
from goodoffices.graph.store_target import DEFAULT_FOLDER, ServerTarget, resolve_target
from goodoffices.graph.store_write import batches
from tests.contributions import ENVOY, IRAN, MUSCAT, OMAN, USA, bare, mediation, signed, telling
from tests.servers import free_port, snapshot, wipe

NOW = "2026-01-02T03:04:05Z"
LATER = "2027-01-01T00:00:00Z"


def load(store: Store, *contributions: Contribution, at: str = NOW) -> LoadReport:
    return store.load(contributions, loaded_at=at)


def labels(store: Store, actor: Actor) -> list[str]:
    (row,) = store.read("MATCH (a:Actor {id: $id}) RETURN labels(a) AS labels", id=actor.id)
    return sorted(row["labels"])


def actor(store: Store, key: str) -> dict[str, Any]:
    (row,) = store.read("MATCH (a:Actor {id: $id}) RETURN properties(a) AS properties", id=key)
    return dict(row["properties"])


def counts(store: Store) -> tuple[int, int]:
    nodes, relationships = snapshot(store)
    return len(nodes), len(relationships)


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
        MATCH (c)-[narrator:SAID_BY]->(d) MATCH (c)-[deepest:SAID_BY]->(who:Actor)-[of:OF]->(state:Actor)
        RETURN d.id AS document, v.exact AS exact, c.factuality AS factuality, e.type AS type, p.name AS place,
               narrator.depth AS narrator, deepest.depth AS deepest, who.name AS who, of.documents AS of,
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
        "of": ["a"],
        "state": "United States",
        "loaded_at": NOW,
    }


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


SECOND = mediation(
    "b",
    mediator=replace(OMAN, name="Sultanate of Oman", aliases=("Oman",)),
    parties=(replace(IRAN, aliases=("Islamic Republic",)), replace(ENVOY, kind="person")),
    affiliations=[Affiliation(ENVOY.id, USA.id)],
    extra=[USA],
    place=Place(MUSCAT.id, "Muscat (Oman)", None),
    quote="The Sultanate mediated.",
)
FIRST = mediation("a", extra=[ENVOY], affiliations=[Affiliation(ENVOY.id, USA.id)])


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
    documents = [bare(f"d{n:04}", [IRAN, replace(USA, id=f"x{n % 7}")]) for n in range(1200)]
    report = store.load(documents, loaded_at=NOW)
    assert len(report.added) == 1200
    assert report.nodes_added == 1200 + 1 + 7
    assert load(store, *documents).unchanged == report.added


def together(*works: Callable[[], object]) -> None:
    """Does all of it at once and waits for the end; what goes wrong anywhere is raised here."""
    with ThreadPoolExecutor(len(works)) as pool:
        for future in [pool.submit(work) for work in works]:
            future.result(timeout=120)


def test_loads_at_once_lose_nothing(store: Store) -> None:
    documents = [telling(f"{name}{number}") for name in "xyz" for number in range(12)]
    together(*(partial(load, store, *documents[start::3]) for start in range(3)))
    outcome = snapshot(store)
    wipe(store)
    load(store, *documents)
    assert snapshot(store) == outcome


def test_a_load_and_a_forgetting_at_once_do_not_cross(store: Store) -> None:
    new = [telling(f"new{number}") for number in range(10)]
    old = [telling(f"old{number}") for number in range(10)]
    load(store, *old)
    together(
        lambda: [load(store, one) for one in new],
        lambda: [store.forget([one.document.id]) for one in old],
    )
    outcome = snapshot(store)
    wipe(store)
    load(store, *new)
    assert snapshot(store) == outcome


def test_two_versions_loaded_at_once_leave_one(store: Store) -> None:
    load(store, telling("a"), telling("b"))
    versions = [mediation("a", quote=f"Version {number}.") for number in range(4)]
    together(*(partial(load, store, version) for version in versions))
    outcome = snapshot(store)
    (won,) = store.read("MATCH (d:Document {id: 'a'}) RETURN d.content AS content")
    wipe(store)
    load(store, telling("b"), *(one for one in versions if one.document.content == won["content"]))
    assert snapshot(store) == outcome


def test_a_reader_sees_whole_documents_while_another_writes(store: Store) -> None:
    load(store, mediation("d-1"))
    done = threading.Event()

    def write() -> None:
        for number in range(25):
            load(store, mediation(f"d{number}"))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen: list[int] = []
    while not done.is_set():
        (row,) = store.read(
            "MATCH (d:Document) WITH count(d) AS d MATCH ()-[r:MEDIATES]->() RETURN d, count(r) AS edges"
        )
        seen.append(row["d"])
    writer.join()
    assert sorted(seen) == seen
    assert counts(store) == (26 * 4 + 3 + 1, 26 * (2 + 1 + 3 + 3 + 3 + 1))


def test_several_questions_in_one_transaction(store: Store) -> None:
    load(store, mediation("a"))
    with store.reading() as ask:
        assert ask("MATCH (a:Actor) RETURN count(a) AS n") == [{"n": 3}]
        assert ask("UNWIND $xs AS x RETURN x", xs=[1, None, "z"]) == [{"x": 1}, {"x": None}, {"x": "z"}]


REFUSED = [
    "CREATE (n:Actor {id: 'x'}) RETURN n",
    "CREATE (n:Unheard)",
    "MERGE (n:Actor {id: 'x'}) RETURN n",
    "MATCH (n:Actor) SET n.name = 'x'",
    "MATCH (n:Actor) SET n:Person",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) REMOVE n:State",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH ()-[r:MEDIATES]->() DELETE r",
    "MATCH (a:Actor), (b:Actor) CREATE (a)-[:KNOWS]->(b)",
    "MATCH (n:Actor) FOREACH (x IN [1] | SET n.name = 'x')",
    "FOREACH (x IN [1] | CREATE (:Actor {id: 'x'}))",
    "CALL { CREATE (n:Actor {id: 'x'}) RETURN n } RETURN n",
    "CREATE INDEX sly FOR (n:Actor) ON (n.name)",
    "CREATE CONSTRAINT sly FOR (n:Actor) REQUIRE n.name IS UNIQUE",
    "DROP CONSTRAINT actor_id",
    "DROP INDEX actor_iso3",
    "CREATE USER sly SET PASSWORD 'sly-password-1'",
    "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/x.csv' AS line RETURN line",
    "CALL { LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line } RETURN line",
]


@pytest.mark.parametrize("text", REFUSED)
def test_a_question_may_not_write(store: Store, text: str) -> None:
    load(store, mediation("a"))
    before = snapshot(store)
    with pytest.raises(WriteRefusedError) as caught:
        store.cypher(text, {})
    assert "\n" not in str(caught.value)
    assert snapshot(store) == before


# A server refuses these, does not know them or answers nothing; what counts is that nothing happens.
NOTHING_HAPPENS = [
    "PROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "PROFILE CREATE (n:Actor {id: 'x'}) RETURN n",
    "CALL db.createLabel('Sly')",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL apoc.create.node(['Actor'], {id: 'x'})",
    "CALL apoc.cypher.doIt('CREATE (n:Actor)', {})",
    "CALL apoc.load.json('file:///etc/hostname')",
    "CALL apoc.export.json.all('/tmp/x', {})",
    "L\\u004fAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "CYPHER 5 PROFILE LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "DROP DATABASE neo4j",
    "USE system CREATE USER sly SET PASSWORD 'sly-password-1'",
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
]


@pytest.mark.parametrize("text", NOTHING_HAPPENS)
def test_a_question_cannot_write_by_procedures_or_disguise(store: Store, text: str) -> None:
    load(store, mediation("a"))
    before = snapshot(store)
    try:
        rows = store.cypher(text, {}).rows
    except (StoreError, UsageError):
        rows = []
    assert rows == []
    assert snapshot(store) == before


def test_somebody_who_asks_for_it_may_write(store: Store) -> None:
    answer = store.cypher("CREATE (a:Actor {id: $id}) RETURN a.id AS id", {"id": "mine"}, write=True)
    assert (answer.columns, answer.rows) == (("id",), [("mine",)])
    assert store.read("MATCH (a:Actor) RETURN a.id AS id") == [{"id": "mine"}]


@pytest.mark.parametrize("text", ["MATCHX", "MATCH (n) RETURN m", "RETURN $missing", "RETURN 1/0"])
def test_faulty_cypher_is_said_in_one_sentence(store: Store, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        store.cypher(text, {})
    assert "\n" not in str(caught.value)


def test_answers_are_plain_python(store: Store) -> None:
    load(store, mediation("a"))
    text = """
    MATCH p = (m:Mediator)-[r:MEDIATES]->(x:Actor {iso3: 'IRN'})
    RETURN m, r, p, date('2019-06-12') AS day, [1, null, 'x'] AS list, {a: 1.5, b: true} AS map
    """
    answer = store.cypher(text, {})
    ((node, relationship, path, day, items, mapping),) = answer.rows
    assert answer.columns == ("m", "r", "p", "day", "list", "map")
    assert node["labels"] == ["Actor", "Mediator", "State"]
    assert node["properties"]["name"] == "Oman"
    assert relationship["type"] == "MEDIATES"
    assert (relationship["start"], relationship["end"]) == (OMAN.id, IRAN.id)
    assert [one["properties"]["name"] for one in path["nodes"]] == ["Oman", "Iran"]
    assert [one["type"] for one in path["relationships"]] == ["MEDIATES"]
    assert (day, items, mapping) == ("2019-06-12", [1, None, "x"], {"a": 1.5, "b": True})


def test_times_and_places_are_plain_too(store: Store) -> None:
    text = "RETURN duration('P1DT2H') AS d, datetime('2020-01-02T03:04:05Z') AS t, point({x: 1, y: 2}) AS p"
    ((duration, time, point),) = store.cypher(text, {}).rows
    assert duration == "P1DT2H"
    assert time.startswith("2020-01-02T03:04:05")
    assert point == {"srid": 7203, "coordinates": [1.0, 2.0]}


@pytest.mark.parametrize("value", [object(), 10**30])
def test_a_value_that_no_server_takes(store: Store, value: object) -> None:
    with pytest.raises(UsageError):
        store.cypher("RETURN $x AS x", {"x": value})


def test_the_status_counts_everything(store: Store) -> None:
    load(store, FIRST)
    status = store.status()
    assert status.labels == {
        "Document": 1,
        "Actor": 4,
        "Place": 1,
        "Event": 1,
        "Claim": 1,
        "Evidence": 1,
        "Mediator": 1,
    }
    assert status.relationships["MEDIATES"] == 2
    assert status.verdicts == {"asserted": 1}
    assert status.kinds == {"official": 1, "state": 3}
    assert status.event_types == {"mediation": 1}
    assert [(one.id, one.loaded_at) for one in status.documents] == [("a", NOW)]
    assert status.server.startswith("ArcadeDB " if store.embedded else "Neo4j ")


def test_constraints_and_indexes_are_made_once(store: Store) -> None:
    load(store, mediation("a"))
    first = store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name")
    load(store, mediation("b"))
    assert store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name") == first
    assert {"event_document", "actor_iso3", "mediates_event_id"} <= {row["name"] for row in first}
    with pytest.raises(StoreError):
        store.cypher("CREATE (a:Actor {id: $id})", {"id": IRAN.id}, write=True)


def test_where_the_store_is(tmp_path: Path) -> None:
    server = ServerTarget("bolt://host", "neo4j", "", None)
    assert resolve_target(None, {}) == Path(DEFAULT_FOLDER)
    assert resolve_target(None, {"NEO4J_URI": "bolt://host"}) == server
    assert resolve_target(None, {"NEO4J_URI": "bolt://host", "GOODOFFICES_STORE": "x"}) == Path("x")
    assert resolve_target(tmp_path, {"GOODOFFICES_STORE": "x"}) == tmp_path
    login = {"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "secret", "NEO4J_DATABASE": "db"}
    assert resolve_target("neo4j+s://host", login) == ServerTarget("neo4j+s://host", "ann", "secret", "db")


@pytest.mark.parametrize("address", ["http://host", "bolt://ann:secret@host", "ftp://x", "bolt://", "bolt://host:x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_target(address, {})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_does_not_answer(scheme: str) -> None:
    port = free_port()
    with pytest.raises(StoreUnavailableError, match=str(port)) as caught:
        Store(ServerTarget(f"{scheme}://127.0.0.1:{port}", "neo4j", "top-secret", None))
    assert "top-secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_password(neo4j_target: ServerTarget) -> None:
    with pytest.raises(StoreUnavailableError, match="NEO4J_PASSWORD") as caught:
        Store(replace(neo4j_target, password="top-secret"))
    assert "top-secret" not in str(caught.value)


def test_a_database_that_is_not_there(neo4j_target: ServerTarget) -> None:
    with (
        Store(replace(neo4j_target, database="nowhere")) as store,
        pytest.raises(StoreUnavailableError, match="NEO4J_DATABASE"),
    ):
        store.read("RETURN 1 AS x")


def test_passwords_stay_out_of_texts() -> None:
    assert "secret" not in repr(ServerTarget("bolt://host", "ann", "secret", None))
    assert "secret" not in repr(Login("bolt://host", "ann", "secret", None))


def test_a_folder_without_a_store_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="no graph"):
        open_store(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []

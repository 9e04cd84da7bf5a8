"""Asking a store, and that a question never writes: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

from typing import Any, LiteralString

import pytest

from goodoffices.graph.errors import (
    StoreChangedError,
    StoreError,
    UsageError,
)
from goodoffices.graph.store import Ask, Store
from goodoffices.queries.ask import timeline
from goodoffices.queries.network import network
from goodoffices.queries.people import NOBODY
from goodoffices.queries.selection import whole_events
from goodoffices.queries.texts import text_of
from tests.contributions import FIRST, IRAN, OMAN, mediation
from tests.servers import NOW, load


def test_several_questions_in_one_transaction(store: Store) -> None:
    load(store, mediation("a"))
    with store.reading() as ask:
        assert ask("MATCH (a:Actor) RETURN count(a) AS n") == [{"n": 3}]
        assert ask("UNWIND $xs AS x RETURN x", xs=[1, None, "z"]) == [{"x": 1}, {"x": None}, {"x": "z"}]


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


def test_the_status_leaves_out_what_is_deleted_while_it_counts(store: Store) -> None:
    """Neo4j gives such a node without its properties, as these are."""
    load(store, mediation("a"))
    before = store.status()
    store.cypher("CREATE (:Event), (:Actor), (:Document)", {}, write=True)
    after = store.status()
    for name in ("verdicts", "kinds", "event_types", "documents"):
        assert getattr(after, name) == getattr(before, name)


def test_constraints_and_indexes_are_made_once(store: Store) -> None:
    load(store, mediation("a"))
    first = store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name")
    load(store, mediation("b"))
    assert store.read("SHOW INDEXES YIELD name RETURN name ORDER BY name") == first
    assert {"event_document", "actor_iso3", "mediates_event_id"} <= {row["name"] for row in first}
    with pytest.raises(StoreError):
        store.cypher("CREATE (a:Actor {id: $id})", {"id": IRAN.id}, write=True)


def test_an_answer_whose_statements_do_not_fit_together_is_asked_again(store: Store) -> None:
    load(store, FIRST)
    (event,) = FIRST.events
    tries = 0

    def work(ask: Ask) -> int:
        nonlocal tries
        tries += 1
        return len(whole_events(ask, ["0" * 20] if tries < 3 else [event.id], NOBODY))

    assert (store.answer(work), tries) == (1, 3)


def test_an_answer_that_never_fits_together_is_an_error(store: Store) -> None:
    with pytest.raises(StoreChangedError, match=r"the event 0+ changed while it was asked for; ask again"):
        store.answer(lambda ask: whole_events(ask, ["0" * 20], NOBODY))


def _emptied(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as Neo4j gives them where a node is deleted while they are read: without its properties."""
    for row in rows:
        if "event_id" in row:
            row["event_id"] = None
        for role in row.get("roles", ()):
            role["role"] = None
    return rows


@pytest.mark.parametrize("part", ["timeline", "events", "page-edges"])
def test_what_was_deleted_while_it_was_read_is_asked_for_again(store: Store, part: str) -> None:
    load(store, FIRST)
    tries = 0

    def work(ask: Ask) -> int:
        def disturbed(text: LiteralString, /, **parameters: object) -> list[dict[str, Any]]:
            nonlocal tries
            rows = ask(text, **parameters)
            tries += text == text_of(part)
            return _emptied(rows) if text == text_of(part) and tries < 3 else rows

        return len(network(disturbed).events) if part == "page-edges" else len(timeline(disturbed, "Oman").rows)

    assert (store.answer(work), tries) == (1, 3)

"""Asking a store, and that a question never writes: each test runs on the embedded server and on Neo4j."""

from __future__ import annotations

import json
import tracemalloc
from functools import partial
from typing import Any, LiteralString

import pytest

from goodoffices.api import Rows
from goodoffices.asking import asking, rows_in_english
from goodoffices.graph.errors import (
    StoreChangedError,
    StoreError,
    UsageError,
)
from goodoffices.graph.spool import spooling
from goodoffices.graph.store.store import ReadTransaction, Store
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.filters import Filters
from goodoffices.queries.engine.merged_actors import NOBODY_MERGED
from goodoffices.queries.engine.whole_events import whole_events
from goodoffices.queries.output.formats import Format
from goodoffices.queries.output.spool import by_column, keep
from goodoffices.queries.questions.network import network
from goodoffices.queries.questions.time.timeline import timeline
from tests.support.contributions import FIRST, IRAN, OMAN, mediation, telling
from tests.support.servers import NOW, load


def test_several_questions_in_one_transaction(store: Store) -> None:
    load(store, mediation("a"))
    with store.reading() as ask:
        assert ask("MATCH (a:Actor) RETURN count(a) AS n") == [{"n": 3}]
        assert ask("UNWIND $xs AS x RETURN x", xs=[1, None, "z"]) == [{"x": 1}, {"x": None}, {"x": "z"}]


def test_somebody_who_asks_for_it_may_write(store: Store) -> None:
    answer = store.cypher("CREATE (a:Actor {id: $id}) RETURN a.id AS id", {"id": "mine"}, write=True)
    assert (answer.columns, answer.rows) == (("id",), [("mine",)])
    assert store.read("MATCH (a:Actor) RETURN a.id AS id") == [{"id": "mine"}]


def test_rows_of_own_cypher_need_not_be_held_in_memory(store: Store) -> None:
    text = "UNWIND range(1, 20000) AS i RETURN i, toString(i) + ' as a text that is not there twice' AS told"
    wanted = store.cypher(text, {})
    with spooling() as spool:
        tracemalloc.start()
        answer = store.cypher(text, {}, keep=partial(keep, spool))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (answer.columns, answer.rows, len(spool)) == (wanted.columns, [], 20_000)
        assert [tuple(row.values()) for row in by_column(spool, answer.columns)] == wanted.rows
    assert peak < 1_500_000


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

    def work(ask: ReadTransaction) -> int:
        nonlocal tries
        tries += 1
        return len(whole_events(ask, ["0" * 20] if tries < 3 else [event.id], NOBODY_MERGED))

    assert (store.answer(work), tries) == (1, 3)


def test_an_answer_that_never_fits_together_is_an_error(store: Store) -> None:
    with pytest.raises(StoreChangedError, match=r"the event 0+ changed while it was asked for; ask again"):
        store.answer(lambda ask: whole_events(ask, ["0" * 20], NOBODY_MERGED))


def _emptied(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as Neo4j gives them where a node is deleted while they are read: without its properties."""
    for row in rows:
        if "event_id" in row:
            row["event_id"] = None
        for part in (*row.get("roles", ()), *row.get("actors", ())):
            part[1] = None
    return rows


def test_whom_the_names_of_a_sentence_mean_is_asked_once(embedded: Store) -> None:
    load(embedded, FIRST)
    asked: list[str] = []

    def work(ask: ReadTransaction) -> Rows:
        def heard(text: LiteralString, /, **parameters: object) -> list[dict[str, Any]]:
            asked.append(repr((text, parameters)))
            return ask(text, **parameters)

        return rows_in_english(heard, "What happened between Oman and Iran according to Oman?", lambda _: None)

    rows = embedded.answer(work)
    assert (len(rows), rows.about) == (0, ("Oman", "Iran"))
    assert sorted(asked) == sorted(set(asked))
    assert sum(text_of("find-actor") in one.encode().decode("unicode_escape") for one in asked) >= 2


def test_lines_of_an_answer_that_was_begun_anew_stand_there_once(
    embedded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodoffices.queries.engine.whole_events.BATCH", 1)
    load(embedded, FIRST, telling("a"), telling("b"))
    asked = asking("timeline", {}, {"a": "Oman"})
    given: list[object] = []

    def work(ask: ReadTransaction) -> Rows:
        def disturbed(text: LiteralString, /, **parameters: object) -> list[dict[str, Any]]:
            if text == text_of("event-parts"):
                given.append(parameters["ids"])
                if len(given) == 2:
                    raise StoreChangedError("an event changed while it was asked for; ask again")
            return ask(text, **parameters)

        return asked.kept(disturbed, spool, Format.jsonl)

    with spooling() as spool:
        embedded.answer(work)
        lines = "".join(spool)
    # Of two that come one by one the second was disturbed, and then both came anew.
    assert [given[2], given[3]] == [given[0], given[1]]
    assert len(given) == 4
    assert [json.loads(line) for line in lines.splitlines()] == embedded.answer(asked.rows)


@pytest.mark.parametrize("part", ["timeline", "event-parts", "event-names", "page-edges"])
def test_what_was_deleted_while_it_was_read_is_asked_for_again(store: Store, part: str) -> None:
    load(store, FIRST)
    tries = 0

    def work(ask: ReadTransaction) -> int:
        def disturbed(text: LiteralString, /, **parameters: object) -> list[dict[str, Any]]:
            nonlocal tries
            rows = ask(text, **parameters)
            tries += text == text_of(part)
            return _emptied(rows) if text == text_of(part) and tries < 3 else rows

        return (
            len(network(disturbed).events)
            if part == "page-edges"
            else len(list(timeline.make(disturbed, {"a": "Oman", "b": None}, Filters()).rows))
        )

    assert (store.answer(work), tries) == (1, 3)

"""Answers on channels are the same on every server, in whatever order documents were loaded, and know who is one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from goodoffices.api import Graph, Rows
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import judged
from goodoffices.graph.store.store import Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from tests.support.inline import annotated
from tests.support.leverage_texts import contributions
from tests.support.servers import NOW, load, wipe
from tests.support.tree import ROOT

VISIT = build(
    replace(
        annotated(
            "James Earl Carter talked with South Korea in 1994. South Korea talked with Japan in 1998.",
            'j Person "James Earl Carter"',
            'k State "South Korea"',
            'd Date "1994" EDTF:1994',
            'k2 State "South Korea"@2',
            'p State "Japan"',
            'd2 Date "1998" EDTF:1998',
            "Equiv k k2",
            'n Negotiation "talked" Party:j Party:k Date:d Status=held',
            'm Negotiation "talked"@2 Party:k2 Party:p Date:d2 Status=held',
            id="visit",
        ),
        title="A visit",
    )
)
"""The visitor of Pyongyang by a longer name."""


def sample() -> tuple[Contribution, ...]:
    readings = map(validated, read([ROOT / "loaders" / "sample"]))
    return tuple(build(reading.document) for reading in readings if reading.document)


def answers(graph: Graph) -> Iterator[Rows]:
    yield graph.brokers(limit=5)
    yield graph.brokers(by_subregion=True, from_="1990", verdict="asserted")
    yield graph.could_mediate("Iran", "USA")
    yield graph.could_mediate("USA", "Cuba", without="Cuba")
    yield graph.between("Norway", "Cuba")
    yield graph.between("Chile", "Saudi Arabia", known_by="2027")


def told(store: Store, documents: tuple[Contribution, ...]) -> str:
    wipe(store)
    load(store, *documents)
    found = [[rows, rows.remarks] for rows in answers(Graph(store))]
    assert all(rows for rows, _ in found)
    return json.dumps(found)


def test_every_server_gives_the_same_bytes(sessions: Mapping[str, Store]) -> None:
    written = {told(store, sample()) for store in sessions.values()}
    assert len(written) == 1


def test_the_order_of_loading_makes_no_difference(embedded: Store) -> None:
    documents = (*sample(), *contributions(), VISIT)
    assert told(embedded, documents) == told(embedded, documents[::-1])


def test_actors_that_are_one_are_one_in_the_network(store: Store) -> None:
    load(store, *contributions(), VISIT)
    graph = Graph(store)
    before = graph.between("North Korea", "Japan")
    assert before == []
    carters = [graph.cypher("MATCH (a:Actor {name: $n}) RETURN a.id AS id", {"n": n})[0]["id"] for n in NAMES]
    store.judge([judged("actor", (min(carters), max(carters)), "same", by=None, at=NOW)])
    rows = graph.between("North Korea", "Japan")
    assert [row["to"]["name"] for row in rows] == ["James Earl Carter", "South Korea", "Japan"]
    assert [row["cut"] for row in rows] == [1, 1, None]
    assert rows == graph.between("North Korea", "Japan", from_="1990")
    (candidate,) = {row["candidate"]["name"] for row in graph.could_mediate("North Korea", "South Korea")}
    assert candidate == "James Earl Carter"
    assert graph.between(carters[0], "Japan") == graph.between(carters[1], "Japan") != []
    assert (
        graph.brokers({"Jimmy Carter": "Visitors", "North Korea": "Korea", "South Korea": "Korea"})[1]["itinerant"] == 2
    )
    graph.undo(*carters)
    assert graph.between("North Korea", "Japan") == before


NAMES = ("Jimmy Carter", "James Earl Carter")

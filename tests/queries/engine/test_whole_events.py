"""Whole events that are put together of lists are those that one statement tells, on every server."""

from __future__ import annotations

from typing import Any

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.rules.judgements import judged
from goodoffices.graph.store.store import ReadTransaction, Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.merged_actors import NOBODY_MERGED
from goodoffices.queries.engine.whole_events import whole_events
from tests.graph.store import test_same
from tests.support.inline import annotated
from tests.support.servers import load
from tests.support.tree import ROOT

MERGED = ("mediation", "agreement")
ENVOY = annotated(
    "Anna Lind of the foreign ministry of Sweden met Cuba in 2004, with the ministry at the table.",
    's Official "Anna Lind"',
    'm Organization "foreign ministry"',
    'w State "Sweden"',
    'c State "Cuba"',
    'd Date "2004" EDTF:2004',
    'n Negotiation "met" Party:s Party:m Party:c Date:d Status=held',
    "Of s m",
    "Of m w",
    id="envoy",
)


def in_any_order(value: Any) -> Any:
    """A value in which no list has an order, for that is the server's."""
    if isinstance(value, dict):
        return {key: in_any_order(value[key]) for key in sorted(value)}
    return sorted(map(in_any_order, value), key=repr) if isinstance(value, list) else value


def both(store: Store) -> tuple[dict[str, Any], dict[str, Any]]:
    """All events of a store that answers show: as one statement tells them, and put together."""
    ids = [row["id"] for row in store.read("MATCH (e:Event) WHERE e.merged_into IS NULL RETURN e.id AS id")]

    def work(ask: ReadTransaction) -> tuple[dict[str, Any], dict[str, Any]]:
        told = {row["event"]["id"]: row for row in ask(text_of("events"), ids=ids)}
        return told, dict(whole_events(ask, ids, NOBODY_MERGED))

    return store.answer(work)


def test_events_of_the_sample_are_the_same_either_way(store: Store) -> None:
    load(store, *(build(one.document) for one in map(validated, read([ROOT / "loaders" / "sample"])) if one.document))
    told, put_together = both(store)
    assert len(told) > 40
    assert any(role["of"] for event in told.values() for role in event["roles"])
    assert in_any_order(put_together) == in_any_order(told)


def test_for_whom_those_act_for_whom_somebody_acts_is_told_too(store: Store) -> None:
    load(store, build(ENVOY))
    # Not held against the one statement, which loses on ArcadeDB what lies two steps away.
    _, put_together = both(store)
    (event,) = put_together.values()
    of = {
        role["name"]: [(side["name"], [one["name"] for one in side["of"]]) for side in role["of"]]
        for role in event["roles"]
    }
    assert of == {
        "Anna Lind": [("foreign ministry", ["Sweden"])],
        "foreign ministry": [("Sweden", [])],
        "Cuba": [],
    }


def test_an_event_of_several_documents_has_what_any_of_them_tells(store: Store) -> None:
    load(store, test_same.FIRST, test_same.SECOND)
    people = test_same.people(Graph(store))
    pairs = [("event", (test_same.EVENTS["first", type_], test_same.EVENTS["second", type_])) for type_ in MERGED]
    pairs.append(("actor", (people[0], people[1])))
    store.judge([judged(kind, ends, "same", by=None, at="2026-01-02") for kind, ends in pairs])
    told, put_together = both(store)
    assert {len(event["event"]["documents"]) for event in told.values()} == {1, 2}
    assert in_any_order(put_together) == in_any_order(told)

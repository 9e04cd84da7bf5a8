"""By which claims it is told what followed an offer."""

from __future__ import annotations

from typing import Unpack

from goodoffices.api import Graph, Rows
from goodoffices.filters import FilterWords
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.store.store import Store
from tests.support.inline import annotated
from tests.support.servers import load

PROPOSED = annotated(
    "Pakistan offered talks to India on 2 June 2016.",
    'p State "Pakistan"',
    'i State "India"',
    'd Date "2 June 2016" EDTF:2016-06-02',
    'offer Negotiation "talks" Party:p Party:i Date:d Status=offered',
    id="proposed",
    published="2016-06-03",
)
HELD = annotated(
    "India and Pakistan talked on 5 July 2016.",
    'i State "India"',
    'p State "Pakistan"',
    'd Date "5 July 2016" EDTF:2016-07-05',
    'talks Negotiation "talked" Party:i Party:p Date:d Status=held',
    id="held",
)


def asked(store: Store, name: str, **filters: Unpack[FilterWords]) -> Rows:
    return Graph(store).question(name, filters, a="India", b="Pakistan")


def test_what_followed_is_not_told_by_a_claim_that_nobody_dates_where_only_surely_known_ones_count(
    store: Store,
) -> None:
    load(store, build(PROPOSED), build(HELD))
    for question, found in (("after-offers", 1), ("efforts", 2)):
        assert len(asked(store, question, known_by="2030")) == found
    assert asked(store, "after-offers", known_by="2030", surely=True) == []
    assert [row["status"] for row in asked(store, "efforts", known_by="2030", surely=True)] == ["offered"]

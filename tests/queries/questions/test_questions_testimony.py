"""Answers as they would be had somebody said nothing, or as of a day; and how a question is explained."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.errors import UnknownNameError, UsageError
from tests.conftest import STORES
from tests.queries.questions.test_questions import filled


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The briefs in a store, on each server in turn; these tests only read."""
    return filled(request.getfixturevalue(f"{request.param}_session"))


def told(rows: Rows) -> dict[str, str]:
    return {row["event_id"]: row["verdict"] for row in rows}


def test_without_a_source_its_claims_do_not_count(graph: Graph) -> None:
    everything = told(graph.timeline("Iran", include_denied=True))
    rows = graph.timeline("Iran", include_denied=True, without="Iran")
    assert told(rows).items() < everything.items()
    assert all("Bahram Qasemi" not in claim["said_by"] for row in rows for claim in row["claims"])


def test_without_a_document_all_that_it_tells_is_gone(graph: Graph) -> None:
    rows = graph.timeline("Iran", include_denied=True, without=["oman", "The Omani channel"])
    assert rows
    assert all(claim["document"] != "oman" for row in rows for claim in row["claims"])


def test_without_one_side_a_dispute_is_none(graph: Graph) -> None:
    disputed = [row for row in graph.disputed() if row["aspect"] == "occurrence"]
    claims = disputed[0]["deny"]
    assert disputed[0]["event_id"] in told(graph.timeline(asked_of(graph, disputed[0]), include_denied=True))
    left = graph.disputed(without=claims[0]["said_by"][-1])
    assert disputed[0]["event_id"] not in {row["event_id"] for row in left if row["aspect"] == "occurrence"}


def asked_of(graph: Graph, row: dict[str, Any]) -> str:
    return str(row["participants"][0]["actor"]["id"])


def test_a_source_that_nobody_knows_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="Nor is a document called so"):
        graph.timeline("Iran", without="The Daily Nothing")


def test_what_was_known_by_a_day_holds_no_later_claim(graph: Graph) -> None:
    everything, early = graph.timeline("Iran"), graph.timeline("Iran", known_by="2018")
    assert 0 < len(early) < len(everything)
    assert told(graph.timeline("Iran", known_by="2100")) == told(everything)
    assert all((claim["said_on"] or "")[:4] <= "2018" for row in early for claim in row["claims"])


def test_only_what_was_surely_known_leaves_out_claims_of_unknown_date(graph: Graph) -> None:
    rows = graph.timeline("Iran", known_by="2100", surely=True)
    assert len(rows) <= len(graph.timeline("Iran", surely=True))


def test_a_date_that_is_none_is_refused_where_what_was_known_is_asked(graph: Graph) -> None:
    with pytest.raises(UsageError, match="EDTF"):
        graph.timeline("Iran", known_by="yesterday")


def test_plain_rows_take_no_filters(graph: Graph) -> None:
    with pytest.raises(UsageError, match="no filter but --limit"):
        graph.question("page-events", {"status": "held"})
    assert len(graph.question("page-events", {"limit": 1})) == 1


def test_a_question_is_explained(graph: Graph) -> None:
    explained = graph.explain("timeline", a="Iran")
    assert explained.text.startswith("UNWIND $a AS id\nMATCH (:Actor {id: id})<-[c:CONCERNS]-")
    assert explained.parameters["b"] is None
    first = "ProduceResults" if graph.store.server.startswith("Neo4j") else "OpenCypher"
    assert explained.plan[0].startswith(first)

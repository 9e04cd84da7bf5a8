"""Which offers somebody refused: asked by who refused, not by who was a party, in parameters and in sentences."""

from __future__ import annotations

from typing import Any

import pytest

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from tests.conftest import STORES
from tests.queries.questions.test_questions_mediation import REFUSED, called
from tests.support.inline import annotated
from tests.support.servers import load, wipe

TURNED_AWAY = annotated(
    "Kenji Mori of Japan came to Tehran to mediate between Iran and Iraq. Ali Hosseini of Iran turned him away.",
    'k Official "Kenji Mori"',
    'j State "Japan"',
    't Place "Tehran" ISO3166:IRN',
    'i State "Iran"',
    'q State "Iraq"',
    'h Official "Ali Hosseini"',
    'i2 State "Iran"@2',
    "Equiv i i2",
    "Of k j",
    "Of h i2",
    'mori Mediation "mediate" Mediator:k Party:i Party:q RejectedBy:h Place:t Status=rejected',
    id="turned-away",
)
"""A mediator who went in vain, and the official who refused for a party."""


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """Two texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    load(store, *map(build, (REFUSED, TURNED_AWAY)))
    return Graph(store)


@pytest.mark.parametrize(
    "asked",
    [{"rejecter": "India"}, {"rejecter": "India", "mediator": "South Africa"}, {"rejecter": "India", "a": "Pakistan"}],
    ids=str,
)
def test_who_refused_is_asked_apart_from_the_parties(graph: Graph, asked: dict[str, Any]) -> None:
    (row,) = graph.question("refused-offers", **asked)
    assert (called(row["mediators"]), called(row["refused_by"])) == (["Nelson Mandela"], ["India"])


@pytest.mark.parametrize(
    "asked",
    [{"rejecter": "Pakistan"}, {"rejecter": "South Africa"}, {"rejecter": "India", "mediator": "United States"}],
    ids=str,
)
def test_a_party_that_refused_nothing_is_no_rejecter(graph: Graph, asked: dict[str, Any]) -> None:
    assert graph.question("refused-offers", **asked) == []


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        ({"rejecter": "Iran"}, "rolled_up"),
        ({"rejecter": "Iran", "mediator": "Kenji Mori"}, "rolled_up"),
        ({"rejecter": "Ali Hosseini"}, "stated"),
        ({"rejecter": "Ali Hosseini", "mediator": "Kenji Mori"}, "stated"),
    ],
    ids=str,
)
def test_an_official_refuses_for_its_state(graph: Graph, asked: dict[str, Any], level: str) -> None:
    (row,) = graph.question("refused-offers", **asked)
    assert (called(row["refused_by"]), row["level"]) == (["Ali Hosseini"], level)
    stated = graph.question("refused-offers", filters={"stated_only": True}, **asked)
    assert len(stated) == (level == "stated")


def test_who_refused_without_being_a_party_is_no_party(graph: Graph) -> None:
    assert graph.question("refused-offers", a="Ali Hosseini") == []


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("Which offers did India refuse?", 1),
        ("Which offers did Pakistan refuse?", 0),
        ("Which offers did Ali Hosseini refuse from Kenji Mori?", 1),
        ("Which offers were refused by Iran?", 1),
        ("Which offers between Iran and Iraq were refused by Iraq?", 0),
        ("Refused offers of Japan", 1),
        ("Refused offers by Japan", 1),
        ("Who refused Japan's offer?", 1),
        ("Refused offers of Iran", 0),
        ("Refused offers to Iran", 1),
    ],
)
def test_a_sentence_about_a_refusal_asks_who_refused(graph: Graph, sentence: str, rows: int) -> None:
    assert len(graph.ask(sentence)) == rows

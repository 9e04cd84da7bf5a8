"""Statements that follow CONCERNS answer as those did that looked, for each event, for whom its actors act there.

The former statements are in ``tests/oracle``. Rows and remarks are compared, whatever is asked and however narrowed.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.api import Graph
from goodoffices.graph.errors import InputError, UsageError
from goodoffices.graph.grouping import grouped
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import Judgement
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine import catalogue, first_rows
from goodoffices.queries.engine.catalogue import Question, all_questions
from tests.queries.questions.test_questions_properties import World, corpora, values_of, world, world_of
from tests.support.servers import NOW, wipe
from tests.support.tree import ROOT

__all__ = ["corpora", "world"]

FORMER = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "oracle").rglob("*.txt")}
ASKED = [one for one in all_questions() if one.group not in ("helper", "see") and one.rows != "plain"]
SEEDS = range(6 if os.environ.get("GOODOFFICES_FUZZ") == "full" else 3)
"""With how many choices of parameters each is asked; with more under ``make soak``."""

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"include_denied": True},
    {"stated_only": True},
    {"from_": "1995", "to": "2012"},
    {"from_": "2000", "surely": True, "status": ["held", "in_force"]},
    {"verdict": ["asserted"], "limit": 3},
    {"known_by": "2008", "surely": True},
)


HEARD_ANEW = tuple(one for one in FILTERS if "known_by" not in one)
"""Without what counts claims: the former statements took more events into consideration."""


@pytest.fixture(scope="module", params=["embedded", "neo4j-5.26"])
def judged(request: pytest.FixtureRequest, corpora: tuple[Contribution, ...]) -> World:
    """The sample and generated documents, in which some events, and some actors, are judged to be one."""
    store: Store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    store.load(corpora, loaded_at=NOW)
    store.judge([*pairs(store, "Event", "type", 12), *pairs(store, "Actor", "kind", 6)])
    return world_of(store, corpora)


def pairs(store: Store, label: str, alike: str, number: int) -> Iterator[Judgement]:
    """Judgements that this many pairs of nodes of one type or kind are one."""
    found = store.read(
        f"MATCH (n:{label}) WHERE n.{alike} IS NOT NULL RETURN n.{alike} AS word, n.id AS id ORDER BY id"
    )
    by_word = grouped((row["word"], row["id"]) for row in found)
    chance = random.Random(label)
    for _ in range(number):
        left, right = sorted(
            chance.sample(by_word[chance.choice([word for word in by_word if len(by_word[word]) > 1])], 2)
        )
        yield Judgement(label.lower(), left, right, "same", "test", NOW)


@pytest.mark.parametrize("question", ASKED, ids=lambda one: one.name)
def test_the_former_statement_gives_the_same_rows_and_remarks(
    judged: World, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = HEARD_ANEW if question.name in ("contradicted", "disputed") else FILTERS
    now = answers(judged, question, filters)
    own = catalogue.own_question
    monkeypatch.setattr(catalogue, "own_question", lambda name: formerly(own(name)))
    assert answers(judged, question, filters) == now


NARROWED: tuple[dict[str, Any], ...] = (
    {"limit": 1},
    {"limit": 4},
    {"limit": 4, "include_denied": True},
    {"limit": 3, "stated_only": True},
    {"limit": 3, "from_": "1995", "to": "2012"},
    {"limit": 3, "from_": "1995", "to": "2012", "surely": True},
    {"limit": 3, "surely": True, "include_denied": True},
    {"limit": 3, "to": "1960"},
    {"limit": 2, "status": ["held", "offered", "in_force"]},
    {"limit": 2, "verdict": ["denied", "disputed"]},
    {"limit": 2, "said_by": "Iran"},
)


@pytest.mark.parametrize("question", ASKED, ids=lambda one: one.name)
def test_the_first_rows_are_those_of_the_whole_answer_with_the_same_remarks(
    world: World, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the store narrows, puts in order and counts, or all that it finds does cross."""
    now = answers(world, question, NARROWED)
    monkeypatch.setattr(first_rows.Search, "is_told_by_classes", lambda *_: False)
    assert answers(world, question, NARROWED) == now


def formerly(question: Question | None) -> Question | None:
    former = question and FORMER.get(question.name)
    lines = (former or "").splitlines()
    text: Any = "\n".join(line for line in lines if not line.startswith("//"))
    return replace(question, text=text) if question and former else question


def answers(world: World, question: Question, filters: Sequence[dict[str, Any]] = FILTERS) -> Mapping[str, str]:
    """What is answered, or said instead, for each choice of parameters and filters."""
    return {
        f"{given} {narrowing}": answer(world.graph, question.name, given, narrowing)
        for seed in SEEDS
        for given in [values_of(question, world, random.Random(seed))]
        for narrowing in filters
    }


def answer(graph: Graph, name: str, given: Mapping[str, object], filters: Any) -> str:
    try:
        rows = graph.question(name, filters, **given)
    except (InputError, UsageError) as error:
        return str(error)
    return json.dumps([rows, rows.remarks])


def test_every_former_statement_is_of_a_question_that_is_asked_here() -> None:
    assert set(FORMER) <= {one.name for one in all_questions()}

"""A small sample of every campaign; ``make soak`` runs all of them in full."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from tests.campaigns.aftermath import differing, said_badly
from tests.campaigns.child import staying_actors
from tests.campaigns.outcome import Outcome, Round, table
from tests.campaigns.plan import CAMPAIGNS, SIZES, STORES, performed
from tests.support.contributions import telling


def untold(_: str, __: str, rounds: Iterable[Round], ___: int) -> Iterator[Round]:
    yield from rounds


@pytest.mark.parametrize("store", STORES)
def test_a_sample_of_every_campaign(store: str) -> None:
    outcomes = list(performed(CAMPAIGNS, [store], SIZES["sample"], 1, untold))
    failed = [one for one in outcomes if one.failed]
    assert failed == [], table(outcomes)
    skipped = [one for one in outcomes if one.skipped]
    assert skipped == [] or os.environ.get("CI") != "true" or {one.campaign for one in skipped} == {"disk"}
    if len(skipped) == len(outcomes):
        pytest.skip(skipped[0].skipped)


def test_who_stays_is_named_by_all_versions_of_a_document() -> None:
    whole, other = telling("a"), telling("b")
    former = replace(whole, actors=whole.actors[:1])
    assert staying_actors([whole, former]) == {whole.actors[0].id}
    assert staying_actors([former, other, whole]) == {whole.actors[0].id} | {actor.id for actor in other.actors}


def test_a_graph_that_differs_is_a_fault() -> None:
    assert differing("it", (("a",), ()), (("a",), ())) == []
    assert differing("it", (("a", "b"), ()), (("a",), ())) == ["it: 1 nodes too many, 0 missing: b"]
    assert differing("it", (("a", "a"), ()), (("a",), ())) == ["it: 0 nodes too many, 0 missing: a repetition"]
    assert differing("it", (("a",), ()), (("a",), ("r",))) == ["it: 0 relationships too many, 1 missing: r"]


@pytest.mark.parametrize("errors", ["", "goodoffices: the disk is full: make room on it\n"])
def test_a_plain_sentence_is_no_fault(errors: str) -> None:
    assert said_badly(errors) == []


@pytest.mark.parametrize("errors", ["one\ntwo", "Traceback (most recent call last):", "java.io.IOException: no"])
def test_what_no_user_should_see_is_a_fault(errors: str) -> None:
    assert len(said_badly(errors)) == 1


def test_the_table_tells_of_rounds_and_of_what_failed() -> None:
    rounds = (Round((("loads", 1),)), Round((("loads", 2),), ("round 1: lost",)))
    outcomes = [Outcome("kill", "embedded", rounds), Outcome("disk", "embedded", (), "no room")]
    assert table(outcomes).splitlines()[2:] == [
        "| kill | embedded | 2 | 1 | loads 3 |",
        "| disk | embedded | 0 | 0 | not run: no room |",
        "",
        "What failed:",
        "- kill, embedded: round 1: lost",
    ]

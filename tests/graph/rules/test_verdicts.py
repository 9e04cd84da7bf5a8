"""Verdicts and disputes as pure functions of who says what."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.rules.verdicts import (
    ASPECTS_WITH_SIDES,
    Dispute,
    Statement,
    affirmers,
    contradictions,
    deniers,
    disputes,
    opponents,
    verdict,
)
from goodoffices.graph.vocabulary.dates import bounds

FACTUALITIES = ["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
STATEMENTS = st.builds(
    Statement,
    aspect=st.sampled_from(["occurrence", "status", "responsibility", "formality"]),
    value=st.sampled_from([None, "held", "failed"]),
    factuality=st.sampled_from(FACTUALITIES),
    speaker=st.sampled_from(["one", "two", "three"]),
)


def said(aspect: str, value: str | None, factuality: str, speaker: str) -> Statement:
    return Statement(aspect, value, factuality, speaker)


def test_only_occurrence_claims_make_the_verdict() -> None:
    assert verdict([said("occurrence", None, "CT+", "a"), said("responsibility", "x", "CT-", "b")]) == "asserted"
    assert verdict([said("status", "held", "CT+", "a")]) == "unconfirmed"
    assert verdict([]) == "unconfirmed"


def test_speakers_are_counted_once() -> None:
    twice = [said("occurrence", None, "CT+", "a"), said("occurrence", None, "PR+", "a")]
    assert affirmers(twice) == ("a",)
    assert deniers(twice) == ()


def test_responsibility_is_disputed_by_sign_on_one_value() -> None:
    blamed = said("responsibility", "iran", "CT+", "usa")
    denied = said("responsibility", "iran", "CT-", "iran")
    (dispute,) = disputes([blamed, denied])
    assert (dispute.value, dispute.affirm, dispute.deny) == ("iran", (0,), (1,))


def test_two_different_responsible_actors_are_no_dispute() -> None:
    assert disputes([said("responsibility", "x", "CT+", "a"), said("responsibility", "y", "CT+", "b")]) == ()


def test_status_is_disputed_by_different_values_of_different_speakers() -> None:
    held, failed = said("status", "held", "CT+", "a"), said("status", "failed", "CT+", "b")
    (dispute,) = disputes([held, failed])
    assert dispute.sides == (("failed", (1,)), ("held", (0,)))
    assert disputes([held, said("status", "failed", "CT+", "a")]) == ()
    assert disputes([held, said("status", "failed", "PS+", "b")]) == ()


def test_dates_are_disputed_only_where_no_day_fits_both() -> None:
    month = said("date", "2012-07", "CT+", "a")
    assert disputes([month, said("date", "2012", "CT+", "b")]) == ()
    assert disputes([month, said("date", "../2012", "CT+", "b")]) == ()
    assert len(disputes([month, said("date", "2013", "CT+", "b")])) == 1


def test_the_occurrence_is_disputed_where_it_is_affirmed_and_denied() -> None:
    (dispute,) = disputes([said("occurrence", None, "CT+", "a"), said("occurrence", None, "CT-", "b")])
    assert (dispute.aspect, dispute.value, dispute.affirm, dispute.deny) == ("occurrence", None, (0,), (1,))


@given(st.lists(STATEMENTS, max_size=8), st.randoms())
def test_the_order_of_claims_changes_nothing(statements: list[Statement], dice: random.Random) -> None:
    shuffled = dice.sample(statements, len(statements))
    assert verdict(statements) == verdict(shuffled)
    assert [(d.aspect, d.value) for d in disputes(statements)] == [(d.aspect, d.value) for d in disputes(shuffled)]


@given(st.lists(STATEMENTS, max_size=8))
def test_the_verdict_is_disputed_exactly_where_the_occurrence_is(statements: list[Statement]) -> None:
    occurrence = [Statement(s.aspect, None, s.factuality, s.speaker) for s in statements if s.aspect == "occurrence"]
    assert (verdict(statements) == "disputed") == bool(disputes(occurrence))


@given(st.lists(STATEMENTS, max_size=8), STATEMENTS)
def test_another_claim_never_takes_a_side_away(statements: list[Statement], more: Statement) -> None:
    assert set(affirmers(statements)) <= set(affirmers([*statements, more]))
    assert set(deniers(statements)) <= set(deniers([*statements, more]))


def test_only_values_that_exclude_each_other_contradict() -> None:
    dates = [
        said("date", "2019-06", "CT+", "a"),
        said("date", "2019-06-13", "CT+", "b"),
        said("date", "2018", "CT+", "c"),
        said("date", "2017", "CT+", "c"),
        said("occurrence", None, "PS-", "d"),
    ]
    assert contradictions(dates) == {0: (2, 3), 1: (2, 3), 2: (0, 1), 3: (0, 1)}


@given(st.lists(STATEMENTS, max_size=8))
def test_contradiction_is_mutual_and_never_without_a_dispute(statements: list[Statement]) -> None:
    found = contradictions(statements)
    assert all(one in found[other] for one, others in found.items() for other in others)
    assert bool(found) == bool(disputes(statements))


DATES = ["2012", "2012-07", "2012-07-04", "../2012", "2013/..", "2011/2012-07", "2012-07?", "[2010,2014]", "201X"]
CLAIMS = st.builds(
    Statement,
    aspect=st.sampled_from(["occurrence", "status", "date", "responsibility", "formality"]),
    value=st.none(),
    factuality=st.sampled_from(["CT+", "CT+", "PR+", "PS+", "CT-", "PR-", "Uu"]),
    speaker=st.sampled_from(["one", "two", "three", "four"]),
).flatmap(
    lambda one: st.builds(
        Statement,
        aspect=st.just(one.aspect),
        value=st.sampled_from(DATES if one.aspect == "date" else [None, "", "held", "failed", "offered"]),
        factuality=st.just(one.factuality),
        speaker=st.just(one.speaker),
    )
)


def pairwise(statements: Sequence[Statement]) -> tuple[Dispute, ...]:
    """What ``disputes`` means, each claim held against each other one."""
    found = []
    for aspect, value in {(s.aspect, s.value or "") for s in statements}:
        here = [(n, s) for n, s in enumerate(statements) if (s.aspect, s.value or "") == (aspect, value)]
        affirm, deny = tuple(n for n, s in here if s.affirms), tuple(n for n, s in here if s.denies)
        if affirm and deny:
            found.append(Dispute(aspect, value or None, affirm=affirm, deny=deny))
    for aspect in ASPECTS_WITH_SIDES:
        here = [(n, s) for n, s in enumerate(statements) if s.aspect == aspect and s.affirms and s.value]
        if any(exclude(one, other) for (_, one), (_, other) in itertools.combinations(here, 2)):
            values = sorted({str(s.value) for _, s in here})
            sides = tuple((value, tuple(n for n, s in here if s.value == value)) for value in values)
            found.append(Dispute(aspect, None, sides=sides))
    return tuple(sorted(found, key=lambda one: (one.aspect, one.value or "", one.sides)))


def exclude(one: Statement, other: Statement) -> bool:
    if one.speaker == other.speaker or one.value == other.value:
        return False
    if one.aspect != "date":
        return True
    first, second = bounds(str(one.value)), bounds(str(other.value))
    starts, ends = (list(filter(None, days)) for days in ((first.start, second.start), (first.end, second.end)))
    return bool(starts and ends) and max(starts) > min(ends)


@given(st.lists(CLAIMS, max_size=12))
@settings(max_examples=500)
def test_disputes_and_opponents_are_those_of_each_pair(statements: list[Statement]) -> None:
    found = disputes(statements)
    assert found == pairwise(statements)
    for dispute in found:
        if dispute.sides:
            places = sorted(place for _, side in dispute.sides for place in side)
            each = {n: tuple(m for m in places if exclude(statements[n], statements[m])) for n in places}
            assert opponents(dispute, statements) == {place: others for place, others in each.items() if others}


@pytest.mark.parametrize(
    "claims",
    [
        [said("date", f"2012-07-{n % 28 + 1:02}", "CT+", "one") for n in range(20_000)],
        [said("date", "../2012", "CT+", f"{n}") for n in range(20_000)],
        [said("date", f"{1000 + n % 8000}/..", "CT+", f"{n}") for n in range(20_000)],
        [said("status", "held", "CT+", f"{n}") for n in range(20_000)],
        [said("responsibility", f"{n}", "CT+", f"{n}") for n in range(20_000)],
    ],
)
def test_many_claims_on_one_event_take_a_moment(claims: list[Statement]) -> None:
    begun = time.process_time()
    assert disputes(claims) == ()
    assert time.process_time() - begun < 2

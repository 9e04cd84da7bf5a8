"""Verdicts and disputes as pure functions of who says what."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.verdicts import Statement, affirmers, contradictions, deniers, disputes, verdict

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

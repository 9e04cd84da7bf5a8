"""The file of judgements: what a line says, which faults are told, what contradicts what."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.rules.document_values import wrong_value
from goodoffices.graph.rules.judgements import (
    Judgement,
    as_line,
    contradictory_judgements,
    judged,
    judged_clusters,
    judgement_lines,
)

LINE = {"left": "a", "right": "b", "kind": "event", "judgement": "same", "by": None, "at": "2026-01-02T03:04:05Z"}
IDS = st.sampled_from("abcdef")


def pair(left: str, right: str, judgement: str = "same", kind: str = "event") -> Judgement:
    return judged(kind, (left, right), judgement, by=None, at="2026-01-02")


JUDGEMENTS = st.lists(
    st.builds(
        pair,
        IDS,
        IDS,
        st.sampled_from(["same", "same", "different"]),
        st.sampled_from(["event", "actor"]),
    ).filter(lambda one: one.left != one.right)
)


@given(st.text(min_size=1).filter(str.isprintable), st.none() | st.text().filter(lambda by: not wrong_value("by", by)))
def test_a_judgement_is_read_as_it_was_written(key: str, by: str | None) -> None:
    one = judged("actor", (key.replace(" ", "_")[:100] + "x", "y!"), "different", by=by, at="2026-01-02T03:04:05Z")
    text = as_line(one)
    assert text.count("\n") == 1
    lines, faults = judgement_lines(text, "j")
    assert ([line.judgement for line in lines], faults) == ([one], ())


def test_the_order_of_the_two_does_not_matter() -> None:
    assert pair("b", "a") == pair("a", "b")
    assert pair("b", "a").id == pair("a", "b", "different").id != pair("a", "b", kind="actor").id


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"by": 3}, "by", id="by"),
        pytest.param({"kind": "place"}, "event or actor", id="kind"),
        pytest.param({"judgement": "maybe"}, "same or different", id="judgement"),
        pytest.param({"left": "b"}, "the same id", id="one id"),
        pytest.param({"left": ""}, "no id", id="empty id"),
        pytest.param({"left": "a\nb"}, "no id", id="id with a line end"),
        pytest.param({"left": 7}, "no id", id="number"),
        pytest.param({"left": "a" * 201}, "no id", id="long id"),
        pytest.param({"at": "yesterday"}, "not a time", id="at"),
        pytest.param({"at": 5}, "not a time", id="at as a number"),
        pytest.param({"note": "x"}, "does not know note", id="unknown key"),
        pytest.param({"by": "a\nb"}, "on one line", id="two lines"),
        pytest.param({"by": "x" * 1001}, "it may have 1,000", id="a long text"),
        pytest.param({"by": [[]]}, "nested too deep", id="nested"),
        pytest.param({"left": "\ud800"}, "surrogate pair", id="half a character"),
    ],
)
def test_a_faulty_line_is_told_with_its_place(changed: dict[str, Any], said: str) -> None:
    lines, (fault,) = judgement_lines(f"{json.dumps(LINE)}\n\n{json.dumps({**LINE, **changed})}\n", "folder/j.jsonl")
    assert (fault.path, fault.line) == ("folder/j.jsonl", 3)
    assert said in fault.message
    assert [line.number for line in lines] == [1]


@pytest.mark.parametrize(
    ("text", "said"),
    [("[]", "not a JSON object"), ("{", "not JSON"), ('{"left":"a","left":"b"}', "twice"), ('{"by":null}', "lacks at")],
)
def test_a_line_that_is_none(text: str, said: str) -> None:
    _, (fault,) = judgement_lines(text, "j")
    assert fault.line == 1
    assert said in fault.message or "JSON" in fault.message


def test_a_contradiction_names_the_lines_that_make_it() -> None:
    words = [pair("a", "b"), pair("x", "y"), pair("b", "c"), pair("c", "a", "different"), pair("a", "x", "different")]
    lines, (fault,) = judgement_lines("".join(map(as_line, words)), "j")
    assert (fault.line, fault.id) == (4, "a c")
    assert "line 1, line 3" in fault.message
    assert [line.number for line in lines] == [1, 2, 3, 5]


def test_kinds_do_not_mix() -> None:
    assert judged_clusters([pair("a", "b"), pair("b", "c", kind="actor")]) == (("a", "b", "c"),)
    assert not list(contradictory_judgements([pair("a", "b"), pair("a", "b", "different", "actor")]))


@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_classes_depend_on_no_order_and_hold_every_accepted_pair(judgements: list[Judgement], chance: Any) -> None:
    own = [one for one in judgements if one.kind == "event"]
    groups = judged_clusters(own)
    shuffled = list(own)
    chance.shuffle(shuffled)
    assert judged_clusters(shuffled) == groups
    ids = [key for group in groups for key in group]
    assert len(ids) == len(set(ids))
    assert all(any({one.left, one.right} <= set(group) for group in groups) for one in own if one.accepts)
    assert all(len(group) > 1 for group in groups)


@given(JUDGEMENTS)
def test_a_contradiction_is_a_chain_from_one_to_the_other(judgements: list[Judgement]) -> None:
    for found in contradictory_judgements(judgements):
        assert not found.different.accepts
        assert all(one.accepts and one in judgements for one in found.because)
        (group,) = judged_clusters(found.because)
        assert {found.different.left, found.different.right} <= set(group)


def test_a_long_chain_is_named_by_its_first_few_judgements() -> None:
    chain = [pair(f"n{n:05}", f"n{n + 1:05}") for n in range(20_000)]
    (found,) = contradictory_judgements([*chain, pair("n00000", "n20000", "different")])
    assert (len(found.because), found.is_whole) == (5, False)
    lines = [*chain[:100], pair("n00000", "n00100", "different"), *[pair("n00000", "n00100", "different")] * 2]
    _, faults = judgement_lines("".join(map(as_line, lines)), "j")
    assert [fault.line for fault in faults] == [101, 102, 103]
    assert all("line 100 and others" in fault.message for fault in faults)

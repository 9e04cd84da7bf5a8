"""Who fills the sides of what a question found, where its statement gives their ids."""

from __future__ import annotations

from typing import Any

from goodoffices.queries.engine.fillers import told_apart


def found(event: str, one: list[str] | None, other: list[str] | None = None, **more: Any) -> dict[str, Any]:
    return {"event_id": event, "one": one, "other": other, **more}


def sides(row: dict[str, Any]) -> tuple[str, list[tuple[str, bool]], list[tuple[str, bool]]]:
    one, other = ([(filler["id"], filler["stated"]) for filler in row[side]] for side in ("one", "other"))
    return row["event_id"], one, other


def test_who_was_asked_about_is_stated_and_who_acts_for_it_is_not() -> None:
    rows = told_apart([found("e", ["iran", "zarif", "zarif"])], {"a": ["iran"], "b": None})
    assert [sides(row) for row in rows] == [("e", [("iran", True), ("zarif", False)], [])]


def test_where_only_the_second_is_asked_for_its_fillers_are_the_first_side() -> None:
    rows = told_apart([found("e", ["oman"])], {"a": None, "b": ["oman"]})
    assert [sides(row) for row in rows] == [("e", [("oman", True)], [])]


def test_an_event_of_several_of_those_asked_about_stands_once_for_each_mediator() -> None:
    rows = told_apart(
        [
            found("e", ["x"], ["z"], mediator_id="m"),
            found("e", ["y"], ["z"], mediator_id="m"),
            found("e", ["y"], ["z"], mediator_id="n"),
        ],
        {"a": ["x", "y"], "b": ["z"]},
    )
    assert [(row["mediator_id"], *sides(row)) for row in rows] == [
        ("m", "e", [("x", True), ("y", True)], [("z", True)]),
        ("n", "e", [("y", True)], [("z", True)]),
    ]


def test_what_one_alone_does_for_both_sides_is_not_between_them() -> None:
    rows = told_apart([found("e", ["x"], ["x"]), found("f", ["x"], ["x", "y"])], {"a": ["a"], "b": ["b"]})
    assert [row["event_id"] for row in rows] == ["f"]


def test_sides_that_a_statement_tells_itself_stay_as_they_are() -> None:
    rows = [found("e", None), {"event_id": "f", "one": [{"id": "x", "stated": True}]}]
    assert told_apart(rows, {"a": ["x"], "b": None}) is rows
    assert told_apart([], {"a": ["x"], "b": None}) == []

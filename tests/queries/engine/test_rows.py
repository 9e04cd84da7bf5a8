"""Rows, filters, order and formats, as pure functions on plain values."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.queries.engine import rows
from goodoffices.queries.engine.filters import Filters, in_order, in_time, narrowed, took_place

IRAN = {"id": "1", "name": "Iran", "kind": "state", "iso3": "IRN", "of": []}
ZARIF = {"id": "2", "name": "Mohammad Javad Zarif", "kind": "official", "iso3": None, "of": [IRAN]}
NORWAY = {"id": "3", "name": "Norway", "kind": "state", "iso3": "NOR", "of": []}
OSCAR: dict[str, Any] = {"id": "4", "name": "Óscar Arias", "kind": "official", "iso3": None, "of": []}


def claim(key: str, at: int, *speakers: str, factuality: str = "CT+") -> dict[str, Any]:
    return {
        "id": key,
        "aspect": "occurrence",
        "value": None,
        "value_id": None,
        "factuality": factuality,
        "said_on": None,
        "evidence": {
            "start": at - 2,
            "end": at + 8,
            "exact": "x mediated",
            "prefix": "",
            "suffix": "",
            "trigger_start": at,
            "trigger_end": at + 8,
        },
        "document": {"id": "oslo", "title": "Oslo", "url": None, "published": None},
        "speakers": [{"id": name, "name": name, "depth": depth} for depth, name in enumerate(speakers, 1)],
    }


def stored(**changed: Any) -> dict[str, Any]:
    event = dict.fromkeys((*rows.EventRow.__annotations__, "document"), None)
    event |= {"id": "e", "type": "mediation", "relation": "MEDIATES", "status": "held", "verdict": "asserted"}
    roles = [
        {**NORWAY, "role": "mediator"},
        {**OSCAR, "role": "requester"},
        {**ZARIF, "role": "requester"},
        {**ZARIF, "role": "party"},
        {**IRAN, "role": "party"},
    ]
    claims = [claim("b", 30, "Zarif"), claim("c", 2), claim("a", 30, "Larsen", "Zarif")]
    places = [{"id": "9", "name": "Oslo"}, {"id": "8", "name": "Ålesund"}]
    return {"event": event | changed, "roles": roles, "places": places, "about": [], "claims": claims}


def test_an_event_row_has_the_documented_fields_in_their_order() -> None:
    assert list(rows.event_row(stored())) == [
        *("event_id", "type", "relation", "level", "through", "status", "verdict", "date", "date_start", "date_end"),
        *("date_basis", "places", "hosts", "requested_by", "accepted_by", "rejected_by", "method", "channel"),
        *("publicity", "directness", "formality", "sanction_type", "claims"),
    ]


def test_an_actor_names_whom_it_acts_for() -> None:
    assert rows.actor_row(ZARIF) == {
        "id": "2",
        "name": "Mohammad Javad Zarif",
        "kind": "official",
        "iso3": None,
        "of": "Iran",
    }


def test_the_chain_runs_from_the_document_to_the_deepest_speaker() -> None:
    row = rows.claim_row(claim("a", 5, "Larsen", "Zarif"))
    assert row["said_by"] == ["Oslo", "Larsen", "Zarif"]
    assert (row["exact"], row["trigger"], row["start"]) == ("x mediated", "mediated", 3)


@given(st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_the_order_in_which_a_server_answers(chance: random.Random) -> None:
    shuffled = stored()
    for several in ("roles", "claims", "places"):
        chance.shuffle(shuffled[several])
    assert rows.event_row(shuffled) == rows.event_row(stored())
    assert rows.participants(shuffled) == rows.participants(stored())
    assert [one["said_by"] for one in rows.event_row(stored())["claims"]] == [
        ["Oslo"],
        ["Oslo", "Larsen", "Zarif"],
        ["Oslo", "Zarif"],
    ]


@pytest.mark.parametrize(
    ("changed", "mediator", "relation"),
    [
        ({}, True, "MEDIATES"),
        ({"verdict": "denied"}, True, None),
        ({}, False, None),
        ({"verdict": "disputed"}, True, "MEDIATES"),
        ({"type": "negotiation", "relation": "NEGOTIATES_WITH"}, False, "NEGOTIATES_WITH"),
    ],
)
def test_denied_and_mediatorless_events_have_no_relation(
    changed: dict[str, Any], mediator: bool, relation: str | None
) -> None:
    event = stored(**changed)
    event["roles"] = [one for one in event["roles"] if mediator or one["role"] != "mediator"]
    assert rows.event_row(event)["relation"] == relation


def test_an_asked_for_state_stands_for_its_officials_once() -> None:
    assert [one["name"] for one in rows.standing_for(stored(), "party", {"1"})] == ["Iran"]
    assert [one["name"] for one in rows.standing_for(stored(), "party", ())] == ["Iran", "Mohammad Javad Zarif"]


def side(key: str, stated: bool) -> dict[str, Any]:
    return {"id": key, "name": f"N{key}", "stated": stated}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([side("1", True)], None, ("stated", [])),
        ([side("2", False), side("1", False)], None, ("rolled_up", ["N1", "N2"])),
        ([side("1", True), side("2", False)], None, ("stated", [])),
        ([side("1", True)], [side("2", True)], ("stated", [])),
        ([side("1", True)], [side("2", False)], ("rolled_up", ["N2"])),
        ([side("1", False)], [side("2", False)], ("rolled_up", ["N1", "N2"])),
        # The one stated filler can't fill both sides, so one of them is rolled up.
        ([side("1", True), side("2", False)], [side("1", True)], ("rolled_up", ["N2"])),
    ],
)
def test_the_level_is_that_of_the_most_direct_filling(
    one: list[dict[str, Any]], other: list[dict[str, Any]] | None, expected: tuple[str, list[str]]
) -> None:
    assert rows.matched(one, other) == expected


def chosen(
    key: str = "e", status: str | None = "held", start: str | None = None, end: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "event_id": key,
        "type": "mediation",
        "status": status,
        "verdict": "asserted",
        "level": "stated",
        "date_start": start,
        "date_end": end,
        **more,
    }


def test_rows_stand_by_what_took_place_then_day_then_id() -> None:
    found = [
        chosen("f", "offered", "1990-01-01"),
        chosen("e", "held"),
        chosen("d", "held", "2001-01-01"),
        chosen("c", "rejected", "2000-01-01"),
        chosen("b", "held", "2001-01-01", mediator_id="2"),
        chosen("b", "held", "2001-01-01", mediator_id="1"),
        chosen("a", None, "1900-01-01"),
    ]
    assert [one["event_id"] for one in sorted(found, key=in_order)] == ["c", "b", "b", "d", "e", "a", "f"]
    assert [one.get("mediator_id") for one in sorted(found, key=in_order)][1:3] == ["1", "2"]
    assert [one["event_id"] for one in sorted(found, key=in_time)] == ["a", "f", "c", "b", "b", "d", "e"]


def test_a_rejected_mediation_took_place_but_not_rejected_talks() -> None:
    assert took_place("mediation", "rejected")
    assert not took_place("negotiation", "rejected")
    assert not took_place("sanction", "threatened")


DAYS = st.tuples(st.dates(), st.dates()).map(lambda days: [day.isoformat() for day in sorted(days)])
ENDS = st.tuples(DAYS, st.booleans(), st.booleans())


@given(ENDS, st.integers(1000, 2100), st.integers(0, 50))
def test_what_surely_lies_in_a_time_also_may(ends: tuple[list[str], bool, bool], first: int, years: int) -> None:
    (start, end), opens, closes = ends
    one = chosen(start=start if opens else None, end=end if closes else None)
    since, until = str(first), str(first + years)
    loosely = narrowed([one], Filters(from_=since, to=until), None)
    surely = narrowed([one], Filters(from_=since, to=until, surely=True), None)
    assert not surely or loosely == surely
    assert loosely or opens or closes


def test_filters_keep_what_fits_all_of_them() -> None:
    found = [chosen("a"), chosen("b", level="rolled_up"), chosen("c", status="offered"), chosen("d", verdict="denied")]

    def kept(said: frozenset[str] | None = None, **filters: Any) -> list[str]:
        return [one["event_id"] for one in narrowed(found, Filters(**filters), said)]

    assert kept(stated_only=True) == ["a", "c", "d"]
    assert kept(status=("held",), verdict=("asserted",)) == ["a", "b"]
    assert kept(frozenset("bc")) == ["b", "c"]
    assert kept(from_="2019") == ["a", "b", "c", "d"]

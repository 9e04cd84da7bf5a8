"""Two actors on the page: what joins them, and who mediated between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import goodoffices
from goodoffices.pages import Edge, Node, PageData
from tests.support import page_cases
from tests.support.page_visit import Open, Visit
from tests.support.tree import ROOT

SMALL = page_cases.SMALL
SAMPLE = ROOT / "loaders" / "sample"
MARKED = "() => [...goodoffices.state.marked.edges].sort()"


def between(*pairs: Sequence[str]) -> list[str]:
    """The ids of all relations that join these."""
    wanted = [set(pair) for pair in pairs]
    return sorted(edge.id for edge in SMALL.edges if {edge.source, edge.target} in wanted)


def headings(opened: Visit) -> list[str]:
    texts: list[str] = opened.page.locator("#panel h3").all_inner_texts()
    return texts


def test_a_path_is_asked_for_from_an_actor_and_opens_evidence(visit: Open) -> None:
    opened = visit(SMALL, anchor="#node=eu")
    opened.page.focus("#path-to")
    opened.page.keyboard.type("talib")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Path from European Union to Taliban"
    assert opened.text("#panel .about").startswith("One shortest path, of 3 steps")
    assert headings(opened) == ["European Union – Iran – United States – Taliban"]
    assert opened.page.locator(".steps > li h4").all_inner_texts()[2] == "Step 3: United States – Taliban"
    assert opened.ask(MARKED) == between(("eu", "irn"), ("irn", "usa"), ("usa", "taliban"))
    assert opened.ask("() => document.activeElement.tagName") == "H2"
    strong = "() => goodoffices.edges.get().filter(({ color }) => color.opacity === 1).map(({ id }) => id).sort()"
    assert opened.ask(strong) == opened.ask(MARKED)
    opened.page.click(".steps > li:nth-child(3) .entry")
    assert "negotiated in Doha" in opened.text("#panel blockquote")
    assert len(opened.ask(strong)) == len(SMALL.edges)


def test_all_shortest_paths_are_told(visit: Open) -> None:
    opened = visit(SMALL, anchor="#path=omn,irq")
    assert opened.text("#panel .about").startswith("2 shortest paths, of 2 steps")
    assert headings(opened) == ["1. Oman – Iran – Iraq", "2. Oman – United States – Iraq"]


def ladder(rungs: int) -> PageData:
    """Two ways at every rung, so that there are two to the power of ``rungs`` shortest paths."""
    names = ["n0"] + [f"{side}{i}" for i in range(1, rungs + 1) for side in "abn"]
    ends = [(f"n{i}", f"{side}{i + 1}") for i in range(rungs) for side in "ab"]
    ends += [(f"{side}{i}", f"n{i}") for i in range(1, rungs + 1) for side in "ab"]
    edges = tuple(Edge("MEDIATES", a, b, f"{a}-{b}", "stated", "held", "asserted") for a, b in ends)
    nodes = tuple(Node(name, name, "state") for name in names)
    return PageData("Ladder", "", nodes, edges, {edge.event_id: {} for edge in edges})


def test_of_many_paths_the_first_are_listed_and_all_are_counted(visit: Open) -> None:
    opened = visit(ladder(20), anchor="#path=n0,n20")
    assert opened.text("#panel .about").startswith("1048576 shortest paths, the first 5 of them listed, of 40 steps")
    assert len(headings(opened)) == 5


def test_paths_follow_the_filters(visit: Open) -> None:
    opened = visit(SMALL, anchor="#path=eu,taliban")
    opened.page.uncheck('input[value="SANCTIONS"]')
    assert "No path: the relations that the filters leave do not join the two." in opened.text("#panel")
    assert opened.ask(MARKED) == []
    opened.page.check('input[value="SANCTIONS"]')
    assert headings(opened) == ["European Union – Iran – United States – Taliban"]


def test_only_the_actors_of_a_path_are_shown_when_asked(visit: Open) -> None:
    opened = visit(SMALL, anchor="#path=eu,taliban")
    opened.page.get_by_text("Show only these actors").click()
    assert sorted(opened.ask("() => goodoffices.views.nodes.getIds()")) == ["eu", "irn", "taliban", "usa"]
    assert headings(opened) == ["European Union – Iran – United States – Taliban"]
    opened.page.get_by_text("Show all", exact=True).click()
    assert len(opened.ask("() => goodoffices.views.nodes.getIds()")) == 12


def test_a_path_is_brought_into_view(visit: Open) -> None:
    opened = visit(page_cases.crowd(620), anchor="#path=n0310,n0312")
    assert headings(opened) == ["Actor 310 – Actor 311 – Actor 312"]
    assert opened.ask("() => goodoffices.views.nodes.get('n0311') !== null")


def test_who_mediated_is_asked_with_two_names(visit: Open) -> None:
    opened = visit(SMALL)
    opened.page.click("text=Who mediated?")
    assert "Name two different actors of this page." in opened.text(".pair-form [role=alert]")
    opened.page.fill("#pair-a", "iran")
    opened.page.fill("#pair-b", "saudi")
    opened.page.click("text=Who mediated?")
    assert opened.text("#panel h2") == "Who mediated between Iran and Saudi Arabia"
    assert headings(opened) == ["Took place (1)"]
    assert opened.text(".mediation h4") == "Iraq"
    assert "Took place. Sources say so and none denies it." in opened.text(".mediation dl")
    assert "Iraq had brought the two sides together." in opened.text(".mediation blockquote")


def test_proposals_and_refusals_stand_apart(visit: Open) -> None:
    opened = visit(SMALL, anchor="#who=irn,usa")
    assert headings(opened) == ["Took place (1)", "Tried and turned away (1)", "Only proposed (1)"]
    names = opened.page.locator(".mediation h4").all_inner_texts()
    assert names == ["Oman", "Shinzo Abe of Japan", "Iraq"]
    assert "Refused by\nIran" in opened.text(".mediation >> nth=1")
    assert "No source commits to it." in opened.text(".mediation >> nth=2")
    events = {"e01", "e03", "e04"}
    assert opened.ask(MARKED) == sorted(edge.id for edge in SMALL.edges if edge.event_id in events)


def mediation(roles: dict[str, str], *, said_by: tuple[str, ...] = (), **more: Any) -> PageData:
    """The small page, where a mediation between Iran and the Taliban is all that the two have in common."""
    said = page_cases.claim("gulf", 0, "brought", *said_by)
    row = page_cases.event("mediation", "held", page_cases.MAY_2019, roles, said, **more)
    return replace(SMALL, events={**SMALL.events, "x": row})


@pytest.mark.parametrize(
    ("page", "heading", "name"),
    [
        (mediation({"host": "qat", "party": "irn taliban"}), "Nobody named as mediator (1)", "Nobody named"),
        (mediation({"mediator": "qat", "party": "irn taliban"}, verdict="denied"), "Only denied (1)", "Qatar"),
        (mediation({"mediator": "qat omn", "party": "irn taliban"}), "Took place (1)", "Qatar, Oman"),
        (mediation({"mediator": "qat", "party": "irn taliban"}, verdict="unconfirmed"), "Not confirmed (1)", "Qatar"),
    ],
)
def test_only_who_is_named_as_mediator_counts(visit: Open, page: PageData, heading: str, name: str) -> None:
    opened = visit(page, anchor="#who=irn,taliban")
    assert headings(opened) == [heading]
    assert opened.text(".mediation h4") == name
    assert "hosting is not mediating" in opened.text("#panel")


def test_the_deepest_speaker_and_the_document_are_named(visit: Open) -> None:
    page = mediation({"mediator": "qat", "party": "irn taliban", "requester": "usa"}, said_by=("Reuters", "an aide"))
    opened = visit(page, anchor="#who=irn,taliban")
    assert opened.text(".mediation .speakers") == "an aide, cited by Reuters, in A note on the Gulf"
    assert "Asked for by\nUnited States" in opened.text(".mediation dl")


def test_who_acts_for_a_side_fills_it_and_is_told(visit: Open) -> None:
    opened = visit(mediation({"mediator": "qat", "party": "abe irn"}), anchor="#who=jpn,irn")
    assert opened.text(".mediation h4") == "Qatar"
    assert "Between\nShinzo Abe, Iran" in opened.text(".mediation dl")
    assert "Nobody: no event of this page" in visit(SMALL, anchor="#who=jpn,irn").text("#panel")


def test_what_lies_outside_the_period_is_counted(visit: Open) -> None:
    opened = visit(SMALL, anchor="#who=irn,usa&time=2012-01..2012-12")
    assert headings(opened) == ["Took place (1)"]
    assert "2 more outside the period that is shown." in opened.text("#panel")


@pytest.mark.parametrize("anchor", ["#path=irn,irn", "#path=irn", "#who=irn,nobody", "#who=%"])
def test_a_pair_that_is_none_is_ignored(visit: Open, anchor: str) -> None:
    opened = visit(SMALL, anchor=anchor)
    assert opened.text("#panel h2") == "Every line has its quote"
    assert opened.complaints == []


def sides_of_mediations(page: PageData) -> list[tuple[str, str]]:
    """Names that bear one actor each, two by two, as parties of a mediation or as whom these act for."""
    names = Counter(node.name for node in page.nodes)
    pairs: set[tuple[str, str]] = set()
    for event in page.events.values():
        actors = [one["actor"] for one in event["participants"] if one["role"] == "party"]
        sides = {name for actor in actors for name in (actor["name"], *(actor["of"] or "").split("; "))}
        pairs |= set(combinations(sorted(side for side in sides if names[side] == 1), 2))
    return sorted(pairs)


def test_the_page_answers_as_the_question_does(visit: Open, tmp_path: Path) -> None:
    with goodoffices.open(tmp_path / "graph") as graph:
        graph.load(SAMPLE)
        page = graph.page_data()
        pairs = sides_of_mediations(page)[::4]
        asked = [graph.who_mediated(a, b, include_denied=True) for a, b in pairs]
    ids = {node.name: node.id for node in page.nodes}
    opened = visit(page)
    for (a, b), rows in zip(pairs, asked, strict=True):
        opened.ask("([a, b]) => goodoffices.pick({ pair: { kind: 'who', a, b } })", [ids[a], ids[b]])
        cards = opened.page.locator(".mediation h4").all_inner_texts()
        assert len(cards) == len({row["event_id"] for row in rows}), (a, b)
        named = {row["mediator"]["name"] for row in rows if row["mediator"]}
        assert {name for name in named if not any(name in card for card in cards)} == set()

"""Parallel relations of one kind on the page: drawn as one line with their number, and opened one by one."""

from __future__ import annotations

from tests.support import page_cases
from tests.support.page_visit import DRAWN, WHERE, Open, Visit

PAGE = page_cases.parallel()
TALKS = "irn,usa,NEGOTIATES_WITH"
BANS = "eu,irn,SANCTIONS"

STOOD_FOR = """(ids) => ids.flatMap((id) => {
  const line = goodoffices.state.bundles.get(id);
  return line ? line.members.map((edge) => edge.id) : [id];
}).sort()"""


def drawn(opened: Visit) -> list[str]:
    lines: list[str] = opened.ask(DRAWN)
    return lines


def test_every_relation_stands_in_exactly_one_line(visit: Open) -> None:
    opened = visit(PAGE)
    lines = drawn(opened)
    assert {line for line in lines if "," in line} == {TALKS, BANS}
    assert len(lines) < len(PAGE.edges)
    assert opened.ask(STOOD_FOR, lines) == sorted(edge.id for edge in PAGE.edges)
    opened.page.uncheck('[name="bundled"]')
    assert sorted(drawn(opened)) == sorted(edge.id for edge in PAGE.edges)


def test_drawn_one_by_one_all_of_many_parallel_relations_are_there(visit: Open) -> None:
    page = page_cases.parallel(60)
    opened = visit(page, anchor="#lines=single")
    assert sorted(drawn(opened)) == sorted(edge.id for edge in page.edges)
    assert opened.requests == [opened.address]


def test_a_bundle_opens_each_of_its_relations(visit: Open) -> None:
    opened = visit(PAGE)
    opened.page.mouse.click(*opened.ask(WHERE, [TALKS, 0.5]))
    opened.page.wait_for_function("(key) => goodoffices.state.bundle === key", arg=TALKS)
    assert opened.text("#panel h2") == "Iran ↔ United States"
    assert "7 relations" in opened.text("#panel .badges")
    assert opened.page.locator("#panel .entry").count() == 7
    opened.page.click("#panel .entry >> nth=3")
    assert "American and Iranian diplomats met" in opened.text("#panel blockquote")


def test_a_bundle_is_drawn_apart_when_asked(visit: Open) -> None:
    opened = visit(PAGE, anchor=f"#bundle={BANS}")
    opened.page.get_by_text("Draw each as a line of its own").click()
    assert {line for line in drawn(opened) if "," in line} == {TALKS}
    opened.page.get_by_text("Draw them as one line").click()
    assert {line for line in drawn(opened) if "," in line} == {TALKS, BANS}


def test_what_the_filters_leave_is_bundled(visit: Open) -> None:
    opened = visit(PAGE)
    opened.page.uncheck('input[value="broken"]')
    lines = drawn(opened)
    assert {line for line in lines if "," in line} == {TALKS}
    left = {edge.id for edge in PAGE.edges if edge.status not in ("eased", "waived", "lifted")}
    assert opened.ask(STOOD_FOR, lines) == sorted(left)


def test_a_bundle_of_several_statuses_has_a_line_of_its_own(visit: Open) -> None:
    opened = visit(PAGE)
    dashes = opened.ask("([...keys]) => keys.map((key) => goodoffices.edges.get(key).dashes)", [TALKS, BANS])
    assert dashes[0] is False
    assert len(dashes[1]) == 4
    assert "Bundle of several statuses" in opened.text("#legend")


def test_the_chosen_relation_of_a_bundle_marks_the_bundle(visit: Open) -> None:
    edge = next(edge for edge in PAGE.edges if edge.event_id == "r2")
    opened = visit(PAGE, anchor=f"#edge={edge.id}")
    assert opened.ask("() => goodoffices.network.getSelectedEdges()") == [TALKS]
    assert opened.complaints == []


def test_few_parallel_relations_are_drawn_one_by_one(visit: Open) -> None:
    opened = visit(page_cases.SMALL)
    assert opened.page.locator('[name="bundled"]').count() == 0
    assert opened.ask("() => goodoffices.state.bundles.size") == 0

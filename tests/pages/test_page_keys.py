"""The page by keyboard and by ear: what can be reached, what it is called, what is said."""

from __future__ import annotations

import pytest

from tests.support import page_cases
from tests.support.page_visit import Open, Visit

PAGE = page_cases.parallel()

STOP = """() => {
  const { activeElement: one } = document;
  const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(" ");
  const name = one.getAttribute("aria-label") ?? (labels || one.textContent).trim();
  return [one.id || one.name || one.dataset.sort || one.tagName, name, one === document.body];
}"""

NAMELESS = """() => {
  const named = (one) => one.getAttribute("aria-label") || one.labels?.length || one.textContent.trim();
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const all = [...document.querySelectorAll("button, input, [role=img], [role=group]")];
  return all.filter((one) => seen(one) && !named(one)).length;
}"""


def stops(opened: Visit, most: int = 90) -> list[tuple[str, str]]:
    """Where the tab key goes from the top of the page, with what a screen reader would call it."""
    found = []
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        stop, name, is_over = opened.ask(STOP)
        if is_over:
            break
        found.append((stop, name))
    return found


def test_everything_is_reached_by_the_tab_key_and_has_a_name(visit: Open) -> None:
    opened = visit(PAGE)
    found = stops(opened)
    assert [stop for stop, name in found if not name] == []
    wanted = {"view-drawing", "view-table", "save-png", "save-svg", "print", "search", "relation", "line", "bundled"}
    wanted |= {"zoom-fit", "time-from", "time-to", "surely", "undated", "edges-verdict"}
    assert wanted <= {stop for stop, _ in found}
    assert opened.ask(NAMELESS) == 0


def test_two_actors_are_named_by_keyboard(visit: Open) -> None:
    opened = visit(PAGE)
    keys = opened.page.keyboard
    opened.page.focus("#pair-a")
    keys.type("oman")
    keys.press("Enter")
    keys.press("Tab")
    keys.type("taliban")
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    assert opened.text("#panel h2") == "Path from Oman to Taliban"
    assert opened.text("#live").startswith("Path from Oman to Taliban: One shortest path, of 2 steps")
    assert opened.ask("() => document.activeElement.tagName") == "H2"
    keys.press("Escape")
    assert opened.text("#panel h2") == "Every line has its quote"
    assert opened.ask("() => document.activeElement.tagName") == "H2"


def test_an_answer_is_said(visit: Open) -> None:
    opened = visit(PAGE, anchor="#who=irn,usa")
    said = "Who mediated between Iran and United States: Took place: 1, tried and turned away: 1, only proposed: 1."
    assert opened.text("#live") == said
    nothing = visit(PAGE, anchor="#path=ft,usa")
    assert nothing.text("#live").startswith("Path from Financial Times to United States: No path:")


def test_a_bundle_is_reached_from_each_of_its_relations(visit: Open) -> None:
    edge = next(edge for edge in PAGE.edges if edge.event_id == "r2")
    opened = visit(PAGE, anchor=f"#edge={edge.id}")
    opened.page.get_by_text("All 7 of this kind between the two").press("Enter")
    assert "7 relations" in opened.text("#panel .badges")


@pytest.mark.parametrize("place", ["#time-from", '[name="surely"]', "#view-table", '[data-sort="edges-date"]'])
def test_the_slash_leads_to_the_search_from_anywhere(visit: Open, place: str) -> None:
    opened = visit(PAGE)
    opened.page.focus(place)
    opened.page.keyboard.press("/")
    assert opened.ask("() => document.activeElement.id") == "search"
    assert opened.page.input_value("#search") == ""


def test_a_slash_in_a_name_is_a_letter(visit: Open) -> None:
    opened = visit(PAGE)
    opened.page.focus("#pair-a")
    opened.page.keyboard.type("a/b")
    assert opened.page.input_value("#pair-a") == "a/b"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (768, 1024)])
@pytest.mark.parametrize("anchor", ["#path=eu,taliban", "#who=irn,usa", "#bundle=eu,irn,SANCTIONS&view=table"])
def test_nothing_runs_over_the_side_and_nothing_complains(
    visit: Open, anchor: str, size: tuple[int, int], scheme: str
) -> None:
    opened = visit(PAGE, size=size, anchor=anchor, color_scheme=scheme)
    assert opened.ask("() => document.documentElement.scrollWidth") <= size[0]
    assert opened.requests == [opened.address + anchor] or opened.requests == [opened.address]
    assert opened.complaints == []

"""The time slider of the page: which events pass, what the thumbs say, and what follows them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from goodoffices.pages import Edge, PageData
from tests.support import page_cases
from tests.support.page_visit import DRAWN, Open, Visit

SMALL = page_cases.SMALL
BOUNDS = {
    "within": ("2001-02-03", "2001-02-03"),
    "early": ("2000-01-01", "2000-12-31"),
    "across": ("2000-11-01", "2001-03-31"),
    "since": ("2001-06-01", None),
    "until": (None, "2000-06-30"),
    "late": ("2002-12-01", "2002-12-31"),
    "never": (None, None),
}


def dated() -> PageData:
    """One relation for each kind of bounds, all between the same two."""
    nodes = (page_cases.BY_ID["irn"], page_cases.BY_ID["usa"])
    shared: dict[str, Any] = {"level": "stated", "status": "held", "verdict": "asserted"}
    edges = tuple(
        Edge("NEGOTIATES_WITH", "irn", "usa", name, date_start=start, date_end=end, **shared)
        for name, (start, end) in BOUNDS.items()
    )
    rows = {
        name: {"type": "negotiation", "date_start": start, "date_end": end} for name, (start, end) in BOUNDS.items()
    }
    return PageData("Dates", "", nodes, edges, rows)


def put(opened: Visit, end: str, month: int) -> None:
    """Moves a thumb as a pointer would, to that many months after the axis begins."""
    script = """([end, month]) => {
      const input = document.getElementById(`time-${end}`);
      input.value = month;
      for (const name of ["input", "change"]) input.dispatchEvent(new Event(name));
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }"""
    opened.ask(script, [end, month])


def shown(opened: Visit) -> set[str]:
    script = """() => goodoffices.views.edges.getIds().flatMap((id) => {
      const { state, data } = goodoffices;
      return (state.bundles.get(id)?.members ?? [data.edges.get(id)]).map((edge) => edge.event_id);
    })"""
    return set(opened.ask(script))


@pytest.mark.parametrize(
    ("surely", "undated", "passing"),
    [
        (False, True, {"within", "across", "since", "never"}),
        (False, False, {"within", "across", "since"}),
        (True, True, {"within", "never"}),
        (True, False, {"within"}),
    ],
)
def test_an_event_passes_if_it_may_lie_within(visit: Open, surely: bool, undated: bool, passing: set[str]) -> None:
    opened = visit(dated())
    put(opened, "from", 12)
    put(opened, "to", 24)
    opened.page.set_checked('[name="surely"]', surely)
    opened.page.set_checked('[name="undated"]', undated)
    opened.page.wait_for_timeout(60)
    assert shown(opened) == passing
    assert opened.page.locator("tr[data-edge]").count() == len(passing)
    assert opened.text("#live").endswith(f"{len(passing)} of {len(BOUNDS)} relations shown.")


def test_the_whole_time_leaves_nothing_out(visit: Open) -> None:
    opened = visit(dated())
    assert shown(opened) == set(BOUNDS)
    assert opened.text("#time-words") == "Jan 2000 to Dec 2002 · 6 of 6 dated events"
    put(opened, "to", 5)
    assert shown(opened) == {"early", "until", "never"}
    opened.page.click("#time-whole")
    opened.page.wait_for_timeout(60)
    assert shown(opened) == set(BOUNDS)
    assert not opened.page.is_visible("#time-whole")


def test_the_thumbs_are_moved_by_keys_and_say_where_they_are(visit: Open) -> None:
    opened = visit(SMALL)
    opened.page.focus("#time-from")
    said = []
    for key in ("ArrowRight", "PageUp", "PageDown", "End"):
        opened.page.keyboard.press(key)
        said.append(opened.page.get_attribute("#time-from", "aria-valuetext"))
    assert said == ["Feb 2012", "Feb 2013", "Feb 2012", "Dec 2023"]
    assert opened.page.get_attribute("#time-to", "aria-valuetext") == "Dec 2023"
    opened.page.focus("#time-to")
    opened.page.keyboard.press("Home")
    assert opened.page.get_attribute("#time-to", "aria-valuetext") == "Dec 2023"


def test_lists_drawing_and_counts_follow_the_period(visit: Open) -> None:
    opened = visit(SMALL)
    put(opened, "from", 12 * 11)
    opened.page.uncheck('[name="undated"]')
    opened.page.wait_for_timeout(60)
    assert opened.ask(DRAWN) == []
    assert opened.text("#relations").startswith("Relations (0 of 20)")
    assert "Events without a line (1 of 2)" in opened.text("#relations")
    counts = opened.page.locator('#legend label:has(input[value="MEDIATES"]) .count')
    assert counts.inner_text() == "0 of 10"


def test_the_histogram_tells_sure_from_possible(visit: Open) -> None:
    opened = visit(dated())
    titles = opened.page.locator(".histogram title").all_text_contents()
    assert titles == ["2000: 1 surely, 2 possibly", "2001: 1 surely, 2 possibly", "2002: 1 surely, 1 possibly"]
    label = opened.page.get_attribute(".histogram", "aria-label")
    assert label == f"Events by year: {'; '.join(titles)}"


def test_a_long_history_has_bars_of_decades(visit: Open) -> None:
    page = replace(dated(), edges=(), events={"a": {"date_start": "1648-10-24"}, "b": {"date_end": "2001-01-01"}})
    titles = visit(page).page.locator(".histogram title").all_text_contents()
    assert titles[0] == "1648 to 1657: 0 surely, 2 possibly"
    assert len(titles) == 36


def test_without_dates_there_is_no_slider(visit: Open) -> None:
    opened = visit(PageData("Nothing", "", (), (), {"a": {"date_start": "soon"}}))
    assert not opened.page.is_visible("#time")
    assert opened.complaints == []

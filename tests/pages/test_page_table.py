"""The tables of the page: sorted by each column, walked by keys, and as a view of their own."""

from __future__ import annotations

import pytest

from tests.support import page_cases
from tests.support.page_visit import DRAWN, Open, Visit

SMALL = page_cases.SMALL


def column(opened: Visit, number: int) -> list[str]:
    cells: list[str] = opened.page.locator(f"tr[data-edge] td:nth-child({number})").all_inner_texts()
    return cells


@pytest.mark.parametrize(
    ("by", "number", "first", "last"),
    [
        ("date", 1, "2012-07", "2021-04-09"),
        ("actors", 2, "European Union → Iran", "United States → Iraq"),
        ("relation", 3, "M mediates", "s threatens sanctions"),
        ("status", 4, "held", "rejected"),
        ("verdict", 5, "asserted", "unconfirmed"),
    ],
)
def test_a_column_sorts_up_and_down(visit: Open, by: str, number: int, first: str, last: str) -> None:
    opened = visit(SMALL)
    head = opened.page.locator(f'[data-sort="edges-{by}"]')
    if by != "date":
        head.press("Enter")
    assert head.locator("..").get_attribute("aria-sort") == "ascending"
    cells = column(opened, number)
    assert (cells[0].split("\n")[0], cells[-1].split("\n")[0]) == (first, last)
    head.press("Enter")
    assert head.locator("..").get_attribute("aria-sort") == "descending"
    cells = column(opened, number)
    assert (cells[0].split("\n")[0], cells[-1].split("\n")[0]) == (last, first)
    assert opened.ask("() => document.activeElement.dataset.sort") == f"edges-{by}"
    assert opened.text("#live").endswith("descending.")


def test_the_table_is_a_view_of_the_same_data(visit: Open) -> None:
    opened = visit(SMALL)
    assert not opened.page.is_visible("th.wide")
    opened.page.click("#view-table")
    assert not opened.page.is_visible("#stage")
    assert opened.page.get_attribute("#view-table", "aria-pressed") == "true"
    assert opened.text("#live") == "Table: 20 of 20 relations shown."
    row = opened.page.locator("tr[data-edge]:has-text('disputed') td.wide")
    assert row.all_inner_texts() == ["Financial Times", "senior Saudi official"]
    opened.page.uncheck('input[value="MEDIATES"]')
    assert opened.page.locator("tr[data-edge]").count() == 10
    opened.page.click("tr[data-edge]:has-text('disputed')")
    assert opened.text("#panel h2") == "Iran ↔ Saudi Arabia"
    opened.page.wait_for_function("() => location.hash.endsWith('view=table')")
    opened.page.click("#view-drawing")
    assert len(opened.ask(DRAWN)) == 10
    assert opened.complaints == []


def test_a_link_to_the_table_draws_when_asked(visit: Open) -> None:
    opened = visit(SMALL, anchor="#view=table")
    assert opened.page.is_visible("th.wide")
    opened.page.click("#view-drawing")
    assert len(opened.ask(DRAWN)) == len(SMALL.edges)
    assert opened.ask("() => goodoffices.network.getScale()") > 0.3


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_the_table_stays_on_the_screen(visit: Open, size: tuple[int, int]) -> None:
    opened = visit(SMALL, size=size, anchor="#view=table")
    assert opened.ask("() => document.documentElement.scrollWidth") <= size[0]
    assert (
        opened.ask("() => { const r = document.getElementById('relations'); return r.scrollWidth - r.clientWidth; }")
        <= 0
    )

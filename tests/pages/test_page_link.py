"""The state of the page in its address: what a link opens, what the address says, what it does not believe."""

from __future__ import annotations

import pytest

from tests.support import page_cases
from tests.support.page_visit import Open, Visit

SMALL = page_cases.SMALL
ONE = SMALL.edges[0].id

VIEW = """() => {
  const { state, views } = goodoffices;
  const off = Object.entries(state.off).flatMap(([facet, values]) => [...values].map((value) => [facet, value]));
  const { edge, node, event, period } = state;
  const focus = state.focus && [...state.focus].sort();
  return { edge, node, event, period, off, focus, shown: views.edges.getIds().sort() };
}"""


def address(opened: Visit, wanted: str) -> None:
    opened.page.wait_for_function("(wanted) => decodeURI(location.hash) === wanted", arg=wanted, timeout=3000)


def test_the_address_follows_what_is_done(visit: Open) -> None:
    opened = visit(SMALL)
    opened.page.uncheck('input[value="rolled_up"]')
    address(opened, "#off=level:rolled_up")
    opened.page.uncheck('input[value="SANCTIONS"]')
    opened.page.focus("#time-from")
    opened.page.keyboard.press("PageUp")
    address(opened, "#off=relation:SANCTIONS,level:rolled_up&time=2013-01..2023-12")
    opened.page.click("#time-whole")
    for value in ("rolled_up", "SANCTIONS"):
        opened.page.check(f'input[value="{value}"]')
    opened.page.click('tr[data-event="e11"] button')
    address(opened, "#event=e11")
    opened.page.keyboard.press("Escape")
    address(opened, "")


@pytest.mark.parametrize(
    "anchor",
    [
        f"#edge={ONE}",
        "#node=omn&focus=omn",
        "#event=e12&off=relation:SANCTIONS,kind:igo",
        "#time=2018-05..2020-01&surely=yes&undated=no",
        "#node=eu&focus=omn,:eu&off=line:dotted&time=2012-01..2019-06",
    ],
)
def test_a_link_opens_the_same_view(visit: Open, anchor: str) -> None:
    opened, plain = visit(SMALL, anchor=anchor), visit(SMALL)
    view = opened.ask(VIEW)
    assert view != plain.ask(VIEW)
    address(opened, anchor)
    plain.ask("(hash) => { location.hash = hash; }", anchor)
    plain.page.wait_for_timeout(300)
    assert plain.ask(VIEW) == view
    plain.ask("() => { location.hash = ''; }")
    plain.page.wait_for_timeout(300)
    assert plain.ask(VIEW) == visit(SMALL).ask(VIEW)
    assert opened.complaints == plain.complaints == []


@pytest.mark.parametrize(
    "anchor",
    [
        "#edge=nobody&node=nobody&event=toString&focus=nobody,constructor&off=relation:NOTHING,x:y,:",
        "#time=soon..later&surely=maybe&undated=yes",
        "#time=2019-06..2012-01",
        "#edge=%E0%A4%A&focus=%",
        "#__proto__=1&node=__proto__",
        "#&&=&a=b=c",
    ],
)
def test_what_a_link_cannot_mean_is_ignored(visit: Open, anchor: str) -> None:
    opened = visit(SMALL, anchor=anchor)
    assert opened.ask(VIEW) == visit(SMALL).ask(VIEW)
    assert opened.complaints == []


def test_the_link_past_the_drawing_changes_nothing(visit: Open) -> None:
    opened = visit(SMALL, anchor="#off=level:rolled_up")
    before = opened.ask(VIEW)
    opened.ask("() => { location.hash = '#relations'; }")
    opened.page.wait_for_timeout(100)
    assert opened.ask(VIEW) == before


def test_a_crowd_that_is_shown_whole_stays_so(visit: Open) -> None:
    opened = visit(page_cases.crowd(620), anchor="#focus=all")
    assert len(opened.ask("() => goodoffices.views.nodes.getIds()")) == 620
    hubs = visit(page_cases.crowd(620), anchor="#node=n0311")
    address(hubs, "#node=n0311&focus=@,n0311")
    again = visit(page_cases.crowd(620), anchor="#focus=@,n0311")
    assert again.ask(VIEW)["focus"] == hubs.ask(VIEW)["focus"]

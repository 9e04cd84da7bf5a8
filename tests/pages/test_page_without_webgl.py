"""A page made for sigma in a real Chromium without WebGL: it says so, and is drawn in another way or in part."""

from __future__ import annotations

from tests.support import page_cases
from tests.support.page_visit import Open, Visit

SMALL = page_cases.SMALL


def told(opened: Visit) -> str:
    return opened.text("#no-webgl")


def test_without_webgl_a_small_network_is_drawn_whole(plain: Open) -> None:
    opened = plain(SMALL)
    assert "offers no WebGL" in told(opened)
    assert sorted(opened.ask("() => goodoffices.edges.getIds()")) == sorted(edge.id for edge in SMALL.edges)
    assert opened.requests == [opened.address]
    assert opened.complaints == []


def test_without_webgl_a_large_network_is_drawn_in_part(plain: Open) -> None:
    page = page_cases.communities(2100, 4000)
    opened = plain(page)
    assert "Only a part is drawn at a time" in told(opened)
    assert opened.ask("() => goodoffices.nodes.getIds().length") == 40
    assert opened.page.get_by_text("Show all").count() == 0
    opened.page.keyboard.press("/")
    opened.page.keyboard.type(page.nodes[1500].name)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == page.nodes[1500].name
    assert 40 < opened.ask("() => goodoffices.nodes.getIds().length") < 80
    opened.page.evaluate("(id) => goodoffices.pick({ edge: id })", page.edges[9].id)
    opened.page.wait_for_selector("#panel blockquote")
    assert opened.text("#panel blockquote") == page.events["v000009"]["claims"][0]["exact"]
    assert opened.complaints == []

"""The page that sigma draws, in a real Chromium: what it asks for, what it draws, and that all its parts work."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.support import page_cases
from tests.support.page_visit import EXPLORE, INTRUDE, Open
from tests.support.payloads import PAYLOADS, WHAT_RAN, harmless
from tests.support.sigma_visit import ACTOR, COVERED, INSTANCES, SHOWN, click_line, complaints

SMALL = page_cases.SMALL
LOOK = "(id) => goodoffices.drawing.moveTo({ ...goodoffices.line(id).point(0.5), scale: 2.4 })"
DISPUTED = next(edge for edge in SMALL.edges if edge.verdict == "disputed")
PACKED = "() => [...goodoffices.data.events.values()].filter((event) => event.row !== undefined).length"


def test_the_page_asks_for_nothing_and_complains_of_nothing(sigma: Open) -> None:
    opened = sigma(SMALL)
    click_line(opened, DISPUTED)
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.address]
    assert complaints(opened) == []


def test_edges_drawn_are_edges_given(sigma: Open) -> None:
    opened = sigma(SMALL)
    assert opened.ask("() => goodoffices.engine.getGraph().edges().sort()") == sorted(edge.id for edge in SMALL.edges)
    assert opened.ask(INSTANCES) == {"edges": len(SMALL.edges), "nodes": len(SMALL.nodes)}


@pytest.mark.parametrize(
    ("line", "least", "most"), [("solid", 0.97, 1), ("dashed", 0.4, 0.85), ("dotted", 0.1, 0.5), ("broken", 0.5, 0.9)]
)
def test_the_status_is_told_by_the_line_itself(sigma: Open, line: str, least: float, most: float) -> None:
    statuses = {"solid": "held", "dashed": "offered", "dotted": "rejected", "broken": "lifted"}
    picked = [one for one in SMALL.edges if one.status == statuses[line] and one.level == "stated"]
    opened = sigma(SMALL)
    opened.page.evaluate(LOOK, picked[0].id)
    assert least <= opened.ask(COVERED, [picked[0].id, 0]) <= most


def test_a_disputed_line_is_two_lines(sigma: Open) -> None:
    opened = sigma(SMALL)
    opened.page.evaluate(LOOK, DISPUTED.id)
    middle, left, right = (opened.ask(COVERED, [DISPUTED.id, beside]) for beside in (0, 5, -5))
    assert middle < 0.05
    assert min(left, right) > 0.95


def test_every_line_can_be_clicked_and_shows_its_quote(sigma: Open) -> None:
    opened = sigma(SMALL)
    for edge in SMALL.edges:
        click_line(opened, edge)
        quotes = opened.page.locator("#panel blockquote").all_text_contents()
        assert quotes == [claim["exact"] for claim in SMALL.events[edge.event_id]["claims"]]


def test_one_click_opens_one_pack(sigma: Open) -> None:
    page = page_cases.communities(300, 900)
    opened = sigma(page)
    assert opened.ask(PACKED) == 900
    for _ in range(2):
        opened.page.evaluate("(id) => goodoffices.pick({ edge: id })", page.edges[5].id)
        opened.page.wait_for_selector("#panel blockquote")
        assert page.events["v000005"]["claims"][0]["exact"] == opened.text("#panel blockquote")
    assert opened.ask(PACKED) == 900 - 256


def test_who_reads_on_is_not_called_back(sigma: Open) -> None:
    page = page_cases.communities(300, 900)
    opened = sigma(page)
    one, other = page.edges[5].id, page.nodes[7].id
    opened.page.evaluate("([edge, node]) => { goodoffices.pick({ edge }); goodoffices.pick({ node }); }", [one, other])
    opened.page.wait_for_timeout(400)
    assert opened.text("#panel h2") == page.nodes[7].name


def test_the_denial_stands_beside_the_claim(sigma: Open) -> None:
    opened = sigma(SMALL, anchor=f"#edge={DISPUTED.id}")
    opened.page.wait_for_selector("#panel .side")
    assert "Financial Times" in opened.text("#panel .side.for")
    assert "senior Saudi official" in opened.text("#panel .side.against")
    opened.page.click("#view-table")
    row = opened.page.locator(f'tr[data-edge="{DISPUTED.id}"]').inner_text()
    assert "Financial Times" in row
    assert "senior Saudi official" in row


def test_a_click_on_an_actor_opens_it(sigma: Open) -> None:
    opened = sigma(SMALL)
    opened.page.mouse.click(*opened.ask(ACTOR, "qat"))
    opened.page.wait_for_function('() => goodoffices.state.node === "qat"')
    assert "State · QAT · mediator" in opened.text("#panel .about")


def test_the_pointer_is_told_what_it_is_on(sigma: Open) -> None:
    opened = sigma(SMALL)
    opened.page.mouse.move(*opened.ask(ACTOR, "abe"), steps=3)
    opened.page.wait_for_selector("#stage-note:not([hidden])")
    assert opened.text("#stage-note") == "Shinzo Abe: Official of Japan"


@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [
        ("relation", "MEDIATES", {e.id for e in SMALL.edges if e.type != "MEDIATES"}),
        ("kind", "armed_group", {e.id for e in SMALL.edges if "taliban" not in (e.source, e.target)}),
        ("line", "broken", {e.id for e in SMALL.edges if e.status != "lifted"}),
    ],
)
def test_a_filter_takes_lines_away_and_gives_them_back(sigma: Open, facet: str, value: str, left: set[str]) -> None:
    opened = sigma(SMALL)
    box = f'input[name="{facet}"][value="{value}"]'
    opened.page.uncheck(box)
    assert set(opened.ask(SHOWN)) == left
    assert opened.ask(INSTANCES)["edges"] == len(left)
    opened.page.check(box)
    assert opened.ask(INSTANCES)["edges"] == len(SMALL.edges)


def test_the_period_takes_lines_away(sigma: Open) -> None:
    opened = sigma(SMALL, anchor="#time=2019-01..2019-12&undated=no")
    assert set(opened.ask(SHOWN)) == {e.id for e in SMALL.edges if (e.date or "").startswith(("2019", "2018-10"))}


def test_bundles_are_one_line_that_opens(sigma: Open) -> None:
    page = page_cases.parallel()
    opened = sigma(page)
    assert opened.ask("() => [...goodoffices.state.bundles.values()].map(({ members }) => members.length)") == [7, 5]
    assert opened.ask(INSTANCES)["edges"] == len(page.edges) - 10
    opened.page.uncheck('[name="bundled"]')
    assert opened.ask(INSTANCES)["edges"] == len(page.edges)


def test_a_path_is_marked_and_the_rest_steps_back(sigma: Open) -> None:
    opened = sigma(SMALL, anchor="#path=omn,taliban")
    assert "One shortest path, of 2 steps" in opened.text("#panel") or "of 2 steps" in opened.text("#panel")
    opened.page.get_by_text("Show only these actors").click()
    assert set(opened.ask("() => goodoffices.bodies().map(({ node }) => node.id)")) == {"omn", "usa", "taliban"}


def test_who_mediated_comes_with_its_quotes(sigma: Open) -> None:
    opened = sigma(SMALL, anchor="#who=usa,irn")
    opened.page.wait_for_selector("#panel blockquote")
    assert "In July 2012 Oman brought" in " ".join(opened.page.locator("#panel blockquote").all_text_contents())


def test_the_keys_move_the_view_and_search_finds(sigma: Open) -> None:
    opened = sigma(SMALL)
    before = opened.ask("() => goodoffices.middle().x")
    opened.page.focus("#canvas .stage")
    opened.page.keyboard.press("ArrowRight")
    assert opened.ask("() => goodoffices.middle().x") > before
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("qatar")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "Qatar"


def test_the_picture_has_every_line_and_name(sigma: Open) -> None:
    opened = sigma(SMALL)
    with opened.page.expect_download() as caught:
        opened.page.click("#save-svg")
    picture = caught.value.path().read_text(encoding="utf-8")
    assert len(re.findall(r"<title>[^<]* [→↔] [^<]*</title>", picture)) == len(SMALL.edges)
    assert all(node.name in picture for node in SMALL.nodes)
    with opened.page.expect_download() as caught:
        opened.page.click("#save-png")
    assert caught.value.path().read_bytes()[:4] == b"\x89PNG"


def test_in_the_dark_the_bodies_have_other_colours(sigma: Open) -> None:
    opened = sigma(SMALL)
    script = """() => {
      const gl = goodoffices.engine.webGLContexts.nodes;
      goodoffices.engine.refresh();
      const { x, y } = goodoffices.onScreen(goodoffices.bodies().find(({ node }) => node.id === "taliban"));
      const pixel = new Uint8Array(4);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.readPixels(Math.round(x), Math.round(gl.drawingBufferHeight - y), 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      return [...pixel];
    }"""
    light = opened.ask(script)
    opened.page.emulate_media(color_scheme="dark")
    assert light[3] == 255
    opened.page.wait_for_function(f"(light) => String(({script})()) !== String(light)", arg=light, timeout=5000)


def test_the_drawing_comes_back_from_the_table(sigma: Open) -> None:
    opened = sigma(SMALL, anchor="#view=table")
    opened.page.click("#view-drawing")
    opened.page.wait_for_timeout(100)
    inside = """() => {
      const { clientWidth, clientHeight } = document.getElementById("canvas");
      const isIn = ({ x, y }) => x > 0 && x < clientWidth && y > 0 && y < clientHeight;
      return goodoffices.bodies().map(goodoffices.onScreen).every(isIn);
    }"""
    assert opened.ask(inside)


def test_a_crowd_opens_on_its_hubs_and_shows_all_when_asked(sigma: Open) -> None:
    page = page_cases.crowd(620)
    opened = sigma(page)
    assert opened.ask(INSTANCES)["nodes"] == 40
    opened.page.click("#focus button")
    assert opened.ask(INSTANCES) == {"edges": len(page.edges), "nodes": 620}


def test_more_than_vis_can_draw_is_drawn_by_sigma(sigma: Open) -> None:
    page = page_cases.communities(2100, 4000)
    opened = sigma(page, renderer="auto")
    opened.page.click("#focus button")
    bundled = opened.ask("() => goodoffices.state.inBundle.size - goodoffices.state.bundles.size")
    assert opened.ask(INSTANCES) == {"edges": len(page.edges) - bundled, "nodes": 2100}
    assert len(opened.ask(SHOWN)) == len(page.edges)
    assert complaints(opened) == []


def test_the_whole_of_a_wide_network_is_in_view(sigma: Open) -> None:
    page = page_cases.communities(620, 900)
    opened = sigma(page)
    spread = "() => { for (const node of goodoffices.data.nodes.values()) { node.x *= 10; node.y *= 10; } }"
    opened.ask(spread)
    opened.page.click("#focus button")
    assert opened.ask("() => goodoffices.places().length") == 620
    seen = """() => goodoffices.places().map(goodoffices.onScreen).every(({ x, y }) => {
      const { clientWidth, clientHeight } = document.getElementById("canvas");
      return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
    })"""
    opened.page.wait_for_function(seen, timeout=5000)


@pytest.mark.parametrize("first", range(6))
def test_no_payload_runs_in_any_field(sigma: Open, first: int) -> None:
    payloads = PAYLOADS[first::6]
    opened = sigma(page_cases.all_hostile(payloads))
    assert opened.ask(EXPLORE) == [True, None]
    assert len(opened.ask(SHOWN)) == 2 * len(payloads)
    assert opened.ask(WHAT_RAN) == harmless(scripts=8)
    assert (opened.requests, complaints(opened), opened.dialogs) == ([opened.address], [], [])


def test_ids_and_names_are_read_as_they_were_written(sigma: Open) -> None:
    page = page_cases.communities(60, 90)
    through = (page.nodes[3].name, "Somebody else")
    opened = sigma(replace(page, edges=tuple(replace(edge, through=through) for edge in page.edges)))
    assert opened.ask(SHOWN) == sorted(edge.id for edge in page.edges)
    read = "() => [...goodoffices.data.edges.values()].map(({ through }) => through)"
    assert {tuple(names) for names in opened.ask(read)} == {through}


def test_the_policy_stops_a_script_that_got_in(sigma: Open) -> None:
    opened = sigma(SMALL)
    assert opened.ask(INTRUDE) is None
    opened.page.wait_for_timeout(200)
    assert opened.ask("() => window.__hit ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)

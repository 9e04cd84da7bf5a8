"""The network page in a real Chromium: what it asks for, what it draws, what a click, a key and a hostile text do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from goodoffices.pages import PageData
from tests.support import page_cases
from tests.support.page_visit import (
    ACTOR,
    COLOURS,
    COLOURS_SEEN,
    DRAWN,
    EXPLORE,
    INSIDE,
    INTRUDE,
    WHERE,
    Open,
    Visit,
    click_edge,
    contrast,
)
from tests.support.payloads import PAYLOADS, VERY_LONG, WHAT_RAN, harmless

SMALL = page_cases.SMALL
DISPUTED = next(edge for edge in SMALL.edges if edge.verdict == "disputed")


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit: Open) -> None:
    opened = visit(SMALL)
    click_edge(opened, DISPUTED)
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.address]
    assert opened.complaints == []


def test_edges_drawn_are_edges_given(visit: Open) -> None:
    opened = visit(SMALL)
    given = sorted(edge.id for edge in SMALL.edges)
    assert sorted(opened.ask("() => goodoffices.edges.getIds()")) == given
    assert sorted(opened.ask(DRAWN)) == given


def test_names_and_lines_are_really_on_the_canvas(visit: Open) -> None:
    empty = PageData("Nothing", "", (), (), {})
    assert visit(SMALL).ask(COLOURS_SEEN) > 50 > visit(empty).ask(COLOURS_SEEN)


def test_every_line_can_be_clicked_and_shows_its_quote(visit: Open) -> None:
    opened = visit(SMALL)
    for edge in SMALL.edges:
        click_edge(opened, edge)
        for claim in SMALL.events[edge.event_id]["claims"]:
            assert claim["exact"] in opened.page.locator("#panel blockquote").all_text_contents()
        marked = opened.page.locator("#panel blockquote mark").all_text_contents()
        assert marked == [claim["trigger"] for claim in SMALL.events[edge.event_id]["claims"]]


def test_what_a_speaker_does_is_told_in_words(visit: Open) -> None:
    opened = visit(SMALL)
    click_edge(opened, DISPUTED)
    told = opened.page.locator("#panel .factuality").all_text_contents()
    assert [one for one in told if not re.fullmatch("[a-z ,;]+", one)] == []
    assert len(set(told)) == 2


def test_the_denial_stands_beside_the_claim(visit: Open) -> None:
    opened = visit(SMALL)
    click_edge(opened, DISPUTED)
    said, denied = opened.page.locator(".side.for").first, opened.page.locator(".side.against").first
    one, other = said.bounding_box(), denied.bounding_box()
    assert one is not None
    assert other is not None
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]
    assert "Financial Times" in said.inner_text()
    assert "senior Saudi official" in denied.inner_text()
    assert "disputed" in opened.text("#panel .badges")


def test_what_is_only_denied_is_listed_and_not_shown_as_fact(visit: Open) -> None:
    opened = visit(SMALL)
    opened.page.click('tr[data-event="e11"] button')
    assert "Sources only deny it" in opened.text("#panel")
    assert "claimed: held" in opened.text("#panel .badges")
    assert "talking to the United States" in opened.text("#panel .side.against")
    assert "Nobody in these texts" in opened.text("#panel .side.for")
    assert opened.page.locator("tr[data-event]").count() == 2


def test_a_rolled_up_line_says_through_whom(visit: Open) -> None:
    opened = visit(SMALL)
    click_edge(opened, next(edge for edge in SMALL.edges if edge.level == "rolled_up"))
    assert "Rolled up from those who act for them: the text names Shinzo Abe." in opened.text("#panel")


def focus_comes_to(opened: Visit, what: str) -> None:
    """Waits for it: after a jump within the page, as after a click, the browser moves the focus when it gets to it."""
    words = "(what) => document.activeElement.matches(what) || document.activeElement.textContent === what"
    opened.page.wait_for_function(words, arg=what, timeout=5000)


def test_an_edge_is_reached_by_keyboard_alone(visit: Open) -> None:
    opened = visit(SMALL)
    keys = opened.page.keyboard
    keys.press("Tab")
    focus_comes_to(opened, ".skip")
    keys.press("Enter")
    focus_comes_to(opened, "#relations")
    for _ in range(6):  # five columns to sort by stand before the first row
        keys.press("Tab")
    focus_comes_to(opened, "Oman → Iran")
    keys.press("ArrowDown")
    focus_comes_to(opened, "Oman → United States")
    keys.press("ArrowUp")
    keys.press("Enter")
    focus_comes_to(opened, "#panel h2")
    assert "In July 2012 Oman brought" in opened.text("#panel blockquote")
    assert opened.text("#live") == "Oman → Iran"
    keys.press("Escape")
    focus_comes_to(opened, "Oman → Iran")
    assert opened.ask("() => goodoffices.state.edge") is None


def test_an_actor_is_found_by_name_and_lists_its_relations(visit: Open) -> None:
    opened = visit(SMALL)
    keys = opened.page.keyboard
    keys.press("/")
    keys.type("oman")
    assert opened.page.locator("#found [role=option] > span").all_inner_texts() == ["Oman"]
    keys.press("Enter")
    assert opened.text("#panel h2") == "Oman"
    entries = opened.page.locator("#panel .entry > b").all_inner_texts()
    assert entries == ["Oman → Iran", "Oman → United States"]
    opened.page.click("#panel .entry")
    assert "In July 2012" in opened.text("#panel blockquote")


def test_a_click_on_an_actor_opens_it(visit: Open) -> None:
    opened = visit(SMALL)
    opened.page.mouse.click(*opened.ask(ACTOR, "qat"))
    opened.page.wait_for_function('() => goodoffices.state.node === "qat"')
    assert "State · QAT · mediator" in opened.text("#panel .about")


@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [
        ("level", "rolled_up", {e.id for e in SMALL.edges if e.level == "stated"}),
        ("relation", "MEDIATES", {e.id for e in SMALL.edges if e.type != "MEDIATES"}),
        ("kind", "armed_group", {e.id for e in SMALL.edges if "taliban" not in (e.source, e.target)}),
        ("line", "broken", {e.id for e in SMALL.edges if e.status != "lifted"}),
    ],
)
def test_a_filter_takes_lines_away_and_gives_them_back(visit: Open, facet: str, value: str, left: set[str]) -> None:
    opened = visit(SMALL)
    box = f'input[name="{facet}"][value="{value}"]'
    opened.page.uncheck(box)
    assert set(opened.ask(DRAWN)) == left
    assert opened.page.locator("tr[data-edge]").count() == len(left)
    assert f"{len(left)} of {len(SMALL.edges)} relations shown" in opened.text("#live")
    opened.page.check(box)
    assert len(opened.ask(DRAWN)) == len(SMALL.edges)


def test_a_hidden_line_cannot_be_clicked(visit: Open) -> None:
    opened = visit(SMALL)
    rolled = next(edge for edge in SMALL.edges if edge.level == "rolled_up")
    x, y = opened.ask(WHERE, [rolled.id, 0.3])
    opened.page.uncheck('input[value="rolled_up"]')
    opened.page.mouse.click(x, y)
    opened.page.wait_for_timeout(400)
    assert opened.ask("() => goodoffices.state.edge") is None


def test_a_link_opens_the_same_evidence(visit: Open) -> None:
    opened = visit(SMALL, anchor=f"#edge={DISPUTED.id}")
    assert opened.text("#panel h2") == "Iran ↔ Saudi Arabia"
    elsewhere = visit(SMALL, anchor="#edge=%3Cimg%20src=x%20onerror=window.__hit=1%3E")
    assert elsewhere.text("#panel h2") == "Every line has its quote"
    assert elsewhere.complaints == []


def with_claim(**changes: Any) -> PageData:
    """The tiny page with its one claim changed."""
    (said,) = page_cases.EVENTS["e02"]["claims"]
    return replace(page_cases.tiny(), events={"e02": page_cases.EVENTS["e02"] | {"claims": [{**said, **changes}]}})


def test_the_trigger_is_marked_by_code_points(visit: Open) -> None:
    exact = "🕊🕊 The talks about talks were held in 日本 🗾."
    at = exact.index("talks were") + 900
    page = with_claim(
        exact=exact, start=900, end=900 + len(exact), trigger="talks", trigger_start=at, trigger_end=at + 5
    )
    opened = visit(page, anchor=f"#edge={page.edges[0].id}")
    assert opened.page.inner_html("#panel blockquote") == "🕊🕊 The talks about <mark>talks</mark> were held in 日本 🗾."


def test_without_offsets_the_first_occurrence_is_marked(visit: Open) -> None:
    page = with_claim(exact="🕊 talks about talks", trigger="talks")
    opened = visit(page, anchor=f"#edge={page.edges[0].id}")
    assert opened.page.inner_html("#panel blockquote") == "🕊 <mark>talks</mark> about talks"


@pytest.mark.parametrize(
    ("start", "prefix", "suffix", "told"),
    [
        (90, "It is said: ", " So they", ["…It is said: ", " So they…"]),
        (12, "It is said: ", "", ["It is said: "]),
        (0, "", " So they", [" So they…"]),
        (8, "🕊🕊 day. ", None, ["🕊🕊 day. "]),
        (
            99,
            "reland secretary, admitted it. So",
            " and then they said that he had s",
            ["…secretary, admitted it. So", " and then they said that he had …"],
        ),
        (32, "A" * 31 + " ", "B" * 32, ["A" * 31 + " ", "B" * 32 + "…"]),
    ],
)
def test_the_text_around_a_quote_stands_apart_from_it(
    visit: Open, start: int, prefix: str, suffix: str | None, told: list[str]
) -> None:
    page = with_claim(exact="They met.", start=start, trigger="met", prefix=prefix, suffix=suffix)
    opened = visit(page, anchor=f"#edge={page.edges[0].id}")
    assert opened.page.locator("#panel blockquote .around").all_text_contents() == told
    assert opened.page.locator("#panel blockquote mark").all_text_contents() == ["met"]
    assert opened.ask("() => document.querySelector('#panel blockquote').textContent").count("They met.") == 1


def test_on_a_narrow_screen_the_denial_stands_below_the_claim(visit: Open) -> None:
    opened = visit(SMALL, size=(390, 844), anchor=f"#edge={DISPUTED.id}")
    one, other = (opened.page.locator(f".side.{kind}").first.bounding_box() for kind in ("for", "against"))
    assert one is not None
    assert other is not None
    assert one["x"] == other["x"]
    assert one["y"] + one["height"] <= other["y"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=<c>", "https://example.org/a?b=%3Cc%3E"),
        ("HTTP://example.org", "http://example.org/"),
        ("javascript:window.__hit=1", None),
        (" javascript:window.__hit=1", None),
        ("java\nscript:window.__hit=1", None),
        ("data:text/html,x", None),
        ("file:///x", None),
        ("//example.org", None),
        ("relative/path", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(visit: Open, url: str | None, link: str | None) -> None:
    page = with_claim(url=url)
    opened = visit(page, anchor=f"#edge={page.edges[0].id}")
    links = opened.page.locator("#panel .claim a")
    assert [links.nth(i).get_attribute("href") for i in range(links.count())] == ([link] if link else [])
    assert (url or "A note").strip().split("\n")[-1] in opened.text("#panel .claim footer") or link


@pytest.mark.parametrize("first", range(6))
def test_no_payload_runs_in_any_field(visit: Open, first: int) -> None:
    """Also in those that no input can fill, since the vocabulary is fixed: relation, status, kind, role, date."""
    payloads = PAYLOADS[first::6]
    opened = visit(page_cases.all_hostile(payloads), size=(880, 800))
    assert opened.ask(EXPLORE) == [True, None]
    assert len(opened.ask(DRAWN)) == 2 * len(payloads)
    assert opened.ask(WHAT_RAN) == harmless(scripts=3)
    assert (opened.requests, opened.complaints, opened.dialogs) == ([opened.address], [], [])


def test_a_very_long_text_runs_no_script_either(visit: Open) -> None:
    opened = visit(page_cases.hostile(VERY_LONG), size=(880, 800))
    assert opened.ask(EXPLORE) == [True, None]
    assert opened.ask(WHAT_RAN) == harmless(scripts=3)


def test_the_policy_stops_a_script_that_got_in(visit: Open) -> None:
    opened = visit(SMALL)
    assert opened.ask(INTRUDE) is None
    opened.page.wait_for_timeout(200)
    assert opened.ask("() => window.__hit ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (768, 1024)])
def test_nothing_runs_over_the_side(visit: Open, size: tuple[int, int]) -> None:
    opened = visit(SMALL, size=size, anchor=f"#edge={DISPUTED.id}")
    assert opened.ask("() => document.documentElement.scrollWidth") <= size[0]
    box = opened.page.locator("#panel h2").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < size[1]


def test_all_actors_are_within_the_first_view(visit: Open) -> None:
    for size in ((1280, 800), (390, 844)):
        assert visit(SMALL, size=size).ask(INSIDE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible_in_both_themes(visit: Open, scheme: str) -> None:
    opened = visit(SMALL, color_scheme=scheme)
    pairs = [("ink", "paper"), ("quiet", "raised"), ("ink", "raised"), ("mark-ink", "mark"), ("focus", "raised")]
    pairs += [
        (tone, "paper")
        for tone in ("talks", "talks-soft", "mediation", "mediation-soft", "sanctions", "sanctions-soft")
    ]
    names = sorted({name for pair in pairs for name in pair})
    colours = dict(zip(names, opened.ask(COLOURS, names), strict=True))
    poor = {pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5}
    assert poor == set()


def test_without_javascript_the_page_says_so(visit: Open) -> None:
    opened = visit(SMALL, java_script_enabled=False)
    assert "draws its network with JavaScript" in opened.text("noscript")
    assert opened.text("h1") == SMALL.title


def test_a_crowd_opens_on_its_hubs_and_shows_all_when_asked(visit: Open) -> None:
    page = page_cases.crowd(620)
    opened = visit(page)
    assert len(opened.ask("() => goodoffices.views.nodes.getIds()")) == 40
    assert opened.text("#focus").startswith("40 of 620 actors shown.")
    opened.page.click("#focus button")
    assert len(opened.ask(DRAWN)) == len(page.edges)
    assert opened.page.locator("tr[data-edge]").count() == 200
    opened.page.click(".more")
    assert opened.page.locator("tr[data-edge]").count() == 400


@pytest.mark.parametrize("about", [("n0311",), ("n0000", "n0100")])
@pytest.mark.parametrize("renderer", ["vis", "sigma"])
def test_a_crowd_opens_on_the_actors_asked_for_and_all_around_them(
    visit: Open, about: tuple[str, ...], renderer: str
) -> None:
    page = replace(page_cases.crowd(620), about=about)
    opened = visit(page, renderer=renderer)
    ends = [{edge.source, edge.target} for edge in page.edges]
    around = set(about).union(*(pair for pair in ends if pair & set(about)))
    assert set(opened.ask("() => [...goodoffices.state.focus]")) == around
    opened.page.click("#focus button")
    opened.page.wait_for_function("() => location.hash === '#focus=all'")
    assert opened.ask("() => goodoffices.state.focus") is None


def test_a_crowd_around_the_actor_asked_for_opens_on_the_actor_and_the_hubs(visit: Open) -> None:
    crowd = page_cases.crowd(620)
    spokes = tuple(
        replace(edge, source="n0311", target=node.id) for edge, node in zip(crowd.edges, crowd.nodes, strict=False)
    )
    opened = visit(replace(crowd, edges=spokes, about=("n0311", "n0600")))
    assert opened.ask("() => goodoffices.state.seeds.map(({ kind, id }) => [kind, id ?? null])") == [
        ["hubs", None],
        ["alone", "n0311"],
        ["alone", "n0600"],
    ]
    assert opened.text("#focus").startswith("41 of 620 actors shown.")


def test_an_actor_outside_the_view_is_brought_into_it(visit: Open) -> None:
    opened = visit(page_cases.crowd(620))
    keys = opened.page.keyboard
    keys.press("/")
    keys.type("Actor 311")
    keys.press("Enter")
    assert opened.text("#panel h2") == "Actor 311"
    assert opened.ask("() => goodoffices.views.nodes.get('n0311') !== null")
    opened.page.get_by_text("Show only its neighbours").click()
    assert sorted(opened.ask("() => goodoffices.views.nodes.getIds()")) == ["n0310", "n0311", "n0312"]

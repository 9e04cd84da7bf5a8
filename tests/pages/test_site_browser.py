"""The site in a real Chromium, from the disk: search, keys, links there and back, no request but files, no payload."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from goodoffices.api import open_graph
from goodoffices.pages.page import render
from goodoffices.pages.renderers import library
from goodoffices.pages.site import OF_ACTORS, Entry, Overview, page_of_actor, render_overview
from goodoffices.pages.site_folder import SiteFolder
from tests.goodoffices.cli.test_cli import SAMPLE
from tests.support import page_cases
from tests.support.page_visit import COLOURS, INTRUDE, SETTLED, Visit, contrast
from tests.support.payloads import PAYLOADS

Open = Callable[..., Visit]
ROWS = "#actors tbody tr:visible"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, in a folder whose name an address must escape."""
    folder = tmp_path_factory.mktemp("site") / "sample #1, 100% да"
    with open_graph(tmp_path_factory.mktemp("graph")) as graph:
        graph.load(SAMPLE)
        graph.site(folder)
    return folder


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    contexts = []

    def open_page(file: Path, **options: Any) -> Visit:
        contexts.append(browser.new_context(reduced_motion="reduce", **options))
        opened = Visit(contexts[-1].new_page(), file.as_uri())
        opened.watch()
        opened.page.goto(opened.address)
        return opened

    yield open_page
    for context in contexts:
        context.close()


def names(opened: Visit) -> list[str]:
    return opened.page.locator(f"{ROWS} a").all_inner_texts()


def test_an_actor_is_found_and_its_page_opens_and_leads_back(site: Path, visit: Open) -> None:
    opened = visit(site / "index.html")
    keys = opened.page.keyboard
    keys.press("/")
    keys.type("norw")
    assert names(opened)[0] == "Norway"
    assert opened.text("#shown").endswith(" actors shown")
    keys.press("Enter")
    opened.page.wait_for_function(SETTLED, timeout=10_000)
    assert opened.text("h1") == "Norway"
    assert opened.ask("() => goodoffices.edges.getIds().length") > 0
    opened.page.click("#subtitle a")
    opened.page.wait_for_selector("#actors")
    assert opened.page.url == opened.address
    assert opened.complaints == []
    assert {address.partition(":")[0] for address in opened.requests if not address.startswith("data:")} == {"file"}
    assert sum(address.endswith("vis-network.min.js") for address in opened.requests) == 1


def test_an_actor_page_leads_to_the_pages_of_others(site: Path, visit: Open) -> None:
    opened = visit(site / "index.html")
    opened.page.get_by_role("link", name="Norway", exact=True).click()
    opened.page.wait_for_function(SETTLED, timeout=10_000)
    others = opened.ask("() => [...goodoffices.data.nodes.values()].map(({ id, name }) => [id, name])")
    own = next(id_ for id_, name in others if name == "Norway")
    opened.ask("(node) => goodoffices.pick({ node })", own)
    assert opened.page.locator("#panel a").count() == 0
    other, name = next(one for one in others if one[0] != own)
    opened.ask("(node) => goodoffices.pick({ node })", other)
    opened.page.get_by_role("link", name="Page of this actor").click()
    opened.page.wait_for_function("(name) => document.querySelector('h1').textContent === name", arg=name)
    opened.page.wait_for_function(SETTLED, timeout=10_000)
    assert opened.page.url.startswith(site.as_uri())
    opened.page.go_back()
    opened.page.wait_for_function("() => document.querySelector('h1').textContent === 'Norway'")
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [("NORWAY", "Norway"), ("nor way", "Norway"), ("khamenei ali", "Ali Khamenei"), ("NOR", "Norway")],
)
def test_the_search_takes_parts_codes_and_other_names_in_any_order(
    site: Path, visit: Open, typed: str, found: str
) -> None:
    opened = visit(site / "index.html")
    opened.page.fill("#search", typed)
    assert found in names(opened)
    assert len(names(opened)) < opened.page.locator("#actors tbody tr").count()


def test_aliases_and_letters_with_marks_are_found(tmp_path: Path, visit: Open) -> None:
    opened = visit(written(tmp_path, entry("Muḥammad Ẓarīf", "Zarif", "ظریف"), entry("Oman")))
    for typed in ("zarif", "muhammad", "ظریف"):
        opened.page.fill("#search", typed)
        assert names(opened) == ["Muḥammad Ẓarīf"]
    opened.page.fill("#search", "nobody")
    assert (names(opened), opened.text("#shown")) == ([], "0 of 2 actors shown")
    opened.page.keyboard.press("Enter")
    assert opened.page.url == opened.address


def test_the_list_is_walked_by_keyboard(tmp_path: Path, visit: Open) -> None:
    opened = visit(written(tmp_path, entry("Iran"), entry("Iraq"), entry("Oman")))
    keys = opened.page.keyboard

    def focused() -> str:
        return str(opened.ask("() => document.activeElement.id || document.activeElement.textContent"))

    keys.press("/")
    keys.type("ira")
    seen = [focused()]
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown", "Escape"):
        keys.press(key)
        seen.append(focused())
    assert seen == ["search", "Iran", "Iraq", "Iraq", "Iran", "search", "Iran", "search"]
    assert names(opened) == ["Iran", "Iraq", "Oman"]
    keys.type("a/b")
    assert opened.ask("() => document.getElementById('search').value") == "a/b"


def test_without_javascript_the_list_and_its_links_are_there(site: Path, visit: Open) -> None:
    opened = visit(site / "index.html", java_script_enabled=False)
    assert not opened.page.is_visible("#search")
    opened.page.get_by_role("link", name="Norway", exact=True).click()
    opened.page.wait_for_selector("#relations", state="attached")
    assert opened.text("h1") == "Norway"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_legible_in_both_themes(site: Path, visit: Open, scheme: str) -> None:
    opened = visit(site / "index.html", color_scheme=scheme)
    names = ["ink", "quiet", "focus", "paper", "raised", "sunk"]
    colours = dict(zip(names, opened.ask(COLOURS, names), strict=True))
    pairs = [(word, ground) for word in ("ink", "quiet", "focus") for ground in ("paper", "raised", "sunk")]
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_over_the_side(site: Path, visit: Open, width: int) -> None:
    opened = visit(site / "index.html", viewport={"width": width, "height": 800})
    assert opened.ask("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("payload", PAYLOADS[::20])
def test_no_payload_runs_and_names_stay_text(tmp_path: Path, visit: Open, payload: str) -> None:
    opened = visit(written(tmp_path, entry(payload, payload, payload), title=payload))
    opened.page.fill("#search", payload)
    opened.page.fill("#search", "")
    shown = "() => document.querySelector('#actors a').textContent"
    assert "".join(opened.ask(shown).split()) == "".join(payload.replace("\0", "").split())
    assert opened.ask("() => [window.__hit ?? null, document.querySelectorAll('script').length]") == [None, 1]
    opened.page.click("#actors a")
    opened.page.wait_for_function(SETTLED, timeout=10_000)
    assert opened.ask("() => window.__hit ?? null") is None
    assert opened.ask("() => document.querySelectorAll('#subtitle *').length") == 1
    assert opened.complaints == []


def test_the_policy_stops_a_script_that_got_in(tmp_path: Path, visit: Open) -> None:
    opened = visit(written(tmp_path, entry("Iran")))
    opened.ask("() => document.body.append(Object.assign(document.createElement('p'), { id: 'live' }))")
    assert opened.ask(INTRUDE) is None
    opened.page.wait_for_timeout(200)
    assert opened.ask("() => window.__hit ?? null") is None
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def entry(name: str, *aliases: str) -> Entry:
    return Entry(name, name, aliases, "state", None, None, page_of_actor(name), 1, 1)


def written(folder: Path, *entries: Entry, title: str = "A site") -> Path:
    """A site of these entries, each with a page on which its name is everything; the address of its overview."""
    out = SiteFolder(folder / "site")
    out.claim(one.file for one in entries)
    out.write("vis-network.min.js", library("vis-network.min.js"))
    for one in entries:
        out.write(one.file, render(page_cases.hostile(one.name), within=OF_ACTORS))
    out.write("index.html", render_overview(Overview(title, title, entries)))
    out.finish()
    return folder / "site" / "index.html"

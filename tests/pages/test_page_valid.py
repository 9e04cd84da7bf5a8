"""Valid HTML, as written and as it stands after a reader's steps, and no barrier that axe-core knows to be serious."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from goodoffices.pages import render, write_page
from goodoffices.pages.site import LIBRARIES, OF_ACTORS, Entry, Overview, page_of_actor, render_overview
from tests.support import page_cases
from tests.support.lacking import lacking
from tests.support.node_tools import barriers, invalid
from tests.support.page_visit import Open, OpenFile, Visit

SMALL = page_cases.SMALL
DISPUTED = next(edge for edge in SMALL.edges if edge.verdict == "disputed")

STATES: dict[str, str] = {
    "start": "",
    "relation": f"#edge={DISPUTED.id}",
    "actor": "#node=omn",
    "event": "#event=e11",
    "pair": "#who=usa,irn",
    "path": "#path=eu,taliban",
    "table": "#view=table",
    "table and relation": f"#view=table&edge={DISPUTED.id}",
    "period": "#time=2012-01..2019-12&surely=yes&node=irn",
}


def overview(folder: Path) -> Path:
    """A site's overview whose links lead nowhere yet."""
    names = ("Iran", "Iraq", "Oman", "Muḥammad Ẓarīf")
    entries = tuple(
        Entry(name, name, (f"{name} 2", "ظریف"), "state", "IRN", None, page_of_actor(name.lower()), 3, 2)
        for name in names
    )
    write_page(folder / "index.html", render_overview(Overview("Who mediated between whom", "4 actors", entries)))
    return folder / "index.html"


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        lacking("no Java to run the HTML checker with")


@pytest.mark.usefixtures("java")
def test_pages_are_valid_html_also_after_what_readers_do(visit: Open, tmp_path: Path) -> None:
    folder = tmp_path / "as seen"
    folder.mkdir()
    write_page(folder / "written.html", render(SMALL))
    write_page(folder / "hostile.html", render(page_cases.hostile('"><b>&x;</b>')))
    write_page(folder / "of a site.html", render(SMALL, within=OF_ACTORS))
    overview(folder)
    for name, anchor in STATES.items():
        opened = visit(SMALL, anchor=anchor)
        if name == "start":
            opened.page.keyboard.type("/i")
        seen = opened.page.content().replace("<!DOCTYPE html>", "<!doctype html>\n")
        (folder / f"{name}.html").write_text(seen, encoding="utf-8")
    assert invalid(*sorted(folder.iterdir())) == []
    assert {path.name for path in folder.iterdir()}.isdisjoint(LIBRARIES)


@pytest.mark.usefixtures("java")
def test_the_checker_finds_what_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p id=a><p id=a><img>", encoding="utf-8")
    assert len(invalid(tmp_path / "bad.html")) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_no_state_of_the_page_has_a_serious_barrier(visit: Open, scheme: str, size: tuple[int, int]) -> None:
    opened = visit(SMALL, color_scheme=scheme, size=size)
    found = {}
    for name, anchor in STATES.items():
        opened.page.goto(opened.address + anchor)
        found[name] = barriers(opened)
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_has_the_list_of_matches_nor_a_bundle(visit: Open, scheme: str) -> None:
    opened = visit(page_cases.parallel(), color_scheme=scheme, anchor="#bundle=irn,usa,NEGOTIATES_WITH")
    assert "7 relations" in opened.text("#panel")
    assert barriers(opened) == []
    opened.page.keyboard.type("/ira")
    opened.page.wait_for_selector("#found [role=option]")
    assert barriers(opened) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_neither_has_the_overview_of_a_site(visit_file: OpenFile, tmp_path: Path, scheme: str) -> None:
    opened = visit_file(overview(tmp_path), color_scheme=scheme)
    assert barriers(opened) == []
    opened.page.fill("#search", "nobody")
    assert barriers(opened) == []


BARRIERS: dict[str, Callable[[Visit], object]] = {
    "color-contrast": lambda opened: opened.ask("() => { document.querySelector('h1').style.color = '#ccc'; }"),
    "button-name": lambda opened: opened.ask("() => { document.getElementById('zoom-fit').textContent = ''; }"),
}


@pytest.mark.parametrize("rule", BARRIERS)
def test_a_barrier_would_be_found(visit: Open, rule: str) -> None:
    opened = visit(SMALL)
    BARRIERS[rule](opened)
    assert [found.split(":")[0] for found in barriers(opened)] == [rule]

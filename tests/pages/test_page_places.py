"""The page where people open it: small and huge screens, touch, zoomed, on paper, under a Windows-1252 locale."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from goodoffices.pages import render, write_page
from tests.support import page_cases
from tests.support.page_visit import ARGUMENTS, SETTLED, Open, Visit, chromium, click_edge
from tests.support.page_visit import whole_browser as browser
from tests.support.tree import ROOT

__all__ = ["browser"]

SMALL = page_cases.SMALL
DISPUTED = next(edge for edge in SMALL.edges if edge.verdict == "disputed")

SCREENS: dict[str, dict[str, Any]] = {
    "laptop": {"size": (1280, 800)},
    "wall": {"size": (3840, 2160)},
    "phone": {"size": (390, 844), "has_touch": True, "is_mobile": True, "device_scale_factor": 3},
    # what is left of 1280 by 800 when everything is twice as large
    "zoomed": {"size": (640, 400), "device_scale_factor": 2},
}

OUT_OF_REACH = """() => {
  const controls = [...document.querySelectorAll("button, input, summary, a[href]:not(.skip)")];
  return controls.filter((one) => one.checkVisibility()).filter((one) => {
    one.scrollIntoView({ block: "center", inline: "center" });
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1 || bottom < 0 || top > innerHeight;
  }).map((one) => one.id || one.textContent || one.name);
}"""

TOO_SMALL = """(least) => {
  const targets = [...document.querySelectorAll("button:not(.link), summary, label:has(input), input[type=text]")];
  return targets.filter((one) => one.checkVisibility() && !one.closest(".thumbs")).filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width < least || height < least;
  }).map((one) => `${one.className || one.id || one.tagName} ${one.textContent.slice(0, 20)}`);
}"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("anchor", ["", f"#edge={DISPUTED.id}", "#view=table", "#who=irn,usa"])
def test_nothing_runs_over_the_side_and_every_control_is_reached(visit: Open, screen: str, anchor: str) -> None:
    opened = visit(SMALL, anchor=anchor, **SCREENS[screen])
    assert opened.ask("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert opened.ask(OUT_OF_REACH) == []
    assert opened.complaints == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_relation_is_opened_read_and_closed(visit: Open, screen: str) -> None:
    opened = visit(SMALL, **SCREENS[screen])
    click_edge(opened, DISPUTED)
    assert opened.page.is_visible("#panel .side.against blockquote")
    opened.page.click(".close")
    assert opened.ask("() => goodoffices.state.edge") is None


def test_fingers_find_targets_of_their_size(visit: Open) -> None:
    """24 pixels either way are what WCAG 2.2 asks for at least."""
    for anchor in ("", f"#edge={DISPUTED.id}", "#node=irn"):
        opened = visit(SMALL, anchor=anchor, **SCREENS["phone"])
        opened.ask("() => { document.getElementById('legend-box').open = true; }")
        assert opened.ask(TOO_SMALL, 24) == []


def test_all_columns_of_the_table_are_seen_on_a_laptop(visit: Open) -> None:
    opened = visit(SMALL, anchor="#view=table", **SCREENS["laptop"])
    widths = "() => ['scrollWidth', 'clientWidth'].map((one) => document.getElementById('relations')[one])"
    assert len(set(opened.ask(widths))) == 1


def test_a_tap_opens_what_it_touches(visit: Open) -> None:
    opened = visit(SMALL, **SCREENS["phone"])
    opened.page.tap("#view-table")
    opened.page.locator("tr[data-edge] button").first.tap()
    assert opened.page.is_visible("#panel blockquote")


def paper(opened: Visit) -> str:
    """The text of the page as it is printed, without the ligatures that some fonts have."""
    pages = PdfReader(BytesIO(opened.page.pdf(format="A4"))).pages
    return " ".join(unicodedata.normalize("NFKC", " ".join(page.extract_text() for page in pages)).split())


def test_paper_can_be_read(visit: Open) -> None:
    text = paper(visit(SMALL, anchor=f"#edge={DISPUTED.id}", color_scheme="dark"))
    assert text.startswith(SMALL.title)
    assert "Saudi and Iranian officials had met in Baghdad on 9 April 2021." in text
    assert "A senior Saudi official denied that any talks had taken place." in text
    assert text.count("Shinzo Abe → United States") >= 1
    assert f"Relations ({len(SMALL.edges)})" in text
    assert "Held or in force" in text
    assert "Find an actor" not in text


def test_on_paper_the_open_evidence_stands_before_the_lists(visit: Open) -> None:
    opened = visit(SMALL, anchor=f"#edge={DISPUTED.id}")
    opened.page.emulate_media(media="print")
    tops = "(ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect().top)"
    seen = opened.ask(tops, ["legend", "panel", "time", "relations"])
    assert seen == sorted(set(seen))


def test_paper_holds_every_relation_of_a_crowd(visit: Open) -> None:
    page = page_cases.crowd(300)
    text = paper(visit(page))
    assert all(f"Actor {i} → Actor {i + 1} " in text for i in range(299))


WORLDLY = replace(SMALL, title="Muḥammad Ẓarīf → 谈判 · мир · שלום · “Düsseldorf” 🕊")

WRITE = """
import sys
from pathlib import Path
from goodoffices.pages import render, write_page
from tests.pages.test_page_places import WORLDLY
write_page(Path(sys.argv[1]), render(WORLDLY))
"""

WESTERN = {"LANG": "en_US.CP1252", "LC_ALL": "en_US.CP1252", "LANGUAGE": "en_US"}


@pytest.mark.parametrize(
    "locale",
    [WESTERN | {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["cp1252", "C"],
)
def test_the_file_is_utf8_wherever_it_is_written(tmp_path: Path, locale: dict[str, str]) -> None:
    target = tmp_path / "network.html"
    command = [sys.executable, "-W", "error", "-c", WRITE, str(target)]
    subprocess.run(command, env={**os.environ, **locale}, cwd=ROOT, check=True, capture_output=True)
    assert target.read_bytes() == render(WORLDLY).encode()


def test_the_command_writes_utf8_under_a_western_locale(tmp_path: Path) -> None:
    environment = {**os.environ, **WESTERN, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "goodoffices", "demo", "-o", str(tmp_path / "demo")]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    (page,) = (tmp_path / "demo").rglob("*.html")
    text = page.read_bytes().decode("utf-8")
    assert "→" in text
    assert "Nagorno" in text or "Oslo" in text


def test_a_browser_under_a_western_locale_shows_every_letter(browser: Browser, tmp_path: Path) -> None:
    write_page(tmp_path / "network.html", render(WORLDLY))
    arguments = [*ARGUMENTS, "--lang=en-US"]
    environment: dict[str, str | float | bool] = {**os.environ, **WESTERN}
    with browser.browser_type.launch(executable_path=chromium(), args=arguments, env=environment) as western:
        opened = Visit(western.new_page(reduced_motion="reduce"), (tmp_path / "network.html").as_uri())
        opened.watch()
        opened.page.goto(f"{opened.address}#edge={DISPUTED.id}")
        opened.page.wait_for_function(SETTLED, timeout=10_000)
        assert opened.ask("() => document.characterSet") == "UTF-8"
        assert opened.text("h1") == WORLDLY.title
        assert opened.text("#panel h2") == "Iran ↔ Saudi Arabia"
        assert (opened.complaints, opened.requests) == ([], [opened.address])

"""What the browser tests of the page share: a visit, and the questions that are put to the opened page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

from goodoffices.pages import Edge, PageData, render, write_page
from tests.support.lacking import lacking

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Visit:
    """An opened page, and what the browser noticed on the way."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def ask(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)


SETTLED = "() => window.goodoffices?.painted && document.hasFocus()"

WHERE = """([id, t]) => {
  const { network } = goodoffices;
  const { x, y } = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(t));
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""

COLOURS = """(names) => {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => style.getPropertyValue(`--${name}`).trim());
}"""

INSIDE = """() => {
  const { network } = goodoffices;
  const { clientWidth, clientHeight } = document.getElementById("canvas");
  const inside = ({ x, y }) => x > 0 && x < clientWidth && y > 0 && y < clientHeight;
  return Object.values(network.getPositions()).map((place) => network.canvasToDOM(place)).every(inside);
}"""

COLOURS_SEEN = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return new Set(new Uint32Array(pixels.buffer)).size;
}"""

INTRUDE = """async () => {
  const script = document.createElement("script");
  script.textContent = "window.__hit = 1";
  document.body.append(script);
  document.getElementById("live").innerHTML = '<img src="x" onerror="window.__hit = 1">';
  await fetch("https://example.org/").catch(() => 0);
  return window.__hit ?? null;
}"""

ACTOR = """(id) => {
  const { network } = goodoffices;
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""

DRAWN = """() => new Promise((done) => {
  const { network } = goodoffices;
  const counted = [];
  for (const edge of Object.values(network.body.edges)) {
    const drawLine = edge.edgeType.drawLine;
    edge.edgeType.drawLine = function (...args) { counted.push(edge.id); return drawLine.apply(this, args); };
  }
  network.once("afterDrawing", () => done(counted));
  network.redraw();
})"""

EXPLORE = """async () => {
  const { data, pick } = goodoffices;
  const seen = [];
  const panel = document.querySelector("#panel-body");
  const pause = () => new Promise((done) => setTimeout(done));
  const look = async (choice) => {
    pick(choice);
    while (panel.getAttribute("aria-busy")) await pause();
    seen.push(panel.textContent.length);
  };
  for (const id of data.edges.keys()) await look({ edge: id });
  for (const id of data.nodes.keys()) await look({ node: id });
  for (const id of data.events.keys()) await look({ event: id });
  const [a, b] = data.nodes.keys();
  for (const kind of ["path", "who"]) await look({ pair: { kind, a, b } });
  pick({ node: a });
  for (const search of document.querySelectorAll('[role="combobox"]')) {
    search.value = data.nodes.get(a).name;
    search.dispatchEvent(new Event("input"));
  }
  document.getElementById("view-table").click();
  for (const { dataset } of document.querySelectorAll("[data-sort]")) {
    document.querySelector(`[data-sort="${dataset.sort}"]`).click();
  }
  document.getElementById("view-drawing").click();
  for (const name of ["beforeprint", "afterprint"]) window.dispatchEvent(new Event(name));
  const legend = [...document.querySelectorAll("#legend input")];
  const ofEach = new Map(legend.map((box) => [box.name, box]));
  for (const box of ofEach.values()) { box.click(); box.click(); }
  await new Promise((done) => setTimeout(done, 60));
  return [seen.every((length) => length > 20), window.__hit ?? null];
}"""


Open = Callable[..., Visit]
OpenFile = Callable[..., Visit]


def chromium() -> str:
    """The program; where there is none the test is skipped, and in CI it fails."""
    program = os.environ.get("GOODOFFICES_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        lacking(
            "No Chromium is installed; the page is only tested without one. Install it or set GOODOFFICES_CHROMIUM."
        )
    return program


def windowless() -> str:
    """Chromium built without windows, which opens a page at a third of the cost; where it is not, the whole one."""
    return os.environ.get("GOODOFFICES_CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()


@contextmanager
def launched(*arguments: str, program: str | None = None) -> Iterator[Browser]:
    """A real Chromium with these arguments, the whole one unless another program is named."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program or chromium(), args=arguments) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """What most tests visit pages in."""
    with launched(*ARGUMENTS, program=windowless()) as running:
        yield running


@pytest.fixture(scope="module")
def whole_browser() -> Iterator[Browser]:
    """What readers have, with its windows: for tests of where a page opens."""
    with launched(*ARGUMENTS) as running:
        yield running


@contextmanager
def file_visits(browser: Browser) -> Iterator[OpenFile]:
    """What opens files of the disk in ``browser``, each in a context of its own, all closed at the end."""
    contexts: list[BrowserContext] = []

    def open_file(file: Path, anchor: str = "", *, size: tuple[int, int] = (1280, 800), **options: Any) -> Visit:
        viewport: Any = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(viewport=viewport, reduced_motion="reduce", **options))
        opened = Visit(contexts[-1].new_page(), file.as_uri())
        opened.watch()
        opened.page.goto(opened.address + anchor)
        if options.get("java_script_enabled", True) and opened.page.locator("#canvas").count():
            opened.page.wait_for_function(SETTLED, timeout=10_000)
        return opened

    yield open_file
    for context in contexts:
        context.close()


@contextmanager
def visits(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """What opens pages that are made of data."""
    with file_visits(browser) as open_file:

        def open_page(page: PageData, *, renderer: str = "auto", **options: Any) -> Visit:
            write_page(tmp_path / "network.html", render(page, renderer=renderer))
            return open_file(tmp_path / "network.html", **options)

        yield open_page


@pytest.fixture
def visit_file(browser: Browser) -> Iterator[OpenFile]:
    with file_visits(browser) as open_file:
        yield open_file


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    with visits(browser, tmp_path) as open_page:
        yield open_page


def click_edge(opened: Visit, edge: Edge, t: float = 0.5) -> None:
    opened.ask("() => document.getElementById('canvas').scrollIntoView({ block: 'nearest' })")
    x, y = opened.ask(WHERE, [edge.id, t])
    opened.page.mouse.click(x, y)
    opened.page.wait_for_function("(id) => goodoffices.state.edge === id", arg=edge.id, timeout=3000)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.1 between two colours written as #rrggbb."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

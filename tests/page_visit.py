"""What the browser tests of the page share: a visit, and the questions that are put to the opened page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

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

    def watch(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))

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
  const look = (choice) => { pick(choice); seen.push(document.querySelector("#panel-body").textContent.length); };
  for (const id of data.edges.keys()) look({ edge: id });
  for (const id of data.nodes.keys()) look({ node: id });
  for (const id of data.events.keys()) look({ event: id });
  const search = document.getElementById("search");
  search.value = [...data.nodes.values()][0].name;
  search.dispatchEvent(new Event("input"));
  for (const box of document.querySelectorAll("#legend input")) { box.click(); box.click(); }
  await new Promise((done) => setTimeout(done, 60));
  return [seen.every((length) => length > 20), window.__hit ?? null];
}"""


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.1 between two colours written as #rrggbb."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

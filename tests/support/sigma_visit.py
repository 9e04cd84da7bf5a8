"""What the browser tests of pages drawn by sigma share: Chromium with WebGL in software or none, and questions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from goodoffices.pages import Edge
from tests.support.page_visit import ARGUMENTS, Open, Visit, launched, visits

SOFTWARE = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
WITH_GL = (*(one for one in ARGUMENTS if one != "--disable-gpu"), *SOFTWARE)
WITHOUT_GL = (*ARGUMENTS, "--disable-3d-apis")

WHERE = """([id, t]) => {
  const { x, y } = goodoffices.onScreen(goodoffices.line(id).point(t));
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""

ACTOR = """(id) => {
  const { x, y } = goodoffices.onScreen(goodoffices.bodies().find(({ node }) => node.id === id));
  const box = document.getElementById("canvas").getBoundingClientRect();
  return [box.left + x, box.top + y];
}"""

INSTANCES = """() => {
  const counted = { edges: 0, nodes: 0 };
  const restore = Object.keys(counted).map((layer) => {
    const gl = goodoffices.engine.webGLContexts[layer];
    const draw = gl.drawArraysInstanced;
    gl.drawArraysInstanced = (mode, first, vertices, count) => {
      if (gl.getParameter(gl.FRAMEBUFFER_BINDING) === null) counted[layer] += count;
      draw.call(gl, mode, first, vertices, count);
    };
    return () => { delete gl.drawArraysInstanced; };
  });
  goodoffices.engine.refresh();
  restore.forEach((back) => back());
  return counted;
}"""
"""What WebGL was really told to draw, without what sigma draws for itself to find things by."""

COVERED = """([id, beside]) => {
  const { engine, line, onScreen } = goodoffices;
  const gl = engine.webGLContexts.edges;
  engine.refresh();
  const read = (t) => {
    const [at, next] = [t, t + 0.01].map((one) => onScreen(line(id).point(one)));
    const length = Math.hypot(next.x - at.x, next.y - at.y);
    const [x, y] = [at.x - ((next.y - at.y) / length) * beside, at.y + ((next.x - at.x) / length) * beside];
    const pixel = new Uint8Array(4);
    const place = [x - 0.5, gl.drawingBufferHeight - y - 0.5].map(Math.round);
    gl.readPixels(...place, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return pixel[3] > 110;
  };
  const places = Array.from({ length: 81 }, (_, i) => 0.3 + i * 0.005);
  return places.filter(read).length / places.length;
}"""
"""Which part of the middle of a line has colour, so many pixels beside its way."""

SHOWN = "() => goodoffices.lines().flatMap(({ edge }) => (edge.members ?? [edge]).map(({ id }) => id)).sort()"


@pytest.fixture(scope="module")
def gl_browser() -> Iterator[Browser]:
    with launched(*WITH_GL) as running:
        yield running


@pytest.fixture(scope="module")
def plain_browser() -> Iterator[Browser]:
    with launched(*WITHOUT_GL) as running:
        yield running


@pytest.fixture
def sigma(gl_browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page that sigma draws."""
    with visits(gl_browser, tmp_path) as open_page:
        yield partial(open_page, renderer="sigma")


@pytest.fixture
def plain(plain_browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """The same in a browser without WebGL."""
    with visits(plain_browser, tmp_path) as open_page:
        yield partial(open_page, renderer="sigma")


def complaints(opened: Visit) -> list[str]:
    """What the browser complained of, but for what its software WebGL says of its own speed."""
    return [one for one in opened.complaints if "GL Driver Message" not in one]


def click_line(opened: Visit, edge: Edge, t: float = 0.5) -> None:
    x, y = opened.ask(WHERE, [edge.id, t])
    opened.page.mouse.click(x, y)
    opened.page.wait_for_function("(id) => goodoffices.state.edge === id", arg=edge.id, timeout=3000)
    opened.page.wait_for_selector("#panel-body:not([aria-busy])")

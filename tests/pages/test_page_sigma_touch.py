"""The page that sigma draws under fingers, and when the browser takes back what it was drawn with."""

from __future__ import annotations

import pytest

from tests.pages.test_page_places import SCREENS
from tests.support import page_cases
from tests.support.page_visit import Open, Visit
from tests.support.sigma_visit import ACTOR, WHERE

SMALL = page_cases.SMALL
DISPUTED = next(edge for edge in SMALL.edges if edge.verdict == "disputed")
LOSE = """() => {
  const { nodes, edges } = goodoffices.engine.webGLContexts;
  for (const gl of [nodes, edges]) gl.getExtension("WEBGL_lose_context").loseContext();
}"""

# In one go: an address that is written a moment later does not know of the choice.
PICK_AND_DRAW_AGAIN = """() => {
  goodoffices.pick({ node: "qat" });
  if (document.querySelector("#panel h2").innerText !== "Qatar") throw new Error("lists and evidence do not work");
  document.querySelector("#lost-webgl button").click();
}"""


@pytest.fixture
def phone(sigma: Open) -> Visit:
    return sigma(SMALL, **SCREENS["phone"])


def test_a_tap_on_an_actor_opens_it(phone: Visit) -> None:
    phone.page.touchscreen.tap(*phone.ask(ACTOR, "qat"))
    phone.page.wait_for_function('() => goodoffices.state.node === "qat"', timeout=3000)


def test_a_tap_on_a_line_shows_its_quotes(phone: Visit) -> None:
    phone.page.touchscreen.tap(*phone.ask(WHERE, [DISPUTED.id, 0.5]))
    phone.page.wait_for_function("(id) => goodoffices.state.edge === id", arg=DISPUTED.id, timeout=3000)
    phone.page.wait_for_selector("#panel .side.against blockquote")


def test_a_finger_moves_the_drawing_and_opens_nothing(phone: Visit) -> None:
    before = phone.ask("() => [goodoffices.middle().x, goodoffices.state.node ?? null, goodoffices.state.edge ?? null]")
    x, y = phone.ask(ACTOR, "qat")
    swipe(phone, [[(x + step, y)] for step in (0, 20, 40, 60)])
    phone.page.wait_for_function("(x) => goodoffices.middle().x < x", arg=before[0], timeout=3000)
    assert phone.ask("() => [goodoffices.state.node ?? null, goodoffices.state.edge ?? null]") == before[1:]


def test_two_fingers_zoom(phone: Visit) -> None:
    before = phone.ask("() => goodoffices.scale()")
    left, top = phone.ask(
        "() => { const { left, top } = document.getElementById('canvas').getBoundingClientRect(); return [left, top]; }"
    )
    swipe(phone, [[(left + 190 - apart, top + 150), (left + 190 + apart, top + 150)] for apart in (30, 60, 90)])
    phone.page.wait_for_function("(scale) => goodoffices.scale() > 1.5 * scale", arg=before, timeout=3000)


def swipe(opened: Visit, path: list[list[tuple[float, float]]]) -> None:
    """Fingers go down at the first places, along the others, and up."""
    session = opened.page.context.new_cdp_session(opened.page)
    for number, places in enumerate(path):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        kind = "touchMove" if number else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_lost_drawing_is_said_and_comes_back_where_it_was(sigma: Open) -> None:
    opened = sigma(SMALL, anchor=f"#edge={DISPUTED.id}")
    opened.ask(LOSE)
    opened.page.wait_for_selector("#lost-webgl")
    assert opened.page.locator("#lost-webgl").count() == 1
    opened.page.evaluate(PICK_AND_DRAW_AGAIN)
    opened.page.wait_for_function('() => window.goodoffices?.painted && goodoffices.state.node === "qat"')
    assert opened.page.locator("#lost-webgl").count() == 0
    assert opened.ask("() => goodoffices.engine.webGLContexts.nodes.isContextLost()") is False

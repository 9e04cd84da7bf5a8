"""One visit by keyboard alone, from the search to the saved picture; GOODOFFICES_RECORD names a folder to record it to.

The record is a trace that Playwright's viewer plays, and a log of each key with what then had the focus and was said.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import page_cases
from tests.support.page_visit import Open, Visit
from tests.support.page_visit import whole_browser as browser

__all__ = ["browser"]

SMALL = page_cases.SMALL

COUNT_MOUSE = """() => {
  window.mouse = 0;
  for (const name of ["mousedown", "mousemove", "mouseover", "pointerdown", "pointermove", "touchstart", "wheel"]) {
    window.addEventListener(name, () => { window.mouse += 1; }, true);
  }
}"""

FOCUSED = """() => {
  const one = document.activeElement;
  const words = (one.labels?.[0] ?? one).textContent.trim().replace(/\\s+/g, " ");
  return one.getAttribute("aria-label") ?? words.slice(0, 60);
}"""


@dataclass
class Keyboard:
    """The only hand on the page, and what it has done."""

    opened: Visit
    log: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.opened.page.keyboard.press(key)
        self._note(" ".join(keys))

    def type(self, words: str) -> None:
        self.opened.page.keyboard.type(words)
        self._note(f"types {words!r}")

    def walk_to(self, selector: str, key: str = "Tab") -> None:
        """Presses a key until the focus is on what is wanted, as somebody would who sees the ring around it."""
        for count in range(1, 80):
            self.opened.page.keyboard.press(key)
            if self.opened.ask("(one) => document.activeElement.matches(one)", selector):
                assert self.opened.ask("() => document.activeElement.matches(':focus-visible')")
                self._note(f"{key} {count} times")
                return
        raise AssertionError(f"{key} does not lead to {selector}")

    def _note(self, what: str) -> None:
        said = self.opened.text("#live")
        self.log.append(f"{what} → {self.opened.ask(FOCUSED)}" + (f' · said: "{said}"' if said else ""))


@contextmanager
def recorded(opened: Visit) -> Iterator[Keyboard]:
    """A keyboard whose work is kept as trace and log if a folder for them is named."""
    hand, folder = Keyboard(opened), os.environ.get("GOODOFFICES_RECORD")
    tracing = opened.page.context.tracing
    if folder:
        tracing.start(screenshots=True, snapshots=True, title="By keyboard alone")
    yield hand
    if folder:
        tracing.stop(path=Path(folder) / "keyboard-trace.zip")
        (Path(folder) / "keyboard.log").write_text("\n".join([*hand.log, ""]), encoding="utf-8")


def test_all_of_a_visit_is_done_by_keyboard(visit: Open) -> None:
    opened = visit(SMALL, accept_downloads=True)
    opened.ask(COUNT_MOUSE)
    with recorded(opened) as hand:
        finds_an_actor(hand)
        reads_a_quote(hand)
        filters_by_status(hand)
        moves_the_slider(hand)
        saves_the_picture(hand)
    assert opened.ask("() => window.mouse") == 0
    assert opened.complaints == []


def finds_an_actor(hand: Keyboard) -> None:
    hand.press("/")
    hand.type("sau")
    hand.press("Enter")
    assert hand.opened.text("#panel h2") == "Saudi Arabia"
    assert hand.opened.text("#live") == "Saudi Arabia"


def reads_a_quote(hand: Keyboard) -> None:
    hand.walk_to("#panel .entry")
    while "Iran ↔ Saudi Arabia" not in hand.opened.ask("() => document.activeElement.textContent"):
        hand.walk_to("#panel .entry")
    hand.press("Enter")
    assert hand.opened.ask("() => document.activeElement.tagName") == "H2"
    assert "had met in Baghdad" in hand.opened.text("#panel .side.for blockquote")
    assert "denied that any talks" in hand.opened.text("#panel .side.against blockquote")
    hand.press("Escape")
    assert hand.opened.text("#panel h2") == "Every line has its quote"


def filters_by_status(hand: Keyboard) -> None:
    hand.walk_to('#legend input[name="line"][value="dashed"]', "Shift+Tab")
    hand.press("Space")
    assert hand.opened.text("#live") == "16 of 20 relations shown."
    assert hand.opened.page.locator("tr[data-edge]").count() == 16


def moves_the_slider(hand: Keyboard) -> None:
    hand.walk_to("#time-from")
    hand.press(*["PageUp"] * 7)
    assert hand.opened.text("#time-words").startswith("Jan 2019 to Dec 2023")
    left = hand.opened.page.locator("tr[data-edge]").count()
    assert 0 < left < 16
    hand.press("ArrowRight")
    assert hand.opened.text("#time-words").startswith("Feb 2019")


def saves_the_picture(hand: Keyboard) -> None:
    hand.walk_to("#save-png", "Shift+Tab")
    with hand.opened.page.expect_download(timeout=10_000) as waiting:
        hand.press("Enter")
    assert waiting.value.suggested_filename.endswith(".png")
    assert Path(waiting.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    hand.opened.page.wait_for_function("() => document.getElementById('live').textContent.startsWith('Saved as')")

"""One visit to a page in a Chromium of its own: how soon the graph is drawn, and what moving it about costs."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Error, Page, Playwright, sync_playwright

PROBE = Path(__file__).with_name("page_probe.js")
WINDOW = {"width": 1280, "height": 800}

_QUIET = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync")
_DRAWING: Mapping[str, tuple[str, ...]] = {
    "canvas": ("--disable-gpu",),
    "webgl": ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
}
"""Canvas pages without a GPU, which a software GL would slow down; WebGL pages with a software GL."""


class NoChromiumError(RuntimeError):
    """No Chromium is installed."""


def chromium() -> str:
    """The program; raises NoChromiumError."""
    found = os.environ.get("GOODOFFICES_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise NoChromiumError("pages are measured in a Chromium: install it or set GOODOFFICES_CHROMIUM")
    return found


def visited(file: Path, drawing: str, patience: float) -> dict[str, Any]:
    """What one visit measured; ``drawing`` is canvas or webgl.

    ``interactive`` is None, and the rest is missing, if the graph was not drawn within ``patience`` seconds.
    """
    with sync_playwright() as playwright, _opened(playwright, drawing) as page:
        requests: list[str] = []
        page.route(lambda address: not address.startswith(("file:", "data:", "blob:")), lambda route: route.abort())
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script(path=PROBE)
        page.goto(file.as_uri(), wait_until="commit")
        found = _of_page(page, patience)
        asked = sum(one.startswith("http") for one in requests)
        return {**found, "requests": asked, "browser": page.context.browser.version if page.context.browser else ""}


@contextmanager
def _opened(playwright: Playwright, drawing: str) -> Iterator[Page]:
    arguments = [*_QUIET, *_DRAWING[drawing]]
    with playwright.chromium.launch(executable_path=chromium(), args=arguments) as browser:
        context = browser.new_context(viewport={"width": WINDOW["width"], "height": WINDOW["height"]})
        yield context.new_page()


def _of_page(page: Page, patience: float) -> dict[str, Any]:
    session = page.context.new_cdp_session(page)
    try:
        page.wait_for_function("() => window.__probe?.interactive", timeout=patience * 1000, polling=20)
    except Error:
        return {"interactive": None}
    page.wait_for_timeout(300)
    pan, zoom = (page.evaluate(f"() => __probe.{gesture}()") for gesture in ("pan", "zoom"))
    interactive, tasks = page.evaluate("() => [__probe.interactive, __probe.tasks]")
    return {
        "interactive": interactive / 1000,
        "blocked": sum(max(0, took - 50) for start, took in tasks if start <= interactive) / 1000,
        **_moved("pan", pan),
        **_moved("zoom", zoom),
        "heap": _heap(session),
    }


def _moved(gesture: str, found: Mapping[str, Any]) -> dict[str, float | None]:
    script = statistics.median(found["script"]) if found["script"] else None
    return {f"{gesture}_fps": found["fps"], f"{gesture}_script": script}


def _heap(session: CDPSession) -> float:
    """MB of JavaScript as they stand, with what is not collected yet."""
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6

"""Who draws a page is chosen on the command line and in Python, for pages, answers and sites."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from goodoffices.api import Graph, open_graph
from goodoffices.graph.errors import UsageError
from goodoffices.pages.manifest import OVERVIEW_SCRIPTS, RENDERERS, VENDORED
from goodoffices.pages.renderers import CHOICES
from tests.goodoffices.cli.test_cli import SAMPLE, Desk
from tests.goodoffices.cli.test_cli import served_desk as desk
from tests.support.lacking import lacking
from tests.support.page_visit import Visit
from tests.support.sigma_visit import INSTANCES, complaints
from tests.support.tree import ROOT

__all__ = ["desk"]

ASKED = (
    ("page", "Norway"),
    ("talks", "Iran"),
    ("evidence", "0a5b109706"),
    ("ask", "What did Norway mediate since 1993?"),
    ("questions", "who-mediated", "-p", "a=IRN", "-p", "b=SAU"),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with open_graph(tmp_path_factory.mktemp("renderer") / "graph") as graph:
        graph.load(SAMPLE)
        yield graph


def drawn_by(file: Path) -> str:
    """The renderer whose data a page holds."""
    return "sigma" if 'id="evidence-0"' in file.read_text(encoding="utf-8") else "vis"


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
def test_the_command_line_says_who_draws(desk: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "page.html"
    where = ("-o" if words[0] == "page" else "--page", str(file))
    for renderer, by in (("sigma", "sigma"), ("auto", "vis")):
        done = desk.run(*words, *where, "--renderer", renderer)
        assert done.returncode == 0, done.stderr
        assert drawn_by(file) == by


@pytest.mark.parametrize("words", ASKED, ids=lambda words: words[0])
def test_another_word_is_refused_with_those_that_there_are(desk: Desk, words: tuple[str, ...]) -> None:
    done = desk.run(*words, "--renderer", "canvas")
    assert done.returncode == 2
    assert all(name in done.stderr for name in ("--renderer", "canvas", "auto", "vis", "sigma"))


def test_python_says_who_draws(graph: Graph, tmp_path: Path) -> None:
    assert drawn_by(graph.page("Norway", path=tmp_path / "one.html", renderer="sigma")) == "sigma"
    graph.page_of(graph.talks("Iran"), tmp_path / "two.html", renderer="sigma")
    assert drawn_by(tmp_path / "two.html") == "sigma"
    with pytest.raises(UsageError, match="choose vis, sigma or auto"):
        graph.page("Norway", path=tmp_path / "three.html", renderer="canvas")
    assert not (tmp_path / "three.html").exists()


def test_a_site_has_the_libraries_that_its_pages_need(graph: Graph, tmp_path: Path) -> None:
    for name, renderer in (("auto", RENDERERS["vis"]), ("sigma", RENDERERS["sigma"]), ("vis", RENDERERS["vis"])):
        graph.site(tmp_path / "site", renderer=name)
        assert sorted(path.name for path in (tmp_path / "site").glob("*.js")) == sorted(renderer.vendored)


def test_a_page_of_a_site_is_drawn_from_the_disk(graph: Graph, tmp_path: Path, gl_browser: Browser) -> None:
    graph.site(tmp_path / "site", renderer="sigma")
    page = max((tmp_path / "site" / "actors").iterdir(), key=lambda path: path.stat().st_size)
    context = gl_browser.new_context(viewport={"width": 1280, "height": 800})
    opened = Visit(context.new_page(), page.as_uri())
    opened.watch()
    opened.page.goto(opened.address)
    opened.page.wait_for_function("() => window.goodoffices?.painted")
    assert opened.ask(INSTANCES)["edges"] > 0
    assert len(opened.requests) == 4
    assert all(address.startswith("file:") for address in opened.requests)
    assert complaints(opened) == []
    context.close()


def test_the_scripts_of_each_renderer_are_type_checked_together() -> None:
    """What renderers call by the same names would stand twice where all scripts are checked at once."""
    if not shutil.which("node"):
        lacking("node is not installed")
    done = subprocess.run(
        ["node", ROOT / "tools" / "check_types.mjs", "--list"], capture_output=True, text=True, check=True
    )
    scopes = {name: list(renderer.scripts) for name, renderer in RENDERERS.items()}
    assert json.loads(done.stdout) == {**scopes, "overview": list(OVERVIEW_SCRIPTS)}


def test_the_manifest_names_every_script_and_no_other() -> None:
    """A name that is neither a bundle's nor a file's would be missing here; a script that no page has would be more."""
    named = {one for renderer in RENDERERS.values() for one in renderer.scripts} | set(OVERVIEW_SCRIPTS)
    pages = ROOT / "pages"
    assert named == {path.relative_to(pages).as_posix() for path in pages.rglob("*.js") if path.parent.name != "vendor"}
    assert set(VENDORED) == {path.name for path in (pages / "vendor").glob("*.js")}


def test_a_renderer_can_be_asked_for_by_its_name() -> None:
    assert set(CHOICES) == {"auto", *RENDERERS} - {"packed-vis"}

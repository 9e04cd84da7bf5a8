"""The benchmark of pages measures what it says: networks of the size asked for, visits that draw, a section of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks import pages, report
from benchmarks.corpus import Corpus, write_corpus
from benchmarks.page_subjects import SUBJECTS
from benchmarks.page_visit import NoChromiumError, chromium, visited
from benchmarks.pages_table import TARGETS, targets
from benchmarks.results import add
from benchmarks.targets import ROOT
from benchmarks.webs import Company, Web, page_of
from goodoffices.graph.store.store import Store
from goodoffices.load import gathered, stored
from goodoffices.network_pages import page_of_graph
from goodoffices.pages import PageData, render
from tests.support.lacking import lacking

WEB = Web(60, 200)


@pytest.fixture(scope="module")
def web() -> PageData:
    return page_of(WEB)


@pytest.fixture(scope="module")
def installed() -> None:
    """Sees to it that there is a Chromium; every visit starts one of its own."""
    try:
        chromium()
    except NoChromiumError as error:
        lacking(str(error))


def shape(value: Any) -> Any:
    """The names that a value has at every depth; of a list those of all its members together."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    found = [shape(one) for one in value] if isinstance(value, list) else []
    return [one for i, one in enumerate(found) if one and one not in found[:i]]


def test_a_network_has_the_size_that_was_asked_for(web: PageData) -> None:
    assert (len(web.nodes), len(web.edges)) == (60, 200)
    taking_part = {one["actor"]["id"] for event in web.events.values() for one in event["participants"]}
    assert {node.id for node in web.nodes} <= taking_part


def test_the_same_size_and_seed_give_the_same_page(web: PageData) -> None:
    assert render(page_of(WEB)) == render(web)
    assert page_of(Web(60, 200, seed=2)) != web


def test_relations_are_of_all_kinds(web: PageData) -> None:
    assert len({edge.type for edge in web.edges}) == 6
    assert {edge.level for edge in web.edges} == {"stated", "rolled_up"}
    assert {edge.verdict for edge in web.edges} >= {"asserted", "disputed"}


def test_a_few_have_many_relations_and_most_are_near() -> None:
    large = page_of(Web(300, 1000))
    degrees = Counter(end for edge in large.edges for end in (edge.source, edge.target))
    assert degrees.most_common(1)[0][1] > 10 * sorted(degrees.values())[len(degrees) // 2]
    company = Company(Web(300, 1000))
    sides = {company.community(member) for member in company.members}
    assert len(sides) > 3


def test_events_have_the_form_of_those_from_a_graph(web: PageData, embedded: Store, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", Corpus(10))
    with gathered([tmp_path / "corpus"]) as batch:
        stored(embedded, batch)
    real = embedded.answer(page_of_graph).page
    own, theirs = next(iter(web.events.values())), next(iter(real.events.values()))
    assert own.keys() == theirs.keys()
    assert shape(own["claims"]) == shape(theirs["claims"])
    assert shape(own["participants"]) == shape(theirs["participants"])


def test_quotes_hold_the_word_that_they_hang_on(web: PageData) -> None:
    claims = [claim for event in web.events.values() for claim in event["claims"]]
    at = [slice(one["trigger_start"] - one["start"], one["trigger_end"] - one["start"]) for one in claims]
    assert [one["exact"][place] for one, place in zip(claims, at, strict=True)] == [one["trigger"] for one in claims]


@pytest.mark.usefixtures("installed")
def test_a_page_is_measured_and_reported(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--sizes", "50", "--subjects", "vis", "pyvis-still", "--runs", "1", "--out", "unused"]
    results = list(pages.measure(pages.options().parse_args(words)))
    ours, theirs = results
    assert 0 < ours["interactive"] < 90
    assert all(ours[name] > 0 for name in ("pan_fps", "zoom_fps", "pan_script", "zoom_script", "heap", "bytes"))
    assert ours["requests"] == 0 < theirs["requests"]
    section = report.pages(results, "2026-11")
    assert "| interactive, s | " in section
    assert "| 50/150 | pyvis 0.3.2, physics off, places given | 1 | " in section
    assert "50/150, vis, 1: " in capsys.readouterr().err


@pytest.mark.usefixtures("installed")
def test_a_page_that_never_draws_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    file.write_text("<canvas></canvas><script>document.querySelector('canvas').getContext('2d').fill()</script>")
    assert visited(file, "canvas", 0.5)["interactive"] is None


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("drawing", ["canvas", "webgl"])
def test_frames_without_drawing_are_not_counted(tmp_path: Path, drawing: str) -> None:
    file = tmp_path / "once.html"
    file.write_text(f"<canvas width=800 height=600></canvas><script>{DRAWS_ONCE[drawing]}</script>", encoding="utf-8")
    found = visited(file, drawing, 10)
    assert found["interactive"] is not None
    assert found["pan_fps"] == found["zoom_fps"] == 0
    assert found["pan_script"] is None


DRAWS_ONCE = {
    "canvas": "const c = document.querySelector('canvas').getContext('2d'); for (let i = 0; i < 40; i++) c.fill();",
    "webgl": "document.querySelector('canvas').getContext('webgl').drawArrays(0, 0, 3);",
}


def test_the_section_on_pages_is_written_alone_and_kept(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Benchmarks\n\nOther figures.\n", encoding="utf-8")
    add(tmp_path / "visits", VISIT)
    written(tmp_path / "visits", "--pages", "--out", page)
    first = page.read_text(encoding="utf-8")
    assert first.startswith("# Benchmarks\n\nOther figures.\n\n## Pages\n")
    written(tmp_path / "visits", "--pages", "--out", page)
    assert page.read_text(encoding="utf-8") == first
    written(tmp_path / "nothing", "--out", page)
    assert report.parted(page.read_text(encoding="utf-8"))[1] == report.parted(first)[1]
    assert "Other figures" not in page.read_text(encoding="utf-8")


def written(results: Path, *words: str | Path) -> None:
    command = [sys.executable, "-m", "benchmarks.report", results, *words]
    subprocess.run([str(one) for one in command], check=True, cwd=ROOT)


VISIT: dict[str, Any] = {
    "kind": "page",
    "subject": "vis",
    "actors": 50,
    "relations": 150,
    "repeat": 0,
    "bytes": 700_001,
    "written": 1,
    "patience": 90,
    "interactive": 0.6,
    "blocked": 0.2,
    "pan_fps": 55,
    "zoom_fps": 54.9,
    "pan_script": 1.0,
    "zoom_script": 2.0,
    "heap": 9.0,
    "requests": 0,
    "browser": "1.2.3",
}


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("HTML, kB", "700, **not met** (≤ 700)"),
        ("interactive, s", "0.60, met (≤ 0.6)"),
        ("main thread blocked, s", "0.20, **not met** (≤ 0.15)"),
        ("frames/s, pan", "55, met (≥ 55)"),
        ("frames/s, zoom", "55, **not met** (≥ 55)"),
        ("script a frame, ms, pan", "1.0"),
    ],
)
def test_a_figure_meets_its_target_or_not(line: str, cell: str) -> None:
    (target,) = (one for one in TARGETS if one.words == line)
    assert target.cell([VISIT], 50) == cell


def test_large_pages_are_judged_by_what_draws_them() -> None:
    sizes = [(2_000, 8_000), (10_000, 40_000), (300, 8_001)]
    visits = [
        {**VISIT, "subject": name, "actors": actors, "relations": relations}
        for actors, relations in sizes
        for name in ("vis", "sigma")
    ]
    head, *_ = targets(visits).splitlines()
    assert head == "|  | 2,000/8,000, `vis` | 10,000/40,000, `sigma` | 300/8,001, `sigma` |"


def test_what_never_opened_is_said() -> None:
    lost = {**VISIT, "subject": "pyvis", "interactive": None}
    for name in ("blocked", "pan_fps", "zoom_fps", "pan_script", "zoom_script", "heap"):
        del lost[name]
    assert "| 50/150 | pyvis 0.3.2, defaults | 1 | 700 | > 90 | - | -, - | -, - | - | 0 |" in report.pages([lost])


@pytest.mark.parametrize("name", ["pyvis", "gravis"])
def test_others_get_every_relation(name: str, web: PageData, tmp_path: Path) -> None:
    subject = SUBJECTS[name]
    if subject.there():
        pytest.skip(f"{name} is not measured: {subject.there()}")
    subject.write(web, tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    html = html.replace("\\u0027", "'")
    quotes = {str(web.events[edge.event_id]["claims"][0]["exact"]) for edge in web.edges}
    assert [quote for quote in quotes if json.dumps(quote)[1:-1] not in html] == []

"""No payload runs: written into real input files, loaded, and shown in every field of a page and of a site."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from goodoffices.api import Graph, open_graph
from goodoffices.pages import PageData, render, write_page
from goodoffices.pages.evidence import PACKED
from goodoffices.pages.renderers import AT_HAND
from tests.pages.test_page_export import SVG, saved
from tests.support import page_cases
from tests.support.hostile_corpus import file_name, write_corpus
from tests.support.page_visit import Open, OpenFile, Visit
from tests.support.payloads import ADDRESSES, HANDLERS, PAYLOADS, WHAT_RAN, harmless

BELOW = (880, 800)
"""So narrow that the list does not scroll along with each choice, which takes long where everything is odd."""

ROAM = """async () => {
  const { data, pick, network } = goodoffices;
  const seen = [];
  const panel = document.querySelector("#panel-body");
  const emit = (name, about) => network.body.emitter.emit(name, about);
  const pause = () => new Promise((done) => setTimeout(done));
  const look = async (choice) => {
    pick(choice);
    while (panel.getAttribute("aria-busy")) await pause();
    seen.push(panel.textContent.length);
  };
  for (const id of data.edges.keys()) { await look({ edge: id }); emit("hoverEdge", { edge: id }); }
  for (const id of data.nodes.keys()) { await look({ node: id }); emit("hoverNode", { node: id }); }
  for (const id of data.events.keys()) await look({ event: id });
  const [...ids] = data.nodes.keys();
  for (let i = 0; i < ids.length - 1; i += 37) {
    for (const kind of ["path", "who"]) await look({ pair: { kind, a: ids[i], b: ids[i + 1] } });
  }
  pick({ node: ids[0] });
  for (const field of document.querySelectorAll('[role="combobox"]')) {
    for (const { name } of data.nodes.values()) {
      field.value = name;
      field.dispatchEvent(new Event("input"));
    }
  }
  document.getElementById("view-table").click();
  for (const { dataset } of [...document.querySelectorAll("[data-sort]")]) {
    document.querySelector(`[data-sort="${dataset.sort}"]`).click();
  }
  const more = () => document.querySelector("#relations .more:not([hidden])");
  while (more()) more().click();
  const rows = document.querySelectorAll("#relations tbody tr").length;
  document.getElementById("view-drawing").click();
  const legend = [...document.querySelectorAll("#legend input")];
  const ofEach = new Map(legend.map((box) => [box.name, box]));
  for (const box of ofEach.values()) { box.click(); box.click(); }
  window.dispatchEvent(new Event("beforeprint"));
  await new Promise((done) => setTimeout(done, 30));
  return [seen.every((length) => length > 20), rows];
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The payloads in a store, by way of files; these tests only read."""
    folder = tmp_path_factory.mktemp("hostile")
    write_corpus(folder / "corpus", PAYLOADS)
    with open_graph(folder / "graph") as graph:
        graph.load(folder / "corpus")
        yield graph


@pytest.fixture(scope="module")
def site(hostile: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    hostile.site(folder)
    return folder


def own_scripts(page: PageData) -> int:
    """Script elements of a page: data, library, its own script, and each pack of quotes where there are many."""
    return 3 + (math.ceil(len(page.events) / PACKED) if len(page.events) > AT_HAND else 0)


def sound(opened: Visit, scripts: int = 3) -> None:
    """Nothing ran, nothing but text got in, nothing was asked for, nobody was spoken to."""
    assert opened.ask(WHAT_RAN) == harmless(scripts)
    assert (opened.complaints, opened.dialogs, opened.page.context.pages) == ([], [], [opened.page])
    assert [
        address for address in opened.requests if not address.startswith(("file:", "data:image/svg", "blob:"))
    ] == []


FIELDS = ("exact", "trigger", "said_by", "document", "prefix", "suffix", "url", "places", "name", "of", "through")


def test_the_corpus_brings_each_payload_to_each_field(hostile: Graph) -> None:
    page = hostile.page_data()
    told: dict[str, list[str]] = {field: [] for field in FIELDS}
    for claim in (claim for event in page.events.values() for claim in event["claims"]):
        for field in FIELDS[:7]:
            told[field].append(str(claim.get(field)))
    told["places"] = [str(event["places"]) for event in page.events.values()]
    told |= {"name": [node.name for node in page.nodes], "of": [str(node.of) for node in page.nodes]}
    told["through"] = [str(edge.through) for edge in page.edges]
    assert len(set(PAYLOADS)) >= 60
    for field, values in told.items():
        # documents.json gives an address to two thirds, and some payloads are one text without their control characters
        least = len(PAYLOADS) * (0.6 if field == "url" else 0.95)
        assert len({value for value in values if len(value) > 4 and value != "None"}) >= least, field


@pytest.mark.parametrize("part", range(4))
def test_nothing_runs_wherever_a_reader_goes(hostile: Graph, tmp_path: Path, visit_file: OpenFile, part: int) -> None:
    events = sorted(hostile.page_data().events)[part::4]
    page = hostile.page_of(events, tmp_path / "network.html", title=PAYLOADS[part])
    opened = visit_file(tmp_path / "network.html", size=BELOW)
    without_line = set(page.events) - {edge.event_id for edge in page.edges}
    assert opened.ask(ROAM) == [True, len(page.edges) + len(without_line)]
    sound(opened, own_scripts(page))


def test_nothing_runs_on_the_page_of_the_whole_graph(hostile: Graph, tmp_path: Path, visit_file: OpenFile) -> None:
    opened = visit_file(hostile.page(path=tmp_path / "network.html"), "#focus=all")
    sound(opened, own_scripts(hostile.page_data()))
    name, picture = saved(opened, "svg")
    assert (name, saved(opened, "png")[0]) == ("who-mediated-between-whom.svg", "who-mediated-between-whom.png")
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "polygon", "circle", "line", "text"}
    (tmp_path / "network.svg").write_bytes(picture)
    opened.page.goto((tmp_path / "network.svg").as_uri())
    assert opened.ask("() => window.__hit ?? null") is None


@pytest.mark.parametrize("order", [1, -1])
def test_nothing_runs_from_the_title_of_an_answer(
    hostile: Graph, tmp_path: Path, visit_file: OpenFile, order: int
) -> None:
    events = list(hostile.page_data().events)[:3]
    title = " ".join(PAYLOADS[::order])
    hostile.page_of(events, tmp_path / "network.html", title=title, notes=PAYLOADS[::order])
    opened = visit_file(tmp_path / "network.html", size=BELOW)
    assert opened.ask("() => document.title.length") > 6_000
    assert opened.ask(ROAM)[0]
    sound(opened)


def test_nothing_runs_from_the_name_of_the_file(tmp_path: Path, visit_file: OpenFile) -> None:
    for number, payload in enumerate((*HANDLERS[:3], *ADDRESSES[::4])):
        path = tmp_path / f"{file_name(payload, number)}.html"
        write_page(path, render(page_cases.tiny()))
        sound(visit_file(path))


def test_nothing_runs_from_the_address(visit: Open) -> None:
    opened = visit(page_cases.SMALL)
    parts = "edge={0}&node={0}&event={0}&bundle={0}&path={0},{0}&who={0}&focus={0}&off={0}&time={0}&lines={0}&view={0}"
    hashes = [parts.format(text) for payload in PAYLOADS for text in (payload[:500], quote(payload[:500]))]
    go = "(hash) => { location.hash = hash; dispatchEvent(new Event('hashchange')); }"
    opened.ask(f"(hashes) => {{ for (const hash of hashes) ({go})(hash); }}", [*hashes, ""])
    assert opened.text("#panel h2") == "Every line has its quote"
    assert opened.ask("() => goodoffices.edges.getIds().length") == len(page_cases.SMALL.edges)
    sound(opened)


def test_nothing_runs_on_the_overview_of_a_site(site: Path, visit_file: OpenFile) -> None:
    opened = visit_file(site / "index.html")
    assert opened.page.locator("#actors tbody tr").count() >= 3 * len(PAYLOADS)
    search = """(words) => words.map((one) => {
      const search = document.getElementById("search");
      search.value = one;
      search.dispatchEvent(new Event("input"));
      return document.querySelectorAll("#actors tbody tr:not([hidden])").length;
    })"""
    found = opened.ask(search, [payload for payload in PAYLOADS if payload.isprintable()])
    assert min(found) >= 1
    sound(opened, scripts=1)


def test_nothing_runs_on_the_pages_of_a_site(site: Path, visit_file: OpenFile) -> None:
    index = visit_file(site / "index.html")
    addresses = index.ask("() => [...document.querySelectorAll('#actors a')].map((a) => [a.textContent, a.href])")
    chosen = [address for name, address in addresses if name.endswith(" a")]
    assert len(chosen) == len(PAYLOADS)
    for address in chosen[::5]:
        index.page.goto(address)
        assert index.ask(ROAM)[0]
        sound(index)

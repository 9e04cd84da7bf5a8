"""The network page without a browser: the same bytes, every edge, no way out of the data, whole files."""

from __future__ import annotations

import copy
import json
import math
import os
import random
import stat
import subprocess
import sys
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.graph.errors import UsageError
from goodoffices.pages import Edge, Node, PageData, render, write_page
from goodoffices.pages.layout import positions
from goodoffices.pages.network import evidence_network
from tests.support import page_cases
from tests.support.payloads import PAYLOADS

SMALL = page_cases.SMALL
ROOT = Path(__file__).parents[2]


class Outline(HTMLParser):
    """The elements of a page, and the text of those that matter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data


def data_of(page: PageData, **options: Any) -> dict[str, Any]:
    """The data block of the page, read back as a browser would."""
    loaded: dict[str, Any] = json.loads(Outline(render(page, **options)).texts["data"])
    return loaded


def middle(drawn: dict[str, Any], places: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """The control point of an edge by vis-network's rule for curvedCW and curvedCCW, in canvas units."""
    (x1, y1), (x2, y2) = places[drawn["from"]], places[drawn["to"]]
    smooth = drawn["smooth"] or {"type": "curvedCW", "roundness": 0}
    turn = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
    angle = math.atan2(y1 - y2, x2 - x1) + (turn * 0.5 + 0.5) * math.pi
    reach = (smooth["roundness"] * 0.5 + 0.5) * math.hypot(x2 - x1, y2 - y1)
    return x1 + reach * math.sin(angle), y1 + reach * math.cos(angle)


def test_same_input_and_seed_give_the_same_bytes() -> None:
    assert render(SMALL) == render(SMALL)
    assert render(SMALL, seed=2) != render(SMALL, seed=1)


def test_the_order_of_the_input_does_not_matter() -> None:
    shuffled = random.Random(7)
    nodes = tuple(shuffled.sample(SMALL.nodes, len(SMALL.nodes)))
    edges = tuple(shuffled.sample(SMALL.edges, len(SMALL.edges)))
    events = dict(reversed(list(SMALL.events.items())))
    assert render(replace(SMALL, nodes=nodes, edges=edges, events=events)) == render(SMALL)


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    code = "import sys; from tests.pages.test_pages import SMALL, render; "
    code += "sys.stdout.buffer.write(render(SMALL).encode())"
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, cwd=ROOT)
    assert done.stdout == render(SMALL).encode()


def test_every_edge_is_in_the_data() -> None:
    drawn = data_of(SMALL)["edges"]
    assert {(e["id"], e["type"], e["from"], e["to"], e["event_id"], e["level"]) for e in drawn} == {
        (e.id, e.type, e.source, e.target, e.event_id, e.level) for e in SMALL.edges
    }
    assert len(drawn) == len(SMALL.edges)


def without_gaps(value: Any) -> Any:
    """``value`` as the page carries it: no field that is None or an empty list."""
    if isinstance(value, dict):
        return {key: without_gaps(one) for key, one in value.items() if one not in (None, [], ())}
    return [without_gaps(one) for one in value] if isinstance(value, list) else value


def test_events_travel_without_their_gaps_and_stay_unchanged() -> None:
    before = copy.deepcopy(dict(SMALL.events))
    assert data_of(SMALL)["events"] == without_gaps(before)
    assert SMALL.events == before


def test_only_relations_with_a_direction_have_an_arrow() -> None:
    arrows = {(e["type"], e["arrows"]) for e in data_of(SMALL)["edges"]}
    assert ("NEGOTIATES_WITH", "") in arrows
    assert ("NEGOTIATES_WITH", "to") not in arrows
    assert {arrow for kind, arrow in arrows if kind != "NEGOTIATES_WITH"} == {"to"}


def test_proposed_talks_point_nowhere_when_nobody_asked() -> None:
    events = {name: {**row, "requested_by": []} for name, row in SMALL.events.items()}
    (talks,) = [e for e in data_of(replace(SMALL, events=events))["edges"] if e["type"] == "PROPOSES_TALKS"]
    assert talks["arrows"] == ""


def bundle(directions: list[tuple[str, str]]) -> PageData:
    edges = tuple(Edge("MEDIATES", a, b, f"e{i}", "stated", "held", "asserted") for i, (a, b) in enumerate(directions))
    nodes = tuple(Node(name, name.upper(), "state") for name in "abc")
    return PageData("Bundle", "", nodes, edges, {edge.event_id: {} for edge in edges})


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=24))
def test_no_two_edges_lie_on_each_other(directions: list[tuple[str, str]]) -> None:
    page = bundle(directions)
    drawn = evidence_network(page, seed=1).edges
    assert sorted(e["id"] for e in drawn) == sorted(e.id for e in page.edges)
    places = {"a": (0.0, 0.0), "b": (300.0, 40.0), "c": (120.0, 260.0)}
    bends = [middle(e, places) for e in drawn if e["from"] != e["to"]]
    loops = [(e["from"], e["selfReference"]["size"]) for e in drawn if e["from"] == e["to"]]
    assert len(set(loops)) == len(loops)
    assert all(math.dist(p, q) > 5 for i, p in enumerate(bends) for q in bends[:i])


@settings(deadline=None)
@given(st.integers(0, 40), st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60), st.integers(0, 3))
def test_every_actor_has_a_place_of_its_own(count: int, pairs: list[tuple[int, int]], seed: int) -> None:
    ids = [f"n{i:02}" for i in range(count)]
    joined = [(ids[a], ids[b]) for a, b in pairs if a < count and b < count]
    placed = positions(ids, joined, seed=seed)
    assert sorted(placed) == ids
    assert len(set(placed.values())) == count
    assert placed == positions(ids, reversed(joined), seed=seed)


def test_components_stand_apart() -> None:
    ids = [f"{part}{i}" for part in "abcd" for i in range(6)]
    pairs = [(f"{part}{i}", f"{part}{j}") for part in "abcd" for i in range(6) for j in range(i)]
    placed = positions(ids, pairs, seed=1)
    boxes = {part: [placed[f"{part}{i}"] for i in range(6)] for part in "abcd"}
    assert all(not overlap(boxes[p], boxes[q]) for p in boxes for q in boxes if p < q)


def overlap(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    return all(
        min(p[axis] for p in one) <= max(p[axis] for p in other)
        and min(p[axis] for p in other) <= max(p[axis] for p in one)
        for axis in (0, 1)
    )


def test_single_actors_stand_in_rows() -> None:
    placed = positions([f"n{i}" for i in range(12)], [], seed=1)
    rows = {y for _, y in placed.values()}
    assert 1 < len(rows) < 6
    assert {y2 - y1 for y1, y2 in zip(sorted(rows), sorted(rows)[1:], strict=False)} == {110}


def test_an_empty_page_renders() -> None:
    data = data_of(PageData("Nothing yet", "", (), (), {}))
    assert (data["nodes"], data["edges"], data["events"]) == ([], [], {})


@cache
def harmless() -> Outline:
    return Outline(render(page_cases.hostile("x")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_its_place(payload: str) -> None:
    page = page_cases.hostile(payload)
    outline = Outline(render(page))
    assert [tag for tag, _ in outline.tags] == [tag for tag, _ in harmless().tags]
    assert [set(about) for _, about in outline.tags] == [set(about) for _, about in harmless().tags]
    assert outline.texts["title"].strip() == outline.texts["h1"].strip() == payload.strip()
    assert json.loads(outline.texts["data"])["events"] == without_gaps(page.events)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    html = render(replace(page_cases.tiny(), events={"e02": {"exact": text, text: [text]}}))
    block = html.split('id="data">')[1].split("</script>")[0]
    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block)["events"] == {"e02": {"exact": text, text: [text]}}


def test_the_policy_allows_nothing_but_the_page_itself() -> None:
    html = render(SMALL)
    outline = Outline(html)
    policy = next(about["content"] or "" for tag, about in outline.tags if about.get("http-equiv"))
    nonces = {about["nonce"] for tag, about in outline.tags if tag in ("script", "style") and about.get("id") != "data"}
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert "unsafe" not in policy
    assert nonces == {policy.split("'nonce-")[1].split("'")[0]}


def test_nothing_is_loaded_from_elsewhere() -> None:
    outline = Outline(render(SMALL))
    addresses = [about[name] for _, about in outline.tags for name in ("src", "href") if name in about]
    assert addresses == ["data:,", "#relations"]
    assert "sourceMappingURL" not in render(SMALL)


def test_the_page_says_what_it_is() -> None:
    html = render(SMALL)
    outline = Outline(html)
    assert html.startswith("<!doctype html>\n")
    assert ("html", {"lang": "en"}) in outline.tags
    assert ("meta", {"charset": "utf-8"}) in outline.tags
    assert outline.texts["title"] == SMALL.title


def test_the_data_block_of_a_tiny_page() -> None:
    block = render(page_cases.tiny()).split('id="data">')[1].split("</script>")[0]
    assert json.loads(block) == {
        "edges": [
            {
                "arrows": "",
                "date": "2013",
                "date_end": "2013-12-31",
                "date_start": "2013-01-01",
                "event_id": "e02",
                "from": "irn",
                "id": page_cases.EDGES[2].id,
                "level": "stated",
                "smooth": False,
                "status": "held",
                "to": "usa",
                "type": "NEGOTIATES_WITH",
                "verdict": "asserted",
            }
        ],
        "events": {"e02": without_gaps(page_cases.EVENTS["e02"])},
        "nodes": [node("irn", "Iran", x=191), node("usa", "United States", x=0)],
        "options": {
            "interaction": {"hover": True, "keyboard": {"bindToWindow": False, "enabled": True}, "tooltipDelay": 0},
            "layout": {"improvedLayout": False, "randomSeed": 1},
            "physics": {"enabled": False},
        },
    }


def node(name: str, label: str, x: int) -> dict[str, Any]:
    drawn = {"color": "#97c2fc", "shape": "dot", "label": label, "x": x, "y": 0}
    return {"id": name, "kind": "state", "iso3": name.upper(), "mediator": False, **drawn}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nodes": SMALL.nodes[1:]}, "refers to the actor 'usa'"),
        ({"nodes": SMALL.nodes + SMALL.nodes[:1]}, "the same actor twice: usa"),
        ({"edges": SMALL.edges + SMALL.edges[:1]}, f"the same relation twice: {SMALL.edges[0].id}"),
        ({"events": {}}, "refers to the event 'e01'"),
    ],
)
def test_a_page_that_does_not_fit_together_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        replace(SMALL, **change)


@pytest.mark.parametrize("value", [math.nan, math.inf, {1, 2}, b"bytes"])
def test_a_value_without_json_is_refused(value: object) -> None:
    with pytest.raises(UsageError, match="JSON"):
        render(replace(page_cases.tiny(), events={"e02": {"odd": value}}))


def test_edges_differ_by_relation_direction_event_and_level() -> None:
    one = SMALL.edges[0]
    others = [replace(one, type="SANCTIONS"), replace(one, source=one.target, target=one.source)]
    others += [replace(one, event_id="e02"), replace(one, level="rolled_up")]
    assert len({one.id, *(other.id for other in others)}) == 5
    assert replace(one, status="failed", verdict="disputed").id == one.id


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_page_is_written_whole_in_utf8_and_alone(folder: Path) -> None:
    page = replace(SMALL, title="Переговоры 谈判 מגעים 🕊")
    target = folder / "network.html"
    target.write_text("old", encoding="utf-8")
    write_page(target, render(page))
    assert target.read_bytes() == render(page).encode()
    assert [path.name for path in folder.iterdir()] == ["network.html"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_page_is_readable_as_any_other_file(folder: Path) -> None:
    (folder / "plain").touch()
    write_page(folder / "network.html", "x")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert len(modes) == 1


def test_a_missing_folder_is_said_clearly(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no folder .*nowhere to write network\.html to"):
        write_page(folder / "nowhere" / "network.html", "x")
    with pytest.raises(UsageError, match="is a folder"):
        write_page(folder, "x")
    assert list(folder.iterdir()) == []


def test_a_page_that_cannot_be_encoded_leaves_nothing(folder: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_page(folder / "network.html", "\ud800")
    assert list(folder.iterdir()) == []


def test_pyvis_cannot_write_a_page_of_its_own(folder: Path) -> None:
    drawing = evidence_network(SMALL, seed=1)
    for method in (drawing.generate_html, drawing.write_html, drawing.save_graph, drawing.show):
        with pytest.raises(NotImplementedError, match=r"goodoffices\.pages\.render"):
            method("network.html")
    assert list(folder.iterdir()) == []


def test_the_vendored_licences_are_in_the_page() -> None:
    assert "vis.js is dual licensed under both" in render(SMALL)


def test_a_large_page_stays_within_its_weight() -> None:
    rng = random.Random(3)
    nodes = tuple(Node(f"n{i:03}", f"Actor {i}", "state") for i in range(300))
    pairs = [rng.sample(range(300), 2) for _ in range(1000)]
    edges = tuple(
        Edge("MEDIATES", f"n{a:03}", f"n{b:03}", f"e{i}", "stated", "held", "asserted")
        for i, (a, b) in enumerate(pairs)
    )
    html = render(PageData("Large", "", nodes, edges, {edge.event_id: {} for edge in edges}))
    assert len(html.encode()) < 1_100_000

"""The page that sigma draws, without a browser: columns, packs, bytes, who draws it and where actors stand."""

from __future__ import annotations

import base64
import json
import math
import os
import random
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.errors import UsageError
from goodoffices.pages import PageData, render
from goodoffices.pages.columns import column, columns
from goodoffices.pages.evidence import PACKED, packs, voices
from goodoffices.pages.layout import positions, remarks
from goodoffices.pages.layout_large import spread
from goodoffices.pages.renderers import AT_HAND, renderer_for
from tests.pages.test_pages import Outline, without_gaps
from tests.support import page_cases
from tests.support.payloads import PAYLOADS
from tests.support.tree import ROOT

SMALL = page_cases.SMALL
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.text(max_size=3)
    | st.dictionaries(st.text(max_size=2), st.integers(), max_size=2)
)


def value_in(table: dict[str, Any], name: str, row: int) -> Any:
    """What the page reads in a row of a column, as its script does."""
    made = table[name]
    if isinstance(made, list):
        return made[row]
    if "as" in made:
        return value_in(table, made["as"], row)
    if "all" in made:
        return made["all"]
    if "hex" in made:
        return base64.b64decode(made["hex"])[row * made["each"] : (row + 1) * made["each"]].hex()
    at = made["at"][row]
    return made["of"][int(at, 36) if isinstance(at, str) else at]


def same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@given(st.lists(VALUES, max_size=60))
def test_a_column_gives_back_its_values(values: list[Any]) -> None:
    table = {"one": column(values)}
    assert same([value_in(table, "one", row) for row in range(len(values))], values)


def test_equal_columns_are_written_once() -> None:
    rows = [{"a": str(i), "b": str(i), "c": "x", "d": []} for i in range(9)]
    table = columns(rows, "abcd")
    assert table == {
        "count": 9,
        "a": [str(i) for i in range(9)],
        "b": {"as": "a"},
        "c": {"all": "x"},
        "d": {"all": None},
    }


def read(html: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The columns and the unpacked events of a page."""
    texts = Outline(html).texts
    found = sorted((int(name.rpartition("-")[2]), text) for name, text in texts.items() if name.startswith("evidence-"))
    events = [one for _, text in found for one in json.loads(zlib.decompress(base64.b64decode(text)))]
    return json.loads(texts["data"]), events


def test_the_page_holds_every_relation_and_event() -> None:
    data, events = read(render(SMALL, renderer="sigma"))
    nodes, edges, told = data["nodes"], data["edges"], data["events"]
    drawn = {
        (
            value_in(edges, "id", row),
            nodes["id"][edges["from"][row]],
            nodes["id"][edges["to"][row]],
            told["id"][edges["event"][row]],
        )
        for row in range(edges["count"])
    }
    assert drawn == {(edge.id, edge.source, edge.target, edge.event_id) for edge in SMALL.edges}
    assert dict(zip(told["id"], events, strict=True)) == without_gaps(dict(SMALL.events))


def test_what_an_edge_does_not_say_is_its_event_s() -> None:
    data, _ = read(render(SMALL, renderer="sigma"))
    assert "status" not in data["edges"]
    other = replace(SMALL.edges[0], status="halted")
    data, _ = read(render(replace(SMALL, edges=(other, *SMALL.edges[1:])), renderer="sigma"))
    found = [
        value_in(data["edges"], "status", row)
        for row in range(len(SMALL.edges))
        if value_in(data["edges"], "id", row) == other.id
    ]
    assert found == ["halted"]


def test_the_quotes_are_in_packs_of_their_own() -> None:
    page = page_cases.communities(40, 2 * PACKED + 1)
    html = render(page, renderer="sigma")
    assert len(re.findall('id="evidence-', html)) == 3
    assert "of their talks" not in html
    _, events = read(html)
    assert sorted(one["claims"][0]["exact"] for one in events) == sorted(
        row["claims"][0]["exact"] for row in page.events.values()
    )


def test_a_pack_has_no_clock() -> None:
    assert packs([{"a": 1}]) == packs([{"a": 1}]) == [base64.b64encode(zlib.compress(b'[{"a":1}]', 9)).decode()]


def test_voices_are_the_last_of_each_chain_once() -> None:
    assert voices(SMALL.events["e09"]) == {"+": ["Financial Times"], "-": ["senior Saudi official"]}
    assert voices({"claims": []}) is None


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_another_process_gives_the_same_bytes(hash_seed: str) -> None:
    words = "from tests.pages.test_page_large import *; "
    words += "sys.stdout.buffer.write(render(SMALL, renderer='sigma').encode())"
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    done = subprocess.run([sys.executable, "-c", words], env=environment, check=True, capture_output=True, cwd=ROOT)
    assert done.stdout == render(SMALL, renderer="sigma").encode()


def test_the_order_of_the_input_does_not_matter() -> None:
    shuffled = random.Random(7)
    nodes, edges = (tuple(shuffled.sample(some, len(some))) for some in (SMALL.nodes, SMALL.edges))
    events = dict(reversed(list(SMALL.events.items())))
    other = replace(SMALL, nodes=nodes, edges=edges, events=events)  # type: ignore[arg-type] # mypy sees one type for both
    assert render(other, renderer="sigma") == render(SMALL, renderer="sigma")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_leaves_its_place(payload: str) -> None:
    page, harmless = page_cases.hostile(payload), page_cases.hostile("x")
    outline, other = Outline(render(page, renderer="sigma")), Outline(render(harmless, renderer="sigma"))
    assert [(tag, set(about)) for tag, about in outline.tags] == [(tag, set(about)) for tag, about in other.tags]
    assert outline.texts["title"].strip() == payload.strip()


def test_auto_goes_by_the_number_of_actors_and_of_relations() -> None:
    ring = page_cases.crowd(1000)
    nodes = tuple(replace(ring.nodes[0], id=f"x{i}") for i in range(1001))
    busy = page_cases.communities(50, 8001)
    assert renderer_for("auto", ring).name == "packed-vis"
    assert renderer_for("auto", replace(ring, nodes=ring.nodes + nodes[:1000])).name == "packed-vis"
    assert renderer_for("auto", replace(ring, nodes=ring.nodes + nodes)).name == "sigma"
    assert renderer_for("auto", busy).name == "sigma"
    assert renderer_for("auto", replace(busy, edges=busy.edges[:8000])).name == "packed-vis"
    assert renderer_for("vis", busy).name == "packed-vis"


def test_another_renderer_is_refused() -> None:
    with pytest.raises(UsageError, match="no renderer 'canvas': choose vis, sigma or auto"):
        render(SMALL, renderer="canvas")


def joined(page: PageData) -> list[tuple[str, str]]:
    return [(edge.source, edge.target) for edge in page.edges]


def test_a_large_network_stands_in_its_groups_each_time() -> None:
    page = page_cases.communities(2600, 9000)
    ids = [node.id for node in page.nodes]
    placed = positions(ids, joined(page), seed=1)
    assert len(set(placed.values())) == len(ids)
    assert placed == positions(ids, joined(page), seed=1)
    assert remarks(page) == ()
    assert inside_to_between([placed[name] for name in ids]) < 0.3


def inside_to_between(places: list[tuple[int, int]]) -> float:
    """The mean distance of neighbours in a group to that of any two."""
    rng = random.Random(1)
    within = [math.dist(one, other) for one, other in pairwise(places)]
    any_two = [math.dist(*rng.sample(places, 2)) for _ in within]
    return sum(within) / sum(any_two)


WITHOUT = """
import sys
sys.modules["openTSNE"] = None
import numpy as np
from tests.pages.test_page_large import *
pairs = [(i, i + 1) for i in range(5999)]
places, again = (spread(6000, pairs, seed=1) for _ in range(2))
page = page_cases.communities(6000, 1)
chain = [replace(page.edges[0], source=page.nodes[a].id, target=page.nodes[b].id) for a, b in pairs]
said = remarks(replace(page, edges=tuple(chain)))
print(json.dumps([bool((places == again).all()), len(np.unique(places, axis=0)), said]))
"""


def test_without_the_extra_places_are_coarse_and_the_page_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], check=True, capture_output=True, cwd=ROOT)
    repeats, apart, said = json.loads(done.stdout)
    assert repeats
    assert apart == 6000
    assert said == ["The places of 6000 actors are coarse without the layout extra: pip install 'goodoffices[layout]'."]


def test_the_extra_is_not_needed_to_import() -> None:
    words = (
        "import sys; import goodoffices.pages.layout; print(not {'openTSNE', 'sklearn', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, cwd=ROOT, text=True)
    assert done.stdout == "True\n"
    assert spread.__module__.endswith("layout_large")


@pytest.mark.parametrize("renderer", ["vis", "sigma"])
def test_ids_are_written_in_half_the_room_and_read_as_they_were(renderer: str) -> None:
    page = page_cases.communities(40, AT_HAND + 1)
    written = json.loads(Outline(render(page, renderer=renderer)).texts["data"])["edges"]["id"]
    edges = sorted(page.edges, key=lambda edge: (edge.date_start or "9999", edge.id))
    assert base64.b64decode(written["hex"]).hex() == "".join(edge.id for edge in edges)


@pytest.mark.parametrize("values", [["00", "0g"], ["0", "1"], ["", ""], ["00", "000"], ["AB", "CD"], ["00", 1]])
def test_what_is_no_number_in_hexadecimal_stays_as_it_is(values: list[Any]) -> None:
    assert column(values) == values or column(values) == {"all": ""}

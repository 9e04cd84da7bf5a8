"""A page of a period, a status, a verdict or a speaker: the events that a timeline so filtered has, and their edges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goodoffices.api import Graph, open_graph
from goodoffices.filters import FilterWords
from goodoffices.graph.errors import UsageError
from goodoffices.graph.store.store import Store
from tests.goodoffices.cli.test_cli import SAMPLE, Desk
from tests.goodoffices.cli.test_cli import served_desk as desk
from tests.graph.store.test_same import FIRST, SECOND
from tests.pages.test_page_answers import shown
from tests.support.servers import load

__all__ = ["desk"]

FILTERS: tuple[FilterWords, ...] = (
    {},
    {"from_": "2015"},
    {"to": "1999"},
    {"from_": "2010", "to": "2015", "surely": True},
    {"status": "held"},
    {"status": ("in_force", "lifted")},
    {"verdict": "disputed"},
    {"verdict": "denied"},
    {"said_by": "USA"},
    {"stated_only": True},
    {"include_denied": False},
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The sample corpus in a store of its own; these tests only read."""
    with open_graph(tmp_path_factory.mktemp("filters") / "graph") as graph:
        graph.load(SAMPLE)
        yield graph


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("words", [("Iran",), ("Iran", "USA"), ("Norway",)], ids=" ".join)
def test_the_page_of_an_actor_shows_what_its_timeline_does(
    graph: Graph, words: tuple[str, ...], filters: FilterWords
) -> None:
    page = graph.page_data(*words, **filters)
    asked: FilterWords = {"include_denied": True, **filters}
    rows = graph.timeline(*words, **asked)
    assert set(page.events) == {row["event_id"] for row in rows}
    everything = graph.page_data(*words)
    kept = {edge for edge in everything.edges if edge.event_id in page.events}
    stated = {edge for edge in kept if edge.level == "stated"}
    assert set(page.edges) == (stated if filters.get("stated_only") else kept)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_the_page_of_the_graph_shows_what_passes_and_who_takes_part(graph: Graph, filters: FilterWords) -> None:
    page, everything = graph.page_data(**filters), graph.page_data()
    rows = graph.question("page-events")
    told = {row["event_id"] for row in rows if passes(row, filters)}
    if "said_by" in filters:
        told &= {row["event_id"] for row in graph.question("said-by", a="USA")}
    assert set(page.events) == told
    assert set(page.edges) <= set(everything.edges)
    roles = {one["actor"]["id"] for event in page.events.values() for one in event["participants"]}
    ends = {end for edge in page.edges for end in (edge.source, edge.target)}
    assert {node.id for node in page.nodes} == roles | ends


def passes(row: dict[str, Any], filters: FilterWords) -> bool:
    """Whether an event passes, told by the plainest comparisons of days and words."""
    first, last = row["date_start"] or "0", row["date_end"] or "9999"
    start, end = str(filters.get("from_") or "0"), f"{filters.get('to') or '9999'}-99"
    if filters.get("surely"):
        inside = row["date_start"] and row["date_end"] and start <= first and last <= end
    else:
        inside = first <= end and start <= last
    shown = filters.get("include_denied", True) or (
        row["verdict"] != "denied" and (row["type"] != "mediation" or row["has_mediator"])
    )
    worded = all(not filters.get(key) or row[key] in filters[key] for key in ("status", "verdict"))
    return bool(inside and shown and worded)


def test_a_state_that_no_document_names_has_an_empty_page(graph: Graph) -> None:
    page = graph.page_data("Fiji")
    assert (page.title, page.nodes, page.edges, dict(page.events)) == ("Fiji", (), (), {})
    assert "Fiji is in no document of this graph" in page.subtitle


def test_a_page_has_no_limit(graph: Graph, tmp_path: Path) -> None:
    for call in (graph.page_data, lambda **words: graph.site(tmp_path / "site", **words)):
        with pytest.raises(UsageError, match="no rows to limit"):
            call(limit=3)
    assert not (tmp_path / "site").exists()


def test_every_store_filters_pages_alike(store: Store) -> None:
    load(store, FIRST, SECOND)
    graph = Graph(store)
    everything = graph.page_data()
    page = graph.page_data(status="held", from_="2019", to="2019", surely=True, stated_only=True)
    assert {event["date_start"][:4] for event in page.events.values()} == {"2019"}
    assert {"mediation"} <= {event["type"] for event in page.events.values()}
    assert {edge.level for edge in everything.edges} > {edge.level for edge in page.edges} == {"stated"}
    assert graph.page_data(status="halted").edges == ()


def test_the_command_takes_the_filters_and_tells_what_it_left_out(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    words = ("--from", "2010", "--to", "2020", "--status", "held", "--verdict", "asserted", "--stated-only")
    done = desk.run("page", "Iran", *words, "--said-by", "USA", "-o", str(file))
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    narrowed = (
        "Narrowed: from 2010; to 2020; status held; verdict asserted; said by USA; only what the texts themselves"
    )
    assert narrowed in shown(file)["subtitle"]
    done = desk.run("page", "Cuba", "--no-include-denied", "-o", str(file))
    assert done.stderr == "Left out: 1 denied event; --include-denied shows it.\n"
    assert "Left out: 1 denied event" in shown(file)["subtitle"]
    assert {event["verdict"] for event in shown(file)["events"].values()} == {"asserted"}
    done = desk.run("page", "Cuba", "--include-denied", "-o", str(file))
    assert (done.stderr, desk.run("page", "Cuba", "-o", str(file)).stderr) == ("", "")
    done = desk.run("page", "--from", "2020", "--to", "2010")
    assert (done.returncode, done.stdout) == (2, "")
    assert "runs backwards" in done.stderr

"""Pages of answers: exactly the events in the rows, under the question in words, from the command line and Python."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from goodoffices.api import Graph, Rows, open_graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UnknownNameError, UsageError
from goodoffices.graph.store.store import Store
from goodoffices.network_pages import Heading, page_of_answer
from goodoffices.queries.engine.events_in_rows import told_events
from goodoffices.queries.engine.filters import Filters, narrowed_to
from goodoffices.queries.questions.network import network_of
from goodoffices.queries.questions.titles import title
from tests.goodoffices.cli.test_cli import SAMPLE, Desk
from tests.goodoffices.cli.test_cli import served_desk as desk
from tests.graph.store.test_same import FIRST, FIRST_VISIT, SECOND, SECOND_VISIT
from tests.pages.test_pages import Outline
from tests.support.inline import annotated
from tests.support.servers import load

__all__ = ["desk"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The sample corpus in a store of its own; these tests only read."""
    with open_graph(tmp_path_factory.mktemp("answers") / "graph") as graph:
        graph.load(SAMPLE)
        yield graph


def shown(path: Path) -> dict[str, Any]:
    """What a written page says: title, subtitle, and its data."""
    outline = Outline(path.read_text(encoding="utf-8"))
    data: dict[str, Any] = json.loads(outline.texts["data"])
    return {"title": outline.texts["h1"], "subtitle": outline.texts.get("subtitle", ""), **data}


def ids(rows: Any) -> set[str]:
    """The event ids at any depth of rows, found by their text."""
    return set(re.findall(r'"event_id": "([0-9a-f]{20})"', json.dumps(rows)))


def test_two_processes_write_the_same_bytes_whatever_their_hashes(desk: Desk, tmp_path: Path) -> None:
    for seed in ("1", "4242"):
        done = desk.run("page", "-o", str(tmp_path / f"{seed}.html"), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "4242.html").read_bytes()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["who-mediated", "IRN", "saudis"], "Who mediated between Iran and Saudi Arabia"),
        (["mediations", "NOR"], "What Norway mediated"),
        (["talks", "iran"], "Talks of Iran"),
        (["talks", "iran", "USA", "--from", "2010", "--to", "2014"], "Talks between Iran and United States"),
        (["sanctions"], "Sanctions"),
        (["sanctions", "--on", "LBY", "--limit", "2"], "Sanctions on Libya"),
        (["sanctions", "--by", "USA", "--on", "IRN"], "Sanctions by United States on Iran"),
        (["timeline", "Chile", "Argentina"], "What concerned Chile and Argentina"),
        (["timeline", "Iran", "--include-denied"], "What concerned Iran"),
        (["disputed"], "What is disputed"),
        (["disputed", "Tehran"], "What is disputed about Iran"),
        (["brokers", "--limit", "3"], "Who stands between blocs"),
        (["could-mediate", "Iran", "saudis", "--limit", "2"], "Who could mediate between Iran and Saudi Arabia"),
        (["between", "Norway", "Cuba"], "Channels between Norway and Cuba"),
        (["questions", "directness", "-p", "a=IRN", "-p", "b=SAU"], None),
        (["questions", "who-mediated", "-p", "a=IRN", "-p", "b=SAU"], "Who mediated between Iran and Saudi Arabia"),
        (["questions", "gaps", "-p", "a=IRN", "-p", "b=USA"], None),
        (["ask", "What did Norway mediate since 1993?"], "What did Norway mediate since 1993?"),
        (["evidence", "0a5b109706"], "What is said of one mediation, 2021-04/2022-04: Iraq, Iran, Saudi Arabia"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_page_of_an_answer_has_the_events_of_its_rows(
    desk: Desk, tmp_path: Path, words: list[str], named: str | None
) -> None:
    file = tmp_path / "page.html"
    done = desk.run(*words, "--page", str(file), "-f", "json")
    plain = desk.run(*words, "-f", "json")
    page = shown(file)
    assert (done.returncode, done.stdout) == (0, plain.stdout), done.stderr
    assert set(page["events"]) == ids(json.loads(done.stdout)) != set()
    assert {edge["event_id"] for edge in page["edges"]} <= set(page["events"])
    assert named is None or page["title"] == named
    wrote = [line for line in done.stderr.splitlines() if line.startswith("Wrote ")]
    count = f"{len(page['nodes'])} actors, {len(page['edges'])} relations, {len(page['events'])} event"
    assert wrote == [f"Wrote {file}: {count}{'' if len(page['events']) == 1 else 's'}."]
    assert page["subtitle"].startswith(count)
    assert [line for line in done.stderr.splitlines() if line not in wrote] == plain.stderr.splitlines()


def test_a_shipped_question_is_titled_with_its_values(graph: Graph) -> None:
    named = graph.store.answer(lambda ask: title(ask, "after-offers", {"a": "CUB", "b": "usa", "days": 90}))
    assert named == "What followed offers and requests between two, and after how long: Cuba, United States, days 90"
    assert graph.store.answer(lambda ask: title(ask, "agreements", {})).startswith("Agreements, who signed them")


def test_a_name_that_is_nobodys_here_or_somebodys_twice_stands_as_it_was_given(graph: Graph) -> None:
    assert graph.store.answer(lambda ask: title(ask, "talks", {"a": "Fiji", "b": None})) == "Talks of Fiji"
    with pytest.raises(UnknownNameError):
        graph.store.answer(lambda ask: title(ask, "talks", {"a": "Nowhereland"}))


def test_the_page_says_what_its_answer_is_narrowed_to_and_what_was_left_out(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    words = ("--from", "1990", "--status", "in_force", "--status", "lifted", "--limit", "2")
    desk.run("sanctions", "--on", "Libya", *words, "--page", str(file))
    assert "Narrowed: from 1990; status in force or lifted. The first 2 of " in shown(file)["subtitle"]
    desk.run("who-mediated", "Cuba", "USA", "--page", str(file))
    assert "Left out: 1 denied event" in shown(file)["subtitle"]


def test_all_filters_are_told_in_words() -> None:
    everything = Filters(
        from_="2018", to="2019", surely=True, status=("held",), verdict=("asserted",), said_by="Iran",
        include_denied=True, stated_only=True, without=("X", "Y"), known_by="2020", limit=3,
    )  # fmt: skip
    (told,) = narrowed_to(everything)
    assert told == (
        "Narrowed: from 2018; to 2019; surely within that time; status held; verdict asserted; said by Iran; "
        "only what the texts themselves name; as if X and Y had said nothing; as told by 2020"
    )
    assert narrowed_to(Filters(limit=3)) == ()


def test_a_page_knows_the_actors_that_it_was_asked_for(graph: Graph, tmp_path: Path) -> None:
    ids = {name: graph.page_data(name).about for name in ("Iran", "Saudi Arabia", "Oman")}
    both = tuple(sorted((*ids["Iran"], *ids["Saudi Arabia"])))
    assert graph.page_data().about == ()
    assert graph.page_data("Iran", "saudis").about == both

    def about(rows: Rows) -> tuple[str, ...]:
        page = graph.page_of(rows, tmp_path / "page.html")
        assert shown(tmp_path / "page.html").get("about", []) == list(page.about)
        return page.about

    assert about(graph.who_mediated("IRN", "SAU")) == both
    assert about(graph.sanctions(on="Tehran")) == ids["Iran"]
    assert about(graph.question("timeline", a="Oman")) == ids["Oman"]
    assert about(graph.ask("Who mediated between Iran and Saudi Arabia?")) == both
    assert about(graph.disputed()) == ()
    assert about(Rows(list(graph.talks("Iran")))) == ()


def test_claims_that_do_not_count_are_not_on_the_page(graph: Graph, tmp_path: Path) -> None:
    """Without the denier a disputed event is asserted, in the answer and on its page."""
    (row, *_) = graph.talks("Iran", "Saudi Arabia", verdict="disputed")
    (speaker, *_) = [claim["said_by"][-1] for claim in row["claims"] if claim["factuality"] == "CT-"]
    rows = Rows(
        one for one in graph.talks("Iran", "Saudi Arabia", without=speaker) if one["event_id"] == row["event_id"]
    )
    page = graph.page_of(rows, tmp_path / "page.html", without=speaker)
    assert {one["verdict"] for one in rows} == {event["verdict"] for event in page.events.values()} == {"asserted"}
    assert {edge.verdict for edge in page.edges} == {"asserted"}
    told = [claim["exact"] for event in page.events.values() for claim in event["claims"]]
    assert told == [claim["exact"] for one in rows for claim in one["claims"]]
    assert {edge.verdict for edge in graph.page_of(rows, tmp_path / "page.html").edges} == {"disputed"}


def test_an_edge_that_the_claims_left_do_not_give_is_not_drawn(embedded: Store, tmp_path: Path) -> None:
    """Only Oman affirms the talks, Japan does not commit to them: without Oman they are unconfirmed, and no edge."""
    text = "Oman said that Iran and the United States talked. Japan said that they perhaps met."
    lines = (
        *('i State "Iran"', 'u State "United States"', 'o State "Oman"', 'j State "Japan"'),
        'e Negotiation "talked" Party:i Party:u Source:o Status=held Factuality=CT+',
        'f Negotiation "met" Party:i Party:u Source:j Status=held Factuality=Uu',
        "SameEvent e f",
    )
    load(embedded, build(annotated(text, *lines)))
    graph = Graph(embedded)
    rows = graph.talks("Iran")
    assert len(graph.page_of(rows, tmp_path / "page.html").edges) == 1
    without = graph.page_of(rows, tmp_path / "page.html", without="Oman")
    assert without.edges == graph.page_data(without="Oman").edges == graph.page_data("Iran", without="Oman").edges == ()
    assert {event["verdict"] for event in without.events.values()} == {"unconfirmed"}
    assert sorted(node.name for node in without.nodes) == ["Iran", "United States"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("talks Norway Libya", "Nothing found.\ngoodoffices: There is nothing to draw: the answer has no rows."),
        ("questions judgements", "There is nothing to draw"),
        ("questions actor-names", "no row of this answer tells of an event"),
        ("questions", "name one, or leave out --page"),
        ("questions who-mediated -p a=Iran -p b=USA --explain", "leave out --page"),
        ("ask --forms", "leave out --page"),
        ("talks Iran --page nowhere/page.html", "no folder nowhere"),
    ],
)
def test_what_cannot_be_drawn_is_said(desk: Desk, words: str, said: str) -> None:
    target = () if "--page" in words else ("--page", "page.html")
    done = desk.run(*words.split(), *target)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (desk.folder / "page.html").exists()


def test_events_are_found_at_any_depth_and_each_once(graph: Graph) -> None:
    one, other = (row["event_id"] for row in graph.timeline("Chile", limit=2))
    rows: list[Any] = [
        {"first": {"event_id": other, "about": [one]}, "then": None},
        {"events": [{"event_id": one}, {"event_id": other}], "event_id": one},
        other[:12].upper(),
    ]
    assert graph.store.answer(lambda ask: told_events(ask, rows)) == (other, one)
    with pytest.raises(UnknownNameError, match="No event's id begins"):
        graph.store.answer(lambda ask: told_events(ask, ["zz"]))


def test_a_page_is_made_of_event_ids_as_well(graph: Graph, tmp_path: Path) -> None:
    rows = graph.timeline("Chile", limit=3)
    file = tmp_path / "page.html"
    page = graph.page_of([row["event_id"][:10] for row in rows], file, title="<Chile>", notes=("Three & no more.",))
    assert list(page.events) == sorted(row["event_id"] for row in rows)
    assert shown(file)["title"] == "<Chile>"
    assert shown(file)["subtitle"].endswith(". Three & no more")
    with pytest.raises(UsageError, match="has no rows"):
        graph.page_of([], tmp_path / "none.html")
    assert not (tmp_path / "none.html").exists()


def test_all_events_together_make_the_page_of_the_graph(graph: Graph) -> None:
    whole = graph.page_data()
    parts = graph.store.answer(lambda ask: page_of_answer(ask, list(whole.events), Heading(whole.title))).page
    assert parts == whole


def test_every_store_draws_the_same_edges_and_judged_reports_as_one(store: Store) -> None:
    load(store, FIRST, SECOND)
    graph, visit = Graph(store), (FIRST_VISIT, SECOND_VISIT)
    apart = store.answer(lambda ask: network_of(ask, visit))
    graph.accept(*visit)
    whole = graph.page_data()
    event = graph.evidence(SECOND_VISIT)[0]["event_id"]
    (joined,) = [store.answer(lambda ask: page_of_answer(ask, [FIRST_VISIT], Heading(""))).page]
    assert {edge["event_id"] for edge in apart.edges} == set(visit)
    assert {edge.event_id for edge in joined.edges} == {event}
    assert set(joined.edges) == {edge for edge in whole.edges if edge.event_id == event}

"""Judged to be one: what answers show then, on both stores, and that undoing leaves no trace."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import AmbiguousNameError, AnnotationError, InputError, UnknownNameError, UsageError
from goodoffices.graph.rules.judgements import NAME, as_line, judged
from goodoffices.graph.store.store import Store
from goodoffices.pages import render
from tests.support.inline import annotated
from tests.support.servers import load, snapshot
from tests.support.tree import ROOT

SHARED = Path(os.environ.get("GOODOFFICES_SHARED") or ROOT.parent / "shared")
SEEDS = SHARED / "corpus" / "seeds"
VISIT = ("a99bc6597c451ac7f466", "c65cff9a5b4e7288ee8b")

HERE = (
    'i State "Iran"',
    'u State "United States"',
    'j State "Japan"',
    'o State "Oman"',
    'a Official "Shinzo Abe" Wikidata:Q132345',
    "Of a j",
)
FIRST = build(
    annotated(
        "Shinzo Abe of Japan mediated between Iran and the United States in June 2019; Larsen praised it. Iran and "
        "Oman agreed in Muscat; later Oman withdrew.",
        *HERE,
        'l Official "Larsen"',
        "Of l u",
        'd Date "June 2019" EDTF:2019-06',
        'm Mediation "mediated" Mediator:a Party:i Party:u Date:d Status=held Factuality=CT+',
        'p Place "Muscat"',
        'g Agreement "agreed" Signatory:i Signatory:o Place:p Status=held',
        'w Withdrawal "withdrew" Actor:o From:g Status=held',
        'c Claim "praised" About:m Source:l Factuality=CT+',
        id="first",
    )
)
SECOND = build(
    annotated(
        "On 13 June 2019 Shinzo Abe of Japan carried a message from the United States to Iran, which Ann Larsen "
        "denied. Ann Larsen met Iran. Oman and Iran signed.",
        *HERE,
        'l Official "Ann Larsen"',
        'd Date "13 June 2019" EDTF:2019-06-13',
        'm Mediation "carried" Mediator:a Party:i Party:u Date:d Status=failed Channel=back Factuality=PR+',
        'n Negotiation "met" Party:l Party:i Status=held',
        'g Agreement "signed" Signatory:i Signatory:o Status=held',
        'c Claim "denied" About:m Source:l Factuality=CT-',
        id="second",
    )
)
EVENTS = {(one.document.id, event.type): event.id for one in (FIRST, SECOND) for event in one.events}
FIRST_VISIT, SECOND_VISIT = EVENTS["first", "mediation"], EVENTS["second", "mediation"]


@pytest.fixture
def graph(store: Store) -> Graph:
    load(store, FIRST, SECOND)
    return Graph(store)


def answers(graph: Graph) -> list[str]:
    """Every kind of answer and page as text."""
    rows = (
        graph.who_mediated("Iran", "USA", include_denied=True),
        graph.mediations("Japan"),
        graph.timeline("Iran", "USA"),
        graph.timeline("Larsen" if len(graph.cypher("MATCH (e:Event) WHERE e.document = 'first' RETURN e")) else "Abe"),
        graph.talks("Iran"),
        graph.sanctions(),
        graph.disputed(),
        graph.disputed("Iran"),
        graph.cypher(
            "MATCH (a)-[r:MEDIATES]->(b) RETURN a.id, b.id, r.event_id, r.level "
            "ORDER BY a.id, b.id, r.event_id, r.level"
        ),
    )
    status = {key: value for key, value in graph.status().items() if key != "documents"}
    pages = [render(graph.page_data(*words)) for words in ((), ("Iran",), ("Iran", "USA"))]
    return [*map(json.dumps, rows), str(status), *pages]


def people(graph: Graph) -> list[str]:
    rows = graph.cypher(
        "UNWIND ['first', 'second'] AS id MATCH (d:Document {id: id})-[:NAMES]->(a:Actor) "
        "WHERE a.name ENDS WITH 'Larsen' RETURN DISTINCT a.id AS id, a.name AS name ORDER BY name DESC"
    )
    return [row["id"] for row in rows]


def test_two_reports_of_one_event_are_one_row_with_the_claims_of_both(graph: Graph) -> None:
    assert len(graph.who_mediated("Iran", "USA")) == 2
    graph.accept(FIRST_VISIT, SECOND_VISIT[:8])
    (row,) = graph.who_mediated("Iran", "USA")
    assert [claim["document"] for claim in row["claims"]] == ["first", "first", "second", "second"]
    assert (row["date"], row["status"], row["channel"], row["verdict"]) == ("2019-06-13", "held", "back", "disputed")
    assert row["mediator"]["name"] == "Shinzo Abe"
    assert [one["event_id"] for one in graph.timeline("Iran", "USA")] == [row["event_id"]]
    (dispute,) = graph.disputed("Iran")
    assert [claim["document"] for claim in (*dispute["affirm"], *dispute["deny"])] == ["first"] * 2 + ["second"] * 2
    for key in (FIRST_VISIT, SECOND_VISIT[:8], row["event_id"]):
        assert {one["event_id"] for one in graph.evidence(key)} == {row["event_id"]}
        assert len(graph.evidence(key)) == 4


def test_what_documents_say_is_not_rewritten(graph: Graph) -> None:
    before = snapshot(graph.store)
    graph.accept(FIRST_VISIT, SECOND_VISIT)
    merged = snapshot(graph.store)
    (view,) = graph.cypher("MATCH (e:Event) WHERE e.members IS NOT NULL RETURN e.id AS id, e.members AS members")
    assert view["members"] == sorted((FIRST_VISIT, SECOND_VISIT))
    parts = [node.replace(f'"merged_into": "{view["id"]}", ', "") for node in merged[0]]
    assert set(before[0]) <= set(parts)
    lost = set(before[1]) - set(merged[1])
    assert all(key in line for line in lost for key in ["MEDIATES"])
    assert graph.cypher("MATCH ()-[r:MEDIATES]->() RETURN DISTINCT r.event_id AS id") == [{"id": view["id"]}]


def test_undoing_leaves_no_trace(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / NAME
    before, stored = answers(graph), snapshot(graph.store)
    larsen, ann = people(graph)
    graph.accept(FIRST_VISIT, SECOND_VISIT, judgements=file)
    graph.accept(larsen, ann, judgements=file)
    assert answers(graph) != before
    graph.undo("Larsen", "Ann Larsen", judgements=file)
    assert graph.undo(SECOND_VISIT, FIRST_VISIT, judgements=file).file_changed
    assert file.read_text(encoding="utf-8") == ""
    assert answers(graph) == before
    assert snapshot(graph.store) == stored


def test_a_dump_has_each_report_as_its_document_told_it(graph: Graph) -> None:
    before = tuple(graph.store.contributions())
    graph.accept(FIRST_VISIT, SECOND_VISIT)
    graph.accept(EVENTS["first", "agreement"], EVENTS["second", "agreement"])
    graph.accept(*people(graph))
    assert tuple(graph.store.contributions()) == before == (FIRST, SECOND)


def test_a_forgotten_report_is_missed_and_a_reloaded_one_is_found_again(graph: Graph) -> None:
    graph.accept(FIRST_VISIT, SECOND_VISIT)
    merged = snapshot(graph.store)
    graph.forget("second")
    (row,) = graph.who_mediated("Iran", "USA")
    assert (row["event_id"], row["relation"]) == (FIRST_VISIT, "MEDIATES")
    assert len(graph.judgements()) == 1
    load(graph.store, SECOND)
    assert snapshot(graph.store) == merged


def test_what_is_about_a_merged_event_is_about_the_whole(graph: Graph) -> None:
    graph.accept(EVENTS["first", "agreement"], EVENTS["second", "agreement"])
    rows = graph.timeline("Iran", "Oman")
    (withdrawal,) = (row for row in rows if row["type"] == "withdrawal")
    (agreement,) = (row for row in rows if row["type"] == "agreement")
    assert withdrawal["about"] == [agreement["event_id"]]


def test_two_names_of_one_actor_are_one_actor(graph: Graph) -> None:
    larsen, ann = people(graph)
    assert graph.talks("USA") == []
    graph.accept("Ann Larsen", "Larsen")
    for name in ("Larsen", "ann larsen", larsen, ann):
        assert len(graph.timeline(name)) == 1
        assert [row["event_id"] for row in graph.disputed(name)] == [SECOND_VISIT]
    (talks,) = graph.talks("Ann Larsen")
    shown = {"id": min(larsen, ann), "name": "Ann Larsen", "kind": "official", "iso3": None, "of": None}
    assert shown in talks["actors"]
    rows = graph.who_mediated("Iran", "USA", said_by="Larsen")
    assert [row["claims"][-1]["said_by"][-1] for row in rows] == ["Ann Larsen"] * 2
    nodes = [node for node in graph.page_data().nodes if "Larsen" in node.name]
    assert [(node.id, node.name, node.of) for node in nodes] == [(min(larsen, ann), "Ann Larsen", "United States")]


def test_one_acts_for_whom_the_other_acts_for_in_a_merged_event(graph: Graph) -> None:
    """Larsen is of the United States in the first document only."""
    graph.accept("Ann Larsen", "Larsen")
    assert graph.talks("USA") == []
    assert len(graph.who_mediated("Iran", "USA", said_by="USA")) == 1
    graph.accept(FIRST_VISIT, SECOND_VISIT)
    assert len(graph.who_mediated("Iran", "USA", said_by="USA")) == 1


def test_actors_that_are_one_are_never_two_sides(store: Store) -> None:
    text = "Larsen met Ann Larsen, and Ann Larsen met Peru."
    people = ('l Official "Larsen"', 'a Official "Ann Larsen"', 'a2 Official "Ann Larsen"@2', 'p State "Peru"')
    talks = ('m Negotiation "met" Party:l Party:a Status=held', 'n Negotiation "met"@2 Party:a2 Party:p Status=held')
    load(store, build(annotated(text, *people, "Equiv a a2", *talks)))
    graph = Graph(store)
    assert len(graph.talks("Larsen", "Ann Larsen")) == 1
    graph.accept("Larsen", "Ann Larsen")
    with pytest.raises(UsageError, match='"Larsen" and "Ann Larsen" are one and the same actor'):
        graph.talks("Larsen", "Ann Larsen")
    assert len(graph.talks("Larsen", "Peru")) == 1
    assert [edge.source for edge in graph.page_data().edges if edge.source == edge.target] == []
    assert len(graph.page_data().edges) == 1


def test_judgements_hold_together(graph: Graph, tmp_path: Path) -> None:
    larsen, ann = people(graph)
    file = tmp_path / NAME
    first, again = (graph.accept(larsen, ann, by="me", judgements=file) for _ in range(2))
    assert (first.store_changed, first.file_changed) == (True, True)
    assert (again.judgement, again.store_changed, again.file_changed) == (first.judgement, False, False)
    graph.reject("Larsen", "Ann Larsen", judgements=file)
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert '"judgement":"different"' in line
    (row,) = graph.judgements()
    assert (row["judgement"], {row["left_is"], row["right_is"]}) == ("different", {"Larsen", "Ann Larsen"})


def test_a_contradiction_is_refused_and_named(graph: Graph, tmp_path: Path) -> None:
    one, other = sorted(people(graph))
    store = graph.store
    store.judge(
        [
            judged("actor", (one, "x"), "same", by=None, at="2026-01-02"),
            judged("actor", ("x", other), "same", by=None, at="2026-01-02"),
        ]
    )
    before = snapshot(store)
    with pytest.raises(InputError, match=f"{one} and x"):
        graph.reject(one, other, judgements=tmp_path / NAME)
    assert snapshot(store) == before
    assert not (tmp_path / NAME).exists()
    assert len(graph.timeline("Larsen")) == len(graph.timeline("Ann Larsen")) == 1


@pytest.mark.parametrize(
    ("left", "right", "error", "said"),
    [
        ("Iran", "USA", InputError, "ISO code"),
        ("Iran", "Shinzo Abe", InputError, "kind"),
        ("Iran", FIRST_VISIT, UsageError, "two events or two actors"),
        (FIRST_VISIT, EVENTS["first", "agreement"], InputError, "type"),
        ("Iran", "iran", UsageError, "one and the same"),
        ("Larsson", "Larsen", UnknownNameError, "Nearest: "),
        ("0123456789", FIRST_VISIT, UnknownNameError, "begins with"),
    ],
)
def test_what_cannot_be_one_is_refused(graph: Graph, left: str, right: str, error: type[Exception], said: str) -> None:
    before = snapshot(graph.store)
    with pytest.raises(error, match=said):
        graph.accept(left, right)
    assert snapshot(graph.store) == before


def test_a_name_that_fits_more_than_the_two_is_ambiguous(store: Store) -> None:
    load(
        store,
        *(
            build(
                annotated(
                    "Larsen met Iran.",
                    'l Official "Larsen"',
                    'i State "Iran"',
                    'm Negotiation "met" Party:l Party:i Status=held',
                    id=name,
                )
            )
            for name in "abc"
        ),
    )
    graph = Graph(store)
    with pytest.raises(AmbiguousNameError, match="by id"):
        graph.accept("Larsen", "Larsen")
    graph.forget("c")
    graph.accept("Larsen", "Larsen")
    assert len(graph.timeline("Larsen")) == 2
    assert not graph.timeline("Larsen").remarks


def test_a_judgement_on_what_is_gone_can_be_undone(graph: Graph) -> None:
    graph.accept(FIRST_VISIT, SECOND_VISIT)
    graph.forget("first", "second")
    assert [row["left_is"] for row in graph.judgements()] == [None]
    graph.undo(FIRST_VISIT, SECOND_VISIT)
    assert snapshot(graph.store) == ((), ())
    with pytest.raises(UnknownNameError):
        graph.undo(FIRST_VISIT, SECOND_VISIT)


def test_judging_alters_only_its_own_lines_of_the_file(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / NAME
    other = as_line(judged("event", ("x", "y"), "same", by="é", at="2026-01-02"))
    file.write_text(f"\n {other}", encoding="utf-8")
    graph.accept(FIRST_VISIT, SECOND_VISIT, judgements=file)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2
    graph.undo(FIRST_VISIT, SECOND_VISIT, judgements=file)
    assert file.read_text(encoding="utf-8") == f" {other}"
    file.write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"jsonl:1: "):
        graph.accept(FIRST_VISIT, SECOND_VISIT, judgements=file)
    assert graph.judgements() == []
    with pytest.raises(UsageError, match="no file"):
        graph.accept(FIRST_VISIT, SECOND_VISIT, judgements=tmp_path)


@pytest.fixture
def seeds(store: Store) -> Graph:
    if not SEEDS.is_dir():
        pytest.skip("the two seed articles are not beside this checkout (GOODOFFICES_SHARED)")
    graph = Graph(store)
    graph.load(SEEDS)
    return graph


def seed_answers(graph: Graph) -> list[Any]:
    asked = (
        graph.who_mediated("IRN", "USA"),
        graph.mediations("Japan"),
        graph.timeline("IRN", "USA"),
        graph.timeline("Khamenei"),
        graph.disputed(),
        graph.talks("Iran"),
        graph.sanctions(),
        *(graph.evidence(event) for event in VISIT),
    )
    pages = [render(graph.page_data(*words)) for words in ((), ("Iran",), ("Khamenei",), ("Iran", "USA"))]
    return [*((json.dumps(rows), rows.remarks) for rows in asked), graph.status(), *pages]


def test_the_visit_of_the_seed_articles_is_one_row_and_undone_without_a_trace(seeds: Graph) -> None:
    before = seed_answers(seeds)
    assert [row["event_id"] for row in seeds.mediations("Japan")] == list(VISIT)
    seeds.accept(*VISIT)
    (row,) = seeds.mediations("Japan")
    (again,) = (one for one in seeds.who_mediated("IRN", "USA") if one["mediator"]["name"] == "Shinzo Abe")
    assert len({claim["document"] for claim in row["claims"]}) == 2
    assert again["claims"] == row["claims"]
    assert (row["mediator"]["of"], row["places"]) == ("Japan", ["Tehran"])
    assert row["rejected_by"] == ["Iran", "Khamenei"]
    seeds.accept("Ali Khamenei", "Khamenei")
    (row,) = seeds.mediations("Japan")
    assert row["rejected_by"] == ["Ali Khamenei", "Iran"]
    seeds.undo("Ali Khamenei", "Khamenei")
    seeds.undo(*VISIT)
    assert seed_answers(seeds) == before


def test_a_judged_graph_is_the_same_whatever_came_first(seeds: Graph) -> None:
    judgement = judged("event", VISIT, "same", by=None, at="2026-01-02")
    seeds.store.judge([judgement])
    wanted = snapshot(seeds.store)
    seeds.forget(*(document["id"] for document in seeds.status()["documents"]))
    seeds.load(SEEDS)
    assert snapshot(seeds.store) == wanted


def test_a_judgement_and_a_load_that_missed_each_other_are_mended(store: Store) -> None:
    judgements = [judged("event", (FIRST_VISIT, SECOND_VISIT), "same", by=None, at="2026-01-02")]
    load(store, FIRST, SECOND)
    larsen, ann = people(Graph(store))
    judgements.append(judged("actor", (larsen, ann), "same", by=None, at="2026-01-02"))
    store.judge(judgements)
    wanted = snapshot(store)
    store.undo(judgements)
    for one in judgements:
        row = {"id": one.id, **{name: getattr(one, name) for name in one.__slots__}}
        store.cypher("CREATE (j:Judgement) SET j = $row", {"row": row}, write=True)
    load(store, FIRST)
    assert snapshot(store) == wanted
    store.cypher("MATCH (j:Judgement) DELETE j", {}, write=True)
    assert store.judgements() == ()

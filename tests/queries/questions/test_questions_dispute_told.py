"""What is said beside answers on evidence and dispute, how they read, and that they rest on quotes."""

from __future__ import annotations

import csv
import io
import shlex

import pytest

from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine.catalogue import all_questions, question_named
from goodoffices.queries.output.formats import Format, written
from goodoffices.queries.questions.run import pairs
from tests.conftest import STORES
from tests.support.damage import shared
from tests.support.dispute_texts import TEXTS, TWINS
from tests.support.inline import annotated
from tests.support.servers import NOW, load, wipe

SEEDS = shared("corpus", "seeds")
OWN = [one.name for one in all_questions() if one.group == "dispute" and one.name != "disputed"]


@pytest.fixture(scope="module", params=STORES)
def graph(request: pytest.FixtureRequest) -> Graph:
    """The texts in a store, on each server in turn; these tests only read."""
    store = request.getfixturevalue(f"{request.param}_session")
    wipe(store)
    store.load(map(build, TEXTS), loaded_at=NOW)
    return Graph(store)


def test_undated_events_are_counted_where_a_time_is_asked_for(store: Store) -> None:
    undated = annotated(
        "Chile offered to mediate between Argentina and Peru. Peru met Chile. Chile met Peru in 1979.",
        'c State "Chile"',
        'a State "Argentina"',
        'p State "Peru"',
        'p2 State "Peru"@2',
        'c2 State "Chile"@2',
        'c3 State "Chile"@3',
        'p3 State "Peru"@3',
        'd Date "1979" EDTF:1979',
        "Equiv c c2 c3",
        "Equiv p p2 p3",
        'o Mediation "offered" Mediator:c Party:a Party:p Status=offered',
        'm Negotiation "met" Party:p2 Party:c2 Status=held',
        'm2 Negotiation "met"@2 Party:p3 Party:c3 Date:d Status=held',
    )
    load(store, build(undated))
    graph = Graph(store)
    among = graph.timeline("Chile", from_="1970", to="1980")
    assert (len(among), among.remarks) == (
        3,
        ("2 events without a date are among them; --surely leaves them out.",),
    )
    surely = graph.timeline("Chile", from_="1970", to="1980", surely=True)
    assert (len(surely), surely.remarks) == (1, ("Left out: 2 events without a date; --surely asks for known ones.",))
    assert not graph.timeline("Chile").remarks
    assert graph.talks("Chile", to="1980").remarks == ("1 event without a date is among them; --surely leaves it out.",)
    assert graph.talks("Chile", to="1975").remarks == (
        "No event here has a date: whether they fall into that time can't be told; --surely leaves them out.",
    )
    assert graph.timeline("Chile", known_by="1990").remarks == (
        "No claim here has a date, nor has a document of theirs a date of publication: what was known by a day can't "
        "be told.",
    )
    assert graph.timeline("Chile", known_by="1990", surely=True) == []


def test_claims_of_unknown_date_are_counted_where_what_was_known_is_asked_for(graph: Graph) -> None:
    rows = graph.timeline("Saudi Arabia", known_by="2030")
    assert rows.remarks == ("5 claims of unknown date count as said by then; --surely leaves them out.",)
    surely = graph.timeline("Saudi Arabia", known_by="2030", surely=True)
    assert "Left out: 5 claims of unknown date; without --surely they count." in surely.remarks


def test_narrators_of_equal_texts_are_one_source(store: Store) -> None:
    load(store, *map(build, TWINS))
    graph = Graph(store)
    events = graph.cypher("MATCH (e:Event) RETURN e.id AS id, e.document AS document")
    event = {row["document"]: row["id"] for row in events}
    graph.accept(event["first"], event["same"])
    rows = graph.question("single-source", a="Cuba")
    told = [[claim["document"] for claim in row["claims"]] for row in rows]
    assert sorted(told) == [["first", "same"], ["other"]]
    assert {row["source"] for row in rows} == {"first", "other"}
    graph.accept(event["first"], event["other"])
    assert graph.question("single-source", a="Cuba") == []


def test_a_relation_that_no_pair_gives_is_told_without_a_source_neither(store: Store) -> None:
    """One party is named only, so there are no talks between two whoever is dropped."""
    alone = annotated(
        "Norway met in Oslo in 2010, Sweden said. Denmark said so too.",
        'n State "Norway"',
        's State "Sweden"',
        'k State "Denmark"',
        'd Date "2010" EDTF:2010',
        'e Negotiation "met" Party:n Date:d Source:s Source:k Status=held',
    )
    load(store, build(alone))
    graph = Graph(store)
    assert [row["relation"] for row in graph.timeline("Norway")] == [None]
    assert [row["relation"] for row in graph.timeline("Norway", without="Sweden")] == [None]
    assert graph.question("without-source", source="Sweden") == []


GIVEN: dict[str, dict[str, object]] = {
    "edge-evidence": {"a": "Iran", "b": "Saudi Arabia"},
    "rolled-up-only": {"a": "Iran", "b": "Saudi Arabia"},
    "according-to": {"a": "Iran"},
    "without-source": {"source": "Saudi Arabia"},
    "camps": {"left": ["USA"], "right": ["Iran"]},
}

SAID = {
    "edge-evidence": "Iran NEGOTIATES_WITH Saudi Arabia, through Iranian officials and Saudi",
    "rolled-up-only": "Iran NEGOTIATES_WITH Saudi Arabia, through Iranian officials and Saudi",
    "according-to": "Mohammad Javad Zarif (so Reuters) denies it [responsibility: Iran]; gulf",
    "single-source": "Only A senior diplomat affirms it",
    "unnamed-sources": "Only unnamed sources affirm it: A senior diplomat",
    "without-source": "Without the source asserted; with it disputed",
    "contradicted": "Contradicted by:",
    "reversed-denials": "Saudi Arabia: denied, later affirmed",
    "camps": "Responsibility: Iran",
    "inferred-dates": "Mediation: mediator China; party Iran and Saudi Arabia",
}


@pytest.mark.parametrize("name", OWN)
def test_every_answer_reads_in_a_terminal_and_a_spreadsheet(graph: Graph, name: str) -> None:
    rows = graph.question(name, None, **GIVEN.get(name, {}))
    told = written(rows, Format.table, io.StringIO())
    assert any(line in told for line in either_way(SAID[name]))
    assert all(f"event {row['event_id']}" in told for row in rows)
    cells = list(csv.DictReader(io.StringIO(written(rows, Format.csv, io.StringIO()))))
    assert [row["event_id"] for row in cells] == [row["event_id"] for row in rows]
    assert not [cell for row in cells for cell in row.values() if '"exact"' in cell]


def either_way(line: str) -> set[str]:
    """An undirected edge may stand either way round."""
    return {line, line.replace("Iran NEGOTIATES_WITH Saudi Arabia", "Saudi Arabia NEGOTIATES_WITH Iran")}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two seed articles are not here")
@pytest.mark.parametrize("name", OWN)
def test_every_answer_on_the_seeds_rests_on_quotes(embedded: Store, name: str) -> None:
    graph = Graph(embedded)
    graph.load(SEEDS)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    given = {"a": "Iran", "b": "USA"} if name in ("edge-evidence", "rolled-up-only") else GIVEN.get(name, {})
    given = {"source": "Iran"} if name == "without-source" else given
    for row in graph.question(name, None, **given):
        assert row["claims"]
        assert all(texts[one["document"]][one["start"] : one["end"]] == one["exact"] for one in row["claims"])


@pytest.mark.parametrize("name", OWN)
def test_the_example_of_a_question_works_on_the_sample(sample: Graph, name: str) -> None:
    _, _, asked, *words = shlex.split(question_named(name).example)
    rows = sample.question(asked, None, **pairs([word for word in words if word != "-p"]))
    assert asked == name
    assert rows or name == "reversed-denials"  # of which the sample has none

"""No statement looks at all nodes of a kind where an index leads to the ones it needs: Neo4j's plans are looked at."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

import goodoffices.graph.store
from goodoffices.api import Graph
from goodoffices.graph.construction.pipeline import build
from goodoffices.graph.errors import UnknownNameError
from goodoffices.graph.model import Contribution
from goodoffices.graph.rules.judgements import judged
from goodoffices.graph.store.store import Store
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from goodoffices.queries.engine.catalogue import all_questions
from goodoffices.queries.questions.explain import explain
from tests.graph.store import test_same
from tests.queries.questions.test_questions import asked
from tests.support.contributions import FIRST, SECOND, telling
from tests.support.plans import Statements, operators, overheard, sampled
from tests.support.servers import NOW, load, wipe
from tests.support.stopped import StoppedError, forget_until
from tests.support.tree import ROOT

ALLOWED = {
    "labels are mended for every actor": r"MATCH \(a:\w+\) WHERE (NOT )?(a\.kind|EXISTS).*RETURN a\.id ORDER BY",
    "the status counts events and actors by what they are": r"RETURN (e\.type, e\.verdict|a\.kind), count",
    "the status lists all documents": r"^MATCH \(d:Document\)\s+RETURN d\.id AS id,",
    "an unknown document is answered with the nearest": r"^MATCH \(d:Document\) WHERE d\.sha256 IS NOT NULL RETURN d",
    "an unknown name is answered with the nearest": r"^MATCH \(a:Actor\)\s+RETURN a\.name AS name, a\.aliases",
    "the page of everything shows all events": r"^MATCH \(e:Event\)\s+WHERE e\.merged_into IS NULL\s+RETURN e\.id AS",
    "the page of everything shows all edges": r"^MATCH \(x:Actor\)-\[r:",
    "the page of everything shows all actors": r"^MATCH \(a:Actor\)\s+RETURN a\.id AS id",
    "a graph without a version is told from none": r"RETURN 0 LIMIT 1$",
    "judgements are few, and hold for all": r"\(\w*:Judgement\b",
    "everybody's events are all events": r"AS everybody\s+MATCH \(e:Event\)",
    "anybody may speak without a name": r"^MATCH \(a:Actor\)\s+WHERE \(a\.kind = 'group'",
    "loads under way are few": r"MATCH \(l:Load\) ",
    "verify and repair look for all that belongs to no document": r"RETURN DISTINCT elementId\(x\)|WITH x LIMIT 10000",
    "verify and repair look at all nodes of a kind": r"^MATCH \((a|p|n|e):\w+\) (WHERE n\.id.*)?RETURN \w\.id",
    "verify and repair look at all events": r"^MATCH \(e:Event\) WHERE e\.(document IS |merged_into IS NOT NULL)",
    "verify and repair look at all that is judged": r"\[\w?:(SAME_\w+|ABOUT_EVENT)\]->\(\w*(:Event)?\) (RETURN|WH)",
    "no index of these servers knows the items of a list": r"name IN a\.folded",
    "documents are few, and the last load is the newest of all": r"max\(d\.loaded_at\) AS last",
    "no index knows documents by their titles": r"d\.title IN \$words",
    "any claim may name who is responsible": r"c\.value_id IS NOT NULL",
}
"""Why a statement must look at everything, and which does."""

MERGED = ("mediation", "agreement")

NO_QUESTIONS = re.compile(r"\s*(SHOW|EXPLAIN|CREATE (INDEX|CONSTRAINT))\b")


def sample() -> Iterator[Contribution]:
    return (build(one.document) for one in map(validated, read([ROOT / "loaders" / "sample"])) if one.document)


def everything(store: Store) -> Statements:
    """What is run to load, change and forget documents, and to ask and draw all that can be asked and drawn."""
    wipe(store)
    with overheard() as heard:
        load(store, *sample(), SECOND, telling("a"))
        load(store, telling("b"), SECOND)
        load(store, telling("b"), telling(SECOND.document.id))
        store.load([telling("b")], loaded_at=NOW, sources={"b": "0"})
        store.sources(["b"])
        store.mixed()
        with contextlib.suppress(UnknownNameError):
            store.forget(["nothing"])
        graph = Graph(store)
        graph.status()
        graph.page_data()
        graph.disputed("Iran")
        event = graph.disputed()[0]["event_id"]
        graph.timeline("Iran", said_by="Iran")
        for question in all_questions():
            given = {key: event if key == "event" else value for key, value in asked(question).items()}
            graph.question(question.name, **given)
        store.forget(["b"])
        judge_and_move(store)
    return heard


def judge_and_move(store: Store) -> None:
    """All that is run to judge, to look whether what was judged still holds, to undo, to dump and to finish a load."""
    load(store, test_same.FIRST, test_same.SECOND)
    graph = Graph(store)
    people = test_same.people(graph)
    pairs = [("event", (test_same.EVENTS["first", type_], test_same.EVENTS["second", type_])) for type_ in MERGED]
    pairs.append(("actor", (people[0], people[1])))
    judgements = [judged(kind, ends, "same", by=None, at="2026-01-02") for kind, ends in pairs]
    store.judge([replace(one, at="2026-01-01") for one in judgements], strict=True)
    store.judge(judgements)
    load(store, FIRST)
    assert store.judgements() == tuple(sorted(judgements))
    graph.evidence(test_same.FIRST_VISIT)
    assert len(list(store.contributions())) == len(store.documents())
    store.forget(["second"])
    load(store, test_same.SECOND)
    look_and_mend(store, judgements[0].left)
    store.undo(judgements)
    with contextlib.suppress(StoppedError):
        store.load(stopping(telling("c")), loaded_at=NOW, planned={"c": "0", "d": "0"}, judgements=["0"])
    store.status()
    store.forget(["c"])
    store.forget(["d"])
    load(store, *map(telling, "fgh"))
    forget_until(store, ["f", "g", "h"], "g")
    store.status()
    load(store, telling("g"))
    store.forget(["f", "g", "h"])


def look_and_mend(store: Store, judged_event: str) -> None:
    """All that is run to verify a graph, and to mend one that lacks and holds what it should not."""
    assert store.verify().sound
    quote = "{id: 'x', exact: 'X', start: 0, end: 1, prefix: '', suffix: '', trigger_start: 0, trigger_end: 1}"
    store.cypher(f"MATCH (d:Document {{id: 'second'}}) CREATE (:Evidence {quote})-[:IN]->(d)", {}, write=True)
    untied = "MATCH (e:Event {id: $id})-[s:SAME_AS]-() DELETE s"
    store.cypher(untied, {"id": judged_event}, write=True)
    store.cypher("MATCH (e:Event {id: $id}) SET e.disputes = 9", {"id": judged_event}, write=True)
    done = store.repair()
    assert (done.freed, done.damaged, bool(done.renewed)) == (("second",), (), True)
    store.mark_damaged(["second"])
    load(store, test_same.SECOND)
    assert store.verify().sound


def stopping(*contributions: Contribution) -> Iterator[Contribution]:
    for one in contributions:
        yield one
        yield one  # which ends a batch
    raise StoppedError


@pytest.fixture(scope="module")
def scans(neo4j_session: Store) -> dict[str, list[str]]:
    """Every statement with the operators in its plan that look at all there is, on a server that holds the sample."""
    heard = everything(neo4j_session)
    wipe(neo4j_session)
    load(neo4j_session, *sample(), SECOND, telling("a"))
    sampled(neo4j_session)
    asked_of_all = {text: given for text, given in heard.items() if not NO_QUESTIONS.match(text)}
    found = {text: operators(neo4j_session, text, given) for text, given in asked_of_all.items()}
    return {text: [name for name in names if re.match(r"\w*Scan\b", name)] for text, names in found.items()}


def allowed(text: str) -> bool:
    return any(re.search(pattern, text.strip()) for pattern in ALLOWED.values())


def test_no_statement_scans_where_an_index_fits(scans: dict[str, list[str]]) -> None:
    assert len(scans) > 80
    assert {text: names for text, names in scans.items() if names and not allowed(text)} == {}


@pytest.mark.parametrize("reason", ALLOWED)
def test_a_statement_that_may_scan_does(scans: dict[str, list[str]], reason: str) -> None:
    assert any(names for text, names in scans.items() if re.search(ALLOWED[reason], text.strip()))


def test_a_folder_finds_the_edges_of_events_by_their_index(embedded: Store) -> None:
    """Its server forgets the index within a subquery: a page of 20 events took 8 s among 190,000 edges."""
    load(embedded, FIRST)
    plan = explain(embedded, "page-edges-among", {"ids": ["0123456789abcdef0123"]}).plan
    assert len([line for line in plan if "MATCH EDGE BY INDEX" in line]) == 6
    assert [line for line in plan if "SCAN" in line.upper()] == []


def test_a_folder_finds_an_event_by_its_index(embedded: Store) -> None:
    load(embedded, FIRST)
    for question in ("evidence", "find-event"):
        plan = explain(embedded, question, {"event": "0123"}).plan
        assert [line for line in plan if "IndexRangeScan(" in line and "index=Event[id]" in line], question


def test_every_statement_of_the_store_was_looked_at(scans: dict[str, list[str]]) -> None:
    forms = {name: _form(text) for name, text in _constants()}
    assert len(forms) > 30
    assert [name for name, form in forms.items() if not any(map(form.fullmatch, scans))] == []


def _constants() -> Iterator[tuple[str, str]]:
    """The Cypher that stands at the head of the store's modules."""
    for module in pkgutil.walk_packages(goodoffices.graph.store.__path__, "goodoffices.graph.store."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, str) and re.search(r"\b(MATCH|CREATE) \(", value) and not name.startswith("_"):
                yield f"{module.name}.{name}", value


def _form(text: str) -> re.Pattern[str]:
    return re.compile(r"\w+".join(map(re.escape, re.split(r"%s|%\(kind\)s", text))))

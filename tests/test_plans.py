"""No statement looks at all nodes of a kind where an index leads to the ones it needs: Neo4j's plans are looked at."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import goodoffices.graph
from goodoffices.api import Graph
from goodoffices.graph.build import build
from goodoffices.graph.checks import checked
from goodoffices.graph.store import Store
from goodoffices.loaders import read
from goodoffices.queries.texts import questions
from tests.contributions import SECOND, telling
from tests.plans import Statements, operators, overheard
from tests.servers import RELEASES, load, wipe
from tests.test_questions import ASKED
from tests.tree import ROOT

ALLOWED = {
    "labels are mended for every actor": r"MATCH \(a:\w+\) WHERE (NOT )?(a\.kind|EXISTS).*RETURN a\.id ORDER BY",
    "the status counts everything": r"RETURN (type\(r\)|\w\.(verdict|type|kind)) AS name, count",
    "the status lists all documents": r"^MATCH \(d:Document\)\s+RETURN d\.id AS id,",
    "an unknown document is answered with the nearest": r"^MATCH \(d:Document\) RETURN d\.id AS id$",
    "an unknown name is answered with the nearest": r"^MATCH \(a:Actor\)\s+RETURN a\.name AS name, a\.aliases",
    "the page of everything shows all events": r"^MATCH \(e:Event\)\s+RETURN e\.id AS event_id",
    "the page of everything shows all edges": r"^MATCH \(x:Actor\)-\[r:",
    "the page of everything shows all actors": r"^MATCH \(a:Actor\)\s+RETURN a\.id AS id",
    "no index of these servers knows the items of a list": r"name IN a\.folded",
    "disputes are looked for in all claims of such aspects": r"c\.aspect <> 'occurrence'",
}
"""Why a statement must look at everything, and which does."""

NO_QUESTIONS = re.compile(r"\s*(SHOW|EXPLAIN|CREATE (INDEX|CONSTRAINT))\b")


def everything(store: Store) -> Statements:
    """What is run to load, change and forget documents, and to ask and draw all that can be asked and drawn."""
    wipe(store)
    sample = [build(one.document) for one in map(checked, read([ROOT / "loaders" / "sample"])) if one.document]
    with overheard() as heard:
        load(store, *sample, SECOND, telling("a"))
        load(store, telling("b"), SECOND)
        load(store, telling("b"), telling(SECOND.document.id))
        graph = Graph(store)
        graph.status()
        graph.page_data()
        graph.disputed("Iran")
        graph.evidence(graph.disputed()[0]["event_id"])
        graph.timeline("Iran", said_by="Iran")
        for question in questions():
            given = {key: value for one in question.parameters for key, value in ASKED[one.name].items()}
            graph.question(question.name, **given)
        store.forget(["b"])
    return heard


@pytest.fixture(scope="module", params=RELEASES)
def neo4j(request: pytest.FixtureRequest) -> Store:
    """Each Neo4j in turn."""
    found = request.getfixturevalue(f"{request.param}_session")
    assert isinstance(found, Store)
    return found


@pytest.fixture(scope="module")
def scans(neo4j: Store) -> dict[str, list[str]]:
    """Every statement with the operators in its plan that look at all there is."""
    heard = everything(neo4j)
    found = {text: operators(neo4j, text, given) for text, given in heard.items() if not NO_QUESTIONS.match(text)}
    return {text: [name for name in names if re.match(r"\w*Scan\b", name)] for text, names in found.items()}


def allowed(text: str) -> bool:
    return any(re.search(pattern, text.strip()) for pattern in ALLOWED.values())


def test_no_statement_scans_where_an_index_fits(scans: dict[str, list[str]]) -> None:
    assert len(scans) > 80
    assert {text: names for text, names in scans.items() if names and not allowed(text)} == {}


@pytest.mark.parametrize("reason", ALLOWED)
def test_a_statement_that_may_scan_does(scans: dict[str, list[str]], reason: str) -> None:
    assert any(names for text, names in scans.items() if re.search(ALLOWED[reason], text.strip()))


def test_disputed_events_are_found_by_index(scans: dict[str, list[str]]) -> None:
    (names,) = (names for text, names in scans.items() if "verdict: 'disputed'" in text)
    assert [name for name in names if "Event" in name] == []


def test_every_statement_of_the_store_was_looked_at(scans: dict[str, list[str]]) -> None:
    forms = {name: _form(text) for name, text in _constants()}
    assert len(forms) > 30
    assert [name for name, form in forms.items() if not any(map(form.fullmatch, scans))] == []


def _constants() -> Iterator[tuple[str, str]]:
    """The Cypher that stands at the head of the store's modules."""
    for module in pkgutil.iter_modules(goodoffices.graph.__path__):
        if module.name.startswith("store"):
            for name, value in vars(importlib.import_module(f"goodoffices.graph.{module.name}")).items():
                if isinstance(value, str) and re.search(r"\b(MATCH|CREATE) \(", value) and not name.startswith("__"):
                    yield f"{module.name}.{name}", value


def _form(text: str) -> re.Pattern[str]:
    return re.compile(r"\w+".join(map(re.escape, text.split("%s"))))

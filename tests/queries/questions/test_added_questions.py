"""Questions that another package adds: a real one, installed beside ours, whose code runs only when it is wanted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from goodoffices.api import Graph
from goodoffices.cli.app import app
from goodoffices.graph.errors import UnknownNameError, UsageError
from goodoffices.graph.store.store import Store
from goodoffices.queries.questions.reference import reference
from tests.support.contributions import mediation
from tests.support.servers import load

STATEMENT = """\
// title: Who mediated at all
// parameter a: actor, one of the parties
// rows: sides.py
// example: goodoffices questions who-at-all -p a=Iran
// One row per mediation.
UNWIND $a AS id
MATCH (:Actor {id: id})-[:ROLE_IN {role: 'party'}]->(e:Event {type: 'mediation'})
RETURN e.type AS type, e.date AS date, e.status AS status, e.verdict AS verdict, e.relation AS relation,
  e.date_start AS date_start, e.date_end AS date_end, e.id AS event_id, true AS has_mediator, true AS stated
"""
PLAIN = """\
// title: How many events there are
// rows: plain
// example: goodoffices questions how-many
MATCH (e:Event) RETURN count(e) AS events
"""
SIDES = """
from goodoffices.queries.engine.rows import DatedEventRow, dated_event
from goodoffices.queries.engine.selection import answered, selected
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

class Row(DatedEventRow):
    mediators: int

@question("who-at-all", Shape("event", Row, beside=("mediators",)), "Who mediated for {a} at all")
def who_at_all(ask, given, filters):
    def row(event, one):
        return {**dated_event(event, one), "mediators": sum(role["role"] == "mediator" for role in event["roles"])}
    return answered(ask, selected(ask, "who-at-all", {"a": given["a"]}, filters), filters, row)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package with two questions, as an installer lays it down; its folder is on the path."""
    told = tmp_path / "far_questions-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: far-questions\nVersion: 1.0\n", encoding="utf-8")
    (told / "entry_points.txt").write_text("[goodoffices.questions]\nfar = far_questions\n", encoding="utf-8")
    files = {"__init__.py": "", "sides.py": SIDES, "who-at-all.cypher": STATEMENT, "how-many.cypher": PLAIN}
    (tmp_path / "far_questions").mkdir()
    for name, text in files.items():
        (tmp_path / "far_questions" / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "far_questions"
    for name in [name for name in sys.modules if name.partition(".")[0] == "far_questions"]:
        del sys.modules[name]


@pytest.fixture
def graph(embedded: Store) -> Graph:
    load(embedded, mediation("a"))
    return Graph(embedded)


def test_a_question_of_another_package_is_asked_as_ours_are(graph: Graph, package: str) -> None:
    (row,) = rows = graph.question("who-at-all", a="Iran", filters={"status": "held"})
    assert (row["mediators"], rows.kind, rows.columns[-1]) == (1, "event", "mediators")
    assert graph.question("how-many")[0] == {"events": 1}
    with pytest.raises(UsageError, match=r'"who-at-all" needs a\. Its parameters: a \(one of the parties\)'):
        graph.question("who-at-all")
    assert "UNWIND $a" in graph.explain("who-at-all", a="Iran").text


def test_the_command_line_writes_it_in_every_format(graph: Graph, package: str) -> None:
    login = graph.store.reader
    told = {"NEO4J_USERNAME": login.user, "NEO4J_PASSWORD": login.password, "NEO4J_DATABASE": login.database}
    words = ["--store", login.url, "questions", "who-at-all", "-p", "a=Iran"]
    table, rows, cells = (CliRunner().invoke(app, [*words, "-f", form], env=told) for form in ("table", "json", "csv"))
    assert "mediators: 1" in table.stdout
    assert json.loads(rows.stdout)[0]["mediators"] == 1
    assert cells.stdout.splitlines()[0].endswith(",mediators")


@pytest.mark.parametrize(
    ("sides", "said"),
    [("import nowhere", "ModuleNotFoundError: No module named 'nowhere'"), ("", "answers no question of that name")],
)
def test_what_is_wrong_with_it_is_said_in_a_sentence(
    graph: Graph, package: str, tmp_path: Path, sides: str, said: str
) -> None:
    (tmp_path / package / "sides.py").write_text(sides, encoding="utf-8")
    with pytest.raises(UsageError, match=f"far_questions.sides.*{said}"):
        graph.question("who-at-all", a="Iran")
    (tmp_path / package / "how-many.cypher").write_text("RETURN 1 AS one\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"the head of how-many\.cypher lacks .* 'title'"):
        graph.question("how-many")
    (tmp_path / package / "__init__.py").write_text("import nowhere", encoding="utf-8")
    sys.modules.pop(package)
    with pytest.raises(UsageError, match='"far" of the package far-questions'):
        graph.question("how-many")


def test_a_statement_that_returns_too_little_of_its_events_is_told(graph: Graph, package: str, tmp_path: Path) -> None:
    head = "// title: Some\n// rows: events\n// example: goodoffices questions some\n"
    (tmp_path / package / "some.cypher").write_text(
        f"{head}MATCH (e:Event) RETURN e.id AS event_id\n", encoding="utf-8"
    )
    with pytest.raises(UsageError, match='"some" does not return type, status, verdict, date_start, date_end'):
        graph.question("some")


def test_nothing_of_it_runs_where_ours_will_do(graph: Graph, package: str) -> None:
    for words in (["--help"], ["questions", "--help"], ["questions"], ["talks", "--help"]):
        assert CliRunner().invoke(app, words).exit_code == 0
    graph.question("talks", a="Iran")
    assert "who-at-all" not in reference()
    assert package not in sys.modules
    with pytest.raises(UnknownNameError, match='no question "who-at-al"'):
        graph.question("who-at-al")
    assert package in sys.modules

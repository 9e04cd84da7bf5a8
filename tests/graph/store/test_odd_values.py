"""A graph in which another program, or damage, set values that goodoffices never stores: answers, or one sentence."""

from __future__ import annotations

import contextlib
import io
import traceback
from collections.abc import Callable, Iterator

import pytest

from goodoffices.api import Graph, Rows
from goodoffices.graph.errors import GoodofficesError, StoreDamagedError, UnknownNameError
from goodoffices.graph.store.store import Store
from goodoffices.queries.output.formats import formats_of, written
from tests.conftest import ON_ONE_NEO4J
from tests.support.contributions import OMAN, SECOND, mediation
from tests.support.servers import load

PROPERTIES = {
    "Actor": ("name", "aliases", "kind", "iso3", "folded"),
    "Event": ("type", "status", "date", "date_start", "verdict", "document", "documents"),
    "Claim": ("aspect", "factuality", "said_on"),
    "Evidence": ("exact", "start"),
    "Document": ("title", "published"),
    "Place": ("name",),
}
ODD: tuple[object, ...] = (None, 5, ["x"])
QUESTIONS: dict[str, Callable[[Graph], Rows]] = {
    "who-mediated": lambda graph: graph.who_mediated("Iran", "United States"),
    "timeline": lambda graph: graph.timeline("Iran"),
    "disputed": lambda graph: graph.disputed(),
    "could-mediate": lambda graph: graph.could_mediate("Iran", "United States"),
    "unknown": lambda graph: graph.talks("Irran"),
}


def test_an_actor_without_other_names_is_no_hindrance(store: Store) -> None:
    load(store, mediation("a"))
    store.cypher("MATCH (a:Actor) SET a.aliases = null", {}, write=True)
    with pytest.raises(UnknownNameError, match="Nearest: Iran"):
        Graph(store).talks("Irann")


def test_a_value_of_another_kind_is_told_in_a_sentence(store: Store) -> None:
    load(store, mediation("a"))
    store.cypher("MATCH (a:Actor {id: $id}) SET a.name = 5", {"id": OMAN.id}, write=True)
    with pytest.raises(StoreDamagedError, match="run goodoffices verify, which says where") as caught:
        Graph(store).talks("Irann")
    assert "\n" not in str(caught.value)


@ON_ONE_NEO4J
def test_odd_values_end_no_question_with_a_traceback(store: Store) -> None:
    load(store, mediation("a"), SECOND)
    assert [told for set_ in _odd(store) for told in _tracebacks(Graph(store), set_)] == []


def _odd(store: Store) -> Iterator[str]:
    """Says which value all nodes of a label have meanwhile."""
    for label, keys in PROPERTIES.items():
        for key in keys:
            before = store.read(f"MATCH (n:{label}) RETURN n.id AS id, n.{key} AS value")
            for value in ODD:
                with contextlib.suppress(GoodofficesError):  # an index may take no such value
                    store.cypher(f"MATCH (n:{label}) SET n.{key} = $value", {"value": value}, write=True)
                    yield f"{label}.{key} = {value!r}"
            text = f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.{key} = row.value"
            store.cypher(text, {"rows": before}, write=True)


def _tracebacks(graph: Graph, meanwhile: str) -> Iterator[str]:
    for name, asked in QUESTIONS.items():
        try:
            _show(asked(graph))
        except GoodofficesError:
            continue
        except Exception as error:  # noqa: BLE001 whatever it is, it is told
            place = traceback.extract_tb(error.__traceback__)[-1]
            yield f"{name} with {meanwhile}: {error!r} at {place.filename}:{place.lineno}"


def _show(rows: Rows) -> None:
    for form in formats_of(rows.kind):
        written(rows, form, io.StringIO())

"""Whom a name means is found as it always was, and by its index where it is an id."""

from __future__ import annotations

import itertools
from typing import Any

from goodoffices.api import Graph
from goodoffices.graph.store.store import Store
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.name_resolution import resolve
from tests.support.contributions import FIRST
from tests.support.servers import load
from tests.support.tree import ROOT

NOW, BEFORE = (
    "UNWIND $folded AS name MATCH (a:Actor) WHERE name IN a.folded",
    ("MATCH (a:Actor) WHERE any(name IN $folded WHERE name IN a.folded)"),
)


def test_names_are_found_as_by_a_look_at_every_actor(store: Store) -> None:
    Graph(store).load(ROOT / "loaders" / "sample")
    text = text_of("find-actor")
    assert NOW in text
    rows = store.read("MATCH (a:Actor) RETURN a.folded AS folded, a.iso3 AS iso3 ORDER BY a.id")
    names = [name for row in rows for name in row["folded"]]
    asked: list[dict[str, Any]] = [{"folded": [name, other]} for name, other in itertools.pairwise(names[::40])]
    asked += [{"folded": row["folded"], "iso3": [row["iso3"]]} for row in rows[::40]]
    for one in [*asked, {"folded": []}, {"folded": ["nobody"]}, {"folded": names}]:
        given = {"id": "x", "iso3": [], "wikidata": ""} | one
        assert store.read(text, **given) == store.read(text.replace(NOW, BEFORE), **given)


def asked_for(graph: Graph, name: str) -> list[Any]:
    """The folded names that were looked for, each time that actors were."""
    looked: list[Any] = []
    with graph.store.reading() as ask:

        def listening(text: Any, /, **given: Any) -> Any:
            looked.extend([given["folded"]] if "folded" in given else [])
            return ask(text, **given)

        assert resolve(listening, name).ids
    return looked


def test_an_id_is_found_without_a_look_at_the_names_of_all(sample: Graph) -> None:
    (row,) = sample.cypher("MATCH (a:Actor {iso3: 'IRN'}) RETURN a.id AS id")
    assert asked_for(sample, row["id"]) == [[]]
    assert asked_for(sample, "Iran") == [["iran"]]


def test_a_name_that_looks_like_an_id_is_found(embedded: Store) -> None:
    name = "0123456789abcdef0123"
    load(embedded, FIRST)
    embedded.cypher("MATCH (a:Actor) WITH a LIMIT 1 SET a.folded = a.folded + $name", {"name": name}, write=True)
    assert asked_for(Graph(embedded), name) == [[], [name]]

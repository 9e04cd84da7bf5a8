"""Statements made of a question's own, as they are sent; what they answer is compared in ``test_statements_oracle``."""

from __future__ import annotations

import re

from goodoffices.queries.engine.catalogue import all_questions, returned_expressions
from goodoffices.queries.engine.classed import classed, restricted
from goodoffices.queries.engine.filters import Filters
from goodoffices.queries.engine.first_rows import Search
from goodoffices.queries.engine.selection import Selection

EVERYBODY = """
UNWIND CASE WHEN $a IS NULL AND $b IS NULL THEN ['everybody'] ELSE [] END AS everybody
MATCH (e:Event)
WHERE e.merged_into IS NULL AND (e.date_start IS NULL OR e.date_start <= $end)
  AND (e.date_end IS NULL OR e.date_end >= $start)
WITH e AS c, e.id AS event_id, null AS one, null AS other
RETURN c.type AS type,
  c.status AS status,
  c.verdict AS verdict,
  c.has_mediator AS has_mediator,
  true AS stated,
  1 AS each,
  collect(coalesce(c.date_start, '~') + ' ' + event_id + ' ') AS keys,
  count(*) AS found
"""
OF_TWO = """
WITH *
WHERE any(x IN one WHERE any(y IN other WHERE x <> y))
RETURN c.type AS type,
  c.status AS status,
  c.verdict AS verdict,
  m.id IS NOT NULL AS has_mediator,
  any(x IN one WHERE x IN $a AND any(y IN other WHERE y IN $b AND x <> y)) AS stated,
  1 AS each,
  collect(coalesce(c.date_start, '~') + ' ' + c.event_id + ' ' + coalesce(m.id, '') + ' ' + coalesce(c.date_end, '~')) AS keys,
  count(*) AS found
"""  # noqa: E501 a statement is compared as it is
CHOSEN = """
UNWIND $a AS id
UNWIND $events AS chosen MATCH (e:Event {id: chosen}) MATCH (:Actor {id: id})<-[c:CONCERNS {type: 'mediation'}]-(e)
"""


def test_of_everybody_only_that_branch_is_gone_through() -> None:
    text = classed("could-fall", {"a": None, "b": None}, dated=False, stated=False, each=None)
    assert text == EVERYBODY.strip()
    of_an_actor = classed("could-fall", {"a": ["x"], "b": None}, dated=False, stated=False, each=None)
    assert "everybody" not in of_an_actor
    assert "CALL" not in of_an_actor


def test_classes_of_two_are_apart_by_who_fills_both_sides() -> None:
    text = classed("who-mediated", {"a": ["x"], "b": ["y"]}, dated=True, stated=True, each=None)
    assert text.endswith(OF_TWO.rstrip())


def test_an_event_may_give_several_rows() -> None:
    assert "e.disputes AS each" in classed("disputed", {"a": None}, dated=False, stated=False, each="disputes")


def test_chosen_events_are_looked_at_alone() -> None:
    assert restricted("mediations").startswith(CHOSEN.strip())


def test_whoever_looks_at_chosen_events_looks_at_no_others() -> None:
    texts = [restricted(one.name) for one in all_questions() if "$events" in restricted(one.name)]
    assert len(texts) > 20
    unrestricted = re.compile(r"(?<!MATCH \(e:Event \{id: chosen\}\) )MATCH \(:Actor \{id: id\}\)<-\[c:CONCERNS")
    assert [text for text in texts if unrestricted.search(text)] == []


def test_only_few_rows_of_one_actor_are_fetched_by_their_keys() -> None:
    whom = Selection((), (), frozenset())
    search = Search("talks", {"a": ["x"], "b": None}, whom, {})
    assert search.is_told_by_classes(Filters(limit=1000))
    assert not any(map(search.is_told_by_classes, (Filters(), Filters(limit=1001), Filters(limit=1, known_by="2012"))))
    assert not Search("talks", {"a": ["x", "y"], "b": None}, whom, {}).is_told_by_classes(Filters(limit=1))
    by_level = Filters(limit=1, stated_only=True)
    assert search.is_told_by_classes(by_level)
    assert not Search("sanctions", {"a": ["x"], "b": None}, whom, {}).is_told_by_classes(by_level)


def test_columns_are_told_with_what_is_returned_in_them() -> None:
    text = "MATCH (e)\nRETURN e.id AS id, COLLECT { MATCH (x) RETURN x.name AS name } AS names, one\nORDER BY id"
    expected = {"id": "e.id", "names": "COLLECT { MATCH (x) RETURN x.name AS name }", "one": "one"}
    assert returned_expressions(text) == expected

"""Statements that no server should be asked: too long, too large or too deep. None of them changes anything."""

from __future__ import annotations

from collections.abc import Iterator

_DEEP = 20_000

_MONSTERS = {
    "ranges in each other": "UNWIND range(1, 900000) AS x UNWIND range(1, 900000) AS y RETURN sum(x % 7 + y % 5) AS n",
    "a long list": "RETURN size(range(0, 1900000000)) AS n",
    "a long list, collected": "UNWIND range(0, 400000000) AS x WITH collect(x) AS many RETURN size(many) AS n",
    "a product of nodes": (
        "MATCH (k), (l), (m), (n), (o) WHERE k.name + l.name < m.name + n.name + o.name RETURN count(*) AS n"
    ),
    "every path": "MATCH way = (from:Actor)-[*]-(to:Actor) RETURN sum(length(way)) AS n",
    "every shortest path": (
        "MATCH way = allShortestPaths((from:Actor)-[*]-(to:Actor)) WHERE from.id < to.id RETURN sum(length(way)) AS n"
    ),
    "a text that doubles": "RETURN size(reduce(text = 'ab', x IN range(1, 60) | text + text)) AS n",
    "a list that doubles": "RETURN size(reduce(all = [0], x IN range(1, 60) | all + all)) AS n",
    "a text that is replaced by itself": (
        "RETURN size(reduce(text = 'oo', x IN range(1, 60) | replace(text, 'o', 'ooo'))) AS n"
    ),
    "parentheses": f"RETURN {'(' * _DEEP}1{')' * _DEEP} AS n",
    "lists in lists": f"RETURN {'[' * _DEEP}1{']' * _DEEP} AS n",
    "rows": "UNWIND range(1, 6000000) AS x UNWIND range(1, 6000000) AS y RETURN x, y",
    "rows of nodes": "MATCH (k), (l), (m) RETURN k, l, m",
    "a pattern that goes back": (
        f"UNWIND range(1, 3000000) AS x WITH x WHERE '{'a' * 40}?' =~ '(a+|a)+z' RETURN count(x) AS n"
    ),
    "lists of lists": "RETURN size([x IN range(1, 200000) | [y IN range(1, 200000) | x + y]]) AS n",
    "an order": (
        "UNWIND range(1, 6000000) AS x UNWIND range(1, 90) AS y WITH x * y AS z ORDER BY z % 997 RETURN z LIMIT 1"
    ),
    "different ones": "UNWIND range(1, 6000000) AS x UNWIND range(1, 90) AS y RETURN count(DISTINCT x * y) AS n",
}


def monsters() -> Iterator[tuple[str, str]]:
    """Each with what it is called."""
    yield from _MONSTERS.items()

"""Statements made of a question's own: which classes of rows it has, and what it says of some events alone."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, LiteralString, cast

from goodoffices.queries.engine.catalogue import returned_expressions, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodoffices.queries.engine.fillers import Sides

UNKNOWN = "~"
"""Stands for a day that nobody tells, behind all days."""

_RETURN = "\nRETURN "

_SUBQUERY = re.compile(r"(?P<before>.*?)^CALL \{\n(?P<branches>.*?)^\}\n(?P<after>.*)", re.DOTALL | re.MULTILINE)
_UNION = re.compile(r"^  UNION(?: ALL)?\n", re.MULTILINE)

_STATED = "({one} IS NULL OR any(x IN {one} WHERE x IN {asked}))"
_BOTH_STATED = "any(x IN {one} WHERE x IN $a AND any(y IN {other} WHERE y IN $b AND x <> y))"
_BETWEEN = "\nWITH *\nWHERE any(x IN {one} WHERE any(y IN {other} WHERE x <> y))"

_CONCERNED, _OF_A_TYPE = "MATCH (:Actor {id: id})<-[c:CONCERNS", "MATCH (e:Event {type: type})"
_CHOSEN = {
    "]-(e:Event)": "]-(e)",
    _CONCERNED: f"UNWIND $events AS chosen MATCH (e:Event {{id: chosen}}) {_CONCERNED}",
    _OF_A_TYPE: "UNWIND $events AS chosen MATCH (e:Event {id: chosen, type: type})",
    "MATCH (e:Event)\n": "UNWIND $events AS chosen MATCH (e:Event {id: chosen})\n",
    "  WHERE ($b IS NULL OR other.id IN $b)\n": "  WHERE ($b IS NULL OR other.id IN $b) AND r.event_id IN $events\n",
    "WHERE other.id IN $b\n": "WHERE other.id IN $b AND r.event_id IN $events\n",
}
"""How statements begin to look for events, at an actor or of everybody, and how for those that are known already."""


def gives_ids(name: str) -> bool:
    """Whether the question's statement gives only the ids of who fills its sides.

    The others say of each whether it was asked about, and look for two different ones themselves.
    """
    return "stated: " not in text_of(name)


def classed(name: str, asked: Sides, *, dated: bool, stated: bool, each: str | None) -> LiteralString:
    """The statement that gives the classes of the rows of a question, with the keys of their rows.

    A key has the first day, the event's id and the mediator's, and the last day if they are to be ``dated``;
    ``stated``: whether classes are apart by whether texts themselves name those asked about; ``each``: the column that
    says how many rows of the answer an event gives.
    """
    of = returned_expressions(text_of(name))
    first, last = (f"coalesce({of[column]}, '{UNKNOWN}')" for column in ("date_start", "date_end"))
    mediator = of.get("mediator_id")
    key = f"{first} + ' ' + {of['event_id']} + ' '" + (f" + coalesce({mediator}, '')" if mediator else "")
    key += f" + ' ' + {last}" if dated else ""
    columns = {
        **{column: of[column] for column in ("type", "status", "verdict")},
        # What has no such column finds no mediations, or gives a row for each mediator.
        "has_mediator": of.get("has_mediator", f"{mediator} IS NOT NULL" if mediator else "false"),
        "stated": _stated(of, asked) if stated else "true",
        "each": of[each] if each else "1",
        "keys": f"collect({key})",
        "found": "count(*)",
    }
    listed = ",\n  ".join(f"{expression} AS {column}" for column, expression in columns.items())
    between = _BETWEEN.format_map(of) if _asks_for_two(of, asked) and gives_ids(name) else ""
    begins, _, _ = _with_one_branch(text_of(name), asked).rpartition(_RETURN)
    return _ours(f"{begins}{between}{_RETURN}{listed}")


def restricted(name: str) -> LiteralString:
    """The statement of a question that looks at the events ``events`` (ids) alone, not at all of an actor or a type."""
    text: str = text_of(name)
    for formerly, chosen in _CHOSEN.items():
        text = text.replace(formerly, chosen)
    return _ours(text)


def _with_one_branch(text: str, asked: Sides) -> str:
    """The statement, where it looks in one way for everybody's events and in another for an actor's, with one of them.

    A subquery costs a third of the time that the rest takes.
    """
    found = _SUBQUERY.match(text)
    branches = _UNION.split(found["branches"]) if found else []
    of_everybody = [one for one in branches if "$a IS NULL" in one.partition("\n")[0]]
    if not found or len(branches) != 2 or len(of_everybody) != 1:
        return text
    (of_actors,) = (one for one in branches if one is not of_everybody[0])
    wanted = of_actors if any(asked.values()) else of_everybody[0]
    return found["before"] + dedent(wanted).replace(_RETURN, "\nWITH ") + found["after"]


def _asks_for_two(of: Mapping[str, str], asked: Sides) -> bool:
    return bool(asked.get("a") and asked.get("b") and "other" in of)


def _stated(of: Mapping[str, str], asked: Sides) -> str:
    """Whether those asked about fill the sides themselves; of everybody's events nobody is at a side."""
    if "stated" in of:
        return of["stated"]
    if _asks_for_two(of, asked):
        return _BOTH_STATED.format_map(of)
    if "one" not in of:
        return "true"
    return _STATED.format(one=of["one"], asked="$b" if asked.get("b") and not asked.get("a") else "$a")


def _ours(text: str) -> LiteralString:
    # All of it stands in this package: users' values are parameters.
    return cast("LiteralString", text)  # type: ignore[redundant-cast] # to mypy, which has no LiteralString

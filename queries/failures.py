"""Efforts that came to nothing, and who holds whom responsible for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.graph.verdicts import AFFIRMING, DENYING
from goodoffices.queries.ask import dated_event
from goodoffices.queries.rows import Row, actor_rows
from goodoffices.queries.selection import Answer, answered, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.selection import Chosen, Stored


def failed_efforts(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each effort that failed, was halted or refused: by whom, and who is blamed by whom."""
    selection = selected(ask, "failed-efforts", {side: given[side] for side in ("a", "b")}, filters)
    return answered(ask, selection, filters, _row)


def _row(event: Stored, one: Chosen) -> Row:
    row = dated_event(event, one)
    return {**row, "blamed": blamed(row["claims"]), "refused_by": actor_rows(event, "rejecter")}


def blamed(claims: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Whom claims hold responsible, by name, and the deepest speakers who affirm it, deny it or do neither."""
    found: dict[str, dict[str, list[str]]] = {}
    for claim in claims:
        if claim["aspect"] == "responsibility" and claim["value"]:
            said = found.setdefault(claim["value"], {"by": [], "denied_by": [], "left_open_by": []})
            speakers = said[_side(claim["factuality"])]
            speakers.extend({str(claim["said_by"][-1])} - set(speakers))
    return [{"name": name, **{side: sorted(said[side]) for side in said}} for name, said in sorted(found.items())]


def _side(factuality: str) -> str:
    if factuality in AFFIRMING:
        return "by"
    return "denied_by" if factuality in DENYING else "left_open_by"

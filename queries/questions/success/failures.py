"""Efforts that came to nothing, and who holds whom responsible for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from goodoffices.graph.rules.verdicts import AFFIRMING, DENYING
from goodoffices.queries.engine.first_rows import first_selected
from goodoffices.queries.engine.rows import ActorRow, ClaimRow, DatedEventRow, actor_rows, dated_event
from goodoffices.queries.engine.selection import Answer, answered
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Match, StoredEvent


class BlameRow(TypedDict):
    """One who is held responsible: by whom, and who denies that or leaves it open."""

    name: str
    by: list[str]
    denied_by: list[str]
    left_open_by: list[str]


class FailedRow(DatedEventRow):
    """An effort that came to nothing, who is blamed for that, and who refused."""

    blamed: list[BlameRow]
    refused_by: list[ActorRow]


def _blame(row: FailedRow) -> Iterator[str]:
    for one in row["blamed"]:
        sides = ((one["by"], "blamed by"), (one["denied_by"], "cleared by"))
        told = (*sides, (one["left_open_by"], "neither blamed nor cleared by"))
        yield "; ".join(f"{one['name']} {how} {', '.join(some)}" for some, how in told if some)


@question("failed-efforts", Shape("event", FailedRow, lines=_blame))
def failed_efforts(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each effort that failed, was halted or refused: by whom, and who is blamed by whom."""
    selection = first_selected(ask, "failed-efforts", {side: given[side] for side in ("a", "b")}, filters)
    return answered(ask, selection, filters, _row)


def _row(event: StoredEvent, one: Match) -> FailedRow:
    row = dated_event(event, one)
    return {**row, "blamed": blamed(row["claims"]), "refused_by": actor_rows(event, "rejecter")}


def blamed(claims: Iterable[ClaimRow]) -> list[BlameRow]:
    """Whom claims hold responsible, by name, and the deepest speakers who affirm it, deny it or do neither."""
    found: dict[str, BlameRow] = {}
    for claim in claims:
        # Blame is a claim of somebody's, never a property of the event; to refuse is no blame.
        if claim["aspect"] == "responsibility" and claim["value"]:
            name, speaker = claim["value"], claim["said_by"][-1]
            said = found.setdefault(name, {"name": name, "by": [], "denied_by": [], "left_open_by": []})
            side = said["left_open_by"]
            if claim["factuality"] in AFFIRMING:
                side = said["by"]
            elif claim["factuality"] in DENYING:
                side = said["denied_by"]
            side[:] = sorted({*side, speaker})
    return [found[name] for name in sorted(found)]

"""On which events, aspects and values two camps differ; camps are given as lists of names or in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.graph.errors import UsageError
from goodoffices.graph.one_line import one_line
from goodoffices.graph.rules.verdicts import disputes, opponents
from goodoffices.queries.engine import claims as told
from goodoffices.queries.engine.merged_actors import merged_actors
from goodoffices.queries.engine.name_resolution import resolve
from goodoffices.queries.engine.rows import ClaimRow, DatedEventRow, Match, StoredEvent, claim_row, claims_in_order
from goodoffices.queries.engine.selection import Answer
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goodoffices.graph.rules.verdicts import Dispute
    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.claims import Told
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.parameters import Given

_LARGEST = 16 * 1024 * 1024
"""Bytes of a file of names; one that is a pipe or device is read as far."""

_CAMPS = ("left", "right")


class CampsRow(DatedEventRow):
    """What two camps say differently of an event: the aspect, the value, and the claims of either."""

    aspect: str
    value: str | None
    left: list[ClaimRow]
    right: list[ClaimRow]


def _topic(row: CampsRow) -> tuple[str]:
    value = f": {row['value'].replace('_', ' ')}" if row["value"] else ""
    return (f"{row['aspect'].capitalize()}{value}",)


@question(
    "camps",
    Shape("claim", CampsRow, lines=_topic, sides=lambda row: (("Left", row["left"]), ("Right", row["right"]))),
)
def camps(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each event, aspect and value on which two camps differ, with the claims of ``left`` and of ``right``.

    Raises UsageError for a file that can't be read or an actor that stands in both camps, UnknownNameError for a name
    that nobody bears.
    """
    known = merged_actors(ask)
    names = {camp: names_of(given[camp]) for camp in _CAMPS}
    # The actors of a camp by id, with the name that was given for each.
    members: dict[str, dict[str, str]] = {}
    for camp in _CAMPS:
        if not names[camp]:
            raise UsageError("A camp needs one actor at least.")
        members[camp] = {key: name for name in names[camp] for key in resolve(ask, name, known).ids}
    if both := sorted({name for key, name in members["left"].items() if key in members["right"]}):
        raise UsageError(f"An actor can't stand in both camps: {', '.join(both)}.")
    ids = {camp: sorted(found) for camp, found in members.items()}
    found = told.found_in(ask, "camps", told.pair(given), filters, _differences, left=ids["left"], right=ids["right"])
    said = (remark for camp in _CAMPS for name in names[camp] for remark in resolve(ask, name, known).remarks)
    selection = replace(found, remarks=tuple(dict.fromkeys((*said, *found.remarks))))
    return told.answered_each(ask, selection, filters, _rows)


def names_of(words: Iterable[object]) -> list[str]:
    """The names that words give; one that begins with @ names a file with a name on each line.

    Empty lines count for nothing, nor do those that begin with #. Raises UsageError for a file that can't be read.
    """
    names = [name for word in words for name in (_lines(str(word)[1:]) if str(word).startswith("@") else [str(word)])]
    return [name for name in (name.strip() for name in names) if name and not name.startswith("#")]


def _lines(path: str) -> list[str]:
    try:
        with Path(path).open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UsageError(f'The file of names "{one_line(path)}" holds more than {_LARGEST:,} bytes.')
        # Editors of Windows begin a file with a byte order mark, which would be part of the first name.
        return data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise UsageError(f'The file of names "{one_line(path)}" can\'t be read: {reason}.') from None


def _differences(one: Match, claims: Sequence[Told]) -> list[tuple[Dispute, list[int]]]:
    """The disputes in which the camps differ, with the places of the claims of either that the other contradicts."""
    said = told.statements(claims)
    camp_of = _camp_of(one)
    camp = [camp_of.get(claim["id"]) for claim in claims]
    found = ((dispute, opponents(dispute, said)) for dispute in disputes(said))
    differ = (
        # A quarrel within a camp, or with a third, is not one between the camps.
        (dispute, [n for n, others in against.items() if any({camp[n], camp[m]} == set(_CAMPS) for m in others)])
        for dispute, against in found
    )
    return [(dispute, sorted(places)) for dispute, places in differ if places]


def _camp_of(one: Match) -> dict[str, str]:
    """The camp of each claim; those who act for both camps speak for neither."""
    left, right = (set(one[f"{camp}_claims"]) for camp in _CAMPS)
    return {**dict.fromkeys(left - right, "left"), **dict.fromkeys(right - left, "right")}


def _rows(event: StoredEvent, one: Match) -> Iterator[CampsRow]:
    claims = claims_in_order(event)
    camp_of = _camp_of(one)
    for dispute, places in _differences(one, claims):
        sides = {camp: [claim_row(claims[n]) for n in places if camp_of[claims[n]["id"]] == camp] for camp in _CAMPS}
        value = claims[dispute.affirm[0]]["value"] if dispute.affirm else None
        row = told.event_of(event, one)
        yield {**row, "aspect": dispute.aspect, "value": value, "left": sides["left"], "right": sides["right"]}

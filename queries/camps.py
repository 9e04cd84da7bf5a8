"""On which events, aspects and values two camps differ; camps are given as lists of names or in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import UsageError
from goodoffices.graph.one_line import one_line
from goodoffices.graph.verdicts import disputes, opponents
from goodoffices.queries import told
from goodoffices.queries.actors import resolve
from goodoffices.queries.people import people
from goodoffices.queries.rows import claim_row, claims_in_order
from goodoffices.queries.selection import Answer, Chosen, Stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.graph.verdicts import Dispute
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.told import Told

_LARGEST = 16 * 1024 * 1024
"""Bytes of a file of names; one that is a pipe or device is read as far."""

_CAMPS = ("left", "right")


def camps(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each event, aspect and value on which two camps differ, with the claims of ``left`` and of ``right``.

    Raises UsageError for a file that can't be read or an actor that stands in both camps, UnknownNameError for a name
    that nobody bears.
    """
    known = people(ask)
    names = {camp: names_of(given[camp]) for camp in _CAMPS}
    members = {camp: _members(ask, names[camp], known) for camp in _CAMPS}
    _refuse_both(members)
    ids = {camp: sorted(found) for camp, found in members.items()}
    found = told.found_in(ask, "camps", told.pair(given), filters, _differences, **ids)
    said = (remark for camp in _CAMPS for name in names[camp] for remark in resolve(ask, name, known).remarks)
    selection = replace(found, remarks=tuple(dict.fromkeys((*said, *found.remarks))))
    return told.answered_each(ask, selection, filters, lambda event, one: list(_rows(event, one)))


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
        return data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise UsageError(f'The file of names "{one_line(path)}" can\'t be read: {reason}.') from None


def _members(ask: Ask, names: Sequence[str], known: People) -> dict[str, str]:
    """The actors of a camp by id, with the name that was given for each."""
    if not names:
        raise UsageError("A camp needs one actor at least.")
    return {key: name for name in names for key in resolve(ask, name, known).ids}


def _refuse_both(members: Mapping[str, Mapping[str, str]]) -> None:
    left, right = (members[camp] for camp in _CAMPS)
    if both := sorted({left[key] for key in left if key in right}):
        raise UsageError(f"An actor can't stand in both camps: {', '.join(both)}.")


def _differences(one: Chosen, claims: Sequence[Told]) -> list[tuple[Dispute, list[int]]]:
    """The disputes in which the camps differ, with the places of the claims of either that the other contradicts."""
    said = told.statements(claims)
    camp_of = _camp_of(one)
    camp = [camp_of.get(claim["id"]) for claim in claims]
    found = ((dispute, opponents(dispute, said)) for dispute in disputes(said))
    differ = (
        (dispute, [n for n, others in against.items() if any({camp[n], camp[m]} == set(_CAMPS) for m in others)])
        for dispute, against in found
    )
    return [(dispute, sorted(places)) for dispute, places in differ if places]


def _camp_of(one: Chosen) -> dict[str, str]:
    """The camp of each claim; those who act for both camps speak for neither."""
    left, right = (set(one[f"{camp}_claims"]) for camp in _CAMPS)
    return {**dict.fromkeys(left - right, "left"), **dict.fromkeys(right - left, "right")}


def _rows(event: Stored, one: Chosen) -> Iterator[Row]:
    claims = claims_in_order(event)
    camp_of = _camp_of(one)
    for dispute, places in _differences(one, claims):
        sides = {camp: [claim_row(claims[n]) for n in places if camp_of[claims[n]["id"]] == camp] for camp in _CAMPS}
        value = claims[dispute.affirm[0]]["value"] if dispute.affirm else None
        yield {**told.event_of(event, one), "aspect": dispute.aspect, "value": value, **sides}

"""Claims against claims: who contradicts whom, and who later says the opposite of what they said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.graph.dates import Bounds, bounds
from goodoffices.graph.verdicts import Statement, contradictions
from goodoffices.queries import told
from goodoffices.queries.people import people
from goodoffices.queries.remarks import counted
from goodoffices.queries.rows import claim_row, claims_in_order
from goodoffices.queries.selection import Answer, Chosen, Stored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row
    from goodoffices.queries.told import Told


def contradicted(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each contradicted claim: the event, the ``claim`` and ``contradicted_by``, all that contradict it."""
    # A denied event may be disputed in another aspect, and denial is what this question is about.
    everything = replace(filters, include_denied=True)
    actors = {side: given.get(side) for side in ("a", "speaker")}

    def find(one: Chosen, claims: Sequence[Told]) -> Collection[object]:
        one["spoken"] = _spoken(one, filters)
        return _contradictions(one, claims)

    selection = told.found_in(ask, "contradicted", actors, everything, find)
    return told.answered_each(ask, selection, filters, lambda event, one: list(_against(event, one, selection.people)))


def _spoken(one: Chosen, filters: Filters) -> Chosen | None:
    """By the claims of the speaker asked for, who made each; None if nobody was asked for."""
    if one["spoken"] is None:
        return None
    return {said["claim"]: said for said in one["spoken"] if said["stated"] or not filters.stated_only}


def _contradictions(one: Chosen, claims: Sequence[Told]) -> Mapping[int, tuple[int, ...]]:
    found = contradictions(told.statements(claims))
    asked = one["spoken"]
    return {place: others for place, others in found.items() if asked is None or claims[place]["id"] in asked}


def _against(event: Stored, one: Chosen, known: People) -> Iterator[Row]:
    claims = claims_in_order(event)
    for place, others in sorted(_contradictions(one, claims).items()):
        against = [claim_row(claims[other]) for other in others]
        row = _as_said(event, one, claims[place]["id"], known)
        yield {**row, "claim": claim_row(claims[place]), "contradicted_by": against}


def _as_said(event: Stored, one: Chosen, claim: str, known: People) -> Row:
    """The event's row; it is rolled up where somebody else made the claim for the speaker asked for."""
    said = (one["spoken"] or {}).get(claim)
    if said is None or said["stated"]:
        return told.event_of(event, one)
    return told.event_of(event, {**one, "level": "rolled_up"}, [known.as_shown(said)["name"]])


def reversed_denials(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """A row for each claim on an event that reverses an earlier one of the same speaker: ``earlier`` and ``later``.

    ``direction`` is denied_then_affirmed or affirmed_then_denied.
    """
    undated: set[str] = set()
    known, asked = people(ask), given.get("a")

    def find(one: Chosen, claims: Sequence[Told]) -> Collection[object]:
        one["voices"] = None if asked is None else {known.id(voice) for voice in one["voices"]}
        own = _own(one, claims)
        undated.update(claim["id"] for claim in own if _day(claim) is None and _is_opposed(claim, own))
        return _reversals(own)

    selection = told.found_in(ask, "reversed-denials", {"a": asked}, filters, find)
    selection = replace(selection, remarks=(*selection.remarks, *_unordered(len(undated))))
    return told.answered_each(ask, selection, filters, lambda event, one: list(_changes_of_mind(event, one)))


def _own(one: Chosen, claims: Sequence[Told]) -> list[Told]:
    """The claims of those who were asked about, of everybody if nobody was."""
    said = zip(claims, told.statements(claims), strict=True)
    return [claim for claim, voice in said if one["voices"] is None or voice.speaker in one["voices"]]


def _unordered(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    opposed = counted(number, "claim has", "claims have")
    return (f"{opposed} no date, said or published: whether its speaker then said the opposite can't be told.",)


def _is_opposed(claim: Told, claims: Sequence[Told]) -> bool:
    said = told.statements([claim])[0]
    return any(_opposed(said, other) for other in told.statements(claims))


def _opposed(one: Statement, other: Statement) -> bool:
    same = (one.aspect, one.speaker) == (other.aspect, other.speaker) == ("occurrence", one.speaker)
    return same and ((one.affirms and other.denies) or (one.denies and other.affirms))


def _reversals(claims: Sequence[Told]) -> list[tuple[int, int]]:
    """Places of claims: for each that reverses, the latest one that it reverses, and itself."""
    said, days = told.statements(claims), [_day(claim) for claim in claims]
    found = []
    for later, day in enumerate(days):
        earlier = [
            (before.end or "", place)
            for place, before in enumerate(days)
            if before and day and _is_before(before, day) and _opposed(said[place], said[later])
        ]
        if earlier:
            found.append((max(earlier)[1], later))
    return found


def _day(claim: Told) -> Bounds | None:
    """When it was said, as far as that is known."""
    text = _said_on(claim)
    return bounds(text) if text else None


def _said_on(claim: Told) -> str | None:
    """The date on which it was said, else that of the document's publication."""
    text: str | None = claim["said_on"] or claim["document"]["published"]
    return text


def _is_before(one: Bounds, other: Bounds) -> bool:
    return one.end is not None and other.start is not None and one.end < other.start


def _changes_of_mind(event: Stored, one: Chosen) -> Iterator[Row]:
    claims = _own(one, claims_in_order(event))
    for before, after in _reversals(claims):
        later = told.statements([claims[after]])[0]
        first, then = claim_row(claims[before]), claim_row(claims[after])
        yield {
            **told.event_of(event, one),
            "direction": "denied_then_affirmed" if later.affirms else "affirmed_then_denied",
            "speaker": then["said_by"][-1],
            "earlier": first,
            "earlier_on": _said_on(claims[before]),
            "later": then,
            "later_on": _said_on(claims[after]),
        }

"""Claims against claims: who contradicts whom, and who later says the opposite of what they said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.graph.grouping import grouped
from goodoffices.graph.rules.verdicts import Statement, contradictions
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.text import counted
from goodoffices.queries.engine import claims as told
from goodoffices.queries.engine.catalogue import text_of
from goodoffices.queries.engine.first_rows import Search
from goodoffices.queries.engine.rows import ClaimRow, DatedEventRow, Match, StoredEvent, claim_row, claims_in_order
from goodoffices.queries.engine.selection import Answer, asked_about
from goodoffices.queries.output.shapes import Shape, Sides
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.claims import Told
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found, Row

    Spoken = Mapping[str, Found]
    """By the claims of a speaker, who made each for it."""


class ContradictedRow(DatedEventRow):
    """A claim on an event, and all that contradict it."""

    claim: ClaimRow
    contradicted_by: list[ClaimRow]


class ReversalRow(DatedEventRow):
    """Two claims on an event by one speaker, of which the later reverses the earlier."""

    direction: str
    speaker: str
    earlier: ClaimRow
    earlier_on: str | None
    later: ClaimRow
    later_on: str | None


def _topic(row: ContradictedRow) -> tuple[str]:
    claim = row["claim"]
    if claim["aspect"] == "occurrence":
        return ("Whether it occurred",)
    return (f"{claim['aspect'].capitalize()}: {str(claim['value']).replace('_', ' ')}",)


def _reversed(row: ReversalRow) -> Sides:
    first, then = row["direction"].capitalize().split("_then_")
    earlier, later = f"{first}, {row['earlier_on']}", f"{then.capitalize()}, {row['later_on']}"
    return (earlier, [row["earlier"]]), (later, [row["later"]])


@question(
    "contradicted",
    Shape(
        "claim",
        ContradictedRow,
        lines=_topic,
        sides=lambda row: (("The claim", [row["claim"]]), ("Contradicted by", row["contradicted_by"])),
    ),
)
def contradicted(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each contradicted claim: the event, the ``claim`` and ``contradicted_by``, all that contradict it."""
    # A denied event may be disputed in another aspect, and denial is what this question is about.
    everything = replace(filters, include_denied=True)
    actors = {side: given.get(side) for side in ("a", "speaker")}
    search = replace(Search.of(ask, "disputed", actors, everything), each="contradicted")
    if given.get("speaker") is None and search.whom.counts_as_stored(filters):
        selection = search.selected(ask, everything)
    else:
        found = [] if search.sides is None else _candidates(ask, search.sides)
        selection = told.found_among(
            ask, found, search.whom, everything, lambda one, claims: _contradictions(one, claims, filters)
        )
    return told.answered_each(
        ask, selection, filters, lambda event, one: _against(event, one, filters, selection.merged_actors)
    )


def _candidates(ask: ReadTransaction, sides: Mapping[str, object]) -> list[Row]:
    """The events whose claims may differ, of a speaker those in which it speaks, with what is ``spoken`` for it."""
    found = ask(text_of("disputed"), a=sides["a"])
    if sides["speaker"] is None:
        return [{**one, "spoken": None} for one in found]
    said = {one["event_id"]: one for one in ask(text_of("according-to"), a=sides["speaker"])}
    return [
        {**one, "spoken": its["spoken"], "stated": one["stated"] and its["stated"]}
        for one in found
        if (its := said.get(one["event_id"]))
    ]


def _spoken(one: Match, filters: Filters) -> Spoken | None:
    """By the claims of the speaker asked for, who made each; None if nobody was asked for."""
    if one.get("spoken") is None:
        return None
    return {said["claim"]: said for said in one["spoken"] if said["stated"] or not filters.stated_only}


def _contradictions(one: Match, claims: Sequence[Told], filters: Filters) -> Mapping[int, tuple[int, ...]]:
    """Places of claims of the speaker asked for, of anybody's if nobody was, each with those that contradict it."""
    found, spoken = contradictions(told.statements(claims)), _spoken(one, filters)
    return {place: others for place, others in found.items() if spoken is None or claims[place]["id"] in spoken}


def _against(event: StoredEvent, one: Match, filters: Filters, known: MergedActors) -> Iterator[ContradictedRow]:
    claims, spoken = claims_in_order(event), _spoken(one, filters) or {}
    for place, others in sorted(_contradictions(one, claims, filters).items()):
        said = spoken.get(claims[place]["id"])
        if said is None or said["stated"]:
            row = told.event_of(event, one)
        else:
            # Rolled up, since somebody else made the claim for the speaker asked for.
            row = told.event_of(event, {**one, "level": "rolled_up"}, [known.as_shown(said)["name"]])
        against = [claim_row(claims[other]) for other in others]
        yield {**row, "claim": claim_row(claims[place]), "contradicted_by": against}


@question(
    "reversed-denials",
    Shape(
        "claim",
        ReversalRow,
        lines=lambda row: (f"{row['speaker']}: {row['direction'].replace('_then_', ', later ')}",),
        sides=_reversed,
    ),
)
def reversed_denials(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """A row for each claim on an event that reverses an earlier one of the same speaker: ``earlier`` and ``later``.

    ``direction`` is denied_then_affirmed or affirmed_then_denied.
    """
    undated: set[str] = set()
    sides, whom = asked_about(ask, "reversed-denials", {"a": given.get("a")}, filters)
    found = [] if sides is None else _disputed(ask, sides["a"])
    known = whom.merged_actors

    def voices(one: Match) -> set[str] | None:
        return None if one["voices"] is None else {known.id(voice) for voice in one["voices"]}

    def find(one: Match, claims: Sequence[Told]) -> Collection[object]:
        own = _own(claims, voices(one))
        said = told.statements(own)
        for claim, its in zip(own, said, strict=True):
            if not _said_on(claim) and any(_opposed(its, other) for other in said):
                undated.add(claim["id"])
        return _reversals(own)

    selection = told.found_among(ask, found, whom, filters, find, aspect="occurrence")
    if undated:
        opposed = counted(len(undated), "claim has", "claims have")
        open_ = f"{opposed} no date, said or published: whether its speaker then said the opposite can't be told."
        selection = replace(selection, remarks=(*selection.remarks, open_))
    return told.answered_each(ask, selection, filters, lambda event, one: _changes_of_mind(event, one, voices(one)))


def _disputed(ask: ReadTransaction, asked: Collection[str] | None) -> list[Row]:
    """The disputed events, of an actor those on which it speaks, with the ids of the ``voices`` that speak for it."""
    if asked is None:
        return [{**one, "voices": None, "stated": True} for one in ask(text_of("disputed-events"), ids=None)]
    said = ask(text_of("claims-of"), a=asked, documents=None)
    voices = grouped((one["event_id"], one["speaker_id"]) for one in said)
    return [
        {**one, "voices": its, "stated": any(voice in asked for voice in its)}
        for one in ask(text_of("disputed-events"), ids=sorted(voices))
        for its in [voices[one["event_id"]]]
    ]


def _own(claims: Sequence[Told], voices: Collection[str] | None) -> list[Told]:
    """The claims of those who were asked about, of everybody if nobody was."""
    said = zip(claims, told.statements(claims), strict=True)
    return [claim for claim, voice in said if voices is None or voice.speaker in voices]


def _opposed(one: Statement, other: Statement) -> bool:
    # Of the occurrence alone: whoever tells another status later has not taken back a denial.
    same = (one.aspect, one.speaker) == (other.aspect, other.speaker) == ("occurrence", one.speaker)
    return same and ((one.affirms and other.denies) or (one.denies and other.affirms))


def _reversals(claims: Sequence[Told]) -> list[tuple[int, int]]:
    """Places of claims: for each that reverses, the latest one that it reverses, and itself."""
    said = told.statements(claims)
    days = [bounds(text) if (text := _said_on(claim)) else Bounds(None, None) for claim in claims]
    found = []
    for later, day in enumerate(days):
        # Only a surely earlier day: of two claims of one day, which came first is not known.
        earlier = [
            (before.end, place)
            for place, before in enumerate(days)
            if before.end and day.start and before.end < day.start and _opposed(said[place], said[later])
        ]
        if earlier:
            # The latest of them: it is what the speaker last said before.
            found.append((max(earlier)[1], later))
    return found


def _said_on(claim: Told) -> str | None:
    """The date on which it was said, else that of the document's publication, as far as it is known."""
    text: str | None = claim["said_on"] or claim["document"]["published"]
    return text


def _changes_of_mind(event: StoredEvent, one: Match, voices: Collection[str] | None) -> Iterator[ReversalRow]:
    claims = _own(claims_in_order(event), voices)
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

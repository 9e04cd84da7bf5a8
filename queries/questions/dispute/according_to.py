"""According to whom: what an actor says, or what acts for it, and through which chain it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goodoffices.queries.engine.claims import answered_each, event_of, kept
from goodoffices.queries.engine.rows import ClaimRow, DatedEventRow, Match, StoredEvent, claim_row, claims_in_order
from goodoffices.queries.engine.selection import Answer, match_events
from goodoffices.queries.output.shapes import Shape
from goodoffices.queries.questions.registry import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodoffices.graph.store.store import ReadTransaction
    from goodoffices.queries.engine.filters import Filters
    from goodoffices.queries.engine.merged_actors import MergedActors
    from goodoffices.queries.engine.parameters import Given
    from goodoffices.queries.engine.rows import Found


class SpokenRow(DatedEventRow):
    """A claim that somebody makes on an event, and the chain through which it is told."""

    claim: ClaimRow
    chain: list[str]


@question("according-to", Shape("claim", SpokenRow, sides=lambda row: (("", [row["claim"]]),)))
def according_to(ask: ReadTransaction, given: Given, filters: Filters) -> Answer:
    """What an actor, or what acts for it, says: a row for each claim, with its ``chain`` from the document on."""
    # What somebody denies is what they say.
    everything = replace(filters, include_denied=True)
    found, whom = match_events(ask, "according-to", {"a": given["a"]}, everything)

    spoken: dict[str, dict[str, Found]] = {}

    def keep(one: Match, silent: Collection[str]) -> bool:
        """Of what is said, what counts; with ``stated_only`` what the actor says itself."""
        counting = (said for said in one["spoken"] if said["stated"] or not filters.stated_only)
        spoken[one["event_id"]] = {said["claim"]: said for said in counting if said["claim"] not in silent}
        return bool(spoken[one["event_id"]])

    selection = kept(ask, found, whom, everything, keep)
    counts = {key: len(claims) for key, claims in spoken.items()}
    return answered_each(
        ask,
        replace(selection, rows=counts),
        filters,
        lambda event, one: _rows(event, one, spoken[one["event_id"]], whom.merged_actors),
    )


def _rows(event: StoredEvent, one: Match, spoken: Mapping[str, Found], known: MergedActors) -> Iterator[SpokenRow]:
    for claim in claims_in_order(event):
        if said := spoken.get(claim["id"]):
            # The level of the speaking: who has which role in the event does not matter here.
            level = "stated" if said["stated"] else "rolled_up"
            row = event_of(
                event, {**one, "level": level}, [known.as_shown({"id": said["id"], "name": said["name"]})["name"]]
            )
            told = claim_row(claim)
            yield {**row, "claim": told, "chain": told["said_by"]}

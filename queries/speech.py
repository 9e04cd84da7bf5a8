"""According to whom: what an actor says, or what acts for it, and through which chain it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodoffices.queries.rows import claim_row, claims_in_order
from goodoffices.queries.selection import Answer, Chosen, Stored, found_by
from goodoffices.queries.told import answered_each, event_of, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from goodoffices.graph.store import Ask
    from goodoffices.queries.filters import Filters
    from goodoffices.queries.people import People
    from goodoffices.queries.rows import Row


def according_to(ask: Ask, given: Mapping[str, Any], filters: Filters) -> Answer:
    """What an actor, or what acts for it, says: a row for each claim, with its ``chain`` from the document on."""
    # What somebody denies is what they say.
    everything = replace(filters, include_denied=True)
    found, whom = found_by(ask, "according-to", {"a": given["a"]}, everything)

    def keep(one: Chosen, silent: Collection[str]) -> bool:
        """Of what is said, notes what counts; with ``stated_only`` what the actor says itself."""
        spoken = (said for said in one["spoken"] if said["stated"] or not filters.stated_only)
        one["spoken"] = {said["claim"]: said for said in spoken if said["claim"] not in silent}
        one["rows"] = len(one["spoken"])
        return bool(one["rows"])

    selection = kept(ask, found, whom, everything, keep)
    return answered_each(ask, selection, filters, lambda event, one: list(_rows(event, one, whom.people)))


def _rows(event: Stored, one: Chosen, known: People) -> Iterator[Row]:
    for claim in claims_in_order(event):
        if said := one["spoken"].get(claim["id"]):
            level = "stated" if said["stated"] else "rolled_up"
            row = event_of(
                event, {**one, "level": level}, [known.as_shown({"id": said["id"], "name": said["name"]})["name"]]
            )
            told = claim_row(claim)
            yield {**row, "claim": told, "chain": told["said_by"]}

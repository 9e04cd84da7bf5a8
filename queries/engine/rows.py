"""Rows of answers: pure functions from what ``events.cypher`` returns to the JSON shapes of the command line.

No list inside a row keeps a server's order: names stand by their folded form, then id; claims by document, the
start of their trigger, then id; roles by their name, then actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from goodoffices.graph.vocabulary.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

Row = dict[str, Any]
"""A row of which only the question knows the fields."""

Found = Mapping[str, Any]
"""A part of what a statement found: an actor, a role, a claim or an event, with the fields that it returns."""

Match = Row
"""An event that a question matched, with what was special in it: the level, through whom, the mediator."""

StoredEvent = Row
"""A whole event as it is stored, with its roles, places and claims."""

Kind = Literal["event", "pair", "group", "claim", "dispute", "evidence", "edge", "plain"]
"""What a row is: an event; two of them; several under what they have in common; an event with claims or with derived
edges picked out; a dispute; a claim with all that a footnote needs; or just columns."""


class ActorRow(TypedDict):
    """An actor as rows show it; ``of`` names what it acts for."""

    id: str
    name: str
    kind: str
    iso3: str | None
    of: str | None


class ParticipantRow(TypedDict):
    """An actor with its role in an event."""

    role: str
    actor: ActorRow


class ClaimRow(TypedDict):
    """One claim with its quote; ``said_by`` runs from the document to the deepest speaker."""

    aspect: str
    value: str | None
    factuality: str
    said_by: list[str]
    said_on: str | None
    document: str
    start: int
    end: int
    exact: str
    trigger: str


class EvidenceRow(ClaimRow):
    """One claim with all that a footnote needs."""

    event_id: str
    prefix: str
    suffix: str
    trigger_start: int
    trigger_end: int
    title: str | None
    url: str | None
    published: str | None


class EventRow(TypedDict):
    """One event with its claims, as every answer has it."""

    event_id: str
    type: str
    relation: str | None
    level: str
    through: list[str]
    status: str | None
    verdict: str
    date: str | None
    date_start: str | None
    date_end: str | None
    date_basis: str | None
    places: list[str]
    hosts: list[str]
    requested_by: list[str]
    accepted_by: list[str]
    rejected_by: list[str]
    method: str | None
    channel: str | None
    publicity: str | None
    directness: str | None
    formality: str | None
    sanction_type: str | None
    claims: list[ClaimRow]


class DatedEventRow(EventRow):
    """An event with all its participants and the ids of the events that it is about."""

    participants: list[ParticipantRow]
    about: list[str]


class PairRow(TypedDict):
    """Two events, and after how many days the second came: at least and at most, None where open."""

    first: DatedEventRow
    then: DatedEventRow
    days_least: int | None
    days_most: int | None


def by_name(found: Iterable[Found]) -> list[Found]:
    """Actors or places in the order in which a row lists them, each once."""
    each = list({one["id"]: one for one in found}.values())
    # Of most there are none or one, and names are folded for their order alone.
    return sorted(each, key=lambda one: (fold(one["name"]), one["id"])) if len(each) > 1 else each


def names(found: Iterable[Found]) -> list[str]:
    """The names of actors or places, in order."""
    return [one["name"] for one in by_name(found)]


def actor_row(stored: Found) -> ActorRow:
    """An actor as rows show it; ``of`` names what it acts for, several with a semicolon between."""
    of = "; ".join(names(stored.get("of", ()))) or None
    return {"id": stored["id"], "name": stored["name"], "kind": stored["kind"], "iso3": stored["iso3"], "of": of}


def holders(event: Found, *roles: str) -> list[Found]:
    """The actors in one of these roles of a stored event, in order."""
    return by_name(one for one in event["roles"] if one["role"] in roles)


def actor_rows(event: Found, *roles: str) -> list[ActorRow]:
    """The same as rows."""
    return [actor_row(one) for one in holders(event, *roles)]


def participants(event: Found) -> list[ParticipantRow]:
    """Everybody with a role in the event: role by role, then by name."""
    found = sorted(event["roles"], key=lambda one: (one["role"], fold(one["name"]), one["id"]))
    return [{"role": one["role"], "actor": actor_row(one)} for one in found]


def standing_for(event: Found, role: str, asked: Collection[str]) -> list[ActorRow]:
    """The holders of a role, where an asked-for actor stands for those who act for it."""
    # Whoever acts for several that were asked for stands for the first by name, on every store the same.
    found = ((one, next((of for of in by_name(one["of"]) if of["id"] in asked), one)) for one in holders(event, role))
    return [actor_row(one) for one in by_name(one if one["id"] in asked else of for one, of in found)]


def matched(one: Sequence[Found], other: Sequence[Found] | None = None) -> tuple[str, list[str]]:
    """How an event fits the actors asked for: the level, and the names of those who acted for them.

    ``one`` and ``other`` hold who fills the roles for either side; two sides are filled by different actors, and a
    filling that the text states comes before one that is rolled up.
    """
    pairs = [(x, y) for x in one for y in (one if other is None else other) if other is None or x["id"] != y["id"]]
    levels = [{side["id"]: side for side in pair if not side["stated"]} for pair in pairs]
    fewest = min(map(len, levels), default=0)
    if fewest == 0:
        return "stated", []
    # Only of those pairs with the fewest: beside one that the text half names, one that it doesn't name adds nothing.
    acting = {key: side for level in levels if len(level) == fewest for key, side in level.items()}
    return "rolled_up", names(acting.values())


def claims_in_order(event: Found) -> list[Found]:
    """The claims of a stored event as rows list them."""
    # By the trigger and not the quote: two claims in one sentence have the same quote.
    return sorted(event["claims"], key=lambda one: (one["document"]["id"], one["evidence"]["trigger_start"], one["id"]))


def claim_row(claim: Found) -> ClaimRow:
    """One claim; ``said_by`` runs from the document to the deepest speaker."""
    quote, document = claim["evidence"], claim["document"]
    chain = sorted(claim["speakers"], key=lambda speaker: speaker["depth"])
    # By place: the word itself may stand several times in the quote.
    trigger = slice(quote["trigger_start"] - quote["start"], quote["trigger_end"] - quote["start"])
    return {
        "aspect": claim["aspect"],
        "value": claim["value"],
        "factuality": claim["factuality"],
        "said_by": [document["title"] or document["id"], *(speaker["name"] for speaker in chain)],
        "said_on": claim["said_on"],
        "document": document["id"],
        "start": quote["start"],
        "end": quote["end"],
        "exact": quote["exact"],
        "trigger": quote["exact"][trigger],
    }


def evidence_row(event_id: str, claim: Found) -> EvidenceRow:
    """One claim with all that a footnote needs."""
    quote, document = claim["evidence"], claim["document"]
    return {
        **claim_row(claim),
        "event_id": event_id,
        "prefix": quote["prefix"],
        "suffix": quote["suffix"],
        "trigger_start": quote["trigger_start"],
        "trigger_end": quote["trigger_end"],
        "title": document["title"],
        "url": document["url"],
        "published": document["published"],
    }


def event_row(event: Found, level: str = "stated", through: Sequence[str] = ()) -> EventRow:
    """One event with its claims, as every answer has it."""
    stored = event["event"]
    return {
        "event_id": stored["id"],
        "type": stored["type"],
        "relation": relation(stored, {one["role"] for one in event["roles"]}),
        "level": level,
        "through": list(through),
        "status": stored["status"],
        "verdict": stored["verdict"],
        "date": stored["date"],
        "date_start": stored["date_start"],
        "date_end": stored["date_end"],
        "date_basis": stored["date_basis"],
        # Documents that give no code for a place have one of their own each, which an event judged one unites.
        "places": list(dict.fromkeys(names(event["places"]))),
        "hosts": names(holders(event, "host")),
        "requested_by": names(holders(event, "requester")),
        "accepted_by": names(holders(event, "accepter")),
        "rejected_by": names(holders(event, "rejecter")),
        "method": stored["method"],
        "channel": stored["channel"],
        "publicity": stored["publicity"],
        "directness": stored["directness"],
        "formality": stored["formality"],
        "sanction_type": stored["sanction_type"],
        "claims": [claim_row(claim) for claim in claims_in_order(event)],
    }


def matched_event(event: Found, match: Found) -> EventRow:
    """The same at the level, and through whom, a question found it."""
    return event_row(event, match["level"], match["through"])


def dated_event(event: Found, match: Found | None = None) -> DatedEventRow:
    """An event with all its participants and the events that it is about."""
    row = matched_event(event, match) if match else event_row(event)
    return {**row, "participants": participants(event), "about": sorted(event["about"])}


def relation(stored: Found, roles: Collection[str]) -> str | None:
    """The derived edge that the event gives; none where it is denied or a mediation names no mediator."""
    return None if is_left_out(stored, "mediator" in roles) else stored["relation"]


def is_left_out(stored: Found, has_mediator: bool) -> bool:
    """Whether answers leave the event out unless asked: all its speakers deny it, or nobody is named as mediator."""
    return stored["verdict"] == "denied" or (stored["type"] == "mediation" and not has_mediator)

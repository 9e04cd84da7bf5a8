"""Rows of answers: pure functions from what ``events.cypher`` returns to the JSON shapes of the command line.

No list inside a row keeps a server's order: names stand by their folded form, then id; claims by document, the
start of their trigger, then id; roles by their name, then actor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodoffices.graph.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Row = dict[str, Any]

EVENT_FIELDS = (
    *("status", "verdict", "date", "date_start", "date_end", "date_basis", "places", "hosts"),
    *("requested_by", "accepted_by", "rejected_by", "method", "channel", "publicity", "directness", "formality"),
    *("sanction_type", "claims"),
)
_NAMED = {"hosts": "host", "requested_by": "requester", "accepted_by": "accepter", "rejected_by": "rejecter"}


def by_name(found: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Actors or places in the order in which a row lists them, each once."""
    return sorted({one["id"]: one for one in found}.values(), key=lambda one: (fold(one["name"]), one["id"]))


def names(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """The names of actors or places, in order."""
    return [one["name"] for one in by_name(found)]


def actor_row(stored: Mapping[str, Any]) -> Row:
    """An actor as rows show it; ``of`` names what it acts for, several with a semicolon between."""
    of = "; ".join(names(stored.get("of", ()))) or None
    return {**{field: stored[field] for field in ("id", "name", "kind", "iso3")}, "of": of}


def holders(event: Mapping[str, Any], *roles: str) -> list[Mapping[str, Any]]:
    """The actors in one of these roles of a stored event, in order."""
    return by_name(one for one in event["roles"] if one["role"] in roles)


def actor_rows(event: Mapping[str, Any], *roles: str) -> list[Row]:
    """The same as rows."""
    return [actor_row(one) for one in holders(event, *roles)]


def participants(event: Mapping[str, Any]) -> list[Row]:
    """Everybody with a role in the event: role by role, then by name."""
    found = sorted(event["roles"], key=lambda one: (one["role"], fold(one["name"]), one["id"]))
    return [{"role": one["role"], "actor": actor_row(one)} for one in found]


def standing_for(event: Mapping[str, Any], role: str, asked: Collection[str]) -> list[Row]:
    """The holders of a role, where an asked-for actor stands for those who act for it."""
    found = ((one, next((of for of in by_name(one["of"]) if of["id"] in asked), one)) for one in holders(event, role))
    return [actor_row(one) for one in by_name(one if one["id"] in asked else of for one, of in found)]


def matched(
    one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]] | None = None
) -> tuple[str, list[str]]:
    """How an event fits the actors asked for: the level, and the names of those who acted for them.

    ``one`` and ``other`` hold who fills the roles for either side; two sides are filled by different actors, and a
    filling that the text states comes before one that is rolled up.
    """
    pairs = [(x, y) for x in one for y in (one if other is None else other) if other is None or x["id"] != y["id"]]
    levels = [{side["id"]: side for side in pair if not side["stated"]} for pair in pairs]
    fewest = min(map(len, levels), default=0)
    if fewest == 0:
        return "stated", []
    acting = {key: side for level in levels if len(level) == fewest for key, side in level.items()}
    return "rolled_up", names(acting.values())


def claims_in_order(event: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The claims of a stored event as rows list them."""
    return sorted(event["claims"], key=_place)


def _place(claim: Mapping[str, Any]) -> tuple[str, int, str]:
    return claim["document"]["id"], claim["evidence"]["trigger_start"], claim["id"]


def claim_row(claim: Mapping[str, Any]) -> Row:
    """One claim; ``said_by`` runs from the document to the deepest speaker."""
    quote, document = claim["evidence"], claim["document"]
    chain = sorted(claim["speakers"], key=lambda speaker: speaker["depth"])
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


def evidence_row(event_id: str, claim: Mapping[str, Any]) -> Row:
    """One claim with all that a footnote needs."""
    quote, document = claim["evidence"], claim["document"]
    return {
        **claim_row(claim),
        "event_id": event_id,
        **{field: quote[field] for field in ("prefix", "suffix", "trigger_start", "trigger_end")},
        **{field: document[field] for field in ("title", "url", "published")},
    }


def event_row(event: Mapping[str, Any], level: str = "stated", through: Sequence[str] = ()) -> Row:
    """One event with its claims, as every answer has it."""
    stored = event["event"]
    listed: Row = {field: names(holders(event, role)) for field, role in _NAMED.items()}
    # documents that give no code for a place have one of their own each, which an event judged one unites
    listed["places"] = list(dict.fromkeys(names(event["places"])))
    listed["claims"] = [claim_row(claim) for claim in claims_in_order(event)]
    return {
        "event_id": stored["id"],
        "type": stored["type"],
        "relation": relation(stored, {one["role"] for one in event["roles"]}),
        "level": level,
        "through": list(through),
        **{field: listed[field] if field in listed else stored[field] for field in EVENT_FIELDS},
    }


def relation(stored: Mapping[str, Any], roles: Collection[str]) -> str | None:
    """The derived edge that the event gives; none where it is denied or a mediation names no mediator."""
    return None if is_left_out(stored, "mediator" in roles) else stored["relation"]


def is_left_out(stored: Mapping[str, Any], has_mediator: bool) -> bool:
    """Whether answers leave the event out unless asked: all its speakers deny it, or nobody is named as mediator."""
    return stored["verdict"] == "denied" or (stored["type"] == "mediation" and not has_mediator)

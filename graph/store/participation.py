"""CONCERNS: from an event to each actor that it concerns, derived of roles and of who acts for whom.

It is made in the transaction that makes the event, and made anew where judgements change what it is derived of. What a
merged event stands for has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from goodoffices.graph.grouping import grouped
from goodoffices.graph.rules.participation import Participation, participations
from goodoffices.graph.rules.standing import Standing, standing, statements_by_event
from goodoffices.graph.store.accounts import ROLES
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.remove import Removal, Removed, remove

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from goodoffices.graph.model import Contribution

STANDING = ("has_mediator", "disputes")
KEYS = ("id", "type", "status", "verdict", "relation", "date", "date_start", "date_end", *STANDING)
"""Properties of an event by which questions select, sort and count, the last ones by how it stands. Each of its
CONCERNS has them too, so that they need not look at the event."""

CREATE_CONCERNS = """
UNWIND $rows AS row MATCH (e:Event {id: row.event})
UNWIND row.concerns AS one MATCH (a:Actor {id: one.actor}) CREATE (e)-[c:CONCERNS]->(a) SET c = one.properties
"""
CONCERNS_OF = Removal("UNWIND $rows AS id MATCH (e:Event {id: id})-[x:CONCERNS]->(:Actor)", nodes=False)
KEYS_OF = f"""
UNWIND $rows AS id MATCH (e:Event {{id: id}}) WHERE e.merged_into IS NULL
RETURN {", ".join(f"e.{name}" for name in KEYS)}, e.documents
"""
ROLES_ABOUT = """
UNWIND $rows AS id MATCH (e:Event {id: id})-[:ABOUT_EVENT]->(:Event)<-[:ROLE_IN]-(a:Actor) RETURN DISTINCT e.id, a.id
"""
ACTS_FOR = """
UNWIND $rows AS id MATCH (d:Document {id: id})-[n:NAMES|SAME_NAMES]->(a:Actor) WHERE size(n.of) > 0
RETURN d.id, a.id, n.of
"""


def participation_rows(new: Contribution, stands: Mapping[str, Standing]) -> Iterator[dict[str, Any]]:
    """Rows of CREATE_CONCERNS for all events of one document, of which each ``stands`` so (by id)."""
    roles = grouped((role.event, (role.actor, role.role)) for role in new.roles)
    acts_for = grouped((pair.actor, pair.of) for pair in new.affiliations)
    for event in new.events:
        about = [actor for other in event.about for actor, _ in roles[other]]
        keys = {name: getattr(stands[event.id] if name in STANDING else event, name) for name in KEYS}
        yield _row(keys, participations(event.id, roles[event.id], about, acts_for))


def standings(new: Contribution) -> Mapping[str, Standing]:
    """The standing of each event of one document, by its id."""
    roles = grouped((role.event, role.role) for role in new.roles)
    said = statements_by_event(new.claims, new.document.id)
    return {event.id: standing(roles[event.id], said[event.id]) for event in new.events}


def renew_participations(tx: ManagedTransaction, events: Collection[str]) -> tuple[Removed, Mapping[str, int]]:
    """Makes the CONCERNS of these events (ids) anew; returns what went, and the counts of what came."""
    ids = sorted(events)
    gone = remove(tx, CONCERNS_OF, ids)
    return gone, run_rows(tx, CREATE_CONCERNS, list(wanted_participations(tx, ids)))


def wanted_participations(tx: ManagedTransaction, events: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Rows of CREATE_CONCERNS for those of these events that are stored and are part of no merged one.

    What damage left there that is no text, or no list of texts, says nothing.
    """
    keys = {row[0]: row for row in fetch_rows(tx, KEYS_OF, events)}
    ids = sorted(keys)
    held = (row for row in fetch_rows(tx, ROLES, ids) if len(_texts(row)) == len(row))
    roles = grouped((event, (actor, role)) for event, actor, role in held)
    about = grouped((event, actor) for event, actor in fetch_rows(tx, ROLES_ABOUT, ids) if isinstance(actor, str))
    documents = sorted({document for row in keys.values() for document in _texts(row[-1])})
    acts_for = grouped((document, (actor, _texts(of))) for document, actor, of in fetch_rows(tx, ACTS_FOR, documents))
    for key in ids:
        *own, told_by = keys[key]
        pairs = (pair for document in _texts(told_by) for pair in acts_for[document])
        together = grouped((actor, one) for actor, of in pairs for one in of)
        yield _row(dict(zip(KEYS, own, strict=True)), participations(key, roles[key], about[key], together))


def _texts(value: object) -> list[str]:
    """Those of a list's items that are texts."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _row(keys: Mapping[str, Any], parts: Sequence[Participation]) -> dict[str, Any]:
    shared = {("event_id" if name == "id" else name): value for name, value in keys.items()}
    return {
        "event": keys["id"],
        "concerns": [{"actor": part.actor, "properties": {**shared, **_own(part)}} for part in parts],
    }


def _own(part: Participation) -> dict[str, Any]:
    others = None if part.others is None else list(part.others)
    return {"roles": list(part.roles), "fillers": list(part.fillers), "others": others}

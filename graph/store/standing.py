"""How events stand by their roles and claims: properties of theirs, derived, by which questions choose."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from goodoffices.graph.grouping import grouped
from goodoffices.graph.rules.standing import Standing, standing
from goodoffices.graph.rules.verdicts import Statement
from goodoffices.graph.store.accounts import ROLES, SPEAKERS
from goodoffices.graph.store.connection import fetch_rows, run_rows
from goodoffices.graph.store.odd_values import ODD

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

STOOD = """
UNWIND $rows AS id MATCH (e:Event {id: id})
RETURN e.id, e.roles, e.has_mediator, e.sources, e.disputes, e.contradicted
"""
CLAIMS = """
UNWIND $rows AS id MATCH (e:Event {id: id})<-[:ABOUT]-(c:Claim)-[:SAID_BY {depth: 0}]->(d:Document)
RETURN e.id, c.id, c.aspect, c.value, c.value_id, c.factuality, d.sha256
"""
STAND = """
UNWIND $rows AS row MATCH (e:Event {id: row.event})
SET e.roles = row.roles, e.has_mediator = row.has_mediator, e.sources = row.sources, e.disputes = row.disputes,
    e.contradicted = row.contradicted
"""


def wrongly_standing(tx: ManagedTransaction, ids: Sequence[str]) -> Iterator[str]:
    """The ids of those of these events that do not say how they stand."""
    wanted = {key: list(properties_of(stands).values()) for key, stands in _standings(tx, ids).items()}
    yield from (key for key, *held in fetch_rows(tx, STOOD, ids) if key in wanted and held != wanted[key])


def stand_anew(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    """Makes these events say how they stand."""
    run_rows(tx, STAND, [{"event": key, **properties_of(stands)} for key, stands in _standings(tx, ids).items()])


def properties_of(stands: Standing) -> dict[str, object]:
    """The properties of an event that stands so."""
    return {
        "roles": list(stands.roles),
        "has_mediator": stands.has_mediator,
        "sources": stands.sources,
        "disputes": stands.disputes,
        "contradicted": stands.contradicted,
    }


def _standings(tx: ManagedTransaction, ids: Sequence[str]) -> dict[str, Standing]:
    """How each of these events stands by what is stored; one of whose claims damage left nothing is passed over."""
    roles = grouped((event, role) for event, _, role in fetch_rows(tx, ROLES, ids) if isinstance(role, str))
    chains = (row for row in fetch_rows(tx, SPEAKERS, ids) if isinstance(row[1], int))
    # Of a claim that passes through several mouths the deepest speaker counts: the last one in this order stays.
    speakers = {claim: actor for claim, _, actor in sorted(chains, key=itemgetter(1))}
    # Narrators of one text are one speaker.
    said = grouped(
        (event, Statement(aspect, value_id or value, factuality, speakers.get(claim, text)))
        for event, claim, aspect, value, value_id, factuality, text in fetch_rows(tx, CLAIMS, ids)
    )
    found = {}
    for key in sorted(said.keys() & set(ids)):
        with contextlib.suppress(*ODD):
            found[key] = standing(roles[key], said[key])
    return found

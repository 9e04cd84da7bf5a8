"""Generated events and actors as the rows and relations that a page takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from benchmarks.cast import Member
from benchmarks.sayings import EVENTS, Saying, Voice
from goodoffices.graph.model import Event, Role, content_id
from goodoffices.graph.rules.edges import Stage, Voices, derived_edges, relation_of, stated_pairs
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.ontology import field_of, ontology
from goodoffices.pages import Edge, Node

_CONTEXT = 32

_NAMED = {"hosts": "host", "requested_by": "requester", "accepted_by": "accepter", "rejected_by": "rejecter"}
_FIELDS = ("type", "source", "target", "event_id", "level", "status", "verdict", "date", "date_start", "date_end")


@cache
def actor_id(member: Member) -> str:
    """The id of an actor of the cast."""
    return content_id("actor", member.name)


def node_of(member: Member, mediators: Collection[str]) -> Node:
    """An actor as pages hold it."""
    return Node(**_actor(member), mediator=actor_id(member) in mediators)


def _actor(member: Member) -> dict[str, Any]:
    is_state = member.type == "State"
    kind = "state" if is_state else member.kind or member.type.lower()
    iso3 = member.country.iso3 if member.country and is_state else None
    of = member.country.name if member.country and not is_state else None
    return {"id": actor_id(member), "name": member.name, "kind": kind, "iso3": iso3, "of": of}


def affiliations(members: Iterable[Member]) -> dict[str, frozenset[str]]:
    """Whom each actor acts for, by ids."""
    state = {one.country.iso3: actor_id(one) for one in members if one.country and one.type == "State"}
    agents = (one for one in members if one.country and one.type != "State")
    return {actor_id(one): frozenset({state[one.country.iso3]}) for one in agents if one.country}


def edges_of(told: Saying, stage: Stage) -> list[Edge]:
    """The relations that an event gives, those rolled up to states among them."""
    roles = tuple(Role(actor_id(member), told.id, role) for role, member in told.roles)
    relation = relation_of(told.kind.type or "", told.status, told.verdict)
    if relation is None or not stated_pairs(relation, roles, stage):
        return []
    found = derived_edges(_event(told, relation), roles, Voices((), ()), stage)
    return [Edge(**{field: getattr(one, field) for field in _FIELDS}, through=one.through) for one in found]


def _event(told: Saying, relation: str | None) -> Event:
    qualities: dict[str, Any] = {field_of(title): told.qualities.get(title) for title in ontology().features}
    return Event(
        **_head(told),
        document=_document(told.number),
        date_basis=None,
        verdict=told.verdict,
        relation=relation,
        **qualities,
    )


def _head(told: Saying) -> dict[str, Any]:
    days = bounds(told.dated.edtf) if told.dated else Bounds(None, None)
    dated = {"date": told.dated.edtf if told.dated else None, "date_start": days.start, "date_end": days.end}
    return {"id": told.id, "type": told.kind.type, "status": told.status, **dated}


def _document(number: int) -> str:
    return f"report-{number // EVENTS:07}"


def row_of(told: Saying) -> Mapping[str, object]:
    """An event as the command line gives it, with all that a page asks for."""
    head = _head(told)
    return {
        "event_id": head.pop("id"),
        **head,
        "relation": relation_of(told.kind.type or "", told.status, told.verdict),
        "level": "stated",
        "through": [],
        "verdict": told.verdict,
        "date_basis": "explicit" if told.dated else None,
        "places": [told.place] if told.place else [],
        **{key: [one.name for name, one in told.roles if name == role] for key, role in _NAMED.items()},
        **{field_of(title): told.qualities.get(title) for title in ontology().features},
        "claims": [_claim(told, voice) for voice in told.voices],
        "participants": [{"role": role, "actor": _actor(one)} for role, one in told.roles],
        "about": [],
    }


def _claim(told: Saying, voice: Voice) -> dict[str, object]:
    start = told.number % EVENTS * 190
    trigger = start + voice.quote.rindex(voice.trigger)
    return {
        "aspect": "occurrence",
        "value": None,
        "factuality": voice.factuality,
        "said_by": [f"Generated report {told.number // EVENTS}", *voice.speakers],
        "said_on": None,
        "document": _document(told.number),
        "start": start,
        "end": start + len(voice.quote),
        "exact": voice.quote,
        "trigger": voice.trigger,
        "trigger_start": trigger,
        "trigger_end": trigger + len(voice.trigger),
        "prefix": told.before[-_CONTEXT:],
        "suffix": f" {told.before[: _CONTEXT - 1]}",
        "url": None,
        "published": f"{1990 + told.number // EVENTS % 35}-03-{told.number // EVENTS % 28 + 1:02}",
    }

"""What a value of a dump may be: each is held to what a document that was read, checked and built could have.

Ids are only held to their form. Those of events, evidence and actors hash spans of the text and roles that a dump
does not have; and a rule that is mended later would make strangers of older dumps.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from goodoffices.graph.errors import DateError
from goodoffices.graph.model import (
    CONTEXT,
    ID_DIGITS,
    Actor,
    Affiliation,
    Claim,
    DerivedEdge,
    Document,
    Event,
    Evidence,
    Place,
    Role,
)
from goodoffices.graph.rules.document_values import KEYS, wrong_value
from goodoffices.graph.vocabulary.countries import country_by_code
from goodoffices.graph.vocabulary.dates import Bounds, bounds
from goodoffices.graph.vocabulary.group_sizes import is_group_size
from goodoffices.graph.vocabulary.ontology import EventType, field_of, ontology
from goodoffices.graph.vocabulary.text import counted, with_article

Part = Document | Actor | Place | Affiliation | Event | Role | Claim | Evidence | DerivedEdge

_ID = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ITEM = re.compile(r"Q[1-9][0-9]*")


def require_sound(value: Part) -> None:
    """Raises ValueError if no document could have contributed this value, and says why."""
    # The first suffices: what is wrong in a dump is damage, and nobody mends that by hand.
    wrong = next(_WRONG[type(value)](value), None)
    if wrong:
        raise ValueError(wrong)


def _document(document: Document) -> Iterator[str]:
    yield from filter(None, (wrong_value(key, getattr(document, key)) for key in KEYS))
    for name, digest in (("sha256", document.sha256), ("content", document.content)):
        if not _HASH.fullmatch(digest):
            yield f"document.{name} is no SHA-256"


def _actor(actor: Actor) -> Iterator[str]:
    yield from _ids("actor", id=actor.id)
    yield from _names("actor.name", actor.name)
    yield from _names("actor.aliases", *actor.aliases)
    yield from _sorted_once("actor.aliases", actor.aliases)
    if "" in actor.aliases:
        yield "actor.aliases holds an empty name"
    yield from _code("actor", actor.iso3)
    if actor.wikidata is not None and not _ITEM.fullmatch(actor.wikidata):
        yield "actor.wikidata is no item, as Q30 is one"
    if actor.iso3 is not None and actor.kind != "state":
        yield f"actor.iso3 is that of a state, not of {with_article(actor.kind)}"
    if actor.cardinality is not None and (actor.kind != "group" or not is_group_size(actor.cardinality)):
        yield "actor.cardinality is no number or quantifier of a group"


def _place(place: Place) -> Iterator[str]:
    yield from _ids("place", id=place.id)
    yield from _names("place.name", place.name)
    yield from _code("place", place.iso3)


def _affiliation(affiliation: Affiliation) -> Iterator[str]:
    yield from _ids("affiliation", actor=affiliation.actor, of=affiliation.of)
    if affiliation.actor == affiliation.of:
        yield "affiliation.actor acts for itself"


def _role(role: Role) -> Iterator[str]:
    yield from _ids("role", actor=role.actor, event=role.event)


def _event(event: Event) -> Iterator[str]:
    spec = event_type(event.type)
    yield from _ids("event", id=event.id)
    yield from _ids("event", places=event.places, about=event.about)
    yield from _sorted_once("event.places", event.places)
    yield from _sorted_once("event.about", event.about)
    if event.status is not None and event.status not in spec.statuses:
        yield f'event.status "{event.status}" does not fit {with_article(event.type)}'
    # It may be missing, for the pairs that it would join may be; it can't be another.
    if event.relation is not None and event.relation != spec.edges.get(event.status or ""):
        yield f"event.relation {event.relation} is not what {with_article(event.type)} of its status gives"
    for field, attribute in _attributes().items():
        value, valid = getattr(event, field), ontology().attributes[attribute]
        if value is not None and attribute not in spec.attributes:
            yield f"event.{field} is nothing that {with_article(spec.type)} has"
        elif value is not None and value not in valid:
            yield f"event.{field} is none of {', '.join(valid)}"
    yield from _dates("event", event.date, event.date_start, event.date_end)


@functools.cache
def _attributes() -> Mapping[str, str]:
    """The fields of an event that hold the value of an attribute; its status is bounded further by its type."""
    held = {field_of(name): name for name in ontology().attributes if name != "Status"}
    return {field.name: held[field.name] for field in fields(Event) if field.name in held}


def _claim(claim: Claim) -> Iterator[str]:
    yield from _ids("claim", id=claim.id, event=claim.event, evidence=claim.evidence, speakers=claim.speakers)
    yield from _date("claim.said_on", claim.said_on)
    if (claim.value_id is not None) != (claim.aspect == "responsibility"):
        yield "claim.value_id is set for an aspect other than responsibility, or is missing there"
    if claim.value_id is not None:
        yield from _ids("claim", value_id=claim.value_id)
    if claim.aspect == "date":  # which may be unknown: that it has none is said of it, too
        yield from _date("claim.value", claim.value)
    elif (claim.value is None) != (claim.aspect == "occurrence"):
        yield "claim.value is set for the occurrence, or is missing for another aspect"
    elif claim.aspect == "responsibility":
        yield from _names("claim.value", str(claim.value))
    elif claim.value is not None and claim.value not in ontology().attributes[claim.aspect.capitalize()]:
        yield f"claim.value is no {claim.aspect}"


def _evidence(evidence: Evidence) -> Iterator[str]:
    yield from _ids("evidence", id=evidence.id)
    if not evidence.start <= evidence.trigger_start < evidence.trigger_end <= evidence.end:
        yield "evidence has no trigger within its start and end"
    if len(evidence.exact) != evidence.end - evidence.start:
        length = counted(len(evidence.exact), "character")
        yield f"evidence.exact has {length}, not {evidence.end - evidence.start:,} as from start to end"
    if len(evidence.prefix) > min(CONTEXT, evidence.start) or len(evidence.suffix) > CONTEXT:
        yield "evidence.prefix or suffix is longer than what is kept around a quote"
    # What was loaded has none: a file that holds one is refused as no text.
    if "\0" in evidence.exact + evidence.prefix + evidence.suffix:
        yield "evidence holds a NUL"


def _edge(edge: DerivedEdge) -> Iterator[str]:
    yield from _ids("edge", source=edge.source, target=edge.target, event_id=edge.event_id)
    if edge.source == edge.target:
        yield "edge.source is its target"
    if (edge.n_assert, edge.n_deny) != (len(edge.asserted_by), len(edge.denied_by)):
        yield "edge.n_assert or n_deny is not the number of names in asserted_by or denied_by"
    # Voices are names of actors or titles of documents: what is neither is wrong.
    for name, voices in (("asserted_by", edge.asserted_by), ("denied_by", edge.denied_by)):
        yield from _names(f"edge.{name}", *(voice for voice in voices if wrong_value("title", voice)))
        if list(voices) != sorted(voices):
            yield f"edge.{name} is not sorted"
    for name, names in (("through", edge.through), ("between", edge.between)):
        yield from _names(f"edge.{name}", *names)
        yield from _sorted_once(f"edge.{name}", names)
    names_between = ontology().edges[edge.type].between is not None
    if (edge.level == "rolled_up") != bool(edge.through) or names_between != bool(edge.between):
        yield "edge.through is for what is rolled up alone, edge.between for MEDIATES alone"
    yield from _dates("edge", edge.date, edge.date_start, edge.date_end)


def _ids(record: str, **ids: str | tuple[str, ...]) -> Iterator[str]:
    for name, given in ids.items():
        if not all(map(_ID.fullmatch, (given,) if isinstance(given, str) else given)):
            yield f"{record}.{name} is no id of {ID_DIGITS} hexadecimal digits"


def _names(key: str, *names: str) -> Iterator[str]:
    """What is no name as the builder tidies it: single spaces within, no line ends, no NUL."""
    for name in names:
        if "\0" in name or " ".join(name.split()) != name:
            yield f"{key} has a line end, a NUL, or blanks that a name does not have"


def _sorted_once(key: str, values: tuple[str, ...]) -> Iterator[str]:
    if list(values) != sorted(set(values)):
        yield f"{key} is not sorted, or holds one thing twice"


def _code(record: str, code: str | None) -> Iterator[str]:
    country = country_by_code(code) if code is not None else None
    if code is not None and (country is None or country.iso3 != code):
        yield f"{record}.iso3 is no country's code of three letters"


def _date(key: str, date: str | None) -> Iterator[str]:
    if date is not None and _bounds(date) is None:
        yield f"{key} is no date in EDTF"


def _dates(record: str, date: str | None, start: str | None, end: str | None) -> Iterator[str]:
    yield from _date(f"{record}.date", date)
    known = _bounds(date) if date is not None else Bounds(None, None)
    if known is not None and known != Bounds(start, end):
        yield f"{record}.date_start and date_end are not the bounds of its date"


def _bounds(date: str) -> Bounds | None:
    try:
        return bounds(date)
    except DateError:
        return None


@functools.cache
def event_type(name: str) -> EventType:
    """What the ontology says of a type of events in the graph."""
    return {spec.type: spec for spec in ontology().events.values()}[name]


_WRONG: Mapping[type[Part], Callable[..., Iterator[str]]] = {
    Document: _document,
    Actor: _actor,
    Place: _place,
    Affiliation: _affiliation,
    Event: _event,
    Role: _role,
    Claim: _claim,
    Evidence: _evidence,
    DerivedEdge: _edge,
}
"""What is wrong with a value, by its type."""

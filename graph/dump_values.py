"""What a value of a dump may be: each is held to what a document that was read, checked and built could have.

Ids are only held to their form. Those of events, evidence and actors hash spans of the text and roles that a dump
does not have; and a rule that is mended later would make strangers of older dumps.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from goodoffices.graph.countries import country_by_code
from goodoffices.graph.dates import Bounds, bounds
from goodoffices.graph.document_values import KEYS, wrong_value
from goodoffices.graph.errors import DateError
from goodoffices.graph.model import (
    CONTEXT,
    ID_DIGITS,
    Actor,
    Affiliation,
    Claim,
    Document,
    Edge,
    Event,
    Evidence,
    Place,
    Role,
)
from goodoffices.graph.ontology import EventType, ontology
from goodoffices.graph.resolve import QUANTIFIERS

Part = Document | Actor | Place | Affiliation | Event | Role | Claim | Evidence | Edge

_ID = re.compile(rf"[0-9a-f]{{{ID_DIGITS}}}")
_HASH = re.compile(r"[0-9a-f]{64}")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_NUMBER = re.compile(r"[0-9]+")
_ATTRIBUTES = {
    "date_basis": "DateBasis",
    "channel": "Channel",
    "publicity": "Publicity",
    "directness": "Directness",
    "method": "Method",
    "formality": "Formality",
    "sanction_type": "SanctionType",
}
"""Fields of an event that hold the value of an attribute."""


def require_sound(value: Part) -> None:
    """Raises ValueError if no document could have contributed this value, and says why."""
    wrong = next(_WRONG[type(value)](value), None)
    if wrong:
        raise ValueError(wrong)


def _document(one: Document) -> Iterator[str]:
    yield from filter(None, (wrong_value(key, getattr(one, key)) for key in KEYS))
    for name, digest in (("sha256", one.sha256), ("content", one.content)):
        if not _HASH.fullmatch(digest):
            yield f"document.{name} is no SHA-256"


def _actor(one: Actor) -> Iterator[str]:
    yield from _ids("actor", id=one.id)
    yield from _names("actor.name", one.name)
    yield from _names("actor.aliases", *one.aliases)
    yield from _sorted_once("actor.aliases", one.aliases)
    if "" in one.aliases:
        yield "actor.aliases holds an empty name"
    yield from _code("actor", one.iso3)
    if one.wikidata is not None and not _ITEM.fullmatch(one.wikidata):
        yield "actor.wikidata is no item, as Q30 is one"
    if one.iso3 is not None and one.kind != "state":
        yield f"actor.iso3 is that of a state, not of a {one.kind}"
    if one.cardinality is not None and (one.kind != "group" or not _is_size(one.cardinality)):
        yield "actor.cardinality is no number or quantifier of a group"


def _is_size(cardinality: str) -> bool:
    return bool(_NUMBER.fullmatch(cardinality)) or cardinality in QUANTIFIERS


def _place(one: Place) -> Iterator[str]:
    yield from _ids("place", id=one.id)
    yield from _names("place.name", one.name)
    yield from _code("place", one.iso3)


def _affiliation(one: Affiliation) -> Iterator[str]:
    yield from _ids("affiliation", actor=one.actor, of=one.of)
    if one.actor == one.of:
        yield "affiliation.actor acts for itself"


def _role(one: Role) -> Iterator[str]:
    yield from _ids("role", actor=one.actor, event=one.event)


def _event(one: Event) -> Iterator[str]:
    spec = event_type(one.type)
    yield from _ids("event", id=one.id)
    yield from _ids("event", places=one.places, about=one.about)
    yield from _sorted_once("event.places", one.places)
    yield from _sorted_once("event.about", one.about)
    if one.status is not None and one.status not in spec.statuses:
        yield f'event.status "{one.status}" does not fit a {one.type}'
    if one.relation is not None and one.relation != spec.edges.get(one.status or ""):
        yield f"event.relation {one.relation} is not what a {one.type} of its status gives"
    for field, attribute in _ATTRIBUTES.items():
        yield from _attribute(f"event.{field}", attribute, getattr(one, field), spec)
    yield from _dates("event", one.date, one.date_start, one.date_end)


def _attribute(key: str, attribute: str, value: str | None, spec: EventType) -> Iterator[str]:
    if value is None:
        return
    if attribute not in spec.attributes:
        yield f"{key} is nothing that a {spec.type} has"
    elif value not in ontology().attributes[attribute]:
        yield f"{key} is none of {', '.join(ontology().attributes[attribute])}"


def _claim(one: Claim) -> Iterator[str]:
    yield from _ids("claim", id=one.id, event=one.event, evidence=one.evidence, speakers=one.speakers)
    yield from _date("claim.said_on", one.said_on)
    if (one.value_id is not None) != (one.aspect == "responsibility"):
        yield "claim.value_id is set for an aspect other than responsibility, or is missing there"
    if one.value_id is not None:
        yield from _ids("claim", value_id=one.value_id)
    yield from _claimed(one.aspect, one.value)


def _claimed(aspect: str, value: str | None) -> Iterator[str]:
    """What is wrong with the value that is claimed; a date may be unknown."""
    if aspect == "date":
        yield from _date("claim.value", value)
    elif (value is None) != (aspect == "occurrence"):
        yield "claim.value is set for the occurrence, or is missing for another aspect"
    elif aspect == "responsibility":
        yield from _names("claim.value", str(value))
    elif value is not None and value not in ontology().attributes[aspect.capitalize()]:
        yield f"claim.value is no {aspect}"


def _evidence(one: Evidence) -> Iterator[str]:
    yield from _ids("evidence", id=one.id)
    if not one.start <= one.trigger_start < one.trigger_end <= one.end:
        yield "evidence has no trigger within its start and end"
    if len(one.exact) != one.end - one.start:
        yield f"evidence.exact has {len(one.exact):,} characters, from start to end there are {one.end - one.start:,}"
    if len(one.prefix) > min(CONTEXT, one.start) or len(one.suffix) > CONTEXT:
        yield "evidence.prefix or suffix is longer than what is kept around a quote"
    if "\0" in one.exact + one.prefix + one.suffix:
        yield "evidence holds a NUL"


def _edge(one: Edge) -> Iterator[str]:
    yield from _ids("edge", source=one.source, target=one.target, event_id=one.event_id)
    if one.source == one.target:
        yield "edge.source is its target"
    if (one.n_assert, one.n_deny) != (len(one.asserted_by), len(one.denied_by)):
        yield "edge.n_assert or n_deny is not the number of names in asserted_by or denied_by"
    for name, voices in (("asserted_by", one.asserted_by), ("denied_by", one.denied_by)):
        yield from _names(f"edge.{name}", *(voice for voice in voices if wrong_value("title", voice)))
        if list(voices) != sorted(voices):
            yield f"edge.{name} is not sorted"
    for name, names in (("through", one.through), ("between", one.between)):
        yield from _names(f"edge.{name}", *names)
        yield from _sorted_once(f"edge.{name}", names)
    if (one.level == "rolled_up") != bool(one.through) or (one.type == "MEDIATES") != bool(one.between):
        yield "edge.through is for what is rolled up alone, edge.between for MEDIATES alone"
    yield from _dates("edge", one.date, one.date_start, one.date_end)


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
def _types() -> Mapping[str, EventType]:
    return {spec.type: spec for spec in ontology().events.values() if spec.type}


def event_type(name: str) -> EventType:
    """What the ontology says of a type of events in the graph."""
    return _types()[name]


_WRONG: Mapping[type[Part], Callable[..., Iterator[str]]] = {
    Document: _document,
    Actor: _actor,
    Place: _place,
    Affiliation: _affiliation,
    Event: _event,
    Role: _role,
    Claim: _claim,
    Evidence: _evidence,
    Edge: _edge,
}
"""What is wrong with a value, by its type."""

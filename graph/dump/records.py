"""The records of a dump: each one JSON object, and back from JSON to the model's own values."""

from __future__ import annotations

import functools
import json
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from goodoffices.graph.dump.order import in_canonical_order
from goodoffices.graph.dump.values import require_sound
from goodoffices.graph.model import (
    Actor,
    Affiliation,
    Claim,
    Contribution,
    DerivedEdge,
    Document,
    Event,
    Evidence,
    Place,
    Role,
)
from goodoffices.graph.rules.judgements import Judgement, judgement_of
from goodoffices.graph.vocabulary.ontology import ontology, unknown_word

DOCUMENT = "document"
PARTS: Mapping[str, tuple[str, type[Any]]] = {
    "actor": ("actors", Actor),
    "place": ("places", Place),
    "affiliation": ("affiliations", Affiliation),
    "event": ("events", Event),
    "role": ("roles", Role),
    "claim": ("claims", Claim),
    "evidence": ("evidence", Evidence),
    "edge": ("edges", DerivedEdge),
}
"""What follows a document's own record, in this order: the name of the record, its field of Contribution, its type."""

JUDGEMENT = "judgement"
"""What follows the documents, and belongs to none of them."""

_TYPES: Mapping[str, type[Any]] = {
    DOCUMENT: Document,
    **{name: type_ for name, (_, type_) in PARTS.items()},
    JUDGEMENT: Judgement,
}
KINDS = tuple(_TYPES)
"""All records between the first line and the last."""

_FITS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "str": ("a text", lambda value: isinstance(value, str)),
    "str | None": ("a text or null", lambda value: value is None or isinstance(value, str)),
    # ``type``, since True is an int to ``isinstance``; up to 2 to the 53rd every reader of JSON has them exactly.
    "int": ("a count or an offset", lambda value: type(value) is int and 0 <= value < 1 << 53),
    "tuple[str, ...]": (
        "a list of texts",
        lambda value: isinstance(value, list) and all(isinstance(text, str) for text in value),
    ),
}
"""What a field may hold, by its type in the model, in words and as a test."""


# Made once: ``json.dumps`` with options makes one for each line, and a dump has lines by the hundred thousand.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def encoded(record: Mapping[str, object]) -> bytes:
    """The record as its line of the file."""
    return _ENCODER.encode(record).encode() + b"\n"


def records_of(contribution: Contribution) -> Iterator[dict[str, object]]:
    """The document's own record, then all that it contributes, in the one order."""
    ordered = in_canonical_order(contribution)
    yield _record(DOCUMENT, ordered.document)
    for name, (field, _) in PARTS.items():
        for value in getattr(ordered, field):
            yield _record(name, value)


def record_of(judgement: Judgement) -> dict[str, object]:
    """A judgement's record."""
    return _record(JUDGEMENT, judgement)


def _record(name: str, value: Any) -> dict[str, object]:
    names, values_of = _members(name)
    return dict(zip(names, (name, *values_of(value)), strict=True))


@functools.cache
def _members(name: str) -> tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]:
    """A record's members, and what takes the values of all but the first from a value of the model."""
    names = tuple(_fields(name))
    return ("record", *names), operator.attrgetter(*names)


def value_of(record: Mapping[str, Any]) -> Any:
    """The model's value that a record holds; raises ValueError, in words, if none can."""
    name = str(record.get("record"))
    _require_word(name, _TYPES, "record")
    given = {key: value for key, value in record.items() if key != "record"}
    wanted = _fields(name)
    # None is made up for what is missing: a record that says less than it did would load as if that were so.
    if given.keys() != wanted.keys():
        odd = ", ".join(sorted(given.keys() ^ wanted.keys()))
        raise ValueError(f"a record {name} lacks, or does not have: {odd}")
    for member, value in given.items():
        key = f"{name}.{member}"
        words, fits = _FITS[wanted[member]]
        if not fits(value):
            raise ValueError(f"{key} is not {words}")
        if value is not None and key in _vocabulary():
            _require_word(value, _vocabulary()[key], key)
    if name == JUDGEMENT:
        return judgement_of(given)
    value = _TYPES[name](**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})
    require_sound(value)
    return value


def _require_word(word: str, valid: Iterable[str], what: str) -> None:
    if word not in valid:
        raise ValueError(unknown_word(word, valid, what))


@functools.cache
def _fields(name: str) -> Mapping[str, str]:
    return {field.name: str(field.type) for field in fields(_TYPES[name])}


@functools.cache
def _vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Fields that take words of the ontology alone. Some become labels and relationship types in the store."""
    words = ontology()
    edges = words.edge_types()
    return {
        "actor.kind": words.kinds,
        "event.type": words.event_type_names(),
        "event.status": words.statuses(),
        "event.verdict": words.verdicts,
        "event.relation": edges,
        "role.role": words.roles(),
        "claim.aspect": words.attributes["Aspect"],
        "claim.factuality": words.attributes["Factuality"],
        "edge.type": edges,
        "edge.level": words.levels,
        "edge.status": words.statuses(),
        "edge.verdict": words.verdicts,
    }

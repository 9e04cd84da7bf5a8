"""A text with its cast for the tests of the checks, and what checking it with further records gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Attribute,
    Equivalence,
    EventMention,
    Mention,
    Normalisation,
    Note,
    Reading,
    Relation,
)
from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.pipeline import validated
from tests.support.inline import annotated

TEXT = (
    "In 1981 Algeria mediated between Iran and the United States, as envoy Benyahia and the minister said. "
    "The Americans lifted sanctions. Iran denied the talks, left the accord, and blamed the Red Crescent and UNHCR."
)
CAST = (
    'alg State "Algeria" ISO3166:DZA',
    'irn State "Iran" ISO3166:IRN',
    'irn2 State "Iran"@2',
    'usa State "the United States" ISO3166:USA',
    'usa2 State "The Americans"',
    'man Official "Benyahia"',
    'him Person "the minister"',
    'red Organization "the Red Crescent"',
    'un Organization "UNHCR"',
    'spot Place "Crescent"',
    'year Date "1981" EDTF:1981',
)
MEDIATION = 'e1 Mediation "mediated" Mediator:alg Party:irn Party:usa Status=held'
SANCTION = 'e2 Sanction "sanctions" Sender:usa2 Target:irn2 Status=lifted'
TALKS = 'e3 Negotiation "talks" Party:irn2 Party:usa'
DENIAL = 'c1 Claim "denied" Source:irn2 About:e3 Factuality=CT-'


def read(*lines: str, more: AnnotatedDocument | None = None, faults: tuple[Fault, ...] = ()) -> Reading:
    """A reading of the text with its cast and these lines, checked."""
    return validated(Reading("doc.ann", more or annotated(TEXT, *CAST, *lines), faults))


def faults_of(*lines: str) -> dict[str, str]:
    """The faults of such a reading, by id."""
    faults = read(*lines).faults
    return {one.id: "; ".join(f"{two.message} ({two.hint})" for two in faults if two.id == one.id) for one in faults}


def left(reading: Reading) -> AnnotatedDocument:
    assert reading.document is not None
    return reading.document


def with_(document: AnnotatedDocument, *records: object) -> AnnotatedDocument:
    """The document with more records, put where they belong."""
    tables = {
        Mention: "mentions",
        EventMention: "events",
        Attribute: "attributes",
        Relation: "relations",
        Equivalence: "equivalences",
        Normalisation: "normalisations",
        Note: "notes",
    }
    for record in records:
        table = tables[type(record)]
        changed: dict[str, Any] = {table: (*getattr(document, table), record)}
        document = replace(document, **changed)
    return document

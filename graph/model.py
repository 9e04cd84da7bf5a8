"""The record: what the graph holds, as frozen values with ids that hash their content.

No input or output, no clock. All offsets are Unicode code points, half-open; dates are EDTF texts, their bounds ISO
dates (``YYYY-MM-DD``) or None where open or unknown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

ID_DIGITS = 20
"""Hexadecimal digits of an id: 80 bits, which keeps a billion records apart with odds of one in a million."""

CONTEXT = 32
"""Code points kept before and after a quote (prefix and suffix of a W3C TextQuoteSelector)."""

# Made once: ``json.dumps`` with options makes one for each id.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def content_id(kind: str, *parts: object) -> str:
    """The id of a record of ``kind`` whose identity is ``parts``: the head of a SHA-256 over their JSON."""
    # JSON, so that the parts stay apart: ("ab", "c") is none of ("a", "bc").
    text = _ENCODER.encode([kind, *parts])
    return hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS]


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. ``sha256`` is that of the text in UTF-8.

    ``content`` is the digest of all that it contributes, made as ``content_form`` says (see ``graph.dump.digest``);
    both are empty before it is signed.
    """

    id: str
    title: str | None
    url: str | None
    published: str | None
    language: str | None
    licence: str | None
    sha256: str
    content: str = ""
    content_form: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """An actor as one document names it; the store merges what several documents say under one id.

    ``name`` is the best name in this document and ``aliases`` every other proper one; ``cardinality`` is the size of
    an unnamed group as the text gives it ("several", "5"), else None.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    iso3: str | None = None
    wikidata: str | None = None
    cardinality: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an event took place."""

    id: str
    name: str
    iso3: str | None


@dataclass(frozen=True, slots=True, order=True)
class Affiliation:
    """``actor`` acts for ``of`` (both actor ids), as the document says it of its own time."""

    actor: str
    of: str


@dataclass(frozen=True, slots=True, order=True)
class Role:
    """``actor`` takes part in ``event`` as ``role`` (ids)."""

    actor: str
    event: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, was offered, was refused or was claimed, with all its participants at once.

    ``relation`` is the type of the derived edges that the event gives, None where it gives none.
    """

    id: str
    document: str
    type: str
    status: str | None
    date: str | None
    date_start: str | None
    date_end: str | None
    date_basis: str | None
    channel: str | None
    publicity: str | None
    directness: str | None
    method: str | None
    formality: str | None
    sanction_type: str | None
    verdict: str
    relation: str | None
    places: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quote behind a claim: ``text[start:end] == exact``; ``prefix`` and ``suffix`` are the text around it."""

    id: str
    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One source saying one thing about one event.

    ``speakers`` are the actor ids of the chain after the document's narrator, the deepest last; empty when the
    narrator says it. ``value`` and ``value_id`` are set for an aspect other than occurrence.
    """

    id: str
    event: str
    evidence: str
    aspect: str
    value: str | None
    value_id: str | None
    factuality: str
    said_on: str | None
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedEdge:
    """A derived edge between two actors: the short form of one event, never the truth itself.

    ``through`` names the officials or groups behind a rolled-up end; ``between`` (MEDIATES only) names the parties;
    ``asserted_by`` and ``denied_by`` name the deepest speakers of the occurrence claims.
    """

    type: str
    source: str
    target: str
    event_id: str
    level: str
    status: str
    verdict: str
    date: str | None
    date_start: str | None
    date_end: str | None
    n_assert: int
    n_deny: int
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    through: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that one document puts into the graph; every tuple is sorted, so equal inputs give equal values."""

    document: Document
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    affiliations: tuple[Affiliation, ...]
    events: tuple[Event, ...]
    roles: tuple[Role, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    edges: tuple[DerivedEdge, ...]

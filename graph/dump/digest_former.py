"""The hash that documents bore before their digest was one of lines: of how Python writes the classes of that time.

Frozen: the names of classes and fields stand here as they were then, whatever they are called by now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from goodoffices.graph.model import Contribution

FORM = 1
"""What ``Document.content_form`` is where this is the hash."""

_DOCUMENT = ("Document", "id title url published language licence sha256")
_PARTS: Mapping[str, tuple[str, str]] = {
    "actors": ("Actor", "id name aliases kind iso3 wikidata cardinality"),
    "places": ("Place", "id name iso3"),
    "affiliations": ("Affiliation", "actor of"),
    "events": (
        "Event",
        "id document type status date date_start date_end date_basis channel publicity directness method formality "
        "sanction_type verdict relation places about",
    ),
    "roles": ("Role", "actor event role"),
    "claims": ("Claim", "id event evidence aspect value value_id factuality said_on speakers"),
    "evidence": ("Evidence", "id document start end exact prefix suffix trigger_start trigger_end"),
    "edges": (
        "Edge",
        "type source target event_id level status verdict date date_start date_end n_assert n_deny asserted_by "
        "denied_by through between",
    ),
}


def former_digest(contribution: Contribution) -> str:
    """The hash of a contribution, sorted as it was loaded."""
    document = _written(*_DOCUMENT, contribution.document)[:-1] + ", content='')"
    parts: list[str] = []
    for field, names in _PARTS.items():
        written = [_written(*names, value) for value in getattr(contribution, field)]
        # As Python writes tuples: one of a single member bears a comma.
        parts.append(f"{field}=({', '.join(written)}{',' if len(written) == 1 else ''})")
    return hashlib.sha256(f"Contribution(document={document}, {', '.join(parts)})".encode()).hexdigest()


def is_formerly_sound(contribution: Contribution) -> bool:
    """Whether the contribution is what its former hash was made of."""
    document = contribution.document
    return document.content_form == FORM and document.content == former_digest(contribution)


def _written(name: str, members: str, value: Any) -> str:
    return f"{name}({', '.join(f'{member}={getattr(value, member)!r}' for member in members.split())})"

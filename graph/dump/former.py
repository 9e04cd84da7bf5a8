"""Documents of dumps, verified by their own digest; those of older dumps as the newest version has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.graph.dump import digest, digest_former
from goodoffices.graph.model import Contribution


def brought_up_to_date(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record of version 1, in which a document did not say which form its digest has, as one of version 2.

    Raises ValueError where it says so.
    """
    if record.get("record") != "document":
        return record
    if "content_form" in record:
        raise ValueError("a record document does not have: content_form")
    return {**record, "content_form": digest_former.FORM}


def with_current_digest(contribution: Contribution) -> Contribution:
    """The contribution, with a digest of today's form; raises ValueError where it isn't what its own was made of."""
    if digest.is_sound(contribution):
        return contribution
    # Signed anew: the store compares digests, and would take the same document for a changed one.
    if digest_former.is_formerly_sound(contribution):
        return digest.signed(contribution)
    raise ValueError("its records are not those that its digest was made of")

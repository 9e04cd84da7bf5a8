"""What tells a document's contribution from every other: a digest of its own lines of the dump, and which form it has.

docs/dump.md says how a program of any kind comes to the same digest.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from goodoffices.graph.dump.records import encoded, records_of
from goodoffices.graph.model import Contribution

FORM = 2
"""Which lines the digest is made of, and how; whatever changes a line of an unchanged document raises it."""

_OWN = ("content", "content_form")
"""Members of the document's own record that the digest can't be made of."""


def digest(contribution: Contribution) -> str:
    """The SHA-256, in hexadecimal digits, of the contribution's lines without its own digest.

    Raises TypeError or ValueError where a value is none that a line can hold.
    """
    own, *others = records_of(contribution)
    for name in _OWN:
        del own[name]
    return hashlib.sha256(b"".join(map(encoded, (own, *others)))).hexdigest()


def signed(contribution: Contribution) -> Contribution:
    """The contribution with its digest, by which a second load knows it again."""
    document = replace(contribution.document, content=digest(contribution), content_form=FORM)
    return replace(contribution, document=document)


def is_sound(contribution: Contribution) -> bool:
    """Whether the contribution is what its digest was made of."""
    document = contribution.document
    return document.content_form == FORM and document.content == digest(contribution)

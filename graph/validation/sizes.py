"""Checks of size: a mention is a name or a phrase, and all names of a document together fit a line of a dump."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

from goodoffices.graph.validation.context import Refusal, View
from goodoffices.graph.vocabulary.ontology import ontology

LONGEST_MENTION = 10_000
"""Characters from the start of a mention to its end."""

MOST_OF_NAMES = 7 * 1024 * 1024
"""Bytes of all that may become a name in one document, as a dump writes it; its longest line holds them four times."""


def oversized_mentions(view: View) -> Iterator[Refusal]:
    """Mentions and labels that are too long to be a name or a trigger."""
    for mention in view.document.mentions:
        if (length := mention.end - mention.start) > LONGEST_MENTION:
            message = f"spans {length:,} characters; a mention may span {LONGEST_MENTION:,}"
            yield Refusal(mention, message, "mark the name or the words that tell the event")
    for normalisation in view.document.normalisations:
        if (length := len(normalisation.label)) > LONGEST_MENTION:
            message = f"has a label of {length:,} characters; it may have {LONGEST_MENTION:,}"
            yield Refusal(normalisation, message, "give the name alone")


def too_many_names(view: View) -> Iterator[Refusal]:
    """Mentions of actors, and labels, beyond what one document may hold of them."""
    left = MOST_OF_NAMES
    for mention in view.document.mentions:
        if mention.type in ontology().kind_of:
            left -= _written(view.document.words(mention))
            if left < 0:
                yield Refusal(mention, _FULL, _SPLIT)
    for normalisation in view.document.normalisations:
        left -= _written(normalisation.label)
        if left < 0:
            yield Refusal(normalisation, _FULL, _SPLIT)


_FULL = f"comes after names of {MOST_OF_NAMES // 1024 // 1024} MiB, which is the most that one document may have"
_SPLIT = "split it into several documents"


def _written(name: str) -> int:
    """The bytes of a name in a dump, with what stands around it in a list."""
    if name.isascii() and name.isprintable():  # nearly every one; quotes and backslashes, which are escaped, are few
        return len(name) + 3
    return len(json.dumps(unicodedata.normalize("NFC", name), ensure_ascii=False).encode()) + 1

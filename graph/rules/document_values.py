"""What may be said of a document, in ``documents.json``, on standard input and in a dump alike."""

from __future__ import annotations

import json
import re

from goodoffices.graph.errors import DateError
from goodoffices.graph.one_line import BIDI, CONTROL
from goodoffices.graph.vocabulary.dates import bounds

LONGEST = 1000
"""Characters of the longest id, title, address, ... of a document."""

KEYS = ("id", "title", "published", "url", "language", "licence")

_CONTROL = re.compile(rf"[{CONTROL}]")
_UNFIT_FOR_AN_ID = re.compile(rf"[{CONTROL}{BIDI}\ue000-\uf8ff\U000f0000-\U0010ffff]")


def wrong_value(key: str, value: object) -> str | None:
    """What is wrong with the value of one key of a description, None if nothing is; null says nothing."""
    if value is None:
        return None
    if not isinstance(value, str):
        return f'"{key}" must be a text or null, not {shown_value(value)}'
    if not value.strip() or _CONTROL.search(value):
        return f'"{key}" must be a text on one line or null, not {shown_value(value)}'
    if len(value) > LONGEST:
        return f'"{key}" has {len(value):,} characters; it may have {LONGEST:,}'
    return _wrong_meaning(key, value)


def _wrong_meaning(key: str, value: str) -> str | None:
    """What is wrong with a text that may stand under some key, but not under this one."""
    if key == "id" and (message := wrong_id(value)):
        return f'"id" {message}'
    # Pages link to it: "javascript:" and the like must never get there.
    if key == "url" and not re.match(r"https?://", value, re.IGNORECASE):
        return f'"url" must begin with http:// or https://, not "{value[:40]}"'
    if key == "published":
        try:
            bounds(value)
        except DateError as error:
            return f'"published": {error}'
    return None


def wrong_id(value: str) -> str | None:
    """Why a text can be no document's id, None if it can."""
    # Ids are told in terminals and typed again: two that differ in what can't be seen would pass for one.
    if _UNFIT_FOR_AN_ID.search(value):
        return "has a control, line end, direction or private character"
    return f"has {len(value):,} characters; it may have {LONGEST:,}" if len(value) > LONGEST else None


def shown_value(value: object) -> str:
    """A JSON value in a message: short ones as written, others by what they are."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    written = json.dumps(value)
    return written if len(written) <= 40 else written[:39] + "…"

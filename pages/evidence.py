"""What a click asks for: the whole events with their quotes, some hundreds packed together, each pack by itself."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

PACKED = 256
"""Events a pack: one click unpacks some hundred kilobytes at most, and neighbours share their words."""


def packs(events: Sequence[Mapping[str, Any]]) -> list[str]:
    """The events as zlib streams in base64, ``PACKED`` each, in their order; a clock is in none of them."""
    made: list[str] = []
    for first in range(0, len(events), PACKED):
        some = events[first : first + PACKED]
        text = json.dumps(some, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
        # zlib's form, because gzip's has a clock at its head.
        made.append(base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode())
    return made


def voices(event: Mapping[str, Any]) -> dict[str, list[str]] | None:
    """Who says that the event took place ("+") and who denies it ("-"): the last of each chain of speakers, once."""
    heard: dict[str, dict[str, None]] = {}
    for claim in event.get("claims") or ():
        # The last sign of a factuality says whether it affirms; a u there says neither.
        sign = str(claim.get("factuality"))[-1]
        if claim.get("aspect") == "occurrence" and sign in "+-":
            heard.setdefault(sign, {})[str((claim.get("said_by") or ["unknown"])[-1])] = None
    return {sign: list(names) for sign, names in heard.items()} or None

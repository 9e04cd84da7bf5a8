"""JSON from outside: how much a text may hold is counted before it is parsed, for a short text can make large values.

Sixty million bytes of empty lists would take two gigabytes; what stands within strings counts for nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import NoReturn

_STRINGS = re.compile(r'"(?:[^"\\]++|\\.?)*+"?', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89A-Fa-f]")
_BRACKETS = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """How many values a text may hold, all lists and objects and what is in them, and how deep they may lie."""

    values: int
    depth: int


class NoJsonError(ValueError):
    """Why a text is not the JSON that is wanted, and on which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


def json_object(text: str, bounds: JsonLimits) -> dict[str, object]:
    """The JSON object of a text. Raises NoJsonError; so do a key given twice, NaN and Infinity, and half a character.

    Nothing is parsed of a text beyond the bounds.
    """
    data = json_value(text, bounds)
    if not isinstance(data, dict):
        raise NoJsonError("is not a JSON object", 1)
    return data


def json_value(text: str, bounds: JsonLimits) -> object:
    """As ``json_object``, for a value of any kind."""
    refuse_beyond(text, bounds)
    try:
        data: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        # Such a text could be held, and neither stored, printed nor written down: better refused here than there.
        if _HALF.search(text):
            json.dumps(data, ensure_ascii=False).encode()  # an escape may stand for half a character
    except NoJsonError:
        raise
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NoJsonError(f"is not JSON: {error.msg} at {place}", error.lineno) from None
    except UnicodeEncodeError:
        raise NoJsonError("holds half of a surrogate pair (\\ud800 to \\udfff), which is no character") from None
    except (ValueError, RecursionError):
        raise NoJsonError("is not JSON that can be read: nested too deep, or a number too long") from None
    return data


def refuse_beyond(text: str, bounds: JsonLimits) -> None:
    """Raises NoJsonError if the text holds more, or nests deeper, than the bounds allow."""
    # Cheap first: commas within strings count, too, but most texts are far below the bound even so.
    opened = text.count("[") + text.count("{")
    if opened <= bounds.depth and opened + text.count(",") <= bounds.values:
        return
    bare = _STRINGS.sub("", text)
    values = bare.count(",") + bare.count("[") + bare.count("{")
    if values > bounds.values:
        raise NoJsonError(f"is too large: {values:,} values; it may hold {bounds.values:,}")
    deep = 0
    for bracket in _BRACKETS.findall(bare):
        deep += 1 if bracket in "[{" else -1
        if deep > bounds.depth:
            raise NoJsonError(f"is nested too deep: more than {bounds.depth} lists and objects in each other")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # JSON allows a key twice and Python keeps the last: what the first said would be lost without a word.
    once = dict(pairs)
    if len(once) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise NoJsonError(f'gives "{twice}" twice')
    return once


def _no_number(word: str) -> NoReturn:
    raise NoJsonError(f"holds {word}, which is no number of JSON")

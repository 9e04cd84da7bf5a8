"""``documents.json``, the file beside the texts that says what each one is: title, date, address, language, licence."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.graph.dates import bounds
from goodoffices.graph.errors import DateError, Fault
from goodoffices.graph.names import nearest
from goodoffices.graph.one_line import BIDI, CONTROL
from goodoffices.graph.ontology import unknown_word
from goodoffices.loaders.files import BOM, FileRefusedError, shown, text_of

NAME = "documents.json"
LONGEST = 1000
"""Characters of the longest id, title, address, ... of a document."""

KEYS = ("id", "title", "published", "url", "language", "licence")

_CONTROL = re.compile(rf"[{CONTROL}]")
_UNFIT_FOR_AN_ID = re.compile(rf"[{CONTROL}{BIDI}\ue000-\uf8ff\U000f0000-\U0010ffff]")
_FORM = '{"<file name without ending>": {"title": "…", "published": "2019-06-22", "language": "en"}}'


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one text; ``sound`` is False where its id can't be known, so that it must not be loaded."""

    values: Mapping[str, str] = field(default_factory=dict)
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Described:
    """The entries of one folder's file and every fault in it; without the file, neither."""

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    readable: bool = True

    def entry(self, stem: str) -> Entry:
        """What is said of the text named ``stem``; file names are compared in Unicode's composed form."""
        return self.entries.get(unicodedata.normalize("NFC", stem), Entry(sound=self.readable))


class NoJsonError(ValueError):
    """Why a text is not the JSON that is wanted, and on which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


def described(folder: Path, root: Path, stems: Iterable[str], *, whole: bool = True) -> Described:
    """What the folder's file says of its texts, which are named ``stems``.

    With ``whole`` off only what concerns these texts is judged. ``root`` bounds symbolic links.
    """
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return Described(shown(path))
    try:
        text = text_of(path, root).removeprefix(BOM)
        data = json_object(text)
    except FileRefusedError as refusal:
        return Described(shown(path), faults=(refusal.fault,), readable=False)
    except NoJsonError as error:
        return Described(shown(path), faults=(Fault(shown(path), error.line, "", str(error), _FORM),), readable=False)
    judge = _Judge(shown(path), text, {unicodedata.normalize("NFC", stem) for stem in stems})
    return judge.described(data, whole)


def json_object(text: str) -> dict[str, object]:
    """The JSON object of a text. Raises NoJsonError; so does a key given twice."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
        json.dumps(data, ensure_ascii=False).encode()
    except NoJsonError:
        raise
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NoJsonError(f"is not JSON: {error.msg} at {place}", error.lineno) from None
    except UnicodeEncodeError:
        raise NoJsonError("holds half of a surrogate pair (\\ud800 to \\udfff), which is no character") from None
    except (ValueError, RecursionError):
        raise NoJsonError("is not JSON that can be read: nested too deep, or a number too long") from None
    if not isinstance(data, dict):
        raise NoJsonError("is not a JSON object", 1)
    return data


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    once = dict(pairs)
    if len(once) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise NoJsonError(f'gives "{twice}" twice')
    return once


def wrong_value(key: str, value: object) -> str | None:
    """What is wrong with the value of one key of a description, None if nothing is; null says nothing."""
    if value is None:
        return None
    if not isinstance(value, str):
        return f'"{key}" must be a text or null, not {_what(value)}'
    if not value.strip() or _CONTROL.search(value):
        return f'"{key}" must be a text on one line or null, not {_what(value)}'
    if len(value) > LONGEST:
        return f'"{key}" has {len(value):,} characters; it may have {LONGEST:,}'
    return _wrong_text(key, value)


def _wrong_text(key: str, value: str) -> str | None:
    if key == "id" and (message := wrong_id(value)):
        return f'"id" {message}'
    if key == "url" and not re.match(r"https?://", value, re.IGNORECASE):
        return f'"url" must begin with http:// or https://, not "{value[:40]}"'
    return _wrong_date(value) if key == "published" else None


def wrong_id(value: str) -> str | None:
    """Why a text can be no document's id, None if it can."""
    if _UNFIT_FOR_AN_ID.search(value):
        return "has a control, line end, direction or private character"
    return f"has {len(value):,} characters; it may have {LONGEST:,}" if len(value) > LONGEST else None


def _what(value: object) -> str:
    """A JSON value in a message: short ones as written, others by what they are."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    written = json.dumps(value)
    return written if len(written) <= 40 else written[:39] + "…"


def _wrong_date(value: str) -> str | None:
    try:
        bounds(value)
    except DateError as error:
        return f'"published": {error}'
    return None


@dataclass(frozen=True, slots=True)
class _Judge:
    path: str
    text: str
    stems: set[str]

    def described(self, data: Mapping[str, object], whole: bool) -> Described:
        entries: dict[str, Entry] = {}
        faults: list[Fault] = []
        owners: dict[str, str] = {}
        for key, value in data.items():
            stem = unicodedata.normalize("NFC", key)
            if stem in self.stems or whole:
                entries[stem] = self._entry(key, value, faults, owners)
        return Described(self.path, entries, tuple(sorted(faults)))

    def _entry(self, stem: str, value: object, faults: list[Fault], owners: dict[str, str]) -> Entry:
        if unicodedata.normalize("NFC", stem) not in self.stems:
            faults.append(self._fault(f'there is no text "{stem}.txt" beside it', self._near(stem), stem))
        if not isinstance(value, dict):
            faults.append(self._fault(f"its value is not an object but {_what(value)}", _FORM, stem))
            return Entry(sound=False)
        wrong = dict(self._wrong(value))
        faults.extend(self._fault(message, "", stem, key) for key, message in wrong.items())
        values = {key: text for key, text in value.items() if key not in wrong and isinstance(text, str)}
        own = values.get("id", stem)
        if own in owners:
            message = f'the id "{own}" is that of "{owners[own]}" already'
            faults.append(self._fault(message, "give each text an id of its own", stem, "id"))
        sound = "id" not in wrong and owners.setdefault(own, stem) == stem
        return Entry(values, sound)

    def _wrong(self, value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for key, text in value.items():
            message = wrong_value(key, text) if key in KEYS else unknown_word(key, KEYS, "key")
            if message:
                yield key, message

    def _near(self, stem: str) -> str:
        return "".join(f'did you mean "{close}"?' for close in nearest(stem, sorted(self.stems), 1))

    def _fault(self, message: str, hint: str, *keys: str) -> Fault:
        return Fault(self.path, self._line(keys), keys[0], message, hint)

    def _line(self, keys: Iterable[str]) -> int:
        """The line of a key within an entry, or of the entry, or 0 where escapes in the JSON hide it."""
        at = 0
        for key in keys:
            match = re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:").search(self.text, at)
            if match is None:
                break
            at = match.start()
        return self.text.count("\n", 0, at) + 1 if at else 0

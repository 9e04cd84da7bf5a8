"""``documents.json``, the file beside the texts that says what each one is: title, date, address, language, licence."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.graph.errors import Fault
from goodoffices.graph.json_text import JsonLimits, NoJsonError, json_object
from goodoffices.graph.rules.document_values import KEYS, LONGEST, shown_value, wrong_value
from goodoffices.graph.vocabulary.ontology import unknown_word
from goodoffices.graph.vocabulary.spelling import nearest
from goodoffices.loaders.files import BOM, FileRefusedError, read_text_file, shown

NAME = "documents.json"
BOUNDS = JsonLimits(values=500_000, depth=8)
"""Of the file: about seventy thousand texts, with all that may be said of each."""

PLACED = 200
"""Faults of one file that are told with their line and the nearest name: to look for these takes time."""

_SHOWN = 200
_FORM = '{"<file name without ending>": {"title": "…", "published": "2019-06-22", "language": "en"}}'


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What is said of one text; ``sound`` is False where its id can't be known, so that it must not be loaded."""

    values: Mapping[str, str] = field(default_factory=dict)
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Described:
    """The entries of one folder's file and every fault in it; without the file, neither."""

    path: str
    entries: Mapping[str, DocumentEntry] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    readable: bool = True

    def entry(self, stem: str) -> DocumentEntry:
        """What is said of the text named ``stem``; file names are compared in Unicode's composed form."""
        return self.entries.get(unicodedata.normalize("NFC", stem), DocumentEntry(sound=self.readable))


def described(folder: Path, root: Path, stems: Iterable[str], *, whole: bool = True) -> Described:
    """What the folder's file says of its texts, which are named ``stems``.

    With ``whole`` off only what concerns these texts is judged. ``root`` bounds symbolic links.
    """
    path = folder / NAME
    if not path.exists() and not path.is_symlink():
        return Described(shown(path))
    try:
        text = read_text_file(path, root).removeprefix(BOM)
        data = json_object(text, BOUNDS)
    except FileRefusedError as refusal:
        return Described(shown(path), faults=(refusal.fault,), readable=False)
    except NoJsonError as error:
        return Described(shown(path), faults=(Fault(shown(path), error.line, "", str(error), _FORM),), readable=False)
    judge = _Judge(shown(path), text, {unicodedata.normalize("NFC", stem) for stem in stems})
    return judge.described(data, whole)


class _Judge:
    """Judges the entries of one file, and gathers their faults."""

    def __init__(self, path: str, text: str, stems: set[str]) -> None:
        self.path = path
        self.text = text
        self.stems = stems
        self.faults: list[Fault] = []

    def described(self, data: Mapping[str, object], whole: bool) -> Described:
        entries: dict[str, DocumentEntry] = {}
        owners: dict[str, str] = {}
        # macOS hands out file names in decomposed form, and editors write composed ones.
        for key, value in data.items():
            stem = unicodedata.normalize("NFC", key)
            if stem in self.stems or whole:
                entries[stem] = self._entry(key, value, owners)
        return Described(self.path, entries, tuple(sorted(self.faults)))

    def _entry(self, stem: str, value: object, owners: dict[str, str]) -> DocumentEntry:
        if unicodedata.normalize("NFC", stem) not in self.stems:
            close = nearest(stem, sorted(self.stems), 1) if len(self.faults) < PLACED else ()
            hint = "".join(f'did you mean "{name}"?' for name in close)
            self._fault(f'there is no text "{_short(stem)}.txt" beside it', hint, stem)
        if not isinstance(value, dict):
            self._fault(f"its value is not an object but {shown_value(value)}", _FORM, stem)
            return DocumentEntry(sound=False)
        judged = {
            key: wrong_value(key, text) if key in KEYS else unknown_word(key, KEYS, "key")
            for key, text in value.items()
        }
        wrong = {key: message for key, message in judged.items() if message}
        for key, message in wrong.items():
            self._fault(message, "", stem, key)
        values = {key: text for key, text in value.items() if key not in wrong and isinstance(text, str)}
        own = values.get("id", stem)
        # The second of one id would replace the first in the graph, as a later load of it does.
        if own in owners:
            message = f'the id "{_short(own)}" is that of "{_short(owners[own])}" already'
            self._fault(message, "give each text an id of its own", stem, "id")
        sound = "id" not in wrong and owners.setdefault(own, stem) == stem
        return DocumentEntry(values, sound)

    def _fault(self, message: str, hint: str, *keys: str) -> None:
        # The line of a key within an entry, or of the entry, or 0 where escapes in the JSON hide it: looked for in the
        # text, because the parser tells no lines.
        at = 0
        for key in keys if len(self.faults) < PLACED else ():
            if len(key) > LONGEST:
                break
            match = re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:").search(self.text, at)
            if match is None:
                break
            at = match.start()
        line = self.text.count("\n", 0, at) + 1 if at else 0
        self.faults.append(Fault(self.path, line, _short(keys[0]), message, hint))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

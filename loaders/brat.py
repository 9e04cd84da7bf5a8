"""brat standoff: each document a ``.txt`` with its annotations in an ``.ann`` of the same name beside it.

A path may be either file of a pair, or a folder, read with all folders within it. ``documents.json`` beside the texts
may describe them. On standard input a document is one line of JSON, since a lone ``.ann`` there would lack its text:
``{"id": "…", "text": "…", "ann": "…"}``, with the keys of ``documents.json`` besides; jq makes it of a pair:
``jq -nc --rawfile text a.txt --rawfile ann a.ann '{id: "a", $text, $ann}'``.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

from goodoffices.graph.annotation import (
    AnnotatedDocument,
    Attribute,
    Equivalence,
    EventMention,
    Normalisation,
    Note,
    Reading,
    Relation,
)
from goodoffices.graph.document_values import KEYS, wrong_id, wrong_value
from goodoffices.graph.errors import Fault
from goodoffices.graph.json_text import Bounds, NoJsonError, json_object
from goodoffices.graph.ontology import unknown_word
from goodoffices.loaders.brat_lines import PlacedMention
from goodoffices.loaders.brat_mentions import set_into
from goodoffices.loaders.brat_records import Sheet, sheet_of
from goodoffices.loaders.described import NAME, Described, Entry, described
from goodoffices.loaders.files import BOM, LARGEST, FileRefusedError, decoded, found, in_utf8, shown, text_of, too_large

_STREAM_BOUNDS = Bounds(values=1000, depth=8)
_STREAM_FORM = '{"id": "…", "text": "…", "ann": "…"}'
_FILES = "a .ann file with its .txt beside it, or a folder of such pairs"
EXPECTS = f"{_FILES}; on standard input, a line {_STREAM_FORM} for each document"

_PAIR = (".ann", ".txt")
_SETTINGS = (NAME, "annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf")
_ABOUT_THE_FOLDER = frozenset({"license", "licence", "readme", "notice", "copying", "changelog"})
"""Names of texts that are no documents, whatever their case."""

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class _Source:
    """One document before it is interpreted: both its texts, and what is known of it."""

    id: str
    path: str
    text: str
    ann: str
    values: Mapping[str, str] = field(default_factory=dict)


def suits(path: Path) -> bool:
    """Whether this reader knows the path: half of a pair, a file that belongs to a collection, or a folder of pairs."""
    if path.is_dir():
        return any(isinstance(one, Path) for one in found(path, (".ann",)))
    return path.suffix in _PAIR or path.name in _SETTINGS


def read(path: Path) -> Iterator[Reading]:
    """One reading for each document of a file or folder, in the order of names, with all that is wrong with it."""
    if path.is_dir():
        yield from _of_folder(path)
    elif path.suffix in _PAIR:
        whole = described(path.parent, path.parent, [path.stem], whole=False)
        yield from _said_of_folder(whole)
        yield _of_pair(path.with_suffix(""), path.parent, whole)
    elif path.name not in _SETTINGS:
        yield _refused(shown(path), Fault(shown(path), 0, "", "is no brat file", f"give {_FILES}"))


def _of_folder(root: Path) -> Iterator[Reading]:
    for folder, paths in itertools.groupby(found(root, (*_PAIR, NAME)), key=_folder):
        if folder is None:
            yield from (_refused(path.path, path) for path in paths if isinstance(path, Fault))
            continue
        stems = sorted({path.stem for path in paths if isinstance(path, Path) and path.suffix in _PAIR})
        whole = described(folder, root, stems)
        yield from _said_of_folder(whole)
        yield from (_of_pair(folder / stem, root, whole) for stem in stems)


def _folder(path: Path | Fault) -> Path | None:
    return path.parent if isinstance(path, Path) else None


def _said_of_folder(whole: Described) -> Iterator[Reading]:
    if whole.faults:
        yield Reading(whole.path, None, whole.faults)


def _refused(path: str, *faults: Fault) -> Reading:
    return Reading(path, None, faults)


def _of_pair(bare: Path, root: Path, whole: Described) -> Reading:
    """The document of a pair; ``bare`` is its path without an ending."""
    ann, txt = (bare.with_name(bare.name + ending) for ending in _PAIR)
    entry = whole.entry(bare.name)
    if entry == Entry() and _is_about_the_folder(ann, txt):
        return Reading(shown(txt), None, (), (f"{shown(txt)}: says something of the folder, and is no document",))
    texts, faults = [], list(_lonely(ann, txt))
    for path in () if faults else (txt, ann):
        try:
            texts.append(text_of(path, root))
        except FileRefusedError as refusal:
            faults.append(refusal.fault)
    if not entry.sound:
        message = f"is not read, because {whole.path} is faulty where it says which document this is"
        faults.append(Fault(shown(ann), 0, "", message, f"mend {NAME}"))
    name = entry.values.get("id", in_utf8(bare.name))
    if wrong := wrong_id(name):
        faults.append(Fault(shown(ann), 0, "", f"its name {wrong}", f'give the text an "id" in {NAME}'))
    if faults:
        return _refused(shown(ann), *faults)
    text, annotations = texts
    return _interpreted(_Source(name, shown(ann), text, annotations, entry.values))


def _is_about_the_folder(ann: Path, txt: Path) -> bool:
    """Whether a text without annotations is a licence, a read-me or the like."""
    return txt.stem.casefold() in _ABOUT_THE_FOLDER and _is_there(txt) and not _is_there(ann)


def _lonely(ann: Path, txt: Path) -> Iterator[Fault]:
    if not _is_there(txt):
        yield Fault(shown(ann), 0, "", f"has no text: {shown(txt.name)} is not beside it", "put the text there")
    elif not _is_there(ann):
        hint = f"add an empty {shown(ann.name)}, or move the text out if it is no document"
        yield Fault(shown(txt), 0, "", f"has no annotations: {shown(ann.name)} is not beside it", hint)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _interpreted(source: _Source) -> Reading:
    """The document that a text and its annotations make."""
    text = source.text.removeprefix(BOM)
    sheet = sheet_of(source.ann, source.path)
    setting = set_into(text, _all(sheet, PlacedMention), source.path, has_bom=text != source.text)
    document = AnnotatedDocument(
        id=source.id,
        text=text,
        path=source.path,
        title=source.values.get("title"),
        published=source.values.get("published"),
        url=source.values.get("url"),
        language=source.values.get("language"),
        licence=source.values.get("licence"),
        mentions=setting.mentions,
        events=_all(sheet, EventMention),
        attributes=_all(sheet, Attribute),
        relations=_all(sheet, Relation),
        equivalences=_all(sheet, Equivalence),
        normalisations=_all(sheet, Normalisation),
        notes=_all(sheet, Note),
    )
    faults = sorted(sheet.faults + setting.faults, key=lambda fault: fault.line)
    return Reading(source.path, document, tuple(faults), sheet.remarks + setting.remarks, _hash(source))


def _hash(source: _Source) -> str:
    """What tells a document that was read before: all but where it lies."""
    parts = [source.id, source.text, source.ann, dict(source.values)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _all(sheet: Sheet, kind: type[_Kind]) -> tuple[_Kind, ...]:
    return tuple(record for record in sheet.records if isinstance(record, kind))


def read_stream(stream: BinaryIO, name: str = "-") -> Iterator[Reading]:
    """One reading for each line of JSON; a fault's path is the stream's name, a colon and the number of that line.

    A line that is no JSON object ends the reading, because what follows would be none either.
    """
    for number in itertools.count(1):
        data = stream.readline(LARGEST + 1)
        if not data:
            return
        if data.strip():
            entry = _entry(data, f"{name}:{number}")
            if isinstance(entry, Fault):
                yield _refused(entry.path, entry)
                return
            yield _of_entry(entry, f"{name}:{number}")


def _entry(data: bytes, path: str) -> Mapping[str, object] | Fault:
    if len(data) > LARGEST:
        return too_large(path, "one line of a stream")
    try:
        return json_object(decoded(data, path).removeprefix(BOM), _STREAM_BOUNDS)
    except FileRefusedError as refusal:
        return refusal.fault
    except NoJsonError as error:
        hint = f"standard input takes a line {_STREAM_FORM} for each document; give files by their path"
        return Fault(path, 0, "", str(error), hint)


def _of_entry(entry: Mapping[str, object], path: str) -> Reading:
    faults = [Fault(path, 0, "", message, f"the form is {_STREAM_FORM}") for message in _wrong(entry)]
    if faults:
        return _refused(path, *faults)
    values = {key: value for key, value in entry.items() if isinstance(value, str)}
    return _interpreted(_Source(values["id"], path, values["text"], values["ann"], values))


def _wrong(entry: Mapping[str, object]) -> Iterator[str]:
    keys = (*KEYS, "text", "ann")
    yield from (f'"{key}" is missing' for key in ("id", "text", "ann") if entry.get(key) is None)
    for key, value in entry.items():
        if key not in keys:
            yield unknown_word(key, keys, "key")
        elif key in KEYS and (message := wrong_value(key, value)):
            yield message
        elif key not in KEYS and not isinstance(value, str | None):
            yield f'"{key}" must be a text'

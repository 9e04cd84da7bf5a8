"""brat standoff: each document a ``.txt`` with its annotations in an ``.ann`` of the same name beside it.

A path may be either file of a pair, or a folder, read with all folders within it. ``documents.json`` beside the texts
may describe them. On standard input a document is one line of JSON, since a lone ``.ann`` there would lack its text:
``{"id": "…", "text": "…", "ann": "…"}``, with the keys of ``documents.json`` besides; jq makes it of a pair:
``jq -nc --rawfile text a.txt --rawfile ann a.ann '{id: "a", $text, $ann}'``.
"""

from __future__ import annotations

import functools
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
from goodoffices.graph.errors import Fault
from goodoffices.graph.json_text import JsonLimits, NoJsonError, json_object
from goodoffices.graph.rules.document_values import KEYS, wrong_id, wrong_value
from goodoffices.graph.vocabulary.ontology import unknown_word
from goodoffices.loaders.brat.lines import PlacedMention
from goodoffices.loaders.brat.mentions import set_into
from goodoffices.loaders.brat.records import ParsedStandoff, parsed_standoff
from goodoffices.loaders.document_metadata import NAME, Described, DocumentEntry, described
from goodoffices.loaders.files import (
    BOM,
    LARGEST,
    FileRefusedError,
    decoded,
    found,
    in_utf8,
    read_bytes,
    read_text_file,
    shown,
    too_large,
)
from goodoffices.loaders.reader import Unparsed

_STREAM_BOUNDS = JsonLimits(values=1000, depth=8)
_STREAM_FORM = '{"id": "…", "text": "…", "ann": "…"}'
_FILES = "a .ann file with its .txt beside it, or a folder of such pairs"
EXPECTS = f"{_FILES}; on standard input, a line {_STREAM_FORM} for each document"

_PAIR = (".ann", ".txt")
_SETTINGS = (NAME, "annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf")
_ABOUT_THE_FOLDER = frozenset({"license", "licence", "readme", "notice", "copying", "changelog"})
"""Names of texts that are no documents, whatever their case."""

_BOM = BOM.encode()
_IN_JSON = json.JSONEncoder(sort_keys=True).encode

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class _Source:
    """One document before it is interpreted: both its texts, and what is known of it."""

    id: str
    path: str
    text: str
    ann: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two files of a document, with what stands before their ``stem``; ``root`` bounds links, and ``whole`` is what
    their folder's own file tells."""

    prefix: str
    stem: str
    root: Path
    whole: Described

    def file(self, ending: str) -> str:
        # A text: to make a path takes longer than to read what it names.
        return f"{self.prefix}{self.stem}{ending}"


def _prefix(folder: Path) -> str:
    return str(folder / "_")[:-1]


def suits(path: Path) -> bool:
    """Whether this reader knows the path: half of a pair, a file that belongs to a collection, or a folder of pairs."""
    if path.is_dir():
        return any(isinstance(file, Path) for file in found(path, (".ann",)))
    return path.suffix in _PAIR or path.name in _SETTINGS


def read_standoff(path: Path) -> Iterator[Reading]:
    """One reading for each document of a file or folder, in the order of names, with all that is wrong with it."""
    return (one.parse() if isinstance(one, Unparsed) else one for one in read_hashed(path))


def read_hashed(path: Path) -> Iterator[Reading | Unparsed]:
    """As ``read_standoff``, unparsed where both files of a document can be read and it is known which one it is."""
    if path.is_dir():
        yield from _of_folder(path)
    elif path.suffix in _PAIR:
        whole = described(path.parent, path.parent, [path.stem], whole=False)
        if whole.faults:
            yield _refused(whole.path, *whole.faults)
        yield _of_pair(_Pair(_prefix(path.parent), path.stem, path.parent, whole))
    # A setting that a shell's "*" named is no document, and no mistake either.
    elif path.name not in _SETTINGS:
        yield _refused(shown(path), Fault(shown(path), 0, "", "is no brat file", f"give {_FILES}"))


def count(path: Path) -> int:
    """How many documents a file or folder holds, as far as names tell."""
    if not path.is_dir():
        return int(path.suffix in _PAIR)
    return sum(1 for file in found(path, (".ann",)) if isinstance(file, Path))


def _of_folder(root: Path) -> Iterator[Reading | Unparsed]:
    files = found(root, (*_PAIR, NAME))
    # ``found`` yields folder by folder, so that one folder's files and its documents.json are held at a time.
    for folder, paths in itertools.groupby(files, key=_folder_of):
        if folder is None:
            yield from (_refused(path.path, path) for path in paths if isinstance(path, Fault))
            continue
        stems = sorted({path.stem for path in paths if isinstance(path, Path) and path.suffix in _PAIR})
        whole = described(folder, root, stems)
        if whole.faults:
            yield _refused(whole.path, *whole.faults)
        prefix = _prefix(folder)
        yield from (_of_pair(_Pair(prefix, stem, root, whole)) for stem in stems)


def _folder_of(file: Path | Fault) -> Path | None:
    return file.parent if isinstance(file, Path) else None


def _refused(path: str, *faults: Fault) -> Reading:
    return Reading(path, None, faults)


def _of_pair(pair: _Pair) -> Reading | Unparsed:
    """The document of a pair; as far as it can be hashed, unparsed."""
    ann, txt = map(pair.file, _PAIR)
    entry = pair.whole.entry(pair.stem)
    name = entry.values.get("id", in_utf8(pair.stem))
    try:
        text, annotations = read_bytes(txt, pair.root), read_bytes(ann, pair.root)
    except FileRefusedError:
        return _parsed(pair)
    if not entry.sound or wrong_id(name):
        return _parsed(pair)
    read = _hash(text)
    plain = _hash(text.removeprefix(_BOM)) if text.startswith(_BOM) else read
    source = _source_of(name, read, _hash(annotations), entry.values)
    return Unparsed(shown(ann), name, source, plain, functools.partial(_parsed, pair))


def _source_of(name: str, text: str, ann: str, values: Mapping[str, str]) -> str:
    """The hash of all that a document is read from, both its texts as hashes, but where it lies: one that was only
    moved is the same."""
    said = {key: value for key, value in values.items() if key in KEYS and key != "id"}
    return _hash(_IN_JSON([name, text, ann, said]).encode())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parsed(pair: _Pair) -> Reading:
    """The document of a pair, with all that is wrong with it."""
    ann, txt = (Path(pair.file(ending)) for ending in _PAIR)
    entry = pair.whole.entry(pair.stem)
    # A licence or read-me that nothing describes or annotates is none, though its name ends as a document's does.
    is_bare = entry == DocumentEntry() and _is_there(txt) and not _is_there(ann)
    if is_bare and txt.stem.casefold() in _ABOUT_THE_FOLDER:
        return Reading(shown(txt), None, (), (f"{shown(txt)}: says something of the folder, and is no document",))
    texts, faults = [], list(_missing_half(ann, txt))
    for path in () if faults else (txt, ann):
        try:
            texts.append(read_text_file(path, pair.root))
        except FileRefusedError as refusal:
            faults.append(refusal.fault)
    if not entry.sound:
        message = f"is not read, because {pair.whole.path} is faulty where it says which document this is"
        faults.append(Fault(shown(ann), 0, "", message, f"mend {NAME}"))
    name = entry.values.get("id", in_utf8(pair.stem))
    if wrong := wrong_id(name):
        faults.append(Fault(shown(ann), 0, "", f"its name {wrong}", f'give the text an "id" in {NAME}'))
    if faults:
        return _refused(shown(ann), *faults)
    text, annotations = texts
    return _interpreted(_Source(name, shown(ann), text, annotations, entry.values))


def _missing_half(ann: Path, txt: Path) -> Iterator[Fault]:
    if not _is_there(txt):
        yield Fault(shown(ann), 0, "", f"has no text: {shown(txt.name)} is not beside it", "put the text there")
    elif not _is_there(ann):
        hint = f"add an empty {shown(ann.name)}, or move the text out if it is no document"
        yield Fault(shown(txt), 0, "", f"has no annotations: {shown(ann.name)} is not beside it", hint)


def _is_there(path: Path) -> bool:
    # A broken link is there, and is told as one; "has no text" would send its owner to look for the wrong thing.
    return path.exists() or path.is_symlink()


def _interpreted(source: _Source) -> Reading:
    """The document that a text and its annotations make."""
    text = source.text.removeprefix(BOM)
    standoff = parsed_standoff(source.ann, source.path)
    setting = set_into(text, _all(standoff, PlacedMention), source.path, has_bom=text != source.text)
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
        events=_all(standoff, EventMention),
        attributes=_all(standoff, Attribute),
        relations=_all(standoff, Relation),
        equivalences=_all(standoff, Equivalence),
        normalisations=_all(standoff, Normalisation),
        notes=_all(standoff, Note),
    )
    faults = sorted(standoff.faults + setting.faults, key=lambda fault: fault.line)
    remarks = standoff.remarks + setting.remarks
    digest = _source_of(source.id, _hash(source.text.encode()), _hash(source.ann.encode()), source.values)
    return Reading(source.path, document, tuple(faults), remarks, digest, standoff.refused)


def _all(standoff: ParsedStandoff, kind: type[_Kind]) -> tuple[_Kind, ...]:
    return tuple(record for record in standoff.records if isinstance(record, kind))


def read_stream(stream: BinaryIO, name: str = "-") -> Iterator[Reading]:
    """One reading for each line of JSON; a fault's path is the stream's name, a colon and the number of that line.

    A line that is no JSON object ends the reading, because what follows would be none either.
    """
    for number in itertools.count(1):
        data = stream.readline(LARGEST + 1)
        if not data:
            return
        if data.strip():
            path = f"{name}:{number}"
            entry = _entry(data, path)
            if isinstance(entry, Fault):
                yield _refused(entry.path, entry)
                return
            faults = [Fault(path, 0, "", message, f"the form is {_STREAM_FORM}") for message in _wrong(entry)]
            values = {key: value for key, value in entry.items() if isinstance(value, str)}
            if faults:
                yield _refused(path, *faults)
            else:
                yield _interpreted(_Source(values["id"], path, values["text"], values["ann"], values))


def _entry(data: bytes, path: str) -> Mapping[str, object] | Fault:
    """The JSON object of a line of the stream, or why it is none."""
    if len(data) > LARGEST:
        return too_large(path, "one line of a stream")
    try:
        return json_object(decoded(data, path).removeprefix(BOM), _STREAM_BOUNDS)
    except FileRefusedError as refusal:
        return refusal.fault
    except NoJsonError as error:
        hint = f"standard input takes a line {_STREAM_FORM} for each document; give files by their path"
        return Fault(path, 0, "", str(error), hint)


def _wrong(entry: Mapping[str, object]) -> Iterator[str]:
    """What a line of the stream lacks, or holds that it may not."""
    keys = (*KEYS, "text", "ann")
    yield from (f'"{key}" is missing' for key in ("id", "text", "ann") if entry.get(key) is None)
    for key, value in entry.items():
        if key not in keys:
            yield unknown_word(key, keys, "key")
        elif key in KEYS and (message := wrong_value(key, value)):
            yield message
        elif key not in KEYS and not isinstance(value, str | None):
            yield f'"{key}" must be a text'

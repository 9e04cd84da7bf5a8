"""Files that say which actor belongs to which bloc: CSV with a head line, or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.graph.errors import InputError
from goodoffices.graph.files import real_path
from goodoffices.graph.json_text import JsonLimits, NoJsonError, json_value
from goodoffices.loaders.files import BOM, FileRefusedError, read_text_file, shown

if TYPE_CHECKING:
    from goodoffices.queries.engine.catalogue import Question

_COLUMNS = ("actor", "bloc")
_FORMS = 'write CSV with the columns "actor" and "bloc", or JSON: [{"actor": "Iran", "bloc": "…"}, …]'
_BOUNDS = JsonLimits(values=1_000_000, depth=4)

Line = tuple[int, Any, Any]


def with_blocs(asked: Question, given: Mapping[str, object]) -> Mapping[str, object]:
    """What is given to a question, with what a file says in the place of the path of a file of blocs."""
    files = [one.name for one in asked.parameters if one.kind == "blocs"]
    read = {name: read_blocs(path) for name in files if isinstance(path := given.get(name), str | Path)}
    return {**given, **read}


def read_blocs(path: str | Path) -> dict[str, str]:
    """The bloc of each actor, by the name that the file uses.

    A name that ends in .json is read as JSON, any other as CSV. Raises InputError with every fault of the file.
    """
    file = Path(path)
    try:
        # The folder to which it leads: what somebody names may be a link, and only links out of a folder are refused.
        text = read_text_file(file, real_path(file).parent).removeprefix(BOM)
    except FileRefusedError as refusal:
        raise InputError(str(refusal.fault)) from None
    lines = tuple(_of_json(text, file) if file.suffix.lower() == ".json" else _of_csv(text, file))
    if faults := tuple(_faults(lines, shown(file))):
        raise InputError("\n".join(faults))
    if not lines:
        raise InputError(f"{shown(file)} names no actor ({_FORMS})")
    return {actor.strip(): bloc.strip() for _, actor, bloc in lines}


def _of_csv(text: str, file: Path) -> Iterator[Line]:
    first = text.partition("\n")[0]
    # Where decimals have commas, spreadsheets divide by semicolons.
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",")
    head = [name.strip().lower() for name in reader.fieldnames or ()]
    if not set(_COLUMNS) <= set(head):
        raise InputError(f"{shown(file)}:1: has no columns {' and '.join(_COLUMNS)} ({_FORMS})")
    reader.fieldnames = head
    # The line of the file, which is not the number of the row where a cell holds a line's end.
    return ((reader.line_num, row["actor"], row["bloc"]) for row in reader)


def _of_json(text: str, file: Path) -> Iterator[Line]:
    try:
        found = json_value(text, _BOUNDS)
    except NoJsonError as error:
        raise InputError(f"{shown(file)}: {error} ({_FORMS})") from None
    if not isinstance(found, list) or not all(isinstance(row, Mapping) for row in found):
        raise InputError(f"{shown(file)}: is no list of objects ({_FORMS})")
    return ((number, row.get("actor"), row.get("bloc")) for number, row in enumerate(found, 1))


def _faults(lines: Iterable[Line], path: str) -> Iterator[str]:
    seen: dict[str, str] = {}
    for number, actor, bloc in lines:
        told = zip(_COLUMNS, (actor, bloc), strict=True)
        missing = [name for name, word in told if not (isinstance(word, str) and word.strip())]
        if missing:
            yield f"{path}:{number}: names no {' and no '.join(missing)}"
        elif seen.setdefault(actor.strip(), bloc.strip()) != bloc.strip():
            yield f'{path}:{number}: "{actor}" is already in "{seen[actor.strip()]}"'

"""Files that say which actor belongs to which bloc: CSV with a head line, or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.graph.errors import InputError, UsageError
from goodoffices.graph.json_text import Bounds, NoJsonError, json_value
from goodoffices.loaders.files import BOM, FileRefusedError, shown, text_of
from goodoffices.queries.blocs import REGION, SUBREGION

_COLUMNS = ("actor", "bloc")
_FORMS = 'write CSV with the columns "actor" and "bloc", or JSON: [{"actor": "Iran", "bloc": "…"}, …]'
_BOUNDS = Bounds(values=1_000_000, depth=4)

Line = tuple[int, Any, Any]


def chosen(
    bloc: str | Path | Mapping[str, str] | None, *, by_region: bool, by_subregion: bool
) -> tuple[Mapping[str, str], str | None]:
    """The bloc of each actor by its name, and how other states are placed."""
    if by_region and by_subregion:
        raise UsageError("Blocs are regions or sub-regions, not both.")
    by = REGION if by_region else SUBREGION if by_subregion else None
    if isinstance(bloc, Mapping):
        return bloc, by
    return ({} if bloc is None else read_blocs(bloc)), by


def read_blocs(path: str | Path) -> dict[str, str]:
    """The bloc of each actor, by the name that the file uses.

    A name that ends in .json is read as JSON, any other as CSV. Raises InputError with every fault of the file.
    """
    file = Path(path)
    try:
        text = text_of(file, file.resolve().parent).removeprefix(BOM)
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
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ",")
    head = [name.strip().lower() for name in reader.fieldnames or ()]
    if not set(_COLUMNS) <= set(head):
        raise InputError(f"{shown(file)}:1: has no columns {' and '.join(_COLUMNS)} ({_FORMS})")
    reader.fieldnames = head
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
        missing = [name for name, word in zip(_COLUMNS, (actor, bloc), strict=True) if not _is_word(word)]
        if missing:
            yield f"{path}:{number}: names no {' and no '.join(missing)}"
        elif seen.setdefault(actor.strip(), bloc.strip()) != bloc.strip():
            yield f'{path}:{number}: "{actor}" is already in "{seen[actor.strip()]}"'


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())

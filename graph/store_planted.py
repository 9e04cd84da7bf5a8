"""What a store's folder may bring along that would run by itself, or change how its engine works: refused unread by it.

A folder may come from anywhere: an archive, a shared disk. The engine obeys what stands in its files. So they are read
here first, more strictly than the engine reads them, and what no store of ours has is named. Node types of the user's
own are none of that: they hold data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from goodoffices.graph.errors import StoreUnavailableError
from goodoffices.graph.store_access import DATABASE

_LARGEST = 64 * 1024 * 1024
"""Bytes; the schema of a store has a few hundred thousand."""

_HARMLESS = frozenset({"schemaVersion", "dbmsVersion", "dbmsBuild", "settings", "types"})
_DATA = frozenset({"v", "e", "d"})
"""Vertices, edges and documents. Other types throw data away by themselves."""

_SCHEMAS = ("schema.json", "schema.prev.json")
"""The engine takes the second where it cannot read the first."""

_WAY_OUT = "which would run by itself: dump the store where it was made, and restore that into a new folder"


def refuse_planted(folder: Path) -> None:
    """Raises StoreUnavailableError where the store in ``folder`` holds what a store of ours has none of."""
    _refuse_other_databases(folder / "databases")
    for name in _SCHEMAS:
        _refuse_schema(folder / "databases" / DATABASE / name)
    _refuse_settings(folder / "databases" / DATABASE / "configuration.json")


def _refuse_other_databases(databases: Path) -> None:
    others = sorted(entry.name for entry in databases.glob("*") if entry.is_dir() and entry.name != DATABASE)
    if others:
        raise StoreUnavailableError(f"{databases} holds another database, {others[0]}: move it elsewhere")


def _refuse_schema(path: Path) -> None:
    if found := next(_running(_read(path)), None):
        raise StoreUnavailableError(f"{path} holds {found}, {_WAY_OUT}")


def _refuse_settings(path: Path) -> None:
    settings = _mapping(_read(path).get("configuration"))
    if settings:
        raise StoreUnavailableError(f"{path} sets {min(settings)}, and a store has no settings of its own: remove it")


def _running(schema: Mapping[str, object]) -> Iterator[str]:
    for kind, content in schema.items():
        if kind not in _HARMLESS and content:
            yield f"{kind} ({', '.join(_names(content))})"
    for name, described in _mapping(schema.get("types")).items():
        if _mapping(described).get("type") not in _DATA:
            yield f"{name}, a type that keeps data for a time only"
        for property_, rules in _mapping(_mapping(described).get("properties")).items():
            if "default" in _mapping(rules):
                yield f"a default for {property_} of {name}"


def _names(content: object) -> Iterable[str]:
    """The names of what is planted; extensions and libraries hold it a level deeper."""
    return sorted(map(str, content))[:3] if isinstance(content, (dict, list)) else [str(content)[:30]]


def _read(path: Path) -> Mapping[str, object]:
    """What a file of the engine's says, {} where there is none yet; a name that comes twice could hide another."""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(_LARGEST)
        return _mapping(json.loads(text, object_pairs_hook=_once))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        raise StoreUnavailableError(f"{path} is damaged, so that the store cannot be opened: restore a dump") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name comes twice")
    return found


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}

"""What a store's folder may bring along that would run by itself, or change how its engine works: refused unread by it.

A folder may come from anywhere: an archive, a shared disk. The engine obeys what stands in its files. So they are read
here first, more strictly than the engine reads them, and what no store of ours has is named. Node types of the user's
own are none of that: they hold data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from goodoffices.graph.errors import StoreUnavailableError
from goodoffices.graph.store.embedded.access import DATABASE

_LARGEST = 64 * 1024 * 1024
"""Bytes; the schema of a store has a few hundred thousand."""

_HARMLESS = frozenset({"schemaVersion", "dbmsVersion", "dbmsBuild", "settings", "types"})
_MOVED = "migratedFileIds"
"""Which file of an index took the place of which, by number: the engine writes an index that has grown large anew."""
_DATA = frozenset({"v", "e", "d"})
"""Vertices, edges and documents. Other types throw data away by themselves."""

_SCHEMAS = ("schema.json", "schema.prev.json")
"""The engine takes the second where it cannot read the first."""

_WAY_OUT = "which would run by itself: dump the store where it was made, and restore that into a new folder"


def refuse_planted(folder: Path) -> None:
    """Raises StoreUnavailableError where the store in ``folder`` holds what a store of ours has none of."""
    databases = folder / "databases"
    # The engine opens every database that lies beside ours.
    if others := sorted(entry.name for entry in databases.glob("*") if entry.is_dir() and entry.name != DATABASE):
        raise StoreUnavailableError(f"{databases} holds another database, {others[0]}: move it elsewhere")
    for schema in (databases / DATABASE / name for name in _SCHEMAS):
        if found := next(_running(_read(schema)), None):
            raise StoreUnavailableError(f"{schema} holds {found}, {_WAY_OUT}")
    path = databases / DATABASE / "configuration.json"
    if settings := _mapping(_read(path).get("configuration")):
        raise StoreUnavailableError(f"{path} sets {min(settings)}, and a store has no settings of its own: remove it")


def _running(schema: Mapping[str, object]) -> Iterator[str]:
    """What in a schema would run by itself, or throw data away, in words."""
    for kind, content in schema.items():
        if kind not in _HARMLESS and content and not (kind == _MOVED and _are_numbers(content)):
            # Extensions and libraries hold the names of what is planted a level deeper than triggers do.
            names = sorted(map(str, content))[:3] if isinstance(content, (dict, list)) else [str(content)[:30]]
            yield f"{kind} ({', '.join(names)})"
    for name, described in _mapping(schema.get("types")).items():
        if _mapping(described).get("type") not in _DATA:
            yield f"{name}, a type that keeps data for a time only"
        for property_, rules in _mapping(_mapping(described).get("properties")).items():
            if "default" in _mapping(rules):
                yield f"a default for {property_} of {name}"


def _are_numbers(content: object) -> bool:
    return isinstance(content, dict) and all(key.isdecimal() and type(new) is int for key, new in content.items())


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

"""The words of the vocabulary as the page's scripts have them, with the letters, lines and shapes that it draws."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goodoffices.graph.vocabulary.ontology import field_of

from .vocabulary import vocabulary

SCRIPT = "pages/scripts/core/vocabulary.js"

_HEAD = "// The words of the vocabulary as a reader meets them. Made from graph/vocabulary/ontology.yaml by make docs."


def files(root: Path) -> dict[str, str]:
    """The script."""
    return {SCRIPT: "\n\n".join((_HEAD, *_tables(vocabulary(root)))) + "\n"}


def _tables(data: Mapping[str, Any]) -> Iterator[str]:
    yield _table("RELATIONS", {name: _relation(entry) for name, entry in data["edges"].items()})
    yield _table("KINDS", {name: _kind(entry) for name, entry in data["kinds"].items()})
    yield _table("LINES", {entry["line"]: _line(data, stage) for stage, entry in data["stages"].items()})
    yield _table("STATUSES", {name: entry["english"] for name, entry in data["statuses"].items()})
    yield _table("EVENTS", {entry["type"]: entry["english"] for entry in data["events"].values()})
    yield _table("VERDICTS", {name: entry["english"] for name, entry in data["verdicts"].items()})
    yield _table("FACTUALITY", data["attributes"]["Factuality"]["values"])
    yield _table("ROLES", {entry["role"]: entry["english"] for entry in data["roles"].values() if "role" in entry})
    attributes = data["attributes"].items()
    yield _table("FEATURES", {field_of(name): entry["english"] for name, entry in attributes if "english" in entry})
    yield _table("BASES", data["attributes"]["DateBasis"]["values"])
    yield _table("RESULTS", data["events"]["Mediation"]["results"])


def _relation(edge: Mapping[str, Any]) -> dict[str, object]:
    words = edge["english"]
    return {"words": words, "legend": words[0].upper() + words[1:], "letter": edge["letter"], "tone": edge["tone"]}


def _kind(kind: Mapping[str, Any]) -> dict[str, object]:
    shape = {"shape": kind["shape"], "drop": kind.get("drop", 0)}
    return {"words": kind["english"], "letter": kind["letter"], **shape}


def _line(data: Mapping[str, Any], stage: str) -> dict[str, object]:
    """How the page draws what is in a stage, with the statuses that are."""
    entry, statuses = data["stages"][stage], data["statuses"].items()
    of_stage = [status for status, one in statuses if one["stage"] == stage]
    return {"words": entry["english"], "statuses": of_stage, "dash": entry["dash"]}


def _table(name: str, entries: Mapping[str, object]) -> str:
    rows = "".join(f"  {_key(key)}: {_value(value)},\n" for key, value in entries.items())
    return f"const {name} = {{\n{rows}}};"


def _key(word: str) -> str:
    return word if re.fullmatch(r"\w+", word) else json.dumps(word)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)}: {_value(one)}' for key, one in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)

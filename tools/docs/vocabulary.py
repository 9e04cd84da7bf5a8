"""The vocabulary in the form that the package reads, and as the other makers take it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

SOURCE = "graph/vocabulary/ontology.yaml"
MADE = "graph/vocabulary/ontology.json"


def vocabulary(root: Path) -> dict[str, Any]:
    """The vocabulary as it is written, with nothing filled in."""
    data: dict[str, Any] = yaml.safe_load((root / SOURCE).read_text(encoding="utf-8"))
    return data


def values_of(data: Mapping[str, Any], attribute: str) -> list[str]:
    """The values of an attribute, in order."""
    values = data["attributes"][attribute]["values"]
    return list(data["statuses"] if values == "statuses" else values)


def spaced(name: str) -> str:
    """A name of annotation as words: "Accepted by" of AcceptedBy."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: f" {letter[0].lower()}", name)


def files(root: Path) -> dict[str, str]:
    """JSON needs no library, and a quarter of the time."""
    return {MADE: json.dumps(vocabulary(root), ensure_ascii=False, indent=1) + "\n"}

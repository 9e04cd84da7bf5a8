"""The words of the vocabulary that the grammar of English questions takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .vocabulary import vocabulary

GRAMMAR = "queries/english/base.lark"


def files(root: Path) -> dict[str, str]:
    """The grammar with the lines of its three terminals made anew, wherever they stand."""
    data = vocabulary(root)
    words = {
        "STATUS": (entry["english"] for entry in data["statuses"].values()),
        "VERDICT": data["verdicts"],
        "RELATION": (name.lower() for name in data["edges"]),
    }
    text = (root / GRAMMAR).read_text(encoding="utf-8")
    for terminal, given in words.items():
        text = _with(text, terminal, given)
    return {GRAMMAR: text}


def _with(text: str, terminal: str, words: Iterable[str]) -> str:
    quoted = (f'"{word}"' for word in words)
    line = f"{terminal}: {' | '.join(quoted)}"
    made, count = re.subn(rf"^{terminal}: .*$", lambda _: line, text, flags=re.MULTILINE)
    if count != 1:
        raise ValueError(f"{GRAMMAR} has {count} lines that begin with {terminal}, not one")
    return made

"""What docs/dump.md, docs/graph.md and docs/cli.md say of the fields of an event, and of the derived edges."""

from __future__ import annotations

import re
import textwrap
from dataclasses import fields
from pathlib import Path

from goodoffices.graph.model import Event
from goodoffices.queries.engine.rows import EventRow

from .vocabulary import vocabulary

_NOTES = {"places": " [id]", "about": " [event id]"}
_LISTS = tuple(_NOTES)
_NOTES_OF_ROWS = {"relation": " (the derived edge, or null)", "claims": " [Claim]"}


def files(root: Path) -> dict[str, str]:
    """The pages."""
    names = [field.name for field in fields(Event)]
    members = ", ".join(f"`{name}`{_NOTES.get(name, '')}" for name in names)
    own = [name for name in names if name not in ("id", "document", *_LISTS)]
    properties = ", ".join(f"`{name}`" for name in ("document", "documents", *own))
    edges = r" \| ".join(vocabulary(root)["edges"])
    return {
        "docs/dump.md": _with(root / "docs" / "dump.md", (r"(\| `event` \| ).*?( \| id \|)", members)),
        "docs/graph.md": _with(
            root / "docs" / "graph.md",
            (r"(\| `Event` \| [^|]+ \| ).*?( \(the type of its derived edges\) \|)", properties),
            (r"(\| `\(Actor\)-\[:)[A-Z_]+ \\\|.*?(\]->\(Actor\)` \| derived)", edges),
        ),
        "docs/cli.md": _with(root / "docs" / "cli.md", (r"(?s)(\n)- \*\*Event\*\*, in every row: .*?(\n\n)", _row())),
    }


def _row() -> str:
    fields = (f"`{name}`{_NOTES_OF_ROWS.get(name, '')}" for name in EventRow.__annotations__)
    told = f"- **Event**, in every row: {', '.join(fields)}"
    return textwrap.fill(told, 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _with(page: Path, *cells: tuple[str, str]) -> str:
    """The page with what stands between two groups of each pattern made anew; raises ValueError if it has none."""
    text = page.read_text(encoding="utf-8")
    for pattern, made in cells:
        text, count = re.subn(pattern, r"\1" + made.replace("\\", r"\\") + r"\2", text)
        if count != 1:
            raise ValueError(f"{page.name} has {count} cells like {pattern}, not one")
    return text

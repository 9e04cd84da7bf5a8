"""Parts of hand-written pages that are made: each stands between two comments, which say so and name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def with_part(page: str, name: str, lines: Iterable[str]) -> str:
    """The page with what stands between the comments of this name made anew; raises ValueError if it has none."""
    begin, end = f"<!-- {name}: made by make docs -->", f"<!-- end of {name} -->"
    made, count = re.subn(
        f"{re.escape(begin)}\n.*?{re.escape(end)}",
        lambda _: "\n".join((begin, "", *lines, "", end)),
        page,
        flags=re.DOTALL,
    )
    if count != 1:
        raise ValueError(f'the page has {count} parts "{name}" between comments, not one')
    return made


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown, as lines; a bar within a cell is escaped."""
    lines = [[cell.replace("|", r"\|") for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" if row else f"|{'---|' * len(head)}" for row in (list(head), [], *lines)]

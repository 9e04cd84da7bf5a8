"""The shipped questions as a page of the documentation.

``python -m goodoffices.queries.reference > docs/questions.md`` writes it anew.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from goodoffices.queries.texts import GROUPS, Question, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """# The shipped questions

Made from the files `queries/*.cypher`; a test keeps it so. `goodoffices questions` lists them, and
`goodoffices questions NAME -p key=value` runs one as it stands. The same text runs on the embedded store and on Neo4j.
Commands such as `goodoffices who-mediated` ask the question of their name, filter and sort its rows, and add whole
events with their claims and quotes (`events`). A parameter that is an actor takes a name, a code or an id.
"""


def reference() -> str:
    """The page, in Markdown."""
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    found = questions()
    for group, heading in GROUPS.items():
        yield f"## {heading}\n"
        yield from (_section(one) for one in found if one.group == group)


def _section(question: Question) -> str:
    parameters = [
        f"- `{one.name}` ({one.kind}{', optional' if one.optional else ''}): {one.meaning}"
        for one in question.parameters
    ]
    parts = [
        f"### {question.name}",
        f"{question.title}.",
        question.notes,
        "\n".join(parameters),
        f"Example: `{question.example}`",
        f"```cypher\n{question.text}\n```",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())

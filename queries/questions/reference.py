"""The shipped questions as a page of the documentation, docs/questions.md, which ``make docs`` writes."""

from __future__ import annotations

from goodoffices.queries.engine.catalogue import GROUPS, Question, all_questions

_HEAD = """# The shipped questions

Made from the `.cypher` files below `queries/questions/`; a test keeps it so. `goodoffices questions` lists them, and
`goodoffices questions NAME -p key=value` runs one as it stands. The same text runs on the embedded store and on Neo4j.
Commands such as `goodoffices who-mediated` ask the question of their name, filter and sort its rows, and add whole
events with their claims and quotes. A parameter that is an actor takes a name, a code or an id. What is only a part of
other answers is not listed: it lies in `queries/questions/helper/`, and runs by its name, too.
"""


def reference() -> str:
    """The page, in Markdown."""
    found, parts = all_questions(), [_HEAD]
    for group, heading in GROUPS.items():
        if group != "helper":
            parts += [f"## {heading}\n", *(_section(one) for one in found if one.group == group)]
    return "\n".join(parts)


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

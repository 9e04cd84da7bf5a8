"""The page of all shipped questions, docs/questions.md."""

from __future__ import annotations

from pathlib import Path

from goodoffices.queries.questions.reference import reference


def files(_: Path) -> dict[str, str]:
    """The page of all questions with their Cypher."""
    return {"docs/questions.md": reference()}

"""The part of docs/ask.md that lists all documented wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from goodoffices.queries.english.grammar import Form, asked, forms

from .marked import table, with_part

PAGE = "docs/ask.md"


def files(root: Path) -> dict[str, str]:
    """The page with its two tables: wordings by question, and what may follow them."""
    page = (root / PAGE).read_text(encoding="utf-8")
    questions = _by_rule(one for one in forms() if not one.filters)
    filters = _by_rule(one for one in forms() if one.filters)
    rows = ((f"`{asked(rule)}`", "<br>".join(texts)) for rule, texts in questions.items())
    page = with_part(page, "wordings", table(("question", "wordings"), rows))
    return {PAGE: with_part(page, "what may follow", [f"- … {', … '.join(texts)}" for texts in filters.values()])}


def _by_rule(found: Iterable[Form]) -> dict[str, list[str]]:
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        texts[one.rule].append(one.text)
    return texts

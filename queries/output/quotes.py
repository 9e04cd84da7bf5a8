"""Quotes in tables: each with its trigger in bold and who says so below it, sides of a dispute beside each other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from goodoffices.queries.output import wording as words
from goodoffices.queries.output.grid import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from goodoffices.queries.engine.rows import ClaimRow, Found
    from goodoffices.queries.output.shapes import Sides

_SHORT = 240
"""How many letters of a quote a terminal is shown; a pipe gets all."""


def quotes_of(claims: Sequence[ClaimRow], short: bool) -> Iterator[RenderableType]:
    """Each quote once, with all who say it there, one a line."""
    # By place: the same words elsewhere in the text are other evidence.
    for _, group in groupby(claims, key=lambda claim: (claim["document"], claim["start"], claim["end"])):
        same = list(group)
        yield _quote(same[0], short)
        seen = dict.fromkeys(_source(claim) for claim in same)
        yield from (said(f"— {source}", "italic") for source in seen)


def _quote(claim: Found, short: bool) -> Text:
    """The quote with its trigger in bold, if it is clear which words it is; line breaks become spaces, here only."""
    exact, trigger = claim["exact"], claim["trigger"]
    # Where it begins in the quote, and whether it can only be there.
    at, sure = max(exact.find(trigger), 0), exact.count(trigger) == 1
    if "trigger_start" in claim:
        at, sure = claim["trigger_start"] - claim["start"], True
    start, end = _around(exact, at, at + len(trigger)) if short and len(exact) > _SHORT else (0, len(exact))
    before, after = exact[start:at], exact[at + len(trigger) : end]
    text = said(f"{'“' if start == 0 else '“… '}{before}")
    # A word that stands twice in the quote is not marked at all rather than at the wrong place.
    text.append_text(said(trigger, "bold" if sure else ""))
    return text.append_text(said(f"{after}{'”' if end >= len(exact) else ' …”'}"))


def _around(exact: str, start: int, end: int) -> tuple[int, int]:
    """Where to cut a long quote: about half of what fits before and after the words, at spaces."""
    room = max(0, _SHORT - (end - start)) // 2
    first, last = max(0, start - room), min(len(exact), end + room)
    before = exact.find(" ", first, start) + 1 if first else 0
    after = exact.rfind(" ", end, last) if last < len(exact) else last
    return (before or first), (after if after > 0 else last)


def _source(claim: Found) -> str:
    document, *speakers = map(str, claim["said_by"])
    doing = words.factuality(claim["factuality"])
    topic = "" if claim["aspect"] == "occurrence" else f" [{claim['aspect']}: {claim['value']}]"
    # That a document affirms what is quoted from it goes without saying; anything else must be said.
    if not speakers:
        return document + (f", which {doing}" if claim["factuality"] != "CT+" or topic else "") + topic
    *through, speaker = speakers
    # Who only hands on stands in brackets: it is not their claim.
    cited = f"{speaker} (so {' and '.join(through)})" if through else speaker
    return f"{cited} {doing}{topic}; {document}"


def sides_of(sides: Sides, short: bool) -> RenderableType:
    """Sides of a dispute: beside each other on a terminal, else, where lines have no end, one below the other."""
    if not short:
        return Group(*(part for name, claims in sides for part in (said(f"{name}:"), *quotes_of(claims, short=False))))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name, _ in sides:
        table.add_column(said(name), ratio=1, overflow="fold")
    table.add_row(*(Group(*quotes_of(claims, short=True)) for _, claims in sides))
    return table


def footnote(row: Found) -> Group:
    """One claim with its quote in its surroundings, and where to find it."""
    quote = said(f"…{row['prefix']}", "dim")
    quote.append_text(_quote({**row, "exact": row["exact"]}, short=False))
    quote.append_text(said(f"{row['suffix']}…", "dim"))
    source = [
        row["title"] or row["document"],
        f"published {row['published']}" if row["published"] else "",
        row["url"] or "",
        f"{row['document']}, characters {row['start']} to {row['end']}",
    ]
    told = _source(row) if row["said_by"][1:] else f"The document itself {words.factuality(row['factuality'])}"
    return Group(
        said(told, "bold"),
        quote,
        said("; ".join(dict.fromkeys(filter(None, source)))),
        said(f"event {row['event_id']}", "dim"),
    )

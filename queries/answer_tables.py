"""What each answer looks like as a table: who, on what terms, and the quotes with who says so."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from goodoffices.queries import words
from goodoffices.queries.broker_tables import table_of_brokers
from goodoffices.queries.dispute_words import TELLINGS, Telling
from goodoffices.queries.mediation_tables import HEADS, lines
from goodoffices.queries.tables import dated, said
from goodoffices.queries.view_tables import above, beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from goodoffices.queries.rows import Row

_SHORT = 240
"""How many letters of a quote a terminal is shown; a pipe gets all."""


_TOLD_AS_TERMS = frozenset({"requester", "accepter", "rejecter", "host"})


def table_of(command: str, rows: Sequence[Row], terminal: bool) -> RenderableType:
    """The table of an answer of that command; on a ``terminal`` long quotes are cut around the words that matter."""
    if own := _OWN.get(command):
        return own(rows, terminal)
    if telling := TELLINGS.get(command):
        return dated(((row, words.status_of(row), list(_told(row, telling(row), terminal))) for row in rows), terminal)
    if rows and "first" in rows[0]:
        firsts = ((row, row["first"]) for row in rows)
        return dated(((one, words.status_of(one), list(_sequence(row, terminal))) for row, one in firsts), terminal)
    if rows and isinstance(rows[0].get("events"), list):
        return Group(*(part for row in rows for part in _grouped(row, terminal)))
    return _by_event(_HEADS.get(command, _timed), rows, terminal)


_OWN: dict[str, Callable[[Sequence[Row], bool], RenderableType]] = {
    "disputed": lambda rows, terminal: dated(
        ((row, f"{row['aspect']} disputed", _dispute(row, terminal)) for row in rows), terminal
    ),
    "evidence": lambda rows, _: Group(*(Padding(_footnote(row), (0, 0, 1, 0)) for row in rows)),
    "brokers": lambda rows, terminal: table_of_brokers(rows, lambda claims: _quotes(claims, terminal)),
}
"""Tables of rows that are no events."""


def _by_event(head: Callable[[Row], str], rows: Sequence[Row], terminal: bool) -> RenderableType:
    """A block for each row, which is an event."""
    again = {number for number, row in enumerate(rows) if number and row["event_id"] == rows[number - 1]["event_id"]}
    return dated(
        (
            (row, words.status_of(row), list(_block(row, head(row), terminal, number in again)))
            for number, row in enumerate(rows)
        ),
        terminal,
    )


def _names(actors: Sequence[Row], nobody: str) -> str:
    *first, last = [words.with_state(actor) for actor in actors] or [nobody]
    return f"{', '.join(first)} and {last}" if first else last


def _mediation(row: Row) -> str:
    mediator = words.with_state(row["mediator"]) if row["mediator"] else "Nobody named"
    return f"{mediator} between {_names(row['between'], 'parties not named')}"


def _sanction(row: Row) -> str:
    return f"{_names(row['sender'], 'Nobody named')} on {_names(row['target'], 'nobody named')}"


def _timed(row: Row) -> str:
    principals = (one for one in row["participants"] if one["role"] not in _TOLD_AS_TERMS)
    roles = groupby(principals, key=lambda one: one["role"])
    told = [f"{role} {_names([one['actor'] for one in group], '')}" for role, group in roles]
    about = [f"about event {event}" for event in row.get("about", ())]
    return f"{row['type'].capitalize()}: {'; '.join([*told, *about]) or 'nobody named'}"


def _reason(row: Row) -> str:
    """A reason in words."""
    side = "for" if row["for"] else "against"
    more = f" ({row['events']} events, this one shown)" if row["events"] > 1 else ""
    reason = words.reason(row["reason"], _names(row["whom"], ""))
    return f"{row['rank']}. {words.with_state(row['candidate'])} – {side}: {reason}{more}"


_CUTS = {None: "", 1: ", without whom there is no way"}


def _step(row: Row) -> str:
    more = f" ({row['events']} events, this one shown)" if row["events"] > 1 else ""
    cut = _CUTS.get(row["cut"], f", one of {row['cut']} without whom there is no way")
    ends = f"{words.with_state(row['from'])} – {words.with_state(row['to'])}{cut}"
    return f"Path {row['path']}, step {row['hop']}: {ends}{more}"


_HEADS: dict[str, Callable[[Row], str]] = {
    "who-mediated": _mediation,
    "mediations": _mediation,
    "talks": lambda row: _names(row["actors"], "parties not named"),
    "sanctions": _sanction,
    "timeline": _timed,
    **HEADS,
    "could-mediate": _reason,
    "between": _step,
}


def _block(row: Row, head: str, short: bool, repeats: bool) -> Iterator[RenderableType]:
    """One row; where it ``repeats`` the event above for another mediator, terms and quotes are not told again."""
    yield said(head, "bold")
    if repeats:
        yield said(f"the same event as above, {row['event_id']}", "dim")
        return
    if terms := ", ".join(words.circumstances(row)):
        yield said(terms)
    yield from (said(line, "bold") for line in lines(row))
    if extra := beside(row):
        yield said(extra, "bold")
    yield from _quotes(row["claims"], short)
    yield said(f"event {row['event_id']}", "dim")
    for later in row.get("later", ()):
        yield said(f"Then {words.date_of(later)}, {words.status_of(later)}", "bold")
        yield from _block(later, _timed(later), short, repeats=False)


def _told(row: Row, telling: Telling, short: bool) -> Iterator[RenderableType]:
    """One row of a question about claims or sources."""
    yield said(_timed(row), "bold")
    if terms := ", ".join(words.circumstances(row)):
        yield said(terms)
    yield from (said(line) for line in telling.lines)
    if telling.sides:
        yield _beside(telling.sides) if short else _below(telling.sides)
    yield from _quotes(telling.claims, short)
    yield said(f"event {row['event_id']}", "dim")


def _sequence(row: Row, short: bool) -> Iterator[RenderableType]:
    """An event and what followed it; that the one led to the other is not said."""
    first, then = row["first"], row["then"]
    yield from _block(first, _timed(first), short, repeats=False)
    when = words.after(row["days_least"], row["days_most"])
    yield said(f"{when}: {words.date_of(then)}, {words.status_of(then)}", "bold")
    yield from _block(then, _timed(then), short, repeats=False)


def _grouped(row: Row, short: bool) -> Iterator[RenderableType]:
    """What a row says of several events, and these below it."""
    yield said(above(row), "bold")
    told = [(one, words.status_of(one), list(_block(one, _timed(one), short, repeats=False))) for one in row["events"]]
    yield dated(told, short) if told else Padding(said("no event"), (0, 0, 1, 0))


def _quotes(claims: Sequence[Row], short: bool) -> Iterator[RenderableType]:
    """Each quote once, with all who say it there, one a line."""
    for _, group in groupby(claims, key=lambda claim: (claim["document"], claim["start"], claim["end"])):
        same = list(group)
        yield _quote(same[0], short)
        seen = dict.fromkeys(_source(claim) for claim in same)
        yield from (said(f"— {source}", "italic") for source in seen)


def _quote(claim: Row, short: bool) -> Text:
    """The quote with its trigger in bold, if it is clear which words it is; line breaks become spaces, here only."""
    exact, trigger = claim["exact"], claim["trigger"]
    at, sure = _trigger_in(claim)
    start, end = _around(exact, at, at + len(trigger)) if short and len(exact) > _SHORT else (0, len(exact))
    before, after = exact[start:at], exact[at + len(trigger) : end]
    text = said(f"{'“' if start == 0 else '“… '}{before}")
    text.append_text(said(trigger, "bold" if sure else ""))
    return text.append_text(said(f"{after}{'”' if end >= len(exact) else ' …”'}"))


def _trigger_in(claim: Row) -> tuple[int, bool]:
    """Where the trigger begins in the quote, and whether it can only be there."""
    if "trigger_start" in claim:
        return claim["trigger_start"] - claim["start"], True
    exact, trigger = claim["exact"], claim["trigger"]
    return max(exact.find(trigger), 0), exact.count(trigger) == 1


def _around(exact: str, start: int, end: int) -> tuple[int, int]:
    """Where to cut a long quote: about half of what fits before and after the words, at spaces."""
    room = max(0, _SHORT - (end - start)) // 2
    first, last = max(0, start - room), min(len(exact), end + room)
    before = exact.find(" ", first, start) + 1 if first else 0
    after = exact.rfind(" ", end, last) if last < len(exact) else last
    return (before or first), (after if after > 0 else last)


def _source(claim: Row) -> str:
    document, *speakers = map(str, claim["said_by"])
    doing = words.factuality(claim["factuality"])
    topic = "" if claim["aspect"] == "occurrence" else f" [{claim['aspect']}: {claim['value']}]"
    if not speakers:
        return document + (f", which {doing}" if claim["factuality"] != "CT+" or topic else "") + topic
    *through, speaker = speakers
    cited = f"{speaker} (so {' and '.join(through)})" if through else speaker
    return f"{cited} {doing}{topic}; {document}"


def _dispute(row: Row, short: bool) -> list[RenderableType]:
    sides = [("Affirmed", row["affirm"]), ("Denied", row["deny"])] if row["affirm"] else []
    sides += [(side["value"].replace("_", " "), side["claims"]) for side in row["sides"]]
    told = _beside(sides) if short else _below(sides)
    return [said(_timed(row), "bold"), told, said(f"event {row['event_id']}", "dim")]


def _beside(sides: Sequence[tuple[str, Sequence[Row]]]) -> Table:
    """A column for each side, for terminals."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for name, _ in sides:
        table.add_column(said(name), ratio=1, overflow="fold")
    table.add_row(*(Group(*_quotes(claims, short=True)) for _, claims in sides))
    return table


def _below(sides: Sequence[tuple[str, Sequence[Row]]]) -> Group:
    """One side below the other, for pipes, where lines have no end."""
    return Group(*(part for name, claims in sides for part in (said(f"{name}:"), *_quotes(claims, short=False))))


def _footnote(row: Row) -> Group:
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

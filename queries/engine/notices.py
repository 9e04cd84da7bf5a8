"""What is said beside an answer: what was left out of it, or is in it only because nobody knows when it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goodoffices.queries.engine.rows import Found


def left_out(denied: int, open_: int) -> list[str]:
    """How many events are not shown because they are denied, or because no mediator is named."""
    # What all deny is kept and told of, though not shown: an answer never hides that it left something out.
    told = counted_out(denied, open_)
    return [f"Left out: {told}; --include-denied shows {'it' if denied + open_ == 1 else 'them'}."] if told else []


def counted_out(denied: int, open_: int) -> str:
    """So many denied events and mediations without a named mediator, in words; empty where there are none."""
    without = "mediation without a named mediator", "mediations without a named mediator"
    parts = (counted(denied, "denied event") if denied else "", counted(open_, *without) if open_ else "")
    return " and ".join(filter(None, parts))


def undated_among(undated: int, events: int) -> list[str]:
    """That so many of the events in an answer about a time are of unknown date."""
    if not undated:
        return []
    if undated == events:
        return ["No event here has a date: whether they fall into that time can't be told; --surely leaves them out."]
    told = f"{counted(undated, 'event')} without a date {'is' if undated == 1 else 'are'} among them"
    return [f"{told}; --surely leaves {'it' if undated == 1 else 'them'} out."]


def undated_left_out(undated: int) -> list[str]:
    """That so many events of unknown date, which would be shown if dates need not be sure, are not."""
    return [f"Left out: {counted(undated, 'event')} without a date; --surely asks for known ones."] if undated else []


def undated(found: Iterable[Found]) -> int:
    """How many events of unknown date there are."""
    # By event: one with two mediators stands in two rows, and is one event without a date.
    return len({one["event_id"] for one in found if one["date_start"] is None and one["date_end"] is None})


def unknown_when_said(undated: int, all_: int, surely: bool) -> tuple[str, ...]:
    """That it is not known when claims were said, where only those said by a day count."""
    if not undated:
        return ()
    if undated == all_:
        what = "No claim here has a date, nor has a document of theirs a date of publication"
        return (f"{what}: what was known by a day can't be told{', and --surely leaves all out' if surely else ''}.",)
    if surely:
        return (f"Left out: {counted(undated, 'claim')} of unknown date; without --surely they count.",)
    told = f"{counted(undated, 'claim')} of unknown date {'counts' if undated == 1 else 'count'} as said by then"
    return (f"{told}; --surely leaves {'it' if undated == 1 else 'them'} out.",)

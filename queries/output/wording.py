"""Codes in plain English, for tables that people read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from goodoffices.graph.vocabulary.ontology import field_of, ontology, spaced
from goodoffices.graph.vocabulary.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goodoffices.queries.engine.rows import Found

_REASONS = {
    "mediated_between": "mediated between the two",
    "proposed_between": "was to mediate between the two, or offered to",
    "talks_with": "talked with",
    "mediated_with": "mediated for",
    "proposed_with": "was to mediate, or offered to, for",
    "refused_by": "was refused as mediator by",
    "sanctions": "imposed sanctions on",
    "sanctioned_by": "is under sanctions of",
}

_MANNER = ("channel", "directness", "publicity", "formality")
"""What is said first of how a thing was done; the method and all else follow."""


def reason(code: str, whom: str) -> str:
    """A reason for or against a mediator between the two asked for; ``whom`` names the one that it is about."""
    return f"{_REASONS[code[:-2]]} {whom}" if code[-2:] in ("_a", "_b") else _REASONS[code]


def factuality(code: str) -> str:
    """What the speaker does by a claim of this factuality."""
    return ontology().words["Factuality"].get(code, code)


def date_of(row: Found) -> str:
    """When: the date as the record has it, an interval as a range, or that it is unknown."""
    text = row["date"]
    if text is None:
        return "no date"
    first, slash, last = text.partition("/")
    if not slash:
        return str(text)
    # Unknown or open, in EDTF: neither has a day to write.
    if first in ("", ".."):
        return f"until {last}"
    return f"since {first}" if last in ("", "..") else f"{first} to {last}"


def after(least: int | None, most: int | None) -> str:
    """After how many days, as far as the dates tell."""
    if least is None:
        return "Later" if most is None else f"At most {counted(most, 'day')} later"
    if most is None:
        return f"At least {counted(least, 'day')} later"
    return f"{counted(most, 'day')} later" if least == most else f"{least:,} to {counted(most, 'day')} later"


def status_of(row: Found) -> str:
    """The status with the verdict, if it is any other than asserted."""
    code = row["status"]
    status = ontology().words["status"].get(code, spaced(code)) if code else "status unknown"
    # That it is asserted goes without saying; that somebody denies it never does.
    return "; ".join(filter(None, (status, ontology().verdict_notes[row["verdict"]])))


def with_state(actor: Found) -> str:
    """An actor's name, and whom it acts for."""
    return f"{actor['name']} ({actor['of']})" if actor["of"] else str(actor["name"])


def listed(actors: Sequence[Found], nobody: str) -> str:
    """The names of actors, ``A, B and C``; ``nobody`` where there is none."""
    *first, last = [with_state(actor) for actor in actors] or [nobody]
    return f"{', '.join(first)} and {last}" if first else last


def enumerated(actors: Sequence[Found], nobody: str) -> str:
    """The same as ``A, B, C``."""
    return ", ".join(map(with_state, actors)) or nobody


_TOLD_AS_TERMS = frozenset({"requester", "accepter", "rejecter", "host"})


def type_of(row: Found) -> str:
    """What kind of event it is."""
    return ontology().words["event"].get(row["type"]) or spaced(row["type"]).capitalize()


def timed(row: Found) -> str:
    """What kind of event, and who took part in which role."""
    principals = (one for one in row["participants"] if one["role"] not in _TOLD_AS_TERMS)
    roles = groupby(principals, key=lambda one: one["role"])
    told = [f"{role} {listed([one['actor'] for one in group], '')}" for role, group in roles]
    about = [f"about event {event}" for event in row.get("about", ())]
    return f"{type_of(row)}: {'; '.join([*told, *about]) or 'nobody named'}"


def circumstances(row: Found) -> list[str]:
    """What else an analyst asks of an event: at whose request, who agreed or refused, where and how."""
    said = [
        ("through", " and ".join(row["through"])),
        ("at the request of", ", ".join(row["requested_by"])),
        ("accepted by", ", ".join(row["accepted_by"])),
        ("rejected by", ", ".join(row["rejected_by"])),
        ("hosted by", ", ".join(row["hosts"])),
        ("in", ", ".join(row["places"])),
    ]
    told = {field_of(name): name for name in ontology().features}
    order = sorted(told, key=lambda field: _MANNER.index(field) if field in _MANNER else len(_MANNER))
    # Those that go without saying (official, public) are said as well: the text did.
    values = [(told[field], row[field]) for field in order if field != "channel" and row[field]]
    return [
        *(f"{words} {names}" for words, names in said if names),
        *([f"{row['channel']} channel"] if row["channel"] else []),
        *(ontology().words[name].get(value, value) for name, value in values),
    ]

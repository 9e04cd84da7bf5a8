"""Codes in plain English, for tables that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FACTUALITY = {
    "CT+": "says it is so",
    "PR+": "says it is probably so",
    "PS+": "says it is possibly so",
    "CT-": "denies it",
    "PR-": "says it is probably not so",
    "PS-": "says it is possibly not so",
    "CTu": "knows, but does not say, whether it is so",
    "Uu": "does not commit to it",
}
_VERDICTS = {
    "asserted": "",
    "disputed": "disputed: affirmed and denied",
    "denied": "denied: nobody affirms it",
    "unconfirmed": "unconfirmed",
}

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


def reason(code: str, whom: str) -> str:
    """A reason for or against a mediator between the two asked for; ``whom`` names the one that it is about."""
    return f"{_REASONS[code[:-2]]} {whom}" if code[-2:] in ("_a", "_b") else _REASONS[code]


def factuality(code: str) -> str:
    """What the speaker does by a claim of this factuality."""
    return _FACTUALITY.get(code, code)


def date_of(row: Mapping[str, Any]) -> str:
    """When: the date as the record has it, an interval as a range, or that it is unknown."""
    text = row["date"]
    if text is None:
        return "no date"
    first, slash, last = text.partition("/")
    if not slash:
        return str(text)
    if first in ("", ".."):
        return f"until {last}"
    return f"since {first}" if last in ("", "..") else f"{first} to {last}"


def after(least: int | None, most: int | None) -> str:
    """After how many days, as far as the dates tell."""
    if least is None and most is None:
        return "Later"
    if least == most:
        return f"{least} days later"
    if most is None:
        return f"At least {least} days later"
    return f"{least} to {most} days later" if least is not None else f"At most {most} days later"


def status_of(row: Mapping[str, Any]) -> str:
    """The status with the verdict, if it is any other than asserted."""
    status = (row["status"] or "status unknown").replace("_", " ")
    return "; ".join(filter(None, (status, _VERDICTS[row["verdict"]])))


def with_state(actor: Mapping[str, Any]) -> str:
    """An actor's name, and whom it acts for."""
    return f"{actor['name']} ({actor['of']})" if actor["of"] else str(actor["name"])


def circumstances(row: Mapping[str, Any]) -> list[str]:
    """What else an analyst asks of an event: at whose request, who agreed or refused, where and how."""
    said = [
        ("through", " and ".join(row["through"])),
        ("at the request of", ", ".join(row["requested_by"])),
        ("accepted by", ", ".join(row["accepted_by"])),
        ("rejected by", ", ".join(row["rejected_by"])),
        ("hosted by", ", ".join(row["hosts"])),
        ("in", ", ".join(row["places"])),
    ]
    return [f"{words} {names}" for words, names in said if names] + _manner(row)


def _manner(row: Mapping[str, Any]) -> list[str]:
    """The attributes in words; those that go without saying (official, public) are said as well: the text did."""
    values = [row[field] for field in ("directness", "publicity", "formality", "method", "sanction_type")]
    channel = [f"{row['channel']} channel"] if row["channel"] else []
    return [*channel, *(value.replace("_", " ") for value in values if value)]

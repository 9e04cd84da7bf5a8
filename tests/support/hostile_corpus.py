"""Real input files, texts, brat standoff and documents.json, in which every field that is free holds a payload."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

BETWEEN_LETTERS = re.compile(r"[\0\t\r\n]")
"""What a mention cannot hold: brat's fields end with them."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What documents.json may not hold in its values."""
NO_ID = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff]")
"""What no document's id may hold, and so no name of its files."""
NO_FILE_NAME = re.compile(r"[\0/]|^\.")
"""What a file's name cannot hold, or begin with lest it be hidden."""


@dataclass
class Sheet:
    """A text that grows with its annotations."""

    text: str = ""
    lines: list[str] = field(default_factory=list)

    def say(self, words: str) -> Sheet:
        self.text += words
        return self

    def mention(self, name: str, kind: str, words: str) -> Sheet:
        start = len(self.text)
        self.text += words
        self.lines.append(f"{name}\t{kind} {start} {len(self.text)}\t{words}")
        return self

    def note(self, *lines: str) -> Sheet:
        self.lines.extend(lines)
        return self


def sheet_of(payload: str, number: int) -> Sheet:
    """A mediation that one source tells and another denies, and talks that are only denied: all by ``payload``."""
    words = BETWEEN_LETTERS.sub(" ", payload).strip() or "x"
    sheet = Sheet().say(payload.replace("\0", "") + ".\n\n" + words + " ")
    sheet.mention("T1", "Official", f"{words} a").say(" of ").mention("T2", "State", f"{words} b").say(" ")
    sheet.mention("T3", "Mediation", f"{words} brought").say(" ").mention("T4", "Group", f"{words} c").say(" and ")
    sheet.mention("T5", "Organization", f"{words} d").say(" together in ").mention("T6", "Place", f"{words} e")
    sheet.say(" on ").mention("T7", "Date", "1 May 2019").say(f" {words}, said ").mention("T8", "Person", f"{words} f")
    sheet.say(". ").mention("T9", "Person", f"{words} g").say(" ").mention("T10", "Claim", f"{words} denied")
    sheet.say(f" it {words}. ").mention("T11", "Group", f"{words} h").say(" ").mention("T12", "Claim", "blamed")
    sheet.say(f" {words}. {words} no ")
    sheet.mention("T13", "Negotiation", f"{words} talks").say(f" were held, {words}.\n\n{words}")
    return sheet.note(
        "E1\tMediation:T3 Mediator:T1 Party:T4 Party2:T5 Host:T2 Requester:T4 Place:T6 Date:T7 Source:T8",
        "E2\tClaim:T10 About:E1 Source:T9",
        "E3\tClaim:T12 About:E1 Responsible:T2 Source:T11 Via:T8",
        "E4\tNegotiation:T13 Party:T4 Party2:T5 Source:T9 Via:T11",
        *("A1\tFactuality E2 CT-", "A2\tAspect E2 occurrence", "A3\tAspect E3 responsibility"),
        *("A4\tFactuality E4 CT-", "A5\tStatus E1 held", "A6\tKind T5 igo"),
        "R1\tOf Arg1:T1 Arg2:T2",
        f"N1\tReference T8 Wikidata:Q{900_000 + number}\t{words}",
        f"N2\tReference T1 Wikidata:Q{700_000 + number}\t{words} label",
        "N3\tReference T7 EDTF:2019-05-01\t1 May 2019",
        f"#1\tAnnotatorNotes E1\t{words}",
    )


def described(payload: str, number: int) -> dict[str, str]:
    """What documents.json says of the text."""
    words = CONTROL.sub(" ", payload)[:900].strip() or "x"
    said = {"id": f"{NO_ID.sub(' ', words)} {number}", "title": words, "url": f"https://example.org/{words}"}
    return said | {"published": "2020-01", "language": words, "licence": words}


def file_name(payload: str, number: int) -> str:
    """As much of the payload as a file's name may hold, which the number keeps apart from others."""
    return NO_FILE_NAME.sub("∕", NO_ID.sub(" ", payload)).encode()[:180].decode(errors="ignore") + f" {number}"


def write_corpus(folder: Path, payloads: Iterable[str]) -> None:
    """One document for each payload; every third has no entry, so that its file name is what it is called."""
    folder.mkdir()
    entries = {}
    for number, payload in enumerate(payloads):
        sheet, name = sheet_of(payload, number), file_name(payload, number)
        (folder / f"{name}.txt").write_text(sheet.text, encoding="utf-8", newline="")
        (folder / f"{name}.ann").write_text("\n".join(sheet.lines) + "\n", encoding="utf-8", newline="")
        if number % 3:
            entries[name] = described(payload, number)
    (folder / "documents.json").write_text(json.dumps(entries), encoding="utf-8")

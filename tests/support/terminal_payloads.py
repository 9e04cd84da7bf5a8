"""Texts that try to command a terminal, a corpus and a store that hold all of them, and what a terminal may be sent."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tests.support.hostile_corpus import NO_FILE_NAME, Sheet

SEQUENCES = (
    "\x1b]52;c;cHduZWQ=\x07",
    "\x1b]0;another title\x07",
    "\x1b]8;;https://attacker.example\x1b\\here\x1b]8;;\x1b\\",
    "\x1b[31mred",
    "\x1b[2J\x1b[H",
    "\x1b[1A\x1b[2K",
    "\x1b[6n",
    "\x1b[?1049h",
    "\x1b[200~",
    "\x1bP$qm\x1b\\",
    "\x1b_a\x1b\\",
    "\x1b^p\x1b\\",
    "\x1bXs\x1b\\",
    "\x1bc",
    "\x1b(0",
    "\x1b#8",
    "\x1b%G",
    "\x1b]4;1;#ff0000\x1b\\",
    "\x1b]1337;File=:AAAA\x07",
    "\x9b31m",
    "\x9d0;a title\x9c",
    "\x9b2J",
    "denied\b\b\b\b\b\bstated",
    "denied\rstated",
    "\u202edeined\u202c",
    "\u2066\u202edeined\u2069",
    "\u200bIran\u2060",
    "\ufeffIran",
    "\U000e0001\U000e0049\U000e0072\U000e007f",
    "a\u2028b",
    "a\u2029b",
)
MARKUP = (
    "[red]x[/red]",
    "[/]",
    "[bold",
    "[link=https://attacker.example]x[/link]",
    "\\[red]x",
    ":bomb:",
    "[@click=app.bell]x[/]",
)
KEPT = (
    "क्\u200dष",
    "می\u200cخواهم",
    "👩\u200d👩\u200d👧",
    "e\u0301\u0302\u0303",
    "日本語の名前",
    "co\u00adoperation",
    "مرحبا",
)
"""What scripts and emoji need, and what is wide or has no width of its own."""

_C0 = (chr(code) for code in (*range(1, 9), *range(11, 32), 127))
_C1 = map(chr, range(0x80, 0xA0))
_FORMATS = (
    "\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2064\u2066\u2067\u2068\u2069\ufeff\ufff9"
)
PAYLOADS = (*SEQUENCES, *MARKUP, *KEPT, *(f"b{sign}e" for sign in (*_C0, *_C1, *_FORMATS)))

_NEEDED = frozenset(
    "\u200c\u200d\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Of the format characters: those that join letters, the soft hyphen, and signs that are seen above numbers."""

COLOURS = re.compile(r"\r?\x1b\[[0-9;?]*[A-HJKfhlm]")
"""What rich sends of its own."""


def is_obeyed(letter: str) -> bool:
    """Whether a terminal would do something at this character instead of showing it, by what Unicode says of it."""
    kind = unicodedata.category(letter)
    return (kind in {"Cc", "Cs", "Zl", "Zp"} and letter not in "\n\t") or (kind == "Cf" and letter not in _NEEDED)


def obeyed(text: str) -> list[str]:
    """The characters of the text that no terminal may be sent."""
    return [letter for letter in text if is_obeyed(letter)]


def sheet_of(payload: str) -> Sheet:
    """What Iran and Iraq are told to have to do with those whose names hold the payload."""
    words = re.sub(r"[\0\t\r\n]", " ", payload).strip() or "x"
    sheet = Sheet().say(f"{payload}. ").mention("T1", "Person", f"{words} envoy").say(f" {words} ")
    sheet.mention("T2", "Mediation", f"{words} mediated").say(" between ").mention("T3", "State", "Iran").say(" and ")
    sheet.mention("T4", "State", "Iraq").say(" in ").mention("T5", "Place", f"{words} place").say(" in ")
    sheet.mention("T6", "Date", "May 2019").say(", said ").mention("T7", "Person", f"{words} speaker").say(". ")
    sheet.mention("T8", "Person", f"{words} denier").say(" ").mention("T9", "Claim", f"{words} denied").say(" it. ")
    sheet.mention("T10", "Group", f"{words} council").say(" ").mention("T11", "Sanction", f"{words} banned").say(
        " it; "
    )
    sheet.mention("T12", "Negotiation", f"{words} talks").say(f" followed, {words}. ")
    return sheet.note(
        "E1\tMediation:T2 Mediator:T1 Party:T3 Party2:T4 Place:T5 Date:T6 Source:T7",
        "E2\tClaim:T9 About:E1 Source:T8",
        "E3\tSanction:T11 Sender:T10 Target:T4 Date:T6",
        "E4\tNegotiation:T12 Party:T3 Party2:T10 Date:T6 Source:T7",
        *("A1\tFactuality E2 CT-", "A2\tAspect E2 occurrence", "A3\tStatus E1 held", "A4\tStatus E3 in_force"),
        "A5\tStatus E4 held",
        "N1\tReference T6 EDTF:2019-05\tMay 2019",
        f"#1\tAnnotatorNotes E1\t{words}",
    )


def file_names(payloads: Iterable[str]) -> list[str]:
    """The payloads as names of files."""
    return [f"{NO_FILE_NAME.sub('∕', payload)} {number}" for number, payload in enumerate(payloads)]


def write_corpus(folder: Path, payloads: Iterable[str]) -> None:
    """A document for each payload, with it in names, quotes, title and address."""
    folder.mkdir()
    entries = {}
    for number, payload in enumerate(payloads):
        sheet, told = sheet_of(payload), re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", payload).strip() or "x"
        (folder / f"{number}.txt").write_text(sheet.text, encoding="utf-8", newline="")
        (folder / f"{number}.ann").write_text("\n".join(sheet.lines) + "\n", encoding="utf-8", newline="")
        plain = "".join(letter for letter in told if not is_obeyed(letter))
        entries[str(number)] = {"id": f"{plain} {number}", "title": f"{told} title", "published": "2020-01"}
        entries[str(number)]["url"] = f"https://example.org/{told}"
    (folder / "documents.json").write_text(json.dumps(entries), encoding="utf-8")


def write_faults(folder: Path, payloads: Iterable[str]) -> None:
    """Files whose names hold the payloads, none of which can be read without a fault."""
    folder.mkdir()
    for name in file_names(payloads):
        (folder / f"{name}.txt").write_text("Iran and Iraq", encoding="utf-8")
        (folder / f"{name}.ann").write_text(f"T1\tState 0 99\tIran\nQ {name[:4]}\n", encoding="utf-8")
    (folder / "lone.ann").write_text("", encoding="utf-8")
    (folder / "judgements.jsonl").write_text('{"left": "\x1b[31m"}\n', encoding="utf-8")


PLANT = """
UNWIND $all AS p
CREATE (:Event {id: 'event ' + p, type: p, verdict: p, status: p}),
       (:Actor {id: 'actor ' + p, name: p, kind: p, aliases: [p]}),
       (:Document {id: 'document ' + p, title: p, published: p, loaded_at: p, version: p, sha256: p, content: p})
"""
"""Puts them where no file of ours could: as types, verdicts, kinds and ids, which a stranger's store may hold."""

SPOIL = """
MATCH (d:Document) SET d.title = d.title + $tail
WITH count(*) AS documents
MATCH (a:Actor) WHERE a.name ENDS WITH 'envoy' SET a.name = a.name + $tail
WITH count(*) AS actors
MATCH (c:Claim) SET c.factuality = c.factuality + $tail
"""
"""Spoils what questions tell."""

TAIL = " \x1b]0;title\x07\n\u202e\x9b31m\x7f"

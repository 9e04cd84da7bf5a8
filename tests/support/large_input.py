"""Annotated documents of any length, each kind hard on another rule: what a campaign and the tests of effort read.

A kind takes a number of lines and gives a text with about so many lines of annotation, sound or faulty.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Kind = Callable[[int], "Draft"]


@dataclass
class Draft:
    """A text that grows with its annotations."""

    pieces: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    length: int = 0
    marks: int = 0

    def say(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def mark(self, kind: str, words: str) -> str:
        """Words at the end of the text, marked; the id of the mention."""
        self.marks += 1
        name, start = f"T{self.marks}", self.length
        self.say(words)
        self.lines.append(f"{name}\t{kind} {start} {self.length}\t{words}")
        self.say(". " if self.marks % 7 == 0 else " ")
        return name

    def note(self, *lines: str) -> None:
        self.lines.extend(lines)

    def write(self, folder: Path, stem: str = "large") -> Path:
        """The pair of files; the path of the annotations."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.txt").write_text("".join(self.pieces), encoding="utf-8", newline="")
        (folder / f"{stem}.ann").write_text("".join(f"{line}\n" for line in self.lines), encoding="utf-8", newline="")
        return folder / f"{stem}.ann"


def _meetings(lines: int) -> Draft:
    """Sound talks, each with a trigger, two parties, a day and a status."""
    draft = Draft()
    for n in range(lines // 8):
        one, other = draft.mark("State", "Peru"), draft.mark("Official", f"Envoy Ana Number{n}")
        day, trigger = draft.mark("Date", "1 May 2019"), draft.mark("Negotiation", "conferred")
        draft.note(f"E{n}\tNegotiation:{trigger} Party:{one} Party2:{other} Date:{day}", f"A{n}\tStatus E{n} held")
        draft.note(f"N{n}\tReference {day} EDTF:2019-05-01\t1 May", f"R{n}\tOf Arg1:{other} Arg2:{one}")
    return draft


def _chain(lines: int, role: str, kind: str, last: str, *, backwards: bool = False) -> Draft:
    """Each event names the next; what the last one names is up to the caller."""
    draft = Draft()
    count = lines // 2
    found = []
    for n in range(count):
        following = f"E{n + 1}" if n + 1 < count else last
        trigger = draft.mark(kind, "left")
        found.append(f"E{n}\t{kind}:{trigger} {role}:{following}".rstrip())
    draft.note(*(reversed(found) if backwards else found))
    return draft


def _told_only_to_be_denied(lines: int) -> Draft:
    """Claims that each speak of two events: where one goes the next has nothing left to stand on."""
    draft = Draft()
    party = draft.mark("State", "Peru")
    count = lines // 5
    for n in range(count):
        trigger, claim = draft.mark("Negotiation", "conferred"), draft.mark("Claim", "denied")
        draft.note(f"E{2 * n}\tNegotiation:{trigger} Party:{party}")
        draft.note(f"E{2 * n + 1}\tClaim:{claim} Source:{party} About:E{2 * n} About2:E{2 * (n + 1)}")
        draft.note(f"A{n}\tFactuality E{2 * n + 1} CT-")
    return draft


def _affiliated(lines: int, relation: str, kind: str, *, backwards: bool = False, ring: bool = False) -> Draft:
    """Actors that lead from one to the next."""
    draft = Draft()
    count = lines // 2
    names = [draft.mark(kind, f"the band of {n}") for n in range(count)]
    pairs = [f"{relation} Arg1:{one} Arg2:{other}" for one, other in itertools.pairwise(names)]
    pairs += [f"{relation} Arg1:{names[-1]} Arg2:{names[0]}"] * ring
    draft.note(*(f"R{n}\t{words}" for n, words in enumerate(reversed(pairs) if backwards else pairs)))
    return draft


def _diamonds(lines: int) -> Draft:
    """Collectives whose two halves have both the same two halves, and so on."""
    draft = Draft()
    names = [draft.mark("Group", f"the band of {n}") for n in range(lines // 3)]
    pairs = [
        (names[n], names[n + further]) for n in range(len(names)) for further in (1, 2) if n + further < len(names)
    ]
    draft.note(*(f"R{n}\tMember Arg1:{one} Arg2:{other}" for n, (one, other) in enumerate(pairs)))
    return draft


def _comb(lines: int) -> Draft:
    """Collectives that hold one more actor each than the next."""
    draft = Draft()
    names = [draft.mark("Group", f"the band of {n}") for n in range(lines // 4)]
    tips = [draft.mark("Person", f"Ana Number{n}") for n in range(lines // 4)]
    draft.note(*(f"R{n}\tMember Arg1:{one} Arg2:{names[n + 1]}" for n, one in enumerate(names[:-1])))
    draft.note(*(f"R{len(names) + n}\tMember Arg1:{names[n]} Arg2:{tip}" for n, tip in enumerate(tips)))
    return draft


def _equivalent(lines: int) -> Draft:
    """One actor by as many mentions as there are, joined two by two."""
    draft = Draft()
    names = [draft.mark("State", "Peru") for _ in range(lines // 2)]
    draft.note(*(f"*\tEquiv {one} {other}" for one, other in itertools.pairwise(names)))
    return draft


def _equivalent_at_once(lines: int) -> Draft:
    draft = Draft()
    names = [draft.mark("State", "Peru") for _ in range(lines - 1)]
    draft.note(f"*\tEquiv {' '.join(names)}")
    return draft


def _equivalent_and_different(lines: int) -> Draft:
    """Mentions joined in one line after the other, though each has an item of its own."""
    draft = Draft()
    names = [draft.mark("Person", f"Ana Number{n}") for n in range(lines // 3)]
    draft.note(*(f"N{n}\tReference {name} Wikidata:Q{n + 1}\tAna" for n, name in enumerate(names)))
    draft.note(*(f"*\tEquiv {one} {other}" for one, other in itertools.pairwise(names)))
    return draft


def _sets_of_dates(lines: int) -> Draft:
    draft = Draft()
    for n in range(lines // 2):
        day = draft.mark("Date", "one of these days")
        members = ",".join(f"{1000 + (n + m) % 9000}" for m in range(100))
        draft.note(f"N{n}\tReference {day} EDTF:{{{members}}}\tdays")
    return draft


def _masked_dates(lines: int) -> Draft:
    draft = Draft()
    marks = itertools.product("?~%", "XXX1", "?~%", ["02-29", "02-30", "XX-31", "0X-3X"], "?~%", range(10))
    masks = itertools.cycle("".join(map(str, parts)) for parts in _masks(marks))
    for n in range(lines // 2):
        day = draft.mark("Date", "some day")
        draft.note(f"N{n}\tReference {day} EDTF:{next(masks)}\tday")
    return draft


def _masks(marks: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Years that differ, as far as digits and marks allow, with days that few years or none have."""
    for sure, _, month_sure, rest, day_sure, _ in marks:
        for year in (f"{a}{b}{c}{d}" for a in "X19" for b in "X09" for c in "X123456789" for d in "X13579"):
            month, day = str(rest).split("-")
            yield sure, year, "-", month_sure, month, "-", day_sure, day


def _unknown(lines: int, form: str, *, target: str = "State") -> Draft:
    """Lines that each hold another word that is none of the scheme."""
    draft = Draft()
    mention = draft.mark(target, "Peru")
    draft.note(*(form.format(n=n, mention=mention) for n in range(lines)))
    return draft


def _misplaced(lines: int) -> Draft:
    """Mentions whose offsets are wrong, whose words stand far off or nowhere."""
    draft = Draft()
    for n in range(lines):
        draft.say(f"Nothing {n} is marked here, not even by a word. ")
    draft.note(*(f"T{n}\tState {n} {n + 5}\tPeru{n % 3}" for n in range(lines)))
    return draft


def _broad(lines: int) -> Draft:
    """Mentions that record a word and span the whole text."""
    draft = Draft()
    draft.say("Nothing is marked here. " * lines)
    draft.note(*(f"T{n}\tState 0 {draft.length - n}\tPeru" for n in range(lines)))
    return draft


def _in_many_pieces(lines: int) -> Draft:
    """Mentions of twenty pieces each."""
    draft = Draft()
    draft.say("Peru " * 20)
    spans = ";".join(f"{5 * n} {5 * n + 4}" for n in range(20))
    draft.note(*(f"T{n}\tState {spans}\t{' '.join(['Peru'] * 20)}" for n in range(lines)))
    return draft


def _lone_triggers(lines: int) -> Draft:
    """Triggers whose events were all refused for a role cut off."""
    draft = Draft()
    draft.note(*(f"E{n}\tNegotiation:{draft.mark('Negotiation', 'conferred')} Party" for n in range(lines // 2)))
    return draft


def _same_events(lines: int, *, apart: bool = False) -> Draft:
    """Talks that are all one; ``apart``: each with parties of its own."""
    draft = Draft()
    count = lines // (6 if apart else 4)
    shared = [] if apart else [draft.mark("State", "Peru"), draft.mark("State", "Chile")]
    for n in range(count):
        parties = [draft.mark("Person", f"Ana Number{2 * n + m}") for m in range(2)] if apart else shared
        trigger = draft.mark("Negotiation", "conferred")
        draft.note(f"E{n}\tNegotiation:{trigger} Party:{parties[0]} Party2:{parties[1]}", f"A{n}\tStatus E{n} held")
    draft.note(*(f"R{n}\tSameEvent Arg1:E{n} Arg2:E{n + 1}" for n in range(count - 1)))
    return draft


def _crowded(lines: int) -> Draft:
    """Talks with five hundred parties each."""
    draft = Draft()
    names = [draft.mark("Person", f"Ana Number{n}") for n in range(500)]
    parties = " ".join(f"Party{n}:{name}" for n, name in enumerate(names, 1))
    for n in range(max(1, (lines - 500) // 3)):
        draft.note(f"E{n}\tNegotiation:{draft.mark('Negotiation', 'conferred')} {parties}", f"A{n}\tStatus E{n} held")
    return draft


def _delegations(lines: int) -> Draft:
    """Talks between delegates who all act for one side."""
    draft = Draft()
    side = draft.mark("State", "Peru")
    for n in range(max(1, lines // 32)):
        names = [draft.mark("Official", f"Envoy Ana Number{n * 10 + m}") for m in range(10)]
        draft.note(*(f"R{n * 10 + m}\tOf Arg1:{name} Arg2:{side}" for m, name in enumerate(names)))
        parties = " ".join(f"Party{m}:{name}" for m, name in enumerate(names, 1))
        draft.note(f"E{n}\tNegotiation:{draft.mark('Negotiation', 'conferred')} {parties}", f"A{n}\tStatus E{n} held")
    return draft


def _speakers(lines: int) -> Draft:
    """Claims handed on by collectives: each way through them is a chain of its own."""
    draft = Draft()
    names = [draft.mark("Person", f"Ana Number{n}") for n in range(8)]
    bands = [draft.mark("Group", f"the band of {n}") for n in range(8)]
    pairs = itertools.product(bands, names)
    draft.note(*(f"R{n}\tMember Arg1:{one} Arg2:{other}" for n, (one, other) in enumerate(pairs)))
    via = " ".join(f"Via{n}:{band}" for n, band in enumerate(bands, 1))
    for n in range(max(1, (lines - 100) // 2)):
        draft.note(f"E{n}\tNegotiation:{draft.mark('Negotiation', 'conferred')} Party:{names[0]} {via}")
    return draft


def _denied(lines: int) -> Draft:
    """Talks that stand there to be denied, one claim each, some on status and date."""
    draft = Draft()
    party = draft.mark("State", "Peru")
    for n in range(lines // 7):
        trigger, claim = draft.mark("Negotiation", "conferred"), draft.mark("Claim", "denied")
        draft.note(f"E{2 * n}\tNegotiation:{trigger} Party:{party}", f"A{4 * n}\tStatus E{2 * n} held")
        draft.note(
            f"E{2 * n + 1}\tClaim:{claim} Source:{party} About:E{2 * n}", f"A{4 * n + 1}\tAspect E{2 * n + 1} status"
        )
        draft.note(f"A{4 * n + 2}\tStatus E{2 * n + 1} failed")
    return draft


def _one_denied_by_all(lines: int) -> Draft:
    """One event of which every claim speaks."""
    draft = Draft()
    party = draft.mark("State", "Peru")
    draft.note(f"E0\tNegotiation:{draft.mark('Negotiation', 'conferred')} Party:{party}", "A0\tStatus E0 held")
    for n in range(1, lines // 4):
        claim = draft.mark("Claim", "denied")
        draft.note(f"E{n}\tClaim:{claim} Source:{party} About:E0", f"A{2 * n}\tAspect E{n} status")
        draft.note(f"A{2 * n + 1}\tStatus E{n} failed")
    return draft


def _attributes_of_one(lines: int) -> Draft:
    draft = Draft()
    trigger = draft.mark("Negotiation", "conferred")
    draft.note(f"E1\tNegotiation:{trigger}")
    draft.note(*(f"A{n}\tStatus E1 {'held' if n % 2 else 'failed'}" for n in range(lines)))
    return draft


def _titled(lines: int) -> Draft:
    """People with more titles than names, two of whom act for a state."""
    draft = Draft()
    state = draft.mark("State", "Peru")
    names = [draft.mark("Official", f"{'President Minister ' * 20}Ana Number{n}") for n in range(lines // 2)]
    draft.note(*(f"R{n}\tOf Arg1:{name} Arg2:{state}" for n, name in enumerate(names)))
    return draft


def _without_full_stops(lines: int) -> Draft:
    """Talks in a text that is one endless sentence."""
    draft = Draft()
    party = draft.mark("State", "Peru")
    for n in range(lines // 3):
        trigger = draft.mark("Negotiation", "conferred")
        draft.note(f"E{n}\tNegotiation:{trigger} Party:{party}", f"A{n}\tStatus E{n} held")
    draft.pieces = [piece.replace(".", ",") for piece in draft.pieces]
    return draft


def _notes(lines: int) -> Draft:
    draft = Draft()
    mention = draft.mark("State", "Peru")
    draft.note(*(f"#{n}\tAnnotatorNotes {mention if n % 2 else f'T{n + 2}'}\tsure?" for n in range(lines)))
    return draft


def _digits(lines: int) -> Draft:
    draft = Draft()
    trigger = draft.mark("Negotiation", "conferred")
    draft.note(f"E1\tNegotiation:{trigger} Party{'1' * 20 * lines}")
    return draft


KINDS: dict[str, Kind] = {
    "meetings": _meetings,
    "events that lead to one that is not there": lambda n: _chain(n, "From", "Withdrawal", "E999999"),
    "events that lead on": lambda n: _chain(n, "From", "Withdrawal", "T1"),
    "events that lead on, the last first": lambda n: _chain(n, "From", "Withdrawal", "E999999", backwards=True),
    "events in a ring": lambda n: _chain(n, "From", "Withdrawal", "E0"),
    "events in a ring, the last first": lambda n: _chain(n, "From", "Withdrawal", "E0", backwards=True),
    "claims that lead on": lambda n: _chain(n, "About", "Claim", "E0"),
    "events that stand only to be denied": _told_only_to_be_denied,
    "affiliations that lead on": lambda n: _affiliated(n, "Of", "Organization"),
    "affiliations that lead on, the last first": lambda n: _affiliated(n, "Of", "Organization", backwards=True),
    "affiliations in a ring": lambda n: _affiliated(n, "Of", "Organization", backwards=True, ring=True),
    "members that lead on": lambda n: _affiliated(n, "Member", "Group"),
    "members in a ring": lambda n: _affiliated(n, "Member", "Group", ring=True),
    "members shared by all": _diamonds,
    "members more and more": _comb,
    "equivalences two by two": _equivalent,
    "equivalences at once": _equivalent_at_once,
    "equivalences of different items": _equivalent_and_different,
    "sets of dates": _sets_of_dates,
    "dates that few years have": _masked_dates,
    "unknown types": lambda n: _unknown(n, "E{n}\tNegociation{n}:{mention}"),
    "unknown attributes": lambda n: _unknown(n, "A{n}\tStatos{n} {mention} held"),
    "unknown relations": lambda n: _unknown(n, "R{n}\tOff{n} Arg1:{mention} Arg2:{mention}"),
    "unknown codes": lambda n: _unknown(n, "N{n}\tReference {mention} ISO3166:P{n}R\tPeruu{n}"),
    "attributes in the wrong place": lambda n: _unknown(n, "A{n}\tStatus {mention} held"),
    "attributes of nothing": lambda n: _unknown(n, "A{n}\tStatus E{n} held"),
    "one event's attributes": _attributes_of_one,
    "notes": _notes,
    "misplaced mentions": _misplaced,
    "mentions of the whole text": _broad,
    "mentions in many pieces": _in_many_pieces,
    "lone triggers": _lone_triggers,
    "reports of one event": _same_events,
    "reports of one event by others": lambda n: _same_events(n, apart=True),
    "five hundred parties": _crowded,
    "delegations": _delegations,
    "claims by way of many": _speakers,
    "claims on status": _denied,
    "one event denied by all": _one_denied_by_all,
    "titles": _titled,
    "one endless sentence": _without_full_stops,
    "digits": _digits,
}
"""Every kind by what its documents hold."""

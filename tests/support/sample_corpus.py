"""The sample corpus read line by line without the project's own reader: the two can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "loaders" / "sample"
STEMS = tuple(sorted(path.stem for path in SAMPLE.glob("*.txt")))
CONFIGURATION = ("annotation.conf", "visual.conf", "documents.json")
LINE = {
    "T": re.compile(r"T\d+\t\w+ \d+ \d+\t\S(.*\S)?"),
    "E": re.compile(r"E\d+\t\w+:T\d+( [A-Z]\w+:[TE]\d+)*"),
    "A": re.compile(r"A\d+\t\w+ [TE]\d+ \S+"),
    "N": re.compile(r"N\d+\tReference T\d+ (ISO3166:[A-Z]{3}|Wikidata:Q\d+|EDTF:\S+)\t\S(.*\S)?"),
    "*": re.compile(r"\*\tEquiv T\d+( T\d+)+"),
    "R": re.compile(r"R\d+\t\w+ Arg1:[TE]\d+ Arg2:[TE]\d+"),
}
SECTION = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
MACRO = re.compile(r"^(<\w+>)=(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Event:
    stem: str
    id: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]
    attributes: tuple[tuple[str, str], ...]

    def fillers(self, role: str) -> tuple[str, ...]:
        return tuple(filler for name, filler in self.roles if name == role)

    def attribute(self, name: str) -> str | None:
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Brief:
    stem: str
    text: str
    lines: tuple[str, ...]

    def of(self, letter: str) -> tuple[list[str], ...]:
        return tuple(re.split(r"[\t ]", line) for line in self.lines if line[0] == letter)

    def spans(self) -> dict[str, tuple[str, str]]:
        """The type and the text of each mention, by id."""
        return {one[0]: (one[1], self.text[int(one[2]) : int(one[3])]) for one in self.of("T")}

    def events(self) -> tuple[Event, ...]:
        return tuple(self._event(one) for one in self.of("E"))

    def _event(self, parts: list[str]) -> Event:
        kind, trigger = parts[1].split(":")
        roles = tuple(tuple(argument.split(":")) for argument in parts[2:])
        return Event(
            stem=self.stem,
            id=parts[0],
            type=kind,
            trigger=self.spans()[trigger][1],
            roles=tuple((name.rstrip("0123456789"), filler) for name, filler in roles),
            attributes=tuple((one[1], one[3]) for one in self.of("A") if one[2] == parts[0]),
        )

    def norm(self, mention: str) -> tuple[str, ...]:
        return tuple(one[3].partition(":")[2] for one in self.of("N") if one[2] == mention)

    def same(self, mention: str) -> frozenset[str]:
        """All mentions of the actor that this one mentions."""
        classes = (frozenset(one[2:]) for one in self.of("*"))
        return next((one for one in classes if mention in one), frozenset({mention}))

    def related(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((one[2][5:], one[3][5:]) for one in self.of("R") if one[1] == name)


@cache
def read(stem: str) -> Brief:
    text = (SAMPLE / f"{stem}.txt").read_bytes().decode("utf-8")
    lines = (SAMPLE / f"{stem}.ann").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return Brief(stem, text, tuple(lines))


@cache
def corpus() -> tuple[Event, ...]:
    return tuple(event for stem in STEMS for event in read(stem).events())


def where(**wanted: str) -> tuple[Event, ...]:
    """Events whose type and attributes are as given."""
    kind = wanted.pop("type", None)
    fitting = (event for event in corpus() if kind in {None, event.type})
    return tuple(event for event in fitting if wanted.items() <= dict(event.attributes).items())


def about(claim: Event) -> Event:
    (target,) = claim.fillers("About")
    return next(event for event in read(claim.stem).events() if event.id == target)


def claims_on(event: Event) -> tuple[Event, ...]:
    claims = (one for one in where(type="Claim") if one.stem == event.stem)
    return tuple(one for one in claims if event.id in one.fillers("About"))


def dates(event: Event) -> tuple[str, ...]:
    brief = read(event.stem)
    return tuple(norm for filler in event.fillers("Date") for norm in brief.norm(filler))


def words(event: Event, role: str) -> tuple[str, ...]:
    spans = read(event.stem).spans()
    return tuple(spans[filler][1] for filler in event.fillers(role))


def groups() -> Iterator[tuple[Brief, str, str]]:
    for brief in map(read, STEMS):
        for mention, (kind, text) in brief.spans().items():
            if kind == "Group":
                yield brief, mention, text


@cache
def configuration() -> dict[str, dict[str, str]]:
    """Each section of annotation.conf: what it declares, with the macros written out."""
    pieces = SECTION.split((SAMPLE / "annotation.conf").read_text(encoding="utf-8"))[1:]
    return {name: dict(declared(body)) for name, body in zip(pieces[::2], pieces[1::2], strict=True)}


def declared(body: str) -> Iterator[tuple[str, str]]:
    for macro, meaning in MACRO.findall(body):
        body = body.replace(f":{macro}", f":{meaning}")
    for line in body.splitlines():
        if line and line[0] not in "#<":
            name, _, rest = line.partition("\t")
            yield name, rest

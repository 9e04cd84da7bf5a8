"""Kinds of damage to a folder of brat files, each a small function that says which fault must be found.

They work on any folder of annotated text that holds a pair of states, a place, organisations and events, so the same
damage is done to the small corpus written here, to the seeds and to a user's own files.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goodoffices.graph.errors import Fault
from goodoffices.graph.validation.pipeline import validated
from goodoffices.loaders import read
from tests.support.tree import ROOT


def shared(*parts: str) -> Path:
    """A path in the folder of shared fixtures, there or not."""
    folder = os.environ.get("GOODOFFICES_SHARED")
    return (Path(folder) if folder else ROOT.parent / "shared").joinpath(*parts)


ALGIERS = """Algeria, at Iran’s wish, carried proposals between Iran and the United States until January 1981.
On 19 January the two states signed the Algiers Accords, which its foreign minister Mohammed Benyahia announced.
The United States had frozen Iranian assets in November 1979, and the sanctions were then lifted.
The Iranians denied that they had met the Americans. The United Nations and the Red Crescent stood by in Algiers.
"""

ALGIERS_ANN = """T1\tState 0 7\tAlgeria
T2\tState 12 16\tIran
T3\tState 51 55\tIran
T4\tState 60 77\tthe United States
T5\tDate 84 96\tJanuary 1981
T6\tMediation 25 42\tcarried proposals
E1\tMediation:T6 Mediator:T1 Party:T3 Party2:T4 Requester:T2 Date:T5
A1\tStatus E1 held
A2\tMethod E1 communication
N1\tReference T1 ISO3166:DZA\tAlgeria
N2\tReference T3 ISO3166:IRN\tIran
N3\tReference T4 ISO3166:USA\tUnited States
N4\tReference T5 EDTF:1981-01\tJanuary 1981
*\tEquiv T2 T3
"""


def algiers(folder: Path) -> Path:
    """A small corpus written into ``folder``: an annotated text, one without annotations, and ``documents.json``."""
    ann = ALGIERS_ANN + "".join(f"{line}\n" for line in _rest_of_algiers())
    (folder / "algiers.txt").write_bytes(ALGIERS.encode())
    (folder / "algiers.ann").write_bytes(ann.encode())
    (folder / "without-events.txt").write_bytes(b"Nothing is annotated here.\n")
    (folder / "without-events.ann").write_bytes(b"")
    entry = {"algiers": {"title": "The Algiers Accords", "published": None, "language": "en"}}
    (folder / "documents.json").write_text(json.dumps(entry, indent=1) + "\n", encoding="utf-8")
    return folder


def _rest_of_algiers() -> Iterator[str]:
    marked = (
        ("T7", "Agreement", "signed"),
        ("T8", "Group", "the two states"),
        ("T9", "Official", "Mohammed Benyahia"),
        ("T10", "Sanction", "sanctions"),
        ("T11", "State", "The Iranians"),
        ("T12", "State", "the Americans"),
        ("T13", "Claim", "denied"),
        ("T14", "Negotiation", "met"),
        ("T15", "Organization", "The United Nations"),
        ("T16", "Organization", "the Red Crescent"),
        ("T17", "Place", "Algiers."),
    )
    for name, type_, words in marked:
        start = ALGIERS.index(words)
        yield f"{name}\t{type_} {start} {start + len(words)}\t{words}"
    yield "E2\tAgreement:T7 Signatory:T8 Place:T17"
    yield "E3\tSanction:T10 Sender:T4 Target:T3"
    yield "E4\tNegotiation:T14 Party:T11 Party2:T12"
    yield "E5\tClaim:T13 Source:T11 About:E4"
    yield from ("A3\tStatus E2 held", "A4\tStatus E3 lifted", "A5\tStatus E4 held", "A6\tFactuality E5 CT-")
    yield from ("R1\tMember Arg1:T8 Arg2:T3\t", "R2\tMember Arg1:T8 Arg2:T4\t", "R3\tOf Arg1:T9 Arg2:T1\t")
    yield from ("*\tEquiv T11 T3", "*\tEquiv T12 T4", "#1\tAnnotatorNotes T16\tof Iran?")


@dataclass(frozen=True, slots=True)
class Expected:
    """The fault that a kind of damage must give: file name, line (0: the whole file), id, and words of the message."""

    file: str
    line: int
    id: str
    words: tuple[str, ...]

    def of(self, faults: Iterator[Fault]) -> Fault | None:
        """The first fault that is the expected one."""
        return next((fault for fault in faults if self._fits(fault)), None)

    def _fits(self, fault: Fault) -> bool:
        place = (Path(fault.path).name, fault.line, fault.id)
        return place == (self.file, self.line, self.id) and all(word in str(fault) for word in self.words)


Expectation = Callable[..., Expected]
"""Takes the words of the message and makes what to expect at a place already known."""


class NotHereError(LookupError):
    """The corpus has no line that this damage could be done to."""


class Sheet:
    """The lines of the folder's first annotation file that has events, to be changed and written back."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in sorted(folder.rglob("*.ann")) if re.search(rb"^E", path.read_bytes(), re.MULTILINE)]
        if not files:
            raise NotHereError("no annotation file with events")
        self.path = files[0]
        self.txt = self.path.with_suffix(".txt")
        self.lines = self.path.read_bytes().decode().rstrip("\n").split("\n")

    def find(self, pattern: str, nth: int = 0) -> int:
        """The index of the ``nth`` line that begins with the pattern."""
        found = [index for index, line in enumerate(self.lines) if re.match(pattern, line)]
        if len(found) <= nth:
            raise NotHereError(f"no line {pattern}")
        return found[nth]

    def id(self, pattern: str, nth: int = 0) -> str:
        """The id of that line."""
        return self.lines[self.find(pattern, nth)].split("\t")[0]

    def substitute(self, line: str, what: str, by: str) -> Expectation:
        """Change one line; gives the maker of what to expect there."""
        index = self.find(line)
        changed = re.sub(what, by, self.lines[index], count=1)
        if changed == self.lines[index]:
            raise NotHereError(f"nothing like {what} in {self.lines[index]}")
        self.lines[index] = changed
        return self.save(index)

    def append(self, *lines: str, at: int = -1) -> Expectation:
        """Add lines; gives the maker of what to expect at one of them, the last unless told."""
        self.lines.extend(lines)
        return self.save(len(self.lines) - len(lines) + range(len(lines))[at])

    def save(self, index: int) -> Expectation:
        """Write the file; gives the maker of what to expect at the line of that index."""
        self.path.write_bytes("".join(f"{line}\n" for line in self.lines).encode())
        name = re.split(r"[\t ]", self.lines[index])[0]
        return lambda *words: Expected(self.path.name, index + 1, name, words)


Doing = Callable[[Path], Expected]


def faults_of(folder: Path) -> list[Fault]:
    """Every fault that reading and checking the folder gives."""
    return [fault for reading in read([folder]) for fault in validated(reading).faults]


def copy(corpus: Path, target: Path) -> Path:
    """A copy of a corpus that may be written to."""
    target.mkdir(parents=True)
    for path in sorted(path for path in corpus.rglob("*") if path.suffix in {".ann", ".txt", ".json"}):
        place = target / path.relative_to(corpus)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target

"""One document while it is written: its text, and its annotations as lines of brat standoff.

Offsets are right by construction, since every mention is annotated at the moment when its words are written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class Paper:
    """A text that grows from left to right, with annotations that refer to it by offsets in code points."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lines: list[str] = []
        self._at = 0
        self._numbers: Counter[str] = Counter()

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def annotations(self) -> str:
        """All lines so far, as an ``.ann`` file has them."""
        return "".join(f"{line}\n" for line in self._lines)

    def write(self, words: str) -> None:
        """Adds words that no mention covers."""
        self._pieces.append(words)
        self._at += len(words)

    def mention(self, kind: str, words: str) -> str:
        """Adds words and a T line that covers them; returns its id."""
        start = self._at
        self.write(words)
        return self._line("T", f"{kind} {start} {self._at}\t{words}")

    def event(self, kind: str, trigger: str, arguments: Iterable[tuple[str, str]]) -> str:
        """Adds an E line with (role, filler) pairs, numbering the repeats of a role; returns its id."""
        times: Counter[str] = Counter()
        words = [f"{kind}:{trigger}"]
        for role, filler in arguments:
            times[role] += 1
            words.append(f"{role}{times[role] if times[role] > 1 else ''}:{filler}")
        return self._line("E", " ".join(words))

    def attribute(self, name: str, target: str, value: str) -> None:
        """Adds an A line."""
        self._line("A", f"{name} {target} {value}")

    def relation(self, name: str, source: str, target: str) -> None:
        """Adds an R line."""
        self._line("R", f"{name} Arg1:{source} Arg2:{target}")

    def normalisation(self, target: str, scheme: str, value: str, label: str) -> None:
        """Adds an N line."""
        self._line("N", f"Reference {target} {scheme}:{value}\t{label}")

    def equivalence(self, members: Iterable[str]) -> None:
        """Adds an Equiv line."""
        self._lines.append(f"*\tEquiv {' '.join(members)}")

    def _line(self, kind: str, rest: str) -> str:
        self._numbers[kind] += 1
        name = f"{kind}{self._numbers[kind]}"
        self._lines.append(f"{name}\t{rest}")
        return name

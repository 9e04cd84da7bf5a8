"""All the ways in which a grammar reads a sentence, as what a function makes of each, out of Lark's parse forest.

Lark's own trees would hold every combination of ways before one could count them; here equal ones are joined at once,
and a sentence with too many is refused while they are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Pieces = tuple[object, ...]
    Make = Callable[[str, Pieces], Pieces | None]

AT_MOST = 500
"""How many ways there may be to read a part of a sentence."""


class TooManyWaysError(Exception):
    """A part of a sentence can be read in more than AT_MOST ways."""


def readings(root: Any, make: Make, telling: frozenset[str]) -> list[Pieces]:
    """What ``make`` gives for each way to read the sentence that the forest ``root`` holds, in order, each once.

    ``make`` takes a rule's name and the pieces in it, and gives what stands for them, or None if they can't be meant.
    Of the tokens only those of the terminals ``telling`` are pieces. Raises TooManyWaysError.
    """
    return _Reader(make, telling).of(root)


class _Reader:
    def __init__(self, make: Make, telling: frozenset[str]) -> None:
        self.make = make
        self.telling = telling
        self.known: dict[int, list[Pieces]] = {}

    def of(self, node: Any) -> list[Pieces]:
        # Ways share their parts: read anew for each way, a sentence with a few "and" would take far too long.
        if id(node) not in self.known:
            once: dict[Pieces, None] = {}
            for pieces in self._ways(node):
                once[pieces] = None
                if len(once) > AT_MOST:
                    raise TooManyWaysError
            self.known[id(node)] = list(once)
        return self.known[id(node)]

    def _ways(self, node: Any) -> Iterator[Pieces]:
        if hasattr(node, "token"):
            yield (node.token,) if node.term.name in self.telling else ()
            return
        for packed in node.children:
            for left in self.of(packed.left) if packed.left else [()]:
                for right in self.of(packed.right) if packed.right else [()]:
                    pieces = (*left, *right)
                    found = pieces if node.is_intermediate else self.make(str(packed.rule.origin.name), pieces)
                    if found is not None:
                        yield found

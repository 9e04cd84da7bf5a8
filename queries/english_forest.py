"""All the ways in which a grammar reads a sentence, as what a function makes of each, out of Lark's parse forest.

Lark's own trees would hold every combination of ways before one could count them; here equal ones are joined at once,
and a sentence with too many is refused while they are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
        if id(node) not in self.known:
            self.known[id(node)] = _limited(self._leaf(node) if hasattr(node, "token") else self._inner(node))
        return self.known[id(node)]

    def _leaf(self, node: Any) -> Iterator[Pieces]:
        yield (node.token,) if node.term.name in self.telling else ()

    def _inner(self, node: Any) -> Iterator[Pieces]:
        for packed in node.children:
            for pieces in self._joined(packed):
                found = pieces if node.is_intermediate else self.make(str(packed.rule.origin.name), pieces)
                if found is not None:
                    yield found

    def _joined(self, packed: Any) -> Iterator[Pieces]:
        for left in self.of(packed.left) if packed.left else [()]:
            for right in self.of(packed.right) if packed.right else [()]:
                yield (*left, *right)


def _limited(found: Iterable[Pieces]) -> list[Pieces]:
    once: dict[Pieces, None] = {}
    for pieces in found:
        once[pieces] = None
        if len(once) > AT_MOST:
            raise TooManyWaysError
    return list(once)

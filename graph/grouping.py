"""Rows of several records told apart by the record that they belong to, and sequences in parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> defaultdict[K, list[V]]:
    """The values of each key in the order in which they come; a key without any has an empty list."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def parted(given: Sequence[V], size: int) -> Iterator[Sequence[V]]:
    """These in their order, ``size`` of them together, and what is left in the end."""
    return (given[start : start + size] for start in range(0, len(given), size))

"""Records by what they belong to, and sequences in parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.graph.grouping import grouped, parted


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_parts_are_the_whole_in_order(numbers: list[int], size: int) -> None:
    parts = list(parted(numbers, size))
    assert [one for part in parts for one in part] == numbers
    assert all(len(part) == size for part in parts[:-1])
    assert all(0 < len(part) <= size for part in parts)


def test_values_stand_with_their_key_and_one_without_any_has_none() -> None:
    found = grouped([("a", 1), ("b", 2), ("a", 3)])
    assert (found["a"], found["b"], found["c"]) == ([1, 3], [2], [])

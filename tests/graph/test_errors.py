"""The tree of errors is drawn in one docstring, and is the one that the classes make."""

from __future__ import annotations

import inspect
import re

from goodoffices.graph import errors


def drawn() -> dict[str, str]:
    """Each error of the drawing with the one above it."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for match in re.finditer(r"^([│├└─ ]*)([A-Z]\w+Error)", inspect.getdoc(errors) or "", re.MULTILINE):
        depth, name = len(match[1]), match[2]
        above = [(column, parent) for column, parent in above if column < depth]
        parents[name] = above[-1][1] if above else "Exception"
        above.append((depth, name))
    return parents


def test_the_drawing_is_the_tree() -> None:
    classes = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]
    assert drawn() == {one.__name__: one.__bases__[0].__name__ for one in classes}


def test_a_fault_says_where_what_and_what_to_do() -> None:
    fault = errors.Fault("a.ann", 3, "T1", "is wrong", "mend it")
    assert str(fault) == "a.ann:3: T1: is wrong (mend it)"
    assert str(errors.Fault("a.ann", 0, "", "is gone")) == "a.ann: is gone"
    assert str(errors.AnnotationError((fault, fault))) == f"{fault}\n{fault}"

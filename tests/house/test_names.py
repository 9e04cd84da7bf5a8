"""A name stands for one thing: no public function or class of one module bears the name of another's."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.house.test_imports import rooms

NAMED_TWICE = {"check": "a function of the Python API, and the command of that name, which calls it"}
"""The names that stand in two modules, and why."""


def public_names(text: str) -> list[str]:
    """The functions and classes that a module offers to others."""
    found = (one.name for one in ast.parse(text).body if isinstance(one, ast.FunctionDef | ast.ClassDef))
    return [name for name in found if not name.startswith("_")]


def test_no_public_name_stands_in_two_modules() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for path, text in rooms().items():
        for name in public_names(text):
            homes[name].append(path)
    assert {name: paths for name, paths in homes.items() if len(paths) > 1 and name not in NAMED_TWICE} == {}
    assert [name for name in NAMED_TWICE if len(homes[name]) < 2] == []

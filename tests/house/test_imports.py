"""Who may import whom, and why: a folder uses what lies beneath it, and no two modules need each other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

import pytest

from tests.support.tree import ROOMS, ROOT, modules

GROUND = {"graph": "records, errors and files, which need nothing of ours"}
VOCABULARY = {**GROUND, "graph/vocabulary": "the words that are known"}
RULES = {**VOCABULARY, "graph/rules": "what follows from records, without a text or a store"}
ASKING = {**RULES, "graph/store": "what answers a question"}
QUESTION = {
    **ASKING,
    "graph/measures": "numbers of a network, for who lies between whom",
    "queries/engine": "what all questions are asked and answered with",
    "queries/output": "which shape the rows have, and what tables say of one",
}

MAY_IMPORT: dict[str, dict[str, str]] = {
    "graph": {},
    "graph/vocabulary": GROUND,
    "graph/rules": VOCABULARY,
    "graph/construction": {**RULES, "graph/dump": "a contribution is known again by the digest of its lines there"},
    "graph/validation": {**RULES, "graph/construction": "who is who in a text is found by the rules that build it"},
    "graph/dump": RULES,
    "graph/store": {**RULES, "graph/dump": "what is stored has the order and the digest of its lines there"},
    "graph/store/embedded": {**GROUND, "graph/store/connection.py": "it asks its engine as any server is asked"},
    "graph/store/verification": {
        **RULES,
        "graph/dump": "what is stored is proved by the digest of its lines there",
        "graph/store": "it reads and mends by the statements that wrote",
    },
    "graph/measures": {},
    "loaders": RULES,
    "loaders/brat": {**RULES, "loaders": "files and documents are the same for all formats"},
    "queries/engine": ASKING,
    "queries/questions": QUESTION,
    "queries/questions/GROUP": {**QUESTION, "queries/questions": "each question says there what it is"},
    "queries/english": {
        **ASKING,
        "queries/engine": "a sentence becomes a question with its filters",
        "queries/questions": "which is explained as if it were asked by its name",
    },
    "queries/output": {
        **ASKING,
        "graph/measures": "the measures have their heads and their order there",
        "queries/engine": "rows are written by what they hold",
    },
    "pages": VOCABULARY,
}
"""What each folder may import beside itself, and why; `GROUP` stands for each folder there.

`goodoffices` and `goodoffices/cli`, where all meet, are not here: they may import everything, and nothing imports them.
"""

DOORS: dict[str, dict[str, str]] = {
    "graph/store/links.py": {"graph/store/embedded": "a store that is a folder gets its server here"},
    "graph/store/open_store.py": {"graph/store/embedded": "a folder that holds no store is not opened"},
    "graph/store/store.py": {"graph/store/verification": "verify and repair are methods of a store"},
    "graph/store/migrations.py": {"graph/store/verification": "a step takes only what verify finds sound"},
}
"""Single modules that may import more than their folder: the doors by which a folder is entered from above."""


def imported(text: str) -> set[str]:
    """Everything of goodoffices that a module imports, as path of the file or folder: ``graph/model``."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {"." * node.level + f"{node.module or ''}.{alias.name}" for alias in node.names}
    return {name.removeprefix("goodoffices").lstrip(".").replace(".", "/") for name in found if is_ours(name)}


def is_ours(name: str) -> bool:
    return name.startswith(("goodoffices.", ".")) or name == "goodoffices"


def rooms() -> dict[str, str]:
    """Every module that is shipped, by its path."""
    return {path: text for path, text in modules().items() if path.split("/")[0] in {*ROOMS, "goodoffices"}}


def module_of(target: str, known: Mapping[str, str]) -> str:
    """The file that an import leads to: a module, or the package in which it names something."""
    for path in (target, *map(str, PurePosixPath(target).parents)):
        for folder in ("", "goodoffices/"):
            for file in (f"{folder}{path}.py", str(PurePosixPath(f"{folder}{path}/__init__.py"))):
                if file in known:
                    return file
    return target


def folder_of(path: str) -> str:
    return str(PurePosixPath(path).parent)


def as_listed(folder: str) -> str:
    return re.sub(r"^queries/questions/\w+$", "queries/questions/GROUP", folder)


def open_to(path: str) -> Mapping[str, str]:
    """What a module may import beside its own folder, and why."""
    return {**MAY_IMPORT.get(as_listed(folder_of(path)), {}), **DOORS.get(path, {})}


def is_meeting_place(path: str) -> bool:
    return bool(re.fullmatch(r"goodoffices/(?:cli/)?\w+\.py", path))


def targets(path: str, text: str, known: Mapping[str, str]) -> Iterator[str]:
    """The files of ours that a module imports, without itself."""
    for target in sorted(imported(text)):
        if (file := module_of(target, known)) != path:
            yield file


def forbidden(path: str, text: str, known: Mapping[str, str]) -> list[str]:
    """The imports of a module that the table does not allow."""
    if is_meeting_place(path):
        return []
    allowed = {folder_of(path), *open_to(path)}
    return [one for one in targets(path, text, known) if not allowed & {one, folder_of(one), as_listed(folder_of(one))}]


@pytest.mark.parametrize(
    ("path", "text", "refused"),
    [
        ("graph/a.py", "from goodoffices.graph.model import Event", []),
        ("loaders/a.py", "import goodoffices.graph.model", []),
        ("loaders/a.py", "from goodoffices.graph import model", []),
        ("queries/engine/a.py", "from goodoffices.queries.engine import rows", []),
        ("goodoffices/cli/ask.py", "from goodoffices.pages import render", []),
        ("goodoffices/api.py", "import goodoffices.loaders", []),
        ("graph/store/embedded/a.py", "from goodoffices.graph.store.connection import open_driver", []),
        ("graph/store/embedded/a.py", "from goodoffices.graph.store import connection", []),
        ("graph/store/store.py", "from goodoffices.graph.store.verification import verify", []),
        ("graph/store/a.py", "from goodoffices.graph.store.verification import verify", ["verification/verify.py"]),
        ("graph/store/embedded/a.py", "from goodoffices.graph.store.read import ODD", ["graph/store/read.py"]),
        ("queries/engine/a.py", "import goodoffices.queries.questions.time.around", ["time/around.py"]),
        ("graph/a.py", "def f():\n    from goodoffices.loaders import read", ["loaders/__init__.py"]),
        ("graph/a.py", "from goodoffices import loaders", ["loaders/__init__.py"]),
        ("pages/a.py", "import goodoffices.queries.engine.rows", ["queries/engine/rows.py"]),
        ("queries/engine/a.py", "from goodoffices.cli.app import app", ["goodoffices/cli/app.py"]),
        ("graph/a.py", "import goodoffices", ["goodoffices/__init__.py"]),
        ("graph/a.py", "from ..loaders import registry", ["loaders/registry.py"]),
    ],
)
def test_the_rule_of_imports_is_read_right(path: str, text: str, refused: list[str]) -> None:
    found = forbidden(path, text, rooms())
    assert len(found) == len(refused)
    assert all(one.endswith(end) for one, end in zip(found, refused, strict=True))


def test_imports_flow_one_way() -> None:
    known = rooms()
    wrong = {path: forbidden(path, text, known) for path, text in known.items()}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_the_table_has_every_folder_and_no_other() -> None:
    folders = {as_listed(folder_of(path)) for path in rooms() if not is_meeting_place(path)}
    empty = {"queries"}  # nothing but the line that makes it a package
    assert folders - empty == set(MAY_IMPORT)


def test_the_folders_lie_in_layers() -> None:
    """The table itself allows no circle; what a door allows leads into the folder whose door it is."""
    layers = {
        folder: {folder_of(one) if one.endswith(".py") else one for one in may} for folder, may in MAY_IMPORT.items()
    }
    layers["graph/store/embedded"] -= {"graph/store"}  # one module of it alone, which needs nothing of the rest
    tuple(TopologicalSorter(layers).static_order())
    assert all(MAY_IMPORT[beyond] for may in DOORS.values() for beyond in may)


def test_no_two_modules_need_each_other() -> None:
    """Not even within a function or for a type: what needs each other is one thing, or has a third in common."""
    known = rooms()
    try:
        tuple(TopologicalSorter({path: set(targets(path, text, known)) for path, text in known.items()}).static_order())
    except CycleError as error:
        pytest.fail(" needs ".join(reversed(error.args[1])))


ROW = re.compile(r"^\| `(?P<folder>[^`]+)` \| [^|]+ \| (?P<may>[^|]+) \|$", re.MULTILINE)


def test_contributing_says_the_same() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = {row["folder"].rstrip("/"): re.findall(r"`([^`]+)`", row["may"]) for row in ROW.finditer(text)}
    assert {folder: sorted(may) for folder, may in told.items()} == {
        folder: sorted(may) for folder, may in MAY_IMPORT.items()
    }

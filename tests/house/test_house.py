"""The house keeps its own rules: who imports whom, how large a file may be, what no file may hold."""

from __future__ import annotations

import ast
import os
import re
import tomllib
from pathlib import PurePosixPath

import pytest
import yaml

from tests.support.tree import ROOMS, ROOT, modules, texts, tree


def is_meeting_place(path: str) -> bool:
    return bool(re.fullmatch(r"goodoffices/(?:cli/)?\w+\.py", path))


def test_no_module_is_over_400_lines() -> None:
    lengths = {path: text.count("\n") for path, text in modules().items()}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_only_the_command_line_prints() -> None:
    rooms = {path: text for path, text in modules().items() if path.split("/")[0] in {*ROOMS, "goodoffices"}}
    names = {path: called(text) for path, text in rooms.items() if not is_meeting_place(path)}
    assert [path for path, calls in names.items() if "print" in calls] == []


def called(text: str) -> set[str]:
    calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return {name.id for name in calls if isinstance(name, ast.Name)}


HEADER = re.compile(
    r"// title: \S.*\n(?:// command: .+\n)?(?:// parameter (?P<name>\w+): \w+, .+\n)*"
    r"(?:// rows: (?:events|pairs|\w+\.py)\n)?(?:// order: time\n)?// example: goodoffices .+\n"
)


@pytest.mark.parametrize("path", sorted(path for path in tree() if path.endswith(".cypher")))
def test_a_question_says_what_it_is(path: str) -> None:
    """The header gives title, group, each parameter that the text uses and no other, and an example."""
    text = (ROOT / path).read_text(encoding="utf-8")
    header = HEADER.match(text)
    assert header is not None
    body = re.sub(r"//.*", "", text[header.end() :])
    named = set(re.findall(r"^// parameter (\w+)", header[0], re.MULTILINE))
    assert named == set(re.findall(r"\$(\w+)", body)) or not body.strip()


PRIVATE = {
    "a path of some machine": r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|opt/\w+|tmp/w\w*)/",
    "a package registry": r"(?i)\b(?:(?:files\.)?py"
    r"thonhosted|py"
    r"pi|registry\.npm"
    r"js|repo1?\.maven|[\w-]*artif"
    r"actory[\w-]*|nex"
    r"us|dev"
    r"pi)\.\w",
    "a mail address": r"\b[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\b",
}
"""What no file of the project holds. The names of registries are broken up, so that this file does not hold them."""

BY_OTHERS = re.compile(r"pages/vendor/|LICENSE$")


@pytest.mark.parametrize("what", PRIVATE)
def test_no_file_holds(what: str) -> None:
    own = {path: text for path, text in texts().items() if not BY_OTHERS.match(path)}
    found = {path: re.findall(PRIVATE[what], text) for path, text in own.items()}
    assert {path: hits for path, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of some machine", "see /home/" + "someone/x"),
        ("a package registry", "https://py" + "pi.org/simple"),
        ("a package registry", "https://files.python" + "hosted.org/x"),
        ("a mail address", "write to someone" + "@" + "example.org"),
    ],
)
def test_what_no_file_may_hold_would_be_found(what: str, text: str) -> None:
    assert re.search(PRIVATE[what], text)


def test_text_is_utf8_with_plain_line_ends() -> None:
    own = {path: text for path, text in texts().items() if not BY_OTHERS.match(path)}
    assert [path for path, text in own.items() if "\r" in text or (text and not text.endswith("\n"))] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_link_of_a_room_leads_to_it(room: str) -> None:
    link = ROOT / "goodoffices" / room
    if not link.is_symlink():
        pytest.skip("this checkout was made without symbolic links")
    assert link.readlink().as_posix() == f"../{room}"


def test_nothing_but_the_rooms_is_linked() -> None:
    links = {path for path in tree() if (ROOT / path).is_symlink()}
    assert links <= {f"goodoffices/{room}" for room in ROOMS}


REQUIRED = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", ".ci/run", "docker-compose.yml"),
    *("pyproject.toml", "requirements/runtime.txt", "requirements/dev.txt", "requirements/build.txt"),
    *("graph/vocabulary/ontology.yaml", "graph/model.py", "loaders/sample/documents.json", "goodoffices/py.typed"),
    *(f"{room}/__init__.py" for room in ROOMS),
)


def test_the_tree_is_whole() -> None:
    assert sorted(set(REQUIRED) - set(tree())) == []


def test_no_folder_is_packaged_unknown_to_the_project() -> None:
    """Each folder of Python is a package of the project's own list, and the list names no other."""
    folders = {str(PurePosixPath(path).parent) for path in tree() if path.endswith(".py")}
    packages = {name if name == "goodoffices" else package_folder(name) for name in packaged()}
    others = {folder for folder in folders - packages if not folder.startswith("tests")}
    assert others <= {"tools", "tools/docs", "benchmarks"}
    assert packages <= folders


def packaged() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[str] = project["tool"]["setuptools"]["packages"]
    return found


def package_folder(name: str) -> str:
    below = name.removeprefix("goodoffices.").replace(".", "/")
    return below if below.split("/")[0] in ROOMS else f"goodoffices/{below}"


@pytest.mark.parametrize("script", [".ci/run", "tools/find_python.sh", "tools/gates.sh", "tools/node_tools.sh"])
def test_scripts_can_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)


def test_the_neo4j_of_docker_compose_is_for_this_machine_only() -> None:
    file = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    neo4j = file["services"]["neo4j"]
    assert neo4j["image"] == "neo4j:5.26"
    assert all(port.startswith("127.0.0.1:") for port in neo4j["ports"])
    assert neo4j["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")
    assert neo4j["volumes"] == [f"{name}:/data" for name in file["volumes"]]
    assert neo4j["healthcheck"]["test"][:2] == ["CMD", "wget"]

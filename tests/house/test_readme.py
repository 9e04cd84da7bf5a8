"""The README's code and commands run, one after the other, in one folder that is empty at first."""

from __future__ import annotations

import itertools
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from goodoffices.api import Graph
from goodoffices.graph.store.store import Store
from tests.support.tree import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the README shows: Python code or one shell command, with the line where it stands."""

    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"line-{self.line}"

    @property
    def command(self) -> tuple[str, ...]:
        python = (sys.executable, "-W", "error", "-c", self.text)
        return python if self.language == "python" else ("sh", "-e", "-c", self.text)


def steps(readme: str) -> list[Step]:
    """Python blocks, and of the blocks ``sh`` and ``console`` the commands that are goodoffices' own."""
    blocks = [(readme.count("\n", 0, block.start()) + 2, block[1], block[2]) for block in BLOCK.finditer(readme)]
    found = [[Step(line, "python", text)] for line, language, text in blocks if language == "python"]
    found += [commands(line, text, "") for line, language, text in blocks if language == "sh"]
    found += [commands(line, text, "$ ") for line, language, text in blocks if language == "console"]
    return sorted((step for part in found for step in part), key=lambda step: step.line)


def commands(start: int, text: str, prompt: str) -> list[Step]:
    """The commands that begin with the prompt and ``goodoffices``, each with all the lines that it takes.

    Where there is a prompt, the further lines of a command may begin with the shell's second one, ``>``.
    """
    lines = text.splitlines()
    begins = [number for number, line in enumerate(lines) if line.startswith(f"{prompt}goodoffices ")]
    further = [line.removeprefix("> ") if prompt else line for line in lines]
    calls = [whole([lines[number].removeprefix(prompt), *further[number + 1 :]]) for number in begins]
    return [Step(start + number, "sh", call) for number, call in zip(begins, calls, strict=True)]


def whole(lines: list[str]) -> str:
    """The command that the first line begins: it goes on while a quote is open or a line ends in a backslash."""
    starts = ("\n".join(lines[:count]) for count in range(1, len(lines) + 1))
    return next((text for text in starts if is_whole(text)), lines[0])


def is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return not command.endswith("\\")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


@pytest.mark.parametrize("step", steps(README), ids=str)
def test_the_readme_keeps_its_word(step: Step, folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "GOODOFFICES_"))}
    done = subprocess.run(
        step.command, cwd=folder, env={**own, "PATH": path}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"{step.text}\n{done.stdout}\n{done.stderr}"


def test_the_readme_shows_the_commands_python_and_neo4j() -> None:
    assert {step.language for step in steps(README)} == {"python", "sh"}
    for shown in ("make demo", "make test", "docker compose up", "NEO4J_URI"):
        assert shown in README


def query() -> str:
    """The Cypher that the README shows."""
    (step,) = (step for step in steps(README) if " cypher " in step.text)
    return shlex.split(step.text)[-1]


JOINED = """
MATCH (x:Actor {iso3: $a})<-[r1:MEDIATES]-(m:Actor)-[r2:MEDIATES]->(y:Actor {iso3: $b})
WHERE r1.event_id = r2.event_id
RETURN m.name AS mediator, r1.date AS date, r1.status AS status, r1.verdict AS verdict, r1.level AS level
"""


def test_the_query_that_the_readme_shows_finds_what_two_joined_edges_do(store: Store) -> None:
    Graph(store).load(ROOT / "loaders" / "sample")
    codes = [row["code"] for row in store.read("MATCH (a:Actor)<-[:MEDIATES]-() RETURN DISTINCT a.iso3 AS code")]
    pairs = [dict(zip("ab", pair, strict=True)) for pair in itertools.permutations(sorted(filter(None, codes)), 2)]
    shown = [sorted(map(str, store.read(query(), **pair))) for pair in pairs]
    assert shown == [sorted(map(str, store.read(JOINED, **pair))) for pair in pairs]
    assert sum(map(len, shown)) > 20


def test_the_query_that_the_readme_shows_begins_at_the_two_by_their_index(store: Store) -> None:
    Graph(store).load(ROOT / "loaders" / "sample")
    plan = "\n".join(store.plan(query(), {"a": "IRN", "b": "SAU"}))
    # Of so few actors Neo4j may read the whole index.
    assert re.search(r"NodeIndex(Seek|Scan)", plan)
    assert len(re.findall(r"Expand ?\(?All", plan)) == 1
    assert not re.search(r"LabelScan|AllNodesScan", plan)


def test_code_and_commands_are_found_in_a_text() -> None:
    console, python = "```console\n$ goodoffices load 'x\n> y'\nadded 3\n$ ls\n```\n", "```python\nprint(1)\n```\n"
    assert steps(f"a\n{console}{python}```sh\ngoodoffices a \\\n  b 'c\n d'\necho e\n```\n") == [
        Step(3, "sh", "goodoffices load 'x\ny'"),
        Step(9, "python", "print(1)\n"),
        Step(12, "sh", "goodoffices a \\\n  b 'c\n d'"),
    ]

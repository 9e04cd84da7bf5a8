"""The README's code and commands run, one after the other, in one folder that is empty at first."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tree import ROOT

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
    """The lines that begin with the prompt and ``goodoffices``.

    A backslash at the end of a line joins the next, and so does the shell's second prompt at its beginning.
    """
    command = re.compile(rf"^{re.escape(prompt)}(goodoffices (?:.*\\\n)*.*(?:\n> .*)*)$", re.MULTILINE)
    found = ((hit.start(), hit[1].replace("\n> ", "\n")) for hit in command.finditer(text))
    return [Step(start + text.count("\n", 0, place), "sh", shown) for place, shown in found]


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


def test_code_and_commands_are_found_in_a_text() -> None:
    console, python = "```console\n$ goodoffices load x\nadded 3\n$ ls\n```\n", "```python\nprint(1)\n```\n"
    assert steps(f"a\n{console}{python}```sh\ngoodoffices a \\\n  b\n```\n") == [
        Step(3, "sh", "goodoffices load x"),
        Step(8, "python", "print(1)\n"),
        Step(11, "sh", "goodoffices a \\\n  b"),
    ]

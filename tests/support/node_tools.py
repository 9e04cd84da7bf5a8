"""What the page's gates take from npm: where it lies, and what happens where it is not installed."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.support.lacking import lacking
from tests.support.page_visit import Visit

MODULES = Path(sys.prefix) / "node" / "node_modules"
"""Beside the virtual environment's packages, where `make dev` installs them if there is Node.js with npm."""

BROKEN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def installed(path: str) -> Path:
    """The file of a package; where it is missing the test is skipped, and in CI it fails."""
    file = MODULES / path
    if not file.is_file():
        package = path.split("/", maxsplit=1)[0]
        lacking(f"{package} is not installed: `make dev` does it where there is Node.js with npm")
    return file


@cache
def axe() -> str:
    return installed("axe-core/axe.min.js").read_text(encoding="utf-8")


def barriers(opened: Visit) -> list[str]:
    """What axe-core finds serious or critical on the page as it stands now: each rule with its places."""
    # evaluate() is not bound by the page's policy, which would not let the checker in
    opened.ask(axe() + "; 0")
    found: list[str] = opened.ask(BROKEN)
    return found


def invalid(*files: Path) -> list[str]:
    """The errors of HTML and CSS that the Nu checker finds in these files."""
    jar = installed("vnu-jar/build/dist/vnu.jar")
    command = ["java", "-jar", str(jar), "--errors-only", "--stdout", "--exit-zero-always", "--format", "gnu"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()

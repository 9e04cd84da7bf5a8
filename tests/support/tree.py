"""The files of the checkout, as git knows them: what the tests of the house and of the packages look at."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("graph", "loaders", "queries", "pages")


@cache
def tree() -> tuple[str, ...]:
    """Paths of all files that are tracked, or new and not ignored; links are paths like any other."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        reason = "needs a git checkout to tell the project's files from others"
        pytest.skip(reason, allow_module_level=True)
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = sorted(set(listed.stdout.decode().split("\0")) - {""})
    return tuple(path for path in paths if (ROOT / path).is_symlink() or (ROOT / path).exists())


def texts() -> dict[str, str]:
    """Every file of the project that is text, by its path; links are left out, since what they lead to is in."""
    files = [path for path in tree() if not (ROOT / path).is_symlink()]
    contents = {path: (ROOT / path).read_bytes() for path in files}
    return {path: data.decode() for path, data in contents.items() if b"\0" not in data}


def modules() -> dict[str, str]:
    """Every Python file of the project."""
    return {path: text for path, text in texts().items() if path.endswith(".py")}

"""What is said of each kind of damage done to copies of a corpus: ``python -m tests.damage_table FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.support.damage import NotHereError, copy, faults_of
from tests.support.damage_kinds import KINDS


def rows(corpus: Path) -> Iterator[tuple[str, str]]:
    """Each kind of damage and the message that it gives, as Markdown."""
    for name in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            yield name, _message(name, copy(corpus, Path(folder) / "corpus"))


def _message(name: str, folder: Path) -> str:
    try:
        expected = KINDS[name](folder)
    except NotHereError as error:
        return f"(not done: {error})"
    fault = expected.of(iter(faults_of(folder)))
    text = str(fault).replace(f"{folder}/", "").replace("|", "\\|").replace("`", "'")
    return f"`{text}`" if fault else "(NOT FOUND)"


if __name__ == "__main__":
    sys.stdout.write("| damage | message |\n|---|---|\n")
    for damage, message in rows(Path(sys.argv[1])):
        sys.stdout.write(f"| {damage} | {message} |\n")

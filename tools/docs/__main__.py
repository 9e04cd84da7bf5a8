"""Write everything that is made of the vocabulary, the questions and the commands.

Run it with ``make docs``; with ``--check`` it writes nothing, names the files that are out of date, and fails if there
are any.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

MAKERS = ("statements", "vocabulary", "brat", "grammar", "page", "questions", "wordings", "options", "tested", "model")
"""Modules with a function ``files``. The first compares the vocabulary with what was made of it before; the second
makes what the package itself reads, and so comes before all that ask the package."""


def out_of_date(*, write: bool) -> Iterator[str]:
    """The paths of files that are not as they would be made now, which are written where that is asked for."""
    for name in MAKERS:
        files: Callable[[Path], Mapping[str, str]] = import_module(f"{__package__}.{name}").files
        for path, text in files(ROOT).items():
            target = ROOT / path
            if not target.exists() or target.read_text(encoding="utf-8") != text:
                if write:
                    target.write_text(text, encoding="utf-8", newline="\n")
                yield path


def main(arguments: list[str]) -> int:
    """The exit status: 1 where something is out of date and is only to be checked."""
    is_check = arguments == ["--check"]
    try:
        found = list(out_of_date(write=not is_check))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if is_check and found:
        print(f"out of date: {', '.join(found)}; run make docs", file=sys.stderr)
        return 1
    print(f"written: {', '.join(found)}" if found else "nothing to write")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

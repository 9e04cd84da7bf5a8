"""Write docs/dependencies.md: what the installed package needs, at which version, under which licence, and why.

Run it with ``make lock``, or by itself with every pinned package installed; with ``--check`` it writes nothing and
fails if the file is out of date. The licences are those that each package's own metadata names; one outside
PERMITTED ends the run.
"""

from __future__ import annotations

import re
import sys
from email.message import Message
from importlib.metadata import metadata
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements" / "runtime.txt"
TABLE = ROOT / "docs" / "dependencies.md"

PERMITTED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-only", "MIT", "MPL-2.0"}
    | {"PSF-2.0", "Python-2.0", "Zlib"}
)
"""SPDX names of the licences that a dependency may have."""

SPELLINGS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC license": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "The MIT License (MIT)": "MIT",
}
"""Older metadata names licences in words. Each BSD here was read in the package's own text: three clauses."""

REASONS = {
    "arcadedb": "the embedded store",
    "jinja2": "the template of the network page",
    "lark": "the sentences that `ask` understands",
    "neo4j": "the driver, the only client of every store",
    "neo4j-rust-ext": "the driver's reading and writing of values, compiled",
    "networkx": "brokerage and paths",
    "pycountry": "country codes and names",
    "pyvis": "the network page",
    "pyyaml": "the vocabulary and name tables",
    "rich": "tables and progress in the terminal",
    "rustworkx": "where the nodes of the page lie",
    "sentencex": "where sentences begin and end",
    "typer": "the command line",
}

HEAD = """\
# Dependencies and their licences

Made by `make lock` from `requirements/runtime.txt` and the packages' own metadata; a test keeps the two together.
Only permissive licences, the MPL and the LGPL are let in; what the tests need beside is in `requirements/dev.txt`.

| package | version | licence | for |
|---|---|---|---|
"""

TAIL = """
Three of them need a word more:

- `arcadedb` is Apache-2.0. Its library is compiled ahead of time by GraalVM Community Edition, so it also holds parts
  of that runtime and of the OpenJDK class library. Those are under the GPL version 2 *with the Classpath Exception*,
  which lets them be linked with, and passed on beside, code under other licences. The wheel carries the texts and
  says where the source is.
- `numpy` and its wheels carry OpenBLAS (BSD-3-Clause) and, on some systems, the Fortran runtime of GCC, under the
  GPL version 3 *with the GCC Runtime Library Exception*, which lets programs of any licence use it.
- `pycountry` is LGPL-2.1: it is imported as the separate package that it is, unchanged, and can be exchanged by
  whoever has it installed.

`pages/vendor` holds the libraries that are copied into the project; their licences lie beside them.

The extra `goodoffices[layout]` brings openTSNE, scikit-learn and SciPy (BSD-3-Clause), joblib and threadpoolctl
(BSD-3-Clause); its pins are in `requirements/dev.txt`.
"""


def main() -> None:
    """Write the table, or with ``--check`` compare it."""
    text = HEAD + "".join(_rows()) + TAIL
    if "--check" not in sys.argv[1:]:
        TABLE.write_text(text, encoding="utf-8", newline="\n")
    elif TABLE.read_text(encoding="utf-8") != text:
        sys.exit(f"{TABLE.name} is out of date: python tools/licences.py")


def _rows() -> list[str]:
    pins = pinned(PINS.read_text(encoding="utf-8"))
    licences = {name: licence(name) for name in pins}
    strangers = [f"{name} ({text})" for name, text in licences.items() if not permitted(text)]
    if strangers:
        sys.exit("licence not permitted: " + ", ".join(strangers))
    return [f"| {name} | {version} | {licences[name]} | {why} |\n" for name, (version, why) in pins.items()]


def pinned(text: str) -> dict[str, tuple[str, str]]:
    """Version and reason of each package in the text of a file that pip-compile wrote."""
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    pins = (re.match(r"([a-z0-9-]+)==(\S+)", block) for block in blocks)
    found = ((pin[1], pin[2], block) for pin, block in zip(pins, blocks, strict=True) if pin)
    return {name: (version, REASONS.get(name) or _asked_by(block)) for name, version, block in found}


def _asked_by(block: str) -> str:
    names = re.findall(r"^ +# +(?:via +)?([a-z0-9-]+)$", block, flags=re.MULTILINE)
    return "needed by " + ", ".join(name for name in names if name != "via")


def licence(name: str) -> str:
    """The SPDX expression of an installed package, from whichever field of its metadata has one."""
    fields = cast("Message[str, str]", metadata(name))
    classifiers = [text.rpartition(" :: ")[2] for text in fields.get_all("Classifier", []) if text[:7] == "License"]
    words = fields["License-Expression"] or _known(fields["License"]) or next(iter(classifiers), "unknown")
    return SPELLINGS.get(words, words)


def _known(words: str | None) -> str | None:
    return words if words in SPELLINGS or words in PERMITTED else None


def permitted(expression: str) -> bool:
    """Whether every licence of an SPDX expression is one that a dependency may have."""
    return all(part in PERMITTED for part in re.split(r" AND | OR |[() ]+", expression) if part)


if __name__ == "__main__":
    main()

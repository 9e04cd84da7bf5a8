"""Bring pages/vendor up to date with vis-network: fetch by the npm client, take the script and licences, record hashes.

Run it as ``python tools/refresh_vendor.py [VERSION]``. It needs npm; the registry is whatever npm is set to.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "vis-network"
# The self-contained build for pages, with its data sets; unlike "standalone" it carries no style sheet, adds no style
# element and is a third smaller.
SCRIPT = "dist/vis-network.min.js"
LICENCES = ("LICENSE-APACHE-2.0", "LICENSE-MIT")
VENDOR = Path(__file__).resolve().parent.parent / "pages" / "vendor"


def run(program: str, *arguments: str, folder: Path) -> Any:
    """What ``program`` prints, read as JSON; exits with a sentence if it is not installed."""
    found = shutil.which(program)
    if not found:
        raise SystemExit(f"{program} is needed to refresh the vendored script; install Node.js.")
    done = subprocess.run([found, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603 - no shell
    return json.loads(done.stdout)


def fetch(version: str, folder: Path) -> Path:
    """Pack the package into ``folder`` by the npm client, which checks its integrity, and unpack it."""
    packed = run("npm", "pack", "--json", f"{PACKAGE}@{version}", folder=folder)
    entry = packed[-1] if isinstance(packed, list) else packed[PACKAGE]
    with tarfile.open(folder / entry["filename"]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def sha256(content: bytes) -> str:
    """The hexadecimal SHA-256 of ``content``."""
    return hashlib.sha256(content).hexdigest()


def refresh(version: str) -> dict[str, object]:
    """Replace the vendored files by those of ``version`` and return the record that describes them."""
    with tempfile.TemporaryDirectory() as name:
        package = fetch(version, Path(name))
        about = json.loads((package / "package.json").read_text(encoding="utf-8"))
        shutil.copyfile(package / SCRIPT, VENDOR / Path(SCRIPT).name)
        for licence in LICENCES:
            shutil.copyfile(package / licence, VENDOR / f"{PACKAGE}.{licence}")
        files = sorted(path for path in VENDOR.iterdir() if path.name.startswith(PACKAGE))
        return {
            "package": PACKAGE,
            "version": about["version"],
            "licence": about["license"].strip("()"),
            "source": SCRIPT,
            "sha256": {path.name: sha256(path.read_bytes()) for path in files},
        }


def main() -> None:
    """Refresh to the version given, else to the newest one of the major version that the page is written for."""
    record = refresh(sys.argv[1] if len(sys.argv) > 1 else "10")
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "VENDOR.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{record['package']} {record['version']}")  # noqa: T201 - a script's one line of output


if __name__ == "__main__":
    main()

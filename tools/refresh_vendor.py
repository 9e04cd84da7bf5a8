"""Bring pages/vendor up to date with vis-network: fetch by the npm client, take the script and licences, record hashes.

Run it as ``python tools/refresh_vendor.py [VERSION]``. It needs npm and node; the registry is whatever npm is set to.
"""

from __future__ import annotations

import base64
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
SCRIPT = "standalone/umd/vis-network.min.js"
LICENCES = ("LICENSE-APACHE-2.0", "LICENSE-MIT")
VENDOR = Path(__file__).resolve().parent.parent / "pages" / "vendor"

# The script adds style elements when it starts; a page that allows only known styles must know their hashes.
COLLECT_STYLES = """
const styles = [];
const element = () => ({ style: {}, appendChild: (child) => styles.push(child) });
globalThis.window = globalThis;
globalThis.document = {
  createElement: element, createTextNode: (text) => text, documentElement: element(),
  head: { appendChild() {}, insertBefore() {} },
};
require(process.argv[1]);
console.log(JSON.stringify(styles));
"""


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


def style_hashes(script: Path, folder: Path) -> list[str]:
    """The Content-Security-Policy sources of the style elements that the script adds when it starts."""
    loadable = shutil.copy(script, folder / "script.cjs")
    styles = run("node", "-e", COLLECT_STYLES, str(loadable), folder=folder)
    # The script puts each element into the page while it is still empty, and browsers check it then, too.
    digests = {hashlib.sha256(style.encode()).digest() for style in ["", *styles]}
    return sorted("sha256-" + base64.b64encode(digest).decode() for digest in digests)


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
            "styles": style_hashes(package / SCRIPT, Path(name)),
        }


def main() -> None:
    """Refresh to the version given, else to the newest one of the major version that the page is written for."""
    record = refresh(sys.argv[1] if len(sys.argv) > 1 else "10")
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "VENDOR.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{record['package']} {record['version']}")  # noqa: T201 - a script's one line of output


if __name__ == "__main__":
    main()

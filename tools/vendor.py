"""Make pages/vendor anew: fetch the pinned packages by the npm client, prove their hashes, copy, and record.

Run it with ``make vendor``; to bring a package up to date change its version and hash in tools/vendor_pins.py first
(``npm view PACKAGE@VERSION dist.integrity``). The registry is whatever npm is set to. The same pins give the same
bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from vendor_pins import PINS, Pin

VENDOR = Path(__file__).resolve().parent.parent / "pages" / "vendor"
OUR_OWN = frozenset({"README.md", "VENDOR.json"})


def archive_of(pin: Pin, folder: Path) -> Path:
    """The package's archive as the npm client fetches it; exits with a sentence if its hash is not the pinned one."""
    npm = shutil.which("npm")
    if not npm:
        raise SystemExit("npm is needed to fetch the vendored scripts; install Node.js.")
    command = [npm, "pack", "--json", "--loglevel=error", f"{pin.package}@{pin.version}"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - no shell
    path = folder / str(json.loads(done.stdout)[0]["filename"])
    if integrity(path.read_bytes()) != pin.integrity:
        raise SystemExit(f"What was served as {pin.package} {pin.version} is not what was pinned.")
    return path


def integrity(content: bytes) -> str:
    """The hash in the form that npm writes."""
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def take(pin: Pin, target: Path) -> None:
    """Copy the files of a package to ``target``, unchanged."""
    with tempfile.TemporaryDirectory() as name, tarfile.open(archive_of(pin, Path(name))) as archive:
        for inner, outer in pin.files.items():
            member = archive.extractfile(f"package/{inner}")
            if member is None:
                raise SystemExit(f"{pin.package} {pin.version} has no file {inner}.")
            (target / outer).write_bytes(member.read())


def record(folder: Path) -> dict[str, object]:
    """What is in ``folder``: of which package, at which version, under which licence, and with which hash."""
    packages = [
        {
            "package": pin.package,
            "version": pin.version,
            "licence": pin.licence,
            "integrity": pin.integrity,
            "files": pin.files,
            **({"inside": pin.inside} if pin.inside else {}),
        }
        for pin in PINS
    ]
    files = sorted(path for path in folder.iterdir() if path.name not in OUR_OWN)
    return {"packages": packages, "sha256": {path.name: sha256(path.read_bytes()) for path in files}}


def sha256(content: bytes) -> str:
    """The hexadecimal SHA-256 of ``content``."""
    return hashlib.sha256(content).hexdigest()


def main() -> None:
    """Fetch all before anything is replaced, so that a package that fails leaves the folder as it was."""
    with tempfile.TemporaryDirectory() as name:
        fetched = Path(name)
        for pin in PINS:
            take(pin, fetched)
            print(f"{pin.package} {pin.version}")  # noqa: T201 - what a script says
        for path in VENDOR.iterdir():
            if path.name not in OUR_OWN:
                path.unlink()
        for path in fetched.iterdir():
            shutil.copyfile(path, VENDOR / path.name)
    text = json.dumps(record(VENDOR), indent=2, ensure_ascii=False) + "\n"
    (VENDOR / "VENDOR.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

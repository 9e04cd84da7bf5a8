"""What others wrote and the pages carry: it is what the record says, and its licences lie beside it."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.tree import ROOT

VENDOR = ROOT / "pages" / "vendor"
RECORD: dict[str, Any] = json.loads((VENDOR / "VENDOR.json").read_text(encoding="utf-8"))
PACKAGES: list[dict[str, Any]] = RECORD["packages"]


def test_the_vendored_files_are_what_the_record_says() -> None:
    others = [path for path in VENDOR.iterdir() if path.name not in {"README.md", "VENDOR.json"}]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in others} == RECORD["sha256"]
    assert sorted(RECORD["sha256"]) == sorted(name for one in PACKAGES for name in one["files"].values())


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one["package"])
def test_a_licence_lies_beside_each_package(package: dict[str, Any]) -> None:
    licences = [name for name in package["files"].values() if "LICENSE" in name]
    texts = " ".join((VENDOR / name).read_text(encoding="utf-8") for name in licences)
    words = {"MIT": "Permission is hereby granted, free of charge", "Apache-2.0": "Apache License"}
    assert all(words[one] in texts for one in package["licence"].split(" OR "))
    assert package.get("inside", "sigma.min.js") in RECORD["sha256"]


def test_the_record_is_of_the_pinned_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    monkeypatch.delitem(sys.modules, "vendor", raising=False)
    import vendor

    assert vendor.record(VENDOR) == RECORD
    text = json.dumps(RECORD, indent=2, ensure_ascii=False) + "\n"
    assert (VENDOR / "VENDOR.json").read_text(encoding="utf-8") == text


def test_a_served_archive_is_proved_by_its_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import vendor

    empty = "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="
    assert vendor.integrity(b"") == empty
    assert all(re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]) for package in PACKAGES)


@pytest.mark.parametrize("file", ["vis-network.min.js"])
def test_the_script_names_its_version(file: str) -> None:
    version = next(one["version"] for one in PACKAGES if file in one["files"].values())
    assert f"@version {version}" in Path(VENDOR / file).read_text(encoding="utf-8")[:400]
